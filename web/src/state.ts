/** What the page shows, all of it in the address after `#`, so that a link or the back button brings it back. */

export const VIEWS = ["day", "place", "incident", "places", "contradictions", "sources", "method"] as const;
export type View = (typeof VIEWS)[number];
export const SPANS = ["1", "7", "30", "all"] as const;
export type Span = (typeof SPANS)[number];
export const PANES = ["list", "map", "evidence"] as const;
export type Pane = (typeof PANES)[number];

export interface State {
  readonly view: View;
  /** The day shown; "" is the last one. */
  readonly on: string;
  /** How many days up to that day. */
  readonly span: Span;
  /** Filters; an empty list lets everything through. */
  readonly sides: readonly string[];
  readonly kinds: readonly string[];
  readonly outlets: readonly string[];
  readonly claim: string;
  readonly incident: string;
  readonly place: string;
  /** Which pane a phone shows. */
  readonly pane: Pane;
}

export const START: State = {
  view: "day",
  on: "",
  span: "all",
  sides: [],
  kinds: [],
  outlets: [],
  claim: "",
  incident: "",
  place: "",
  pane: "list",
};

const LISTS = { side: "sides", kind: "kinds", outlet: "outlets" } as const;
const WORDS = ["on", "claim", "incident", "place"] as const;

const among = <T extends string>(value: string | null, choices: readonly T[], other: T): T => choices.find((c) => c === value) ?? other;

/** The state that an address says; what it does not say, or says wrongly, is as at the start. */
export function parse(hash: string): State {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const found = new URLSearchParams(query);
  const day = found.get("on") ?? "";
  return {
    view: among(path, VIEWS, START.view),
    on: /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : "",
    span: among(found.get("span"), SPANS, START.span),
    sides: found.getAll("side"),
    kinds: found.getAll("kind"),
    outlets: found.getAll("outlet"),
    claim: found.get("claim") ?? "",
    incident: found.get("incident") ?? "",
    place: found.get("place") ?? "",
    pane: among(found.get("pane"), PANES, START.pane),
  };
}

/** The address of a state; parse(format(s)) equals s. */
export function format(state: State): string {
  const out = new URLSearchParams();
  for (const key of WORDS) if (state[key]) out.set(key, state[key]);
  if (state.span !== START.span) out.set("span", state.span);
  for (const [key, list] of Object.entries(LISTS)) for (const value of state[list]) out.append(key, value);
  if (state.pane !== START.pane) out.set("pane", state.pane);
  const query = out.toString();
  return `#/${state.view}${query ? `?${query}` : ""}`;
}
