/** What the map draws for a state; pure, so that it can be tested without a map. */

import type { Place } from "../bundle";
import { controlOn } from "../control";
import { addDays } from "../days";
import type { Model } from "../model";
import { type Shown, dayOf, filterKey, shown, windowOf } from "../select";
import type { State } from "../state";
import { type Kind, kindOf } from "../words";
import { type Mark, type Symbol, keyOf, markKey, symbolOf } from "./symbols";
import type { Spot } from "./theatre";

export type Located = Place & { readonly lat: number; readonly lon: number };
export const located = (place: Place | undefined): place is Located => place !== undefined && place.lat !== null && place.lon !== null;

/** A place as the map shows it. */
export interface Sign {
  readonly place: Located;
  readonly name: string;
  readonly symbol: Symbol;
  /** The name of its drawing: equal keys are drawn alike. */
  readonly key: string;
  /** Nothing is said about its holder. */
  readonly minor: boolean;
  /** What more is said about goes first. */
  readonly rank: number;
  /** Of a crowded record: one of the places whose names are tried at a distance. */
  readonly foremost: boolean;
  readonly marks: readonly Marked[];
}

/** A sign of incidents beneath that of their place. */
export interface Marked {
  readonly mark: Mark;
  readonly key: string;
  /** Where it stands from the middle of the place's sign, in pixels. */
  readonly offset: readonly [x: number, y: number];
  readonly size: number;
}

const ROW = 4; // kinds drawn beneath a place; a fifth would reach into its neighbours
const FEW = 2; // of a record with very many places
const MANY = 600;
const DEADLY = [1, 10, 50] as const; // deaths from which a sign grows by a step

export const crowded = (model: Model): boolean => model.bundle.places.length > MANY;

const NAMED = 250; // places of a crowded record whose names are tried at a distance
const named = new WeakMap<Model, ReadonlySet<string>>();

/** The places that most is said about. */
function foremostOf(model: Model): ReadonlySet<string> {
  const known = named.get(model);
  if (known) return known;
  const ranked = [...model.bundle.places].sort((a, b) => b.claims - a.claims).slice(0, NAMED);
  const found = new Set(ranked.map(({ id }) => id));
  named.set(model, found);
  return found;
}

interface Tally {
  count: number;
  voices: number;
  deaths: number;
  contradicted: boolean;
}

const last = new WeakMap<Model, readonly [key: string, drawn: readonly Sign[]]>(); // map and legend of one drawing ask for the same

/** Located places with their control on the day shown. With `incidents` also the kinds of those shown there. */
export function draw(model: Model, state: State, incidents = true): readonly Sign[] {
  const key = JSON.stringify([state.on, state.span, state.layer, incidents ? filterKey(state) : [state.known, state.without], incidents]);
  const known = last.get(model);
  if (known?.[0] === key) return known[1];
  const drawn = make(model, state, incidents);
  last.set(model, [key, drawn]);
  return drawn;
}

function make(model: Model, state: State, incidents: boolean): readonly Sign[] {
  const day = dayOf(model, state);
  const kinds = incidents ? tallies(model, shown(model, state)) : new Map<string, ReadonlyMap<Kind, Tally>>();
  const since = windowOf(model, state).first || addDays(day || "1970-01-01", -6);
  const row = crowded(model) ? FEW : ROW;
  const foremost = foremostOf(model);
  const moment = { day, since, claimed: state.layer === "claimed" && !state.without && !state.known };
  return model.bundle.places.filter(located).map((place): Sign => {
    const symbol = symbolOf(model, controlOn(model, state, place.id, day), moment);
    const minor = symbol.form === "mentioned";
    const shown_ = [...(kinds.get(place.id) ?? [])].sort((a, b) => b[1].count - a[1].count).slice(0, row);
    const marks = shown_.map(([kind, tally], i): Marked => {
      const mark: Mark = { kind, solid: tally.voices > 1, contradicted: tally.contradicted };
      const size = 0.85 + 0.15 * DEADLY.filter((d) => tally.deaths >= d).length;
      return { mark, key: markKey(mark), offset: [(i - (shown_.length - 1) / 2) * 19, minor ? 15 : symbol.siege ? 23 : 20], size };
    });
    return { place, name: clipped(place.name), symbol, key: keyOf(symbol), minor, rank: place.claims + (minor ? 0 : 1000), foremost: foremost.has(place.id), marks };
  });
}

function tallies(model: Model, items: readonly Shown[]): ReadonlyMap<string, ReadonlyMap<Kind, Tally>> {
  const out = new Map<string, Map<Kind, Tally>>();
  for (const { incident } of items) {
    if (incident.type === "hold" || !incident.place) continue; // the sign of the place itself says so
    let of = out.get(incident.place);
    if (!of) out.set(incident.place, (of = new Map()));
    const kind = kindOf(incident.type);
    let tally = of.get(kind);
    if (!tally) of.set(kind, (tally = { count: 0, voices: 0, deaths: 0, contradicted: false }));
    tally.count++;
    tally.voices = Math.max(tally.voices, incident.origin_groups.length);
    for (const toll of incident.tolls) if (toll.kind === "killed") tally.deaths += toll.best ?? 0;
    tally.contradicted ||= model.contradictionsOfIncident.has(incident.id);
  }
  return out;
}

const LONGEST = 40; // characters of a name on the map: some reports call half a sentence a place
const clipped = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);

/** Places weighted by what is said about them, for the first look. */
export function spots(model: Model): readonly Spot[] {
  const held = new Map<string, number>();
  for (const control of model.bundle.control) held.set(control.place, (held.get(control.place) ?? 0) + 1);
  return model.bundle.places
    .filter(located)
    .map((place) => ({ lon: place.lon, lat: place.lat, weight: place.claims + 3 * (held.get(place.id) ?? 0) }));
}
