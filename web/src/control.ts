/** Who holds a place, by the account that is asked for: the best one, an earlier day's, one without an outlet, or claims at face value. */

import type { Account, Control, Ground } from "./bundle";
import { addDays, number } from "./days";
import { type Model, group, rowsOf } from "./model";
import { publishedOn } from "./published";
import type { State } from "./state";

/** The intervals of one account of control. */
export interface Table {
  /** Those of a place, earliest first. */
  readonly of: (place: string) => readonly Control[];
  /** That of a place on a day. */
  readonly on: (place: string, day: string) => Control | undefined;
  /** The days on which one begins, in no order, and those that begin on one. */
  readonly days: () => Iterable<string>;
  readonly beginning: (day: string) => readonly Control[];
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
  const found = kept.get(key) ?? make(model, asked);
  if (kept.size >= KEPT && !kept.has(key)) kept.clear();
  kept.set(key, found);
  return found;
}

type Interval = Account | Control;
type Kept = (claim: string) => boolean;

function make(model: Model, { layer, known, without }: Asked): Table {
  const { control, claimed, known: knownThen } = model.bundle;
  const other = model.without.get(without);
  if (other) {
    const gone = new Set(other.outlets);
    const kept: Kept = (claim) => !gone.has(model.documents.get(model.claims.get(claim)?.document ?? "")?.outlet ?? "");
    const anew = new Set(other.places);
    return looked(model, () => [...control.filter((c) => !anew.has(c.place)), ...other.control], kept);
  }
  if (known) {
    const before: Kept = (claim) => publishedOn(model, model.claims.get(claim)) <= known;
    const stood = (a: Account): boolean => a.known <= known && (a.superseded === null || known < a.superseded);
    return looked(model, () => model.bundle.accounts.filter(stood), before, (place) => rowsOf(model.accountsOfPlace, place).filter(stood));
  }
  return looked(model, () => (layer === "claimed" ? claimed : layer === "known" ? knownThen : control), () => true);
}

/** Lookups of intervals, each made when it is first asked for; `ofPlace` may know a shorter way to those of one place. */
function looked(model: Model, all: () => readonly Interval[], kept: Kept, ofPlace?: (place: string) => readonly Interval[]): Table {
  const told = new Map<Interval, Control>();
  const tell = (row: Interval): Control => {
    if ("evidence" in row) return row;
    let found = told.get(row);
    if (!found) told.set(row, (found = new Told(model, row, kept)));
    return found;
  };
  let [places, days]: [ReadonlyMap<string, readonly Interval[]> | undefined, ReadonlyMap<string, readonly Interval[]> | undefined] = [undefined, undefined];
  const rows = ofPlace ?? ((place: string) => rowsOf((places ??= group(all(), (c) => [c.place])), place));
  const byDay = (): ReadonlyMap<string, readonly Interval[]> => (days ??= group(all(), (c) => [c.first]));
  return {
    of: (place) => rows(place).map(tell),
    on: (place, day) => {
      const found = rows(place).find((c) => c.first <= day && (c.until === null || day < c.until));
      return found && tell(found);
    },
    days: () => byDay().keys(),
    beginning: (day) => rowsOf(byDay(), day).map(tell),
  };
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
  readonly course: readonly number[] = [];
  #grounds: readonly Ground[] | undefined;
  #last: string | null | undefined;

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
    if (this.#last === undefined) {
      let last = "";
      this.#each((ground) => {
        const day = this.model.claims.get(ground.claim)?.time.last ?? "";
        if (day > last && this.kept(ground.claim)) last = day;
      });
      this.#last = last || null;
    }
    return this.#last;
  }

  #look(): readonly Ground[] {
    const found = new Map<string, Ground>();
    this.#each((ground) => {
      if (this.kept(ground.claim)) found.set(`${ground.claim} ${ground.kind} ${ground.actor}`, ground);
    });
    return [...found.values()];
  }

  /** The grounds of the best account of its days. */
  #each(use: (ground: Ground) => void): void {
    for (const best of intervalsOf(this.model, BEST, this.place))
      if ((best.until === null || this.first < best.until) && (this.until === null || best.first < this.until)) best.evidence.forEach(use);
  }
}

export const intervalsOf = (model: Model, asked: Asked, place: string): readonly Control[] => table(model, asked).of(place);

/** The interval of a place on a day. */
export const controlOn = (model: Model, asked: Asked, place: string, day: string): Control | undefined => table(model, asked).on(place, day);

/** How likely an interval's holder is on a day. Where its days were not worked out, it is the mean over all of them. */
export function sureOn({ first, probability, course }: Control, day: string): number {
  const at = number(day) - number(first);
  if (course.length < 2 || at < 0) return probability;
  for (let i = 2; i < course.length; i += 2) {
    const [a, x, b, y] = course.slice(i - 2, i + 2) as [number, number, number, number];
    if (at <= b) return (x + ((at - a) / (b - a)) * (y - x)) / 100;
  }
  return (course[course.length - 1] as number) / 100;
}

export interface Change {
  readonly place: string;
  readonly now: Control;
  readonly before: Control | undefined;
}

/** Places whose control changes on a day: another state, holder or besieger than the day before. */
export function changesOn(model: Model, asked: Asked, day: string): readonly Change[] {
  return table(model, asked)
    .beginning(day)
    .map((now) => ({ place: now.place, now, before: controlOn(model, asked, now.place, addDays(day, -1)) }))
    .filter(({ now, before }) => now.state !== before?.state || now.holder !== before.holder || now.besieged_by !== before.besieged_by)
    .filter(({ now, before }) => before !== undefined || now.state !== "unknown");
}

/** All changes from one day to another, both included; the latest first. */
export function changesBetween(model: Model, asked: Asked, first: string, last: string): readonly Change[] {
  const days = [...table(model, asked).days()].filter((d) => (!first || d >= first) && d <= last).sort();
  return days.reverse().flatMap((d) => changesOn(model, asked, d));
}
