/** What passes the filters and lies in the days shown. */

import type { Claim, Control, Incident } from "./bundle";
import { addDays } from "./days";
import { type Model, rowsOf } from "./model";
import type { State } from "./state";
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

/** The actors that a claim is about, as sides (or as themselves when they have none). */
export function sidesOf(model: Model, claim: Claim): readonly string[] {
  const ids = [...claim.agent, ...claim.target].map((a) => a.id).filter(Boolean);
  return [...new Set(ids.map((id) => sideOf(model, id)))];
}

export const sideOf = (model: Model, actor: string): string => model.actors.get(actor)?.side || actor;

export function passes(model: Model, state: State, claim: Claim): boolean {
  const listed = (list: readonly string[], value: string): boolean => list.length === 0 || list.includes(value);
  return (
    listed(state.kinds, kindOf(claim.type)) &&
    listed(state.outlets, model.documents.get(claim.document)?.outlet ?? "") &&
    (state.sides.length === 0 || sidesOf(model, claim).some((side) => state.sides.includes(side)))
  );
}

export interface Shown {
  readonly incident: Incident;
  /** Its claims that pass the filters. */
  readonly claims: readonly Claim[];
}

const asked = new WeakMap<Model, Map<string, readonly Shown[]>>(); // the panes of one drawing all ask for the same
const KEPT = 4;

/** Incidents in the window with at least one claim that passes. */
export function shown(model: Model, state: State): readonly Shown[] {
  const key = JSON.stringify([state.on, state.span, state.sides, state.kinds, state.outlets]);
  const kept = asked.get(model) ?? new Map<string, readonly Shown[]>();
  const found = kept.get(key) ?? find(model, state);
  if (kept.size >= KEPT && !kept.has(key)) kept.clear();
  asked.set(model, kept.set(key, found));
  return found;
}

function find(model: Model, state: State): readonly Shown[] {
  const window = windowOf(model, state);
  return model.bundle.incidents
    .filter((incident) => overlaps(incident.first, incident.last, window))
    .map((incident) => ({ incident, claims: claimsOf(model, incident).filter((claim) => passes(model, state, claim)) }))
    .filter(({ claims }) => claims.length > 0);
}

export function claimsOf(model: Model, incident: Incident): readonly Claim[] {
  return incident.claims.map((id) => model.claims.get(id)).filter((c): c is Claim => c !== undefined);
}

/** The control interval of a place on a day. */
export function controlOn(model: Model, place: string, day: string): Control | undefined {
  return rowsOf(model.controlOfPlace, place).find((c) => c.first <= day && (c.until === null || day < c.until));
}

/** The claim to open first for a place: the weightiest ground of its control that day, else its latest claim up to that day. */
export function bestClaim(model: Model, place: string, day: string): string {
  const ground = controlOn(model, place, day)?.evidence.find((g) => model.claims.has(g.claim));
  if (ground) return ground.claim;
  const claims = rowsOf(model.claimsOfPlace, place);
  const when = (claim: Claim): string => claim.time.last ?? claim.time.first ?? "";
  const past = claims.filter((claim) => when(claim) <= day);
  const ranked = [...(past.length > 0 ? past : claims)].sort((a, b) => (when(b) > when(a) ? 1 : when(b) < when(a) ? -1 : 0));
  return ranked[0]?.id ?? rowsOf(model.incidentsOfPlace, place)[0]?.claims[0] ?? "";
}

export interface Change {
  readonly place: string;
  readonly now: Control;
  readonly before: Control | undefined;
}

/** Places whose control changes on a day: another state, holder or besieger than the day before. */
export function changesOn(model: Model, day: string): readonly Change[] {
  return rowsOf(model.controlOfDay, day)
    .map((now) => ({ place: now.place, now, before: controlOn(model, now.place, addDays(day, -1)) }))
    .filter(({ now, before }) => now.state !== before?.state || now.holder !== before.holder || now.besieged_by !== before.besieged_by)
    .filter(({ now, before }) => before !== undefined || now.state !== "unknown");
}
