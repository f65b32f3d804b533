/** Who holds a place, by the account that is asked for: the best one, an earlier day's, one without an outlet, or claims at face value. */

import type { Account, Control, Ground } from "./bundle";
import { addDays, fromNumber, number } from "./days";
import { NEVER, claimNumbers } from "./facets";
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
/** Whether a ground counts, by the number of its claim and its day of publication. */
type Kept = (claim: number, published: number) => boolean;

function make(model: Model, { layer, known, without }: Asked): Table {
  const { control, claimed, known: knownThen } = model.bundle;
  const other = model.without.get(without);
  if (other) {
    const gone = new Set(other.outlets);
    const kept: Kept = (claim) => !gone.has(model.documents.get(model.bundle.claims[claim]?.document ?? "")?.outlet ?? "");
    const anew = new Set(other.places);
    return looked(model, () => [...control.filter((c) => !anew.has(c.place)), ...other.control], kept);
  }
  if (known) {
    const day = number(known);
    const before: Kept = (_, published) => published <= day;
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
    readonly kept: Kept,
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
    if (this.#last !== undefined) return this.#last;
    let last = NEVER;
    this.#each((best) => {
      const spoken = spokenOf(this.model, best);
      for (let i = 0; i < spoken.length; i += 3) {
        const [claim, day, published] = [spoken[i] as number, spoken[i + 1] as number, spoken[i + 2] as number];
        if (day > last && this.kept(claim, published)) last = day;
      }
    });
    return (this.#last = last === NEVER ? null : fromNumber(last));
  }

  #look(): readonly Ground[] {
    const found = new Map<string, Ground>();
    this.#each((best) => {
      const spoken = spokenOf(this.model, best);
      best.evidence.forEach((ground, i) => {
        const [claim, published] = [spoken[3 * i] as number, spoken[3 * i + 2] as number];
        if (this.kept(claim, published)) found.set(`${ground.claim} ${ground.kind} ${ground.actor}`, ground);
      });
    });
    return [...found.values()];
  }

  /** The intervals of the best account that share a day with it. */
  #each(use: (best: Control) => void): void {
    for (const best of intervalsOf(this.model, BEST, this.place))
      if ((best.until === null || this.first < best.until) && (this.until === null || best.first < this.until)) use(best);
  }
}

const spoken = new WeakMap<Control, Int32Array>(); // asked for of every place with every step of the clock of knowledge

/** For each ground of an interval: the number of its claim, -1 where there is none, the last day that it speaks of, and its publication. */
function spokenOf(model: Model, control: Control): Int32Array {
  let found = spoken.get(control);
  if (!found) {
    found = Int32Array.from(
      control.evidence.flatMap((ground) => {
        const claim = model.claims.get(ground.claim);
        const [day, published] = [claim?.time.last, publishedOn(model, claim)];
        return [claim ? (claimNumbers(model).get(ground.claim) ?? -1) : -1, day ? number(day) : NEVER, published ? number(published) : NEVER];
      }),
    );
    spoken.set(control, found);
  }
  return found;
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
