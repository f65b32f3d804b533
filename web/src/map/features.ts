/** What the map draws for a state, as GeoJSON; pure, so that it can be tested without a map. */

import type { Feature, FeatureCollection } from "geojson";
import type { Place } from "../bundle";
import { controlOn } from "../control";
import { addDays } from "../days";
import { type Model, rowsOf } from "../model";
import { type Shown, dayOf, filterKey, shown, windowOf } from "../select";
import type { State } from "../state";
import { type Kind, kindOf } from "../words";
import { type Mark, type Symbol, keyOf, markKey, symbolOf } from "./symbols";
import { type Spot, ring } from "./theatre";

export interface Drawn {
  readonly places: FeatureCollection;
  readonly incidents: FeatureCollection;
  /** Every control symbol that `places` names, by its key. */
  readonly symbols: ReadonlyMap<string, Symbol>;
  /** Every sign of incidents that `incidents` names, by its key. */
  readonly marks: ReadonlyMap<string, Mark>;
}

export type Located = Place & { readonly lat: number; readonly lon: number };
export const located = (place: Place | undefined): place is Located => place !== undefined && place.lat !== null && place.lon !== null;

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
  const ranked = [...model.claimsOfPlace].sort((a, b) => b[1].length - a[1].length).slice(0, NAMED);
  const found = new Set(ranked.map(([id]) => id));
  named.set(model, found);
  return found;
}

interface Tally {
  count: number;
  voices: number;
  deaths: number;
  contradicted: boolean;
}

const last = new WeakMap<Model, readonly [key: string, drawn: Drawn]>(); // map and legend of one drawing ask for the same

/** Places with their control on the day shown, and beneath each the kinds of the incidents shown there. */
export function draw(model: Model, state: State): Drawn {
  const key = JSON.stringify([state.on, state.span, state.layer, filterKey(state)]);
  const known = last.get(model);
  if (known?.[0] === key) return known[1];
  const drawn = make(model, state);
  last.set(model, [key, drawn]);
  return drawn;
}

function make(model: Model, state: State): Drawn {
  const day = dayOf(model, state);
  const kinds = tallies(model, shown(model, state));
  const since = windowOf(model, state).first || addDays(day || "1970-01-01", -6);
  const symbols = new Map<string, Symbol>();
  const marks = new Map<string, Mark>();
  const places: Feature[] = [];
  const incidents: Feature[] = [];
  const row = crowded(model) ? FEW : ROW;
  const foremost = foremostOf(model);
  for (const place of model.bundle.places) {
    if (!located(place)) continue;
    const symbol = symbolOf(model, controlOn(model, state, place.id, day), { day, since, claimed: state.layer === "claimed" && !state.without && !state.known });
    const key = keyOf(symbol);
    const minor = symbol.form === "mentioned";
    const said = rowsOf(model.claimsOfPlace, place.id).length;
    const rank = said + (minor ? 0 : 1000);
    symbols.set(key, symbol);
    places.push(point(place, { id: place.id, name: clipped(place.name), icon: key, minor, rank, foremost: foremost.has(place.id) }));
    const shown_ = [...(kinds.get(place.id) ?? [])].sort((a, b) => b[1].count - a[1].count).slice(0, row);
    shown_.forEach(([kind, tally], i) => {
      const mark: Mark = { kind, solid: tally.voices > 1, contradicted: tally.contradicted };
      const offset = [(i - (shown_.length - 1) / 2) * 19, minor ? 15 : symbol.siege ? 23 : 20];
      const size = 0.85 + 0.15 * DEADLY.filter((d) => tally.deaths >= d).length;
      marks.set(markKey(mark), mark);
      incidents.push(point(place, { id: place.id, icon: markKey(mark), offset, rank, size }));
    });
  }
  return { places: collection(places), incidents: collection(incidents), symbols, marks };
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

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });
const point = (place: Located, properties: Record<string, unknown>): Feature => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates: [place.lon, place.lat] },
});

/** Towns for orientation. */
export function townFeatures(model: Model): FeatureCollection {
  return collection(
    model.bundle.towns.map(({ name, lat, lon, population }) => ({
      type: "Feature",
      properties: { name, population },
      geometry: { type: "Point", coordinates: [lon, lat] },
    })),
  );
}

/** The area that a place may lie in, none when its uncertainty is not known. */
export function reach(place: Place | undefined): FeatureCollection {
  if (!located(place) || !place.uncertainty_m) return collection([]);
  const coordinates = [ring(place.lon, place.lat, place.uncertainty_m)];
  return collection([{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } }]);
}

/** Places weighted by what is said about them, for the first look. */
export function spots(model: Model): readonly Spot[] {
  const held = new Map<string, number>();
  for (const control of model.bundle.control) held.set(control.place, (held.get(control.place) ?? 0) + 1);
  return model.bundle.places.filter(located).map((place) => ({
    lon: place.lon,
    lat: place.lat,
    weight: rowsOf(model.claimsOfPlace, place.id).length + 3 * (held.get(place.id) ?? 0),
  }));
}
