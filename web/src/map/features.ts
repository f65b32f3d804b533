/** What the map draws for a state, as GeoJSON; pure, so that it can be tested without a map. */

import type { Feature, FeatureCollection } from "geojson";
import type { Place } from "../bundle";
import { type Model, rowsOf } from "../model";
import { type Shown, controlOn } from "../select";
import { kindOf } from "../words";
import { type Symbol, keyOf, symbolOf } from "./symbols";
import { type Spot, ring } from "./theatre";

export interface Drawn {
  readonly places: FeatureCollection;
  readonly incidents: FeatureCollection;
  /** Every control symbol that `places` names, by its key. */
  readonly symbols: ReadonlyMap<string, Symbol>;
}

export type Located = Place & { readonly lat: number; readonly lon: number };
export const located = (place: Place | undefined): place is Located => place !== undefined && place.lat !== null && place.lon !== null;

const ROW = 4; // kinds drawn beneath a place; a fifth would reach into its neighbours

/** Places with their control on `day`, and beneath each the kinds of the incidents shown there. */
export function draw(model: Model, incidents: readonly Shown[], day: string): Drawn {
  const symbols = new Map<string, Symbol>();
  const kinds = new Map<string, Map<string, number>>();
  for (const { incident } of incidents) {
    if (incident.type === "hold") continue; // the sign of the place itself says so
    const of = kinds.get(incident.place) ?? new Map<string, number>();
    of.set(kindOf(incident.type), (of.get(kindOf(incident.type)) ?? 0) + 1);
    kinds.set(incident.place, of);
  }
  const places: Feature[] = [];
  const marks: Feature[] = [];
  for (const place of model.bundle.places.filter(located)) {
    const symbol = symbolOf(model, controlOn(model, place.id, day));
    const minor = symbol.form === "mentioned";
    symbols.set(keyOf(symbol), symbol);
    const rank = rowsOf(model.claimsOfPlace, place.id).length + (minor ? 0 : 1000);
    places.push(point(place, { id: place.id, name: place.name, icon: keyOf(symbol), minor, rank }));
    const row = [...(kinds.get(place.id) ?? [])].sort((a, b) => b[1] - a[1]).slice(0, ROW);
    row.forEach(([kind], i) => {
      const offset = [(i - (row.length - 1) / 2) * 17, minor ? 14 : symbol.siege ? 22 : 19];
      marks.push(point(place, { id: place.id, icon: `kind|${kind}`, offset, rank }));
    });
  }
  return { places: collection(places), incidents: collection(marks), symbols };
}

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
  return model.bundle.places.filter(located).map((place) => ({
    lon: place.lon,
    lat: place.lat,
    weight: rowsOf(model.claimsOfPlace, place.id).length + 3 * rowsOf(model.controlOfPlace, place.id).length,
  }));
}
