/** The look of the map: land and borders from the bundled outlines, then what the record says. */

import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  Map as MapLibre,
  StyleSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";
import type { Topology, GeometryCollection } from "topojson-specification";
import { feature, mesh } from "topojson-client";
import type { FeatureCollection } from "geojson";

export interface Basemap {
  readonly topology: Topology<{ countries: GeometryCollection }>;
  readonly labels: readonly (readonly [name: string, lon: number, lat: number, size: number])[];
}

const FONT = ["sans-serif"]; // drawn from fonts of the reader's machine: no glyphs are fetched
export const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

const which = (minor: boolean): FilterSpecification => ["==", ["get", "minor"], minor];
const FIRST: ExpressionSpecification = ["-", 0, ["get", "rank"]]; // what more is said about goes first

/** The sign of each place; none gives way to another. */
function signs(id: string, minor: boolean): LayerSpecification {
  const layout = {
    "icon-image": ["get", "icon"],
    "icon-allow-overlap": true,
    "icon-padding": 0,
    "symbol-sort-key": ["get", "rank"],
  } as const;
  return { id, type: "symbol", source: "places", filter: which(minor), layout: layout as SymbolLayerSpecification["layout"] & object };
}

/** The name of each place beside its sign, where there is room for it. */
function names(id: string, minor: boolean, size: number, colour: string): LayerSpecification {
  return {
    id,
    type: "symbol",
    source: "places",
    filter: which(minor),
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": size,
      "text-max-width": 9,
      "text-justify": "auto",
      "symbol-sort-key": FIRST,
      "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 1.05,
      "text-padding": 1,
    },
    paint: { "text-color": colour, "text-halo-color": "#ffffff", "text-halo-width": 1.8 },
  };
}

const layers: LayerSpecification[] = [
  { id: "sea", type: "background", paint: { "background-color": "#dbe4ea" } },
  { id: "land", type: "fill", source: "land", paint: { "fill-color": "#faf8f3" } },
  { id: "border-case", type: "line", source: "borders", paint: { "line-color": "#ffffff", "line-width": 4, "line-opacity": 0.8 } },
  { id: "borders", type: "line", source: "borders", paint: { "line-color": "#b3aa98", "line-width": 1.2, "line-dasharray": [4, 2] } },
  { id: "coast", type: "line", source: "land", paint: { "line-color": "#b9c3c9", "line-width": 0.6 } },
  {
    id: "countries",
    type: "symbol",
    source: "countries",
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": ["interpolate", ["linear"], ["zoom"], 2, 10, 7, 17],
      "text-letter-spacing": 0.15,
      "text-max-width": 8,
      "symbol-sort-key": ["-", 0, ["get", "size"]],
    },
    paint: { "text-color": "#9a927f", "text-halo-color": "#faf8f3", "text-halo-width": 1.5 },
  },
  { id: "reach", type: "fill", source: "reach", paint: { "fill-color": "#1f4e79", "fill-opacity": 0.08 } },
  { id: "reach-edge", type: "line", source: "reach", paint: { "line-color": "#1f4e79", "line-width": 1.2, "line-dasharray": [2, 2] } },
  {
    id: "chosen",
    type: "circle",
    source: "places",
    filter: ["==", ["get", "id"], ""],
    paint: {
      "circle-radius": 17,
      "circle-color": "#ffd54a",
      "circle-opacity": 0.55,
      "circle-stroke-color": "#1a1a1a",
      "circle-stroke-width": 1.5,
    },
  },
  {
    id: "town-names",
    type: "symbol",
    source: "towns",
    layout: {
      "icon-image": "town",
      "icon-optional": false,
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": 10.5,
      "text-max-width": 9,
      "symbol-sort-key": ["-", 0, ["get", "population"]],
      "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 0.5,
      "text-padding": 6,
    },
    paint: { "text-color": "#857d6c", "text-halo-color": "#faf8f3", "text-halo-width": 1.2 },
  },
  // What lies higher is placed first, and what is placed later keeps clear of it: signs, then names, then kinds of incidents.
  {
    id: "incidents",
    type: "symbol",
    source: "incidents",
    minzoom: 5,
    layout: {
      "icon-image": ["get", "icon"],
      "icon-padding": 0,
      "icon-size": ["get", "size"],
      "symbol-sort-key": FIRST,
      "icon-offset": ["array", "number", 2, ["get", "offset"]] as ExpressionSpecification,
    },
  },
  names("mention-names", true, 11, "#5c5a55"),
  names("place-names", false, 12.5, "#1a1a1a"),
  signs("mentions", true),
  signs("places", false),
];

export const NEAR = 7; // zoom from which a crowded map shows incidents and the names of all places

/** For a record of very many places: fewer names and signs are tried at a distance, where most would not fit anyway. */
export function thin(map: MapLibre): void {
  map.setLayerZoomRange("incidents", NEAR, 24);
  map.setLayerZoomRange("mention-names", NEAR + 1, 24);
  map.setFilter("place-names", ["all", which(false), ["any", ["get", "foremost"], [">=", ["zoom"], NEAR]]] as FilterSpecification);
}

/** The whole style. */
export function style(basemap: Basemap): StyleSpecification {
  const { topology, labels } = basemap;
  const names: FeatureCollection = {
    type: "FeatureCollection",
    features: labels.map(([name, lon, lat, size]) => ({
      type: "Feature",
      properties: { name, size },
      geometry: { type: "Point", coordinates: [lon, lat] },
    })),
  };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: feature(topology, topology.objects.countries) },
      borders: { type: "geojson", data: mesh(topology, topology.objects.countries as never, (a, b) => a !== b) },
      countries: { type: "geojson", data: names },
      towns: { type: "geojson", data: EMPTY },
      reach: { type: "geojson", data: EMPTY },
      places: { type: "geojson", data: EMPTY },
      incidents: { type: "geojson", data: EMPTY },
    },
    layers,
  };
}
