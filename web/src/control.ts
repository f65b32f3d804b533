/** Who holds a place, by the account that is asked for: the best one, an earlier day's, one without an outlet, or claims at face value. */

import type { Account, Control, Ground } from "./bundle";
import { addDays } from "./days";
import { type Model, group, rowsOf } from "./model";
import { publishedOn } from "./published";
import type { State } from "./state";

export interface Table {
  /** Intervals of a place, earliest first. */
  readonly ofPlace: ReadonlyMap<string, readonly Control[]>;
  /** Intervals by the day on which they begin. */
  readonly ofDay: ReadonlyMap<string, readonly Control[]>;
}

export type Asked = Pick<State, "layer" | "known" | "without">;
export const BEST: Asked = { layer: "assessed", known: "", without: "" };

const made = new WeakMap<Model, Map<string, Table>>(); // several panes of one drawing ask for the same
const KEPT = 6;

/** The account that a state asks for. An outlet left out goes before a day of knowledge, and that before the layer. */
export function table(model: Model, asked: Asked): Table {
  const key = JSON.stringify([asked.without, asked.without ? "" : asked.known, asked.layer]);
  const kept = made.get(model) ?? new Map<string, Table>();
  made.set(model, kept);
  const found = kept.get(key) ?? make(intervals(model, asked));
  if (kept.size >= KEPT && !kept.has(key)) kept.clear();
  kept.set(key, found);
  return found;
}

/** The lookups of an account, each made when it is first asked for. */
function make(rows: readonly Control[]): Table {
  let [ofPlace, ofDay]: [Table["ofPlace"] | undefined, Table["ofDay"] | undefined] = [undefined, undefined];
  return {
    get ofPlace() {
      return (ofPlace ??= group(rows, (c) => [c.place]));
    },
    get ofDay() {
      return (ofDay ??= group(rows, (c) => [c.first]));
    },
  };
}

function intervals(model: Model, { layer, known, without }: Asked): readonly Control[] {
  const { control, claimed, known: knownThen } = model.bundle;
  const other = model.without.get(without);
  if (other) {
    const anew = new Set(other.places);
    const outside = control.filter((c) => !anew.has(c.place));
    const kept = (claim: string): boolean => model.documents.get(model.claims.get(claim)?.document ?? "")?.outlet !== without;
    return [...outside, ...other.control.map((a) => new Told(model, a, kept))];
  }
  if (known) {
    const before = (claim: string): boolean => publishedOn(model, model.claims.get(claim)) <= known;
    const stood = model.bundle.accounts.filter((a) => a.known <= known && (a.superseded === null || known < a.superseded));
    return stood.map((a) => new Told(model, a, before));
  }
  return layer === "claimed" ? claimed : layer === "known" ? knownThen : control;
}

/** An account as an interval. Its grounds are those of the best account that it could know of, looked up when they are asked for. */
class Told implements Control {
  readonly id: string;
  readonly place: string;
  readonly first: string;
  readonly until: string | null;
  readonly state: string;
  readonly holder: string;
  readonly besieged_by: string;
  readonly probability: number;
  readonly claimed_by = "";
  readonly second = "";
  readonly second_probability = 0;
  readonly origins = 0;
  #grounds: readonly Ground[] | undefined;

  constructor(
    readonly model: Model,
    account: Account,
    readonly kept: (claim: string) => boolean,
  ) {
    const { place, first, until, state, holder, besieged_by, probability, known } = account;
    this.id = `${place} ${first} ${known} ${state}`;
    [this.place, this.first, this.until, this.state] = [place, first, until, state];
    [this.holder, this.besieged_by, this.probability] = [holder, besieged_by, probability];
  }

  get least(): number {
    return this.probability;
  }

  get evidence(): readonly Ground[] {
    return (this.#grounds ??= this.#look());
  }

  get last_evidence(): string | null {
    const days = this.evidence.map((g) => this.model.claims.get(g.claim)?.time.last ?? "").filter(Boolean);
    return days.length > 0 ? days.reduce((a, b) => (a > b ? a : b)) : null;
  }

  #look(): readonly Ground[] {
    const meets = (c: Control): boolean => (c.until === null || this.first < c.until) && (this.until === null || c.first < this.until);
    const found = new Map<string, Ground>();
    for (const best of rowsOf(table(this.model, BEST).ofPlace, this.place).filter(meets))
      for (const ground of best.evidence) if (this.kept(ground.claim)) found.set(`${ground.claim} ${ground.kind} ${ground.actor}`, ground);
    return [...found.values()];
  }
}

export const intervalsOf = (model: Model, asked: Asked, place: string): readonly Control[] => rowsOf(table(model, asked).ofPlace, place);

/** The interval of a place on a day. */
export function controlOn(model: Model, asked: Asked, place: string, day: string): Control | undefined {
  return intervalsOf(model, asked, place).find((c) => c.first <= day && (c.until === null || day < c.until));
}

export interface Change {
  readonly place: string;
  readonly now: Control;
  readonly before: Control | undefined;
}

/** Places whose control changes on a day: another state, holder or besieger than the day before. */
export function changesOn(model: Model, asked: Asked, day: string): readonly Change[] {
  return rowsOf(table(model, asked).ofDay, day)
    .map((now) => ({ place: now.place, now, before: controlOn(model, asked, now.place, addDays(day, -1)) }))
    .filter(({ now, before }) => now.state !== before?.state || now.holder !== before.holder || now.besieged_by !== before.besieged_by)
    .filter(({ now, before }) => before !== undefined || now.state !== "unknown");
}

/** All changes from one day to another, both included; the latest first. */
export function changesBetween(model: Model, asked: Asked, first: string, last: string): readonly Change[] {
  const days = [...table(model, asked).ofDay.keys()].filter((d) => (!first || d >= first) && d <= last).sort();
  return days.reverse().flatMap((d) => changesOn(model, asked, d));
}
