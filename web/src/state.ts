/** What the page shows, all of it in the address after `#`, so that a link or the back button brings it back. */

export const VIEWS = [
  "day",
  "map",
  "place",
  "incident",
  "places",
  "contradictions",
  "sources",
  "actors",
  "table",
  "pictures",
  "method",
] as const;
export type View = (typeof VIEWS)[number];
export const SPANS = ["1", "7", "30", "all"] as const;
export type Span = (typeof SPANS)[number];
export const PANES = ["list", "map", "evidence"] as const;
export type Pane = (typeof PANES)[number];
/** Accounts of control: the best one, what could be known on each day itself, and what sides claim at face value. */
export const LAYERS = ["assessed", "known", "claimed"] as const;
export type Layer = (typeof LAYERS)[number];
export const VOICES = ["1", "2", "3"] as const;

export interface State {
  readonly view: View;
  /** The day shown; "" is the last one. */
  readonly on: string;
  /** How many days up to that day. */
  readonly span: Span;
  /** Only what was published up to this day counts; "" is everything. */
  readonly known: string;
  readonly layer: Layer;
  /** An outlet that is left out; "" is none. */
  readonly without: string;
  /** Filters; an empty list lets everything through. */
  readonly sides: readonly string[];
  readonly kinds: readonly string[];
  readonly outlets: readonly string[];
  readonly grades: readonly string[];
  /** The smallest number of independent voices. */
  readonly voices: (typeof VOICES)[number];
  /** Words to look for. */
  readonly q: string;
  /** Column that the table is sorted by, with "-" before it the other way round. */
  readonly sort: string;
  /** Columns of the table by their keys; empty: those that are usual. */
  readonly columns: readonly string[];
  readonly claim: string;
  /** The claim beside it, for two reports side by side. */
  readonly beside: string;
  readonly incident: string;
  readonly place: string;
  readonly actor: string;
  /** Which pane a phone shows. */
  readonly pane: Pane;
  /** "1": the map shows areas around the places, an illustration. */
  readonly areas: "" | "1";
}

export const START: State = {
  view: "day",
  on: "",
  span: "all",
  known: "",
  layer: "assessed",
  without: "",
  sides: [],
  kinds: [],
  outlets: [],
  grades: [],
  voices: "1",
  q: "",
  sort: "",
  columns: [],
  claim: "",
  beside: "",
  incident: "",
  place: "",
  actor: "",
  pane: "list",
  areas: "",
};

const LISTS = { side: "sides", kind: "kinds", outlet: "outlets", grade: "grades", col: "columns" } as const;
const WORDS = ["on", "known", "without", "q", "sort", "claim", "beside", "incident", "place", "actor"] as const;
const CHOICES = { span: SPANS, layer: LAYERS, voices: VOICES, pane: PANES, areas: ["", "1"] } as const;
const LONGEST = 500; // characters of one value: nothing that the page itself writes is longer

const among = <T extends string>(value: string | null, choices: readonly T[], other: T): T => choices.find((c) => c === value) ?? other;
const day = (value: string): string => (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : "");

/** The state that an address says; what it does not say, or says wrongly, is as at the start. */
export function parse(hash: string): State {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const found = new URLSearchParams(query);
  const word = (name: string): string => (found.get(name) ?? "").slice(0, LONGEST);
  return {
    ...START,
    ...Object.fromEntries(WORDS.map((name) => [name, word(name)])),
    ...Object.fromEntries(Object.entries(LISTS).map(([name, key]) => [key, found.getAll(name)])),
    view: among(path, VIEWS, START.view),
    on: day(word("on")),
    known: day(word("known")),
    span: among(found.get("span"), SPANS, START.span),
    layer: among(found.get("layer"), LAYERS, START.layer),
    voices: among(found.get("voices"), VOICES, START.voices),
    pane: among(found.get("pane"), PANES, START.pane),
    areas: among(found.get("areas"), CHOICES.areas, START.areas),
  };
}

/** The address of a state; parse(format(s)) equals s. */
export function format(state: State): string {
  const out = new URLSearchParams();
  for (const key of WORDS) if (state[key]) out.set(key, state[key]);
  for (const key of Object.keys(CHOICES) as (keyof typeof CHOICES)[]) if (state[key] !== START[key]) out.set(key, state[key]);
  for (const [key, list] of Object.entries(LISTS)) for (const value of state[list]) out.append(key, value);
  const query = out.toString();
  return `#/${state.view}${query ? `?${query}` : ""}`;
}
