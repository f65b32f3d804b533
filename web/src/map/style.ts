/** The look of the land: coasts and borders from the bundled outlines. What the record says is drawn upon it (overlay.ts). */

import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Topology, GeometryCollection } from "topojson-specification";
import { feature, mesh } from "topojson-client";
import type { Feature, FeatureCollection, Geometry, MultiLineString, Position } from "geojson";
import type { Named } from "./layout";
import { across, down } from "./layout";
import type { Box } from "./theatre";

export interface Basemap {
  readonly topology: Topology<{ countries: GeometryCollection }>;
  readonly labels: readonly (readonly [name: string, lon: number, lat: number, size: number])[];
}

const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

const layers: LayerSpecification[] = [
  { id: "sea", type: "background", paint: { "background-color": "#dbe4ea" } },
  { id: "land", type: "fill", source: "land", paint: { "fill-color": "#faf8f3" } },
  { id: "border-case", type: "line", source: "borders", paint: { "line-color": "#ffffff", "line-width": 4, "line-opacity": 0.8 } },
  { id: "borders", type: "line", source: "borders", paint: { "line-color": "#b3aa98", "line-width": 1.2, "line-dasharray": [4, 2] } },
  { id: "coast", type: "line", source: "land", paint: { "line-color": "#b9c3c9", "line-width": 0.6 } },
];

/** The whole style, with no land yet: the worker that cuts it into tiles gets it once it is known where to look. */
export const style = (): StyleSpecification => ({
  version: 8,
  sources: { land: { type: "geojson", data: EMPTY }, borders: { type: "geojson", data: EMPTY } },
  layers,
});

export interface Land {
  readonly land: FeatureCollection;
  readonly borders: Feature<MultiLineString>;
}

/** The outlines of all countries. */
export function whole({ topology }: Basemap): Land {
  return outlines(topology);
}

const AROUND = 12; // degrees around the theatre whose countries are drawn first

/** Those of the countries that lie near a box. */
export function nearby({ topology }: Basemap, box: Box): Land {
  const bounds = arcBounds(topology);
  const meets = ([west, south, east, north]: Box): boolean =>
    west <= box[2] + AROUND && east >= box[0] - AROUND && south <= box[3] + AROUND && north >= box[1] - AROUND;
  const near = topology.objects.countries.geometries.filter((g) => arcsOf(g).some((arc) => meets(bounds[arc] as Box)));
  return outlines({ ...topology, objects: { countries: { ...topology.objects.countries, geometries: near } } });
}

function outlines(topology: Basemap["topology"]): Land {
  const { countries } = topology.objects;
  return {
    land: feature(topology, countries),
    borders: { type: "Feature", properties: {}, geometry: mesh(topology, countries as never, (a, b) => a !== b) },
  };
}

/** The numbers of the arcs that a geometry is made of. */
function arcsOf(geometry: GeometryCollection["geometries"][number]): readonly number[] {
  const arcs = "arcs" in geometry ? (geometry.arcs as readonly unknown[]).flat(3) : [];
  return (arcs as number[]).map((arc) => (arc < 0 ? ~arc : arc));
}

/** The box of each arc, in degrees; arcs are steps on a grid. */
function arcBounds({ arcs, transform }: Basemap["topology"]): readonly Box[] {
  const { scale, translate } = transform ?? { scale: [1, 1], translate: [0, 0] };
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [dx, dy] of arc as unknown as readonly (readonly [number, number])[]) {
      x += dx;
      y += dy;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [low, high] = [Math.min(low, y), Math.max(high, y)];
    }
    return [left * scale[0] + translate[0], low * scale[1] + translate[1], right * scale[0] + translate[0], high * scale[1] + translate[1]] as const;
  });
}

/** Names of the countries, the largest first. */
export const countryNames = ({ labels }: Basemap): readonly Named[] =>
  [...labels].sort((a, b) => b[3] - a[3]).map(([name, lon, lat]) => ({ name, lon, lat }));

/** Land as a path in the unit square of Mercator's projection. */
export function landPath({ land }: Land): Path2D {
  const out = new Path2D();
  const ring = (points: readonly Position[]): void => {
    points.forEach(([lon = 0, lat = 0], i) => {
      const [x, y] = [across(lon), down(Math.max(-85, Math.min(85, lat)))];
      if (i === 0) out.moveTo(x, y);
      else out.lineTo(x, y);
    });
    out.closePath();
  };
  const shape = (geometry: Geometry | null): void => {
    if (geometry?.type === "Polygon") geometry.coordinates.forEach(ring);
    if (geometry?.type === "MultiPolygon") geometry.coordinates.flat().forEach(ring);
    if (geometry?.type === "GeometryCollection") geometry.geometries.forEach(shape);
  };
  for (const { geometry } of land.features) shape(geometry);
  return out;
}
