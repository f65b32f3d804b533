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

const make = (rows: readonly Control[]): Table => ({ ofPlace: group(rows, (c) => [c.place]), ofDay: group(rows, (c) => [c.first]) });

function intervals(model: Model, { layer, known, without }: Asked): readonly Control[] {
  const { control, claimed, known: knownThen } = model.bundle;
  const other = model.without.get(without);
  if (other) {
    const anew = new Set(other.places);
    const outside = control.filter((c) => !anew.has(c.place));
    const kept = (claim: string): boolean => model.documents.get(model.claims.get(claim)?.document ?? "")?.outlet !== without;
    return [...outside, ...other.control.map((a) => told(model, a, kept))];
  }
  if (known) {
    const before = (claim: string): boolean => publishedOn(model, model.claims.get(claim)) <= known;
    const stood = model.bundle.accounts.filter((a) => a.known <= known && (a.superseded === null || known < a.superseded));
    return stood.map((a) => told(model, a, before)).sort((a, b) => (a.first < b.first ? -1 : 1));
  }
  return layer === "claimed" ? claimed : layer === "known" ? knownThen : control;
}

/** An account as an interval. Its grounds are those of the best account that it could know of. */
function told(model: Model, account: Account, kept: (claim: string) => boolean): Control {
  const meets = (c: Control): boolean =>
    (c.until === null || account.first < c.until) && (account.until === null || c.first < account.until);
  const grounds = new Map<string, Ground>();
  for (const best of rowsOf(table(model, BEST).ofPlace, account.place).filter(meets))
    for (const ground of best.evidence) if (kept(ground.claim)) grounds.set(`${ground.claim} ${ground.kind} ${ground.actor}`, ground);
  return {
    ...account,
    id: [account.place, account.first, account.known, account.state].join(" "),
    claimed_by: "",
    least: account.probability,
    second: "",
    second_probability: 0,
    origins: 0,
    last_evidence: lastOf(model, [...grounds.values()]),
    evidence: [...grounds.values()],
  };
}

function lastOf(model: Model, grounds: readonly Ground[]): string | null {
  const days = grounds.map((g) => model.claims.get(g.claim)?.time.last ?? "").filter(Boolean);
  return days.length > 0 ? days.reduce((a, b) => (a > b ? a : b)) : null;
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
