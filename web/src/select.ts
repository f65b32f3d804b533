/** What passes the filters and lies in the days shown. */

import type { Claim, Incident } from "./bundle";
import { type Asked, controlOn } from "./control";
import { addDays, number } from "./days";
import { ALWAYS, type Facets, NEVER, facets } from "./facets";
import { type Model, rowsOf } from "./model";
import { leftOut } from "./outlets";
import type { State } from "./state";
import { words } from "./text";

export interface Window {
  /** First and last day shown; "" is open. */
  readonly first: string;
  readonly last: string;
}

/** The last day that the page counts to: the last publication or, without one, the last day that anything is said about. */
export function lastDay(model: Model): string {
  return model.bundle.meta.last_published ?? model.bundle.meta.last_day ?? "";
}

/** The day that control is shown for. */
export const dayOf = (model: Model, state: State): string => state.on || lastDay(model);

/** The days shown. While no day is chosen and everything is asked for there is no end, so that plans for later days are seen too. */
export function windowOf(model: Model, state: State): Window {
  const last = dayOf(model, state);
  if (state.span === "all" || !last) return { first: "", last: state.on };
  return { first: addDays(last, 1 - Number(state.span)), last };
}

const sides = new WeakMap<Claim, readonly string[]>();

/** The actors that a claim is about, as sides (or as themselves when they have none). */
export function sidesOf(model: Model, claim: Claim): readonly string[] {
  const known = sides.get(claim);
  if (known) return known;
  const ids = [...claim.agent, ...claim.target].map((a) => a.id).filter(Boolean);
  const found = [...new Set(ids.map((id) => sideOf(model, id)))];
  sides.set(claim, found);
  return found;
}

export const sideOf = (model: Model, actor: string): string => model.actors.get(actor)?.side || actor;
export const outletOf = (model: Model, claim: Claim): string => model.documents.get(claim.document)?.outlet ?? "";

/** Of the claim of that number. */
type Test = (claim: number) => boolean;

/** The tests of claims that a state asks for; none when everything passes. */
function tests(model: Model, state: State, f: Facets): readonly Test[] {
  const { kinds, outlets, without, q } = state;
  const asked = new Set(state.sides);
  const word = q.trim().toLowerCase();
  const among = (column: ArrayLike<number>, all: readonly string[], wanted: (value: string) => boolean): Test => {
    const good = Uint8Array.from(all, (value) => Number(wanted(value)));
    return (c) => good[column[c] ?? 0] === 1;
  };
  const record = (c: number): Claim => model.bundle.claims[c] as Claim;
  const gone = new Set(leftOut(model, without));
  return [
    kinds.length > 0 ? among(f.kind, f.kinds, (v) => kinds.includes(v)) : null,
    outlets.length > 0 ? among(f.outlet, f.outlets, (v) => outlets.includes(v)) : null,
    without ? among(f.outlet, f.outlets, (v) => !gone.has(v)) : null,
    asked.size > 0 ? (c: number) => sidesOf(model, record(c)).some((side) => asked.has(side)) : null,
    word ? (c: number) => said(model, record(c)).includes(word) : null,
  ].filter((t): t is Test => t !== null);
}

const low = new WeakMap<Claim, string>();

/** What a claim's sentence and incident say, in small letters. */
function said(model: Model, claim: Claim): string {
  const known = low.get(claim);
  if (known !== undefined) return known;
  const document = model.documents.get(claim.document);
  const title = model.incidents.get(claim.incident)?.title ?? "";
  const text = `${title} ${document ? words(document, claim.start, claim.end) : ""} ${document?.outlet ?? ""}`.toLowerCase();
  if (model.read) low.set(claim, text); // before, its words are still to come
  return text;
}

export interface Shown {
  readonly incident: Incident;
  /** Its claims that pass the filters. */
  readonly claims: readonly Claim[];
  /** How many more pass that were published later than the day of knowledge. */
  readonly later: number;
}

/** What a filter lets through, by numbers; records are looked up for what is drawn. */
export interface Passed {
  /** Numbers of the incidents with at least one claim that passes. */
  readonly incidents: Uint32Array;
  /** One of them as it is shown. */
  readonly item: (incident: number) => Shown;
}

/** The last few answers to a question of a record, by key. */
function remembering<T>(most: number): (model: Model, key: string, make: () => T) => T {
  const of = new WeakMap<Model, Map<string, T>>();
  return (model, key, make) => {
    const kept = of.get(model) ?? new Map<string, T>();
    of.set(model, kept);
    const found = kept.get(key) ?? make();
    if (kept.size >= most && !kept.has(key)) kept.clear();
    kept.set(key, found);
    return found;
  };
}

const passedBy = remembering<Passed>(8); // the panes of one drawing all ask for the same
const shownBy = remembering<readonly Shown[]>(8);

/** What a state lets through, as a key: two states with the same key show the same. */
export const filterKey = (s: State): string =>
  JSON.stringify([s.known, s.without, s.sides, s.kinds, s.outlets, s.grades, s.voices, s.q]);

