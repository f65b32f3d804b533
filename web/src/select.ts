/** What passes the filters and lies in the days shown. */

import type { Claim, Incident } from "./bundle";
import { type Asked, controlOn } from "./control";
import { addDays } from "./days";
import { type Model, rowsOf } from "./model";
import { publishedBounds, publishedOn } from "./published";
import type { State } from "./state";
import { words } from "./text";
import { kindOf } from "./words";

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

/** Whether [first, last] (null is open) meets the window. What has no day at all is kept: it goes to the tray of the undated. */
export function overlaps(first: string | null, last: string | null, window: Window): boolean {
  if (!first && !last) return true;
  return (!first || !window.last || first <= window.last) && (!last || !window.first || last >= window.first);
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

type Test = (claim: Claim) => boolean;

/** The tests of claims that a state asks for; none when everything passes. */
function tests(model: Model, state: State): readonly Test[] {
  const { kinds, outlets, without, q } = state;
  const asked = new Set(state.sides);
  const word = q.trim().toLowerCase();
  return [
    kinds.length > 0 ? (c: Claim) => kinds.includes(kindOf(c.type)) : null,
    outlets.length > 0 ? (c: Claim) => outlets.includes(outletOf(model, c)) : null,
    without ? (c: Claim) => outletOf(model, c) !== without : null,
    asked.size > 0 ? (c: Claim) => sidesOf(model, c).some((side) => asked.has(side)) : null,
    word ? (c: Claim) => said(model, c).includes(word) : null,
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
  low.set(claim, text);
  return text;
}

export interface Shown {
  readonly incident: Incident;
  /** Its claims that pass the filters. */
  readonly claims: readonly Claim[];
  /** How many more pass that were published later than the day of knowledge. */
  readonly later: number;
}

const asked = new WeakMap<Model, Map<string, readonly Shown[]>>(); // the panes of one drawing all ask for the same
const KEPT = 8;

function remembered(model: Model, key: string, make: () => readonly Shown[]): readonly Shown[] {
  const kept = asked.get(model) ?? new Map<string, readonly Shown[]>();
  asked.set(model, kept);
  const found = kept.get(key) ?? make();
  if (kept.size >= KEPT && !kept.has(key)) kept.clear();
  kept.set(key, found);
  return found;
}

/** What a state lets through, as a key: two states with the same key show the same. */
export const filterKey = (s: State): string =>
  JSON.stringify([s.known, s.without, s.sides, s.kinds, s.outlets, s.grades, s.voices, s.q]);

/** Whether anything narrows what is shown. */
export const filtered = (s: State): boolean =>
  s.sides.length + s.kinds.length + s.outlets.length + s.grades.length > 0 || s.voices !== "1" || s.q !== "";

/** Incidents of any day with at least one claim that passes. */
export function passing(model: Model, state: State): readonly Shown[] {
  return remembered(model, filterKey(state), () => pass(model, state));
}

/** Incidents in the days shown with at least one claim that passes. */
export function shown(model: Model, state: State): readonly Shown[] {
  return remembered(model, `${state.on} ${state.span} ${filterKey(state)}`, () => {
    const window = windowOf(model, state);
    return passing(model, state).filter(({ incident }) => overlaps(incident.first, incident.last, window));
  });
}

function pass(model: Model, state: State): readonly Shown[] {
  const all = tests(model, state);
  const least = Number(state.voices);
  const out: Shown[] = [];
  for (const incident of model.bundle.incidents) {
    if (state.grades.length > 0 && !state.grades.includes(incident.grade)) continue;
    if (incident.origin_groups.length < least) continue;
    const own = claimsOf(model, incident);
    const passed = all.length === 0 ? own : own.filter((claim) => all.every((test) => test(claim)));
    const now = state.known ? until(model, incident, passed, state.known) : passed;
    if (now.length === 0 || (least > 1 && voicesOf(model, now).size < least)) continue;
    out.push({ incident, claims: now, later: passed.length - now.length });
  }
  return out;
}

/** The claims that could be known on a day; most incidents are known as a whole, or not at all. */
function until(model: Model, incident: Incident, claims: readonly Claim[], known: string): readonly Claim[] {
  const [first, last] = publishedBounds(model, incident);
  if (last <= known) return claims;
  return first > known ? [] : claims.filter((c) => publishedOn(model, c) <= known);
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