/** Whether anything narrows what is shown. */
export const filtered = (s: State): boolean =>
  s.sides.length + s.kinds.length + s.outlets.length + s.grades.length > 0 || s.voices !== "1" || s.q !== "";

/** Incidents of any day with at least one claim that passes, by number. */
export function passed(model: Model, state: State): Passed {
  return passedBy(model, filterKey(state) + (state.q ? model.read : ""), () => pass(model, state));
}

/** The same as records. */
export function passing(model: Model, state: State): readonly Shown[] {
  const { incidents, item } = passed(model, state);
  return Array.from(incidents, item);
}

/** Incidents whose time, which may be open at an end, meets the days shown, with at least one claim that passes. What has no day at all is
 * kept: it goes to the tray of the undated. */
export function shown(model: Model, state: State): readonly Shown[] {
  return shownBy(model, `${state.on} ${state.span} ${filterKey(state)}${state.q ? model.read : ""}`, () => {
    const { incidents, item } = passed(model, state);
    const { first, last } = facets(model);
    const window = windowOf(model, state);
    const [from, to] = [window.first ? number(window.first) : NEVER, window.last ? number(window.last) : ALWAYS];
    const out: Shown[] = [];
    for (const i of incidents) if ((first[i] as number) <= to && (last[i] as number) >= from) out.push(item(i));
    return out;
  });
}

function pass(model: Model, state: State): Passed {
  const f = facets(model);
  const all = tests(model, state, f);
  const known = state.known ? number(state.known) : ALWAYS;
  const good = all.length === 0 ? null : passes(f.kind.length, all);
  const keeps = (c: number): boolean => good === null || good[c] === 1;
  const counts = (c: number): boolean => (good === null || good[c] === 1) && (f.published[c] as number) <= known;
  const least = Number(state.voices);
  const { incidents } = model.bundle;
  const found = new Uint32Array(incidents.length);
  let count = 0;
  for (let i = 0; i < incidents.length; i++) {
    if ((f.voices[i] as number) < least) continue;
    if (state.grades.length > 0 && !state.grades.includes(incidents[i]?.grade ?? "")) continue;
    if (voicesIn(f, i, least, counts) >= least) found[count++] = i;
  }
  const items: Shown[] = [];
  return { incidents: found.subarray(0, count), item: (i) => (items[i] ??= take(model, f, i, keeps, known)) };
}

/** Whether each claim passes all tests: 1 or 0. */
function passes(count: number, all: readonly Test[]): Uint8Array {
  const out = new Uint8Array(count);
  for (let c = 0; c < count; c++) out[c] = Number(all.every((test) => test(c)));
  return out;
}

/** Independent voices among the claims of an incident that pass, counted no further than to `enough`. */
function voicesIn(f: Facets, incident: number, enough: number, keeps: Test): number {
  if (enough === 1) {
    for (let k = f.from[incident] as number; k < (f.from[incident + 1] as number); k++) if (keeps(f.claim[k] as number)) return 1;
    return 0;
  }
  const met: number[] = [];
  for (let k = f.from[incident] as number; k < (f.from[incident + 1] as number) && met.length < enough; k++) {
    const c = f.claim[k] as number;
    if (keeps(c) && !met.includes(f.voice[c] as number)) met.push(f.voice[c] as number);
  }
  return met.length;
}

/** The claims of an incident that pass and could be known on a day, and how many more pass. */
function take(model: Model, f: Facets, i: number, keeps: Test, known: number): Shown {
  const own = f.claim.subarray(f.from[i], f.from[i + 1]);
  const claims: Claim[] = [];
  let later = 0;
  for (const c of own) {
    if (!keeps(c)) continue;
    if ((f.published[c] as number) <= known) claims.push(model.bundle.claims[c] as Claim);
    else later++;
  }
  return { incident: model.bundle.incidents[i] as Incident, claims, later };
}

/** Independent voices among claims: origin groups of their documents. */
export const voicesOf = (model: Model, claims: readonly Claim[]): ReadonlySet<string> =>
  new Set(claims.map((c) => model.documents.get(c.document)?.origin_group ?? c.document));

export const claimsOf = (model: Model, incident: Incident): readonly Claim[] => rowsOf(model.claimsOfIncident, incident.id);

/** The claim to open first for a place: the weightiest ground of its control that day, else its latest claim up to that day. */
export function bestClaim(model: Model, state: Asked, place: string, day: string): string {
  const ground = controlOn(model, state, place, day)?.evidence.find((g) => model.claims.has(g.claim));
  if (ground) return ground.claim;
  const claims = rowsOf(model.claimsOfPlace, place);
  const when = (claim: Claim): string => claim.time.last ?? claim.time.first ?? "";
  const past = claims.filter((claim) => when(claim) <= day);
  const ranked = [...(past.length > 0 ? past : claims)].sort((a, b) => (when(b) > when(a) ? 1 : when(b) < when(a) ? -1 : 0));
  return ranked[0]?.id ?? rowsOf(model.incidentsOfPlace, place)[0]?.claims[0] ?? "";
}
