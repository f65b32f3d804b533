/** The map pane. Without WebGL a table of the places stands in its room. */

import { Map as MapLibre, type MapLayerMouseEvent, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import workerText from "maplibre-gl/dist/maplibre-gl-worker.mjs?iife";
import type { App } from "../app";
import { h } from "../dom";
import { bestClaim, dayOf } from "../select";
import { crowded, draw, located, reach, spots, townFeatures } from "./features";
import { type Basemap, EMPTY, NEAR, style, thin } from "./style";
import { drawMark, drawTight, drawTown, pixels } from "./symbols";
import { theatre } from "./theatre";

export interface MapPane {
  readonly update: () => void;
}

export function hasWebGL(): boolean {
  return document.createElement("canvas").getContext("webgl2") !== null;
}

/** Click on a place: the page shows the place, and at once the sentence that weighs most. */
export function choosePlace(app: App, place: string): void {
  app.go({ view: "place", place, incident: "", claim: bestClaim(app.model, app.state, place, dayOf(app.model, app.state)), pane: "evidence" });
}

/** What stands in for the map: a drawing of the state's places in another way. */
export type Instead = (app: App) => HTMLElement;

/** A map that shows the land. It is opened before the record is read, since its own start takes as long. */
export interface Opened {
  readonly map: MapLibre;
  readonly box: HTMLElement;
  readonly loaded: Promise<unknown>;
}

/** Null where this browser draws no map. */
export function openMap(basemap: Basemap | undefined): Opened | null {
  if (!basemap || !hasWebGL()) return null;
  const box = h("div", {
    class: "map-canvas",
    "aria-label": "Signs at the places; the table under Places says the same",
    role: "group",
  });
  setWorkerUrl(`${URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }))}#worker.cjs`);
  const map = new MapLibre({
    container: box,
    style: style(basemap),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 13,
    fadeDuration: 0,
    zoom: 1,
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({}), "bottom-right");
  map.touchZoomRotate.disableRotation();
  return { map, box, loaded: new Promise((done) => map.once("style.load", done)) };
}

export function mapPane(element: HTMLElement, app: App, opened: Opened | null, instead: Instead): MapPane {
  if (!opened) {
    const why = window.FRONTLOG_BASEMAP ? "This browser draws no map (it has no WebGL)." : "basemap.js is missing beside this page.";
    const box = h("div", { class: "no-map", tabindex: "0" });
    element.append(box);
    return { update: () => box.replaceChildren(h("p", null, `${why} Here are its places as a table.`), instead(app)) };
  }
  const { map, box, loaded } = opened;
  element.append(box);
  map.resize();
  const bounds = theatre(spots(app.model));
  if (bounds) map.fitBounds([...bounds] as [number, number, number, number], { padding: room(box), maxZoom: 9, duration: 0 });
  new ResizeObserver(() => map.resize()).observe(box);
  return { update: connect(map, app, loaded) };
}

/** Free space around the places at first: names run to the right, and the legend lies at the bottom. */
function room(box: HTMLElement): { top: number; right: number; bottom: number; left: number } {
  const share = Math.min(box.clientWidth, box.clientHeight) / 8;
  return { top: share, left: share, right: share * 1.7, bottom: share * 1.7 };
}

/** Wire a map to the state; the result redraws what the record says. */
function connect(map: MapLibre, app: App, loaded: Promise<unknown>): () => void {
  let ready = false;
  const draw = drawer(map, app);
  const update = (): void => {
    if (ready) draw();
  };
  void loaded.then(() => {
    map.addImage("town", pixels(drawTown()), { pixelRatio: 2 });
    if (crowded(app.model)) thin(map);
    map.getSource<GeoJSONSource>("towns")?.setData(townFeatures(app.model));
    ready = true;
    update();
  });
  if (crowded(app.model)) map.on("zoomend", update);
  const pick = (event: MapLayerMouseEvent): void => {
    const id = event.features?.[0]?.properties["id"];
    if (typeof id !== "string" || event.defaultPrevented) return;
    event.preventDefault(); // signs may lie upon one another: the uppermost is meant
    choosePlace(app, id);
  };
  for (const layer of ["places", "place-names", "mentions", "mention-names", "incidents"]) {
    map.on("click", layer, pick);
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  let frames = 0;
  map.on("idle", () => {
    describe(map);
    const { dataset } = map.getContainer();
    dataset["first"] ??= performance.now().toFixed(0);
    dataset["frames"] = String(++frames);
  });
  return update;
}

/** Where the map looks, on its element: for tests and benchmarks, which cannot see into a canvas. */
function describe(map: MapLibre): void {
  const { lng, lat } = map.getCenter();
  Object.assign(map.getContainer().dataset, { lon: lng.toFixed(6), lat: lat.toFixed(6), zoom: map.getZoom().toFixed(4) });
}

/** Gives a function that draws the state; what has not changed since the last time is not sent to the map again. */
function drawer(map: MapLibre, app: App): () => void {
  let sent: readonly [places: string, incidents: string] = ["", ""];
  return () => {
    const { model, state } = app;
    const drawn = draw(model, state);
    for (const [key, symbol] of drawn.symbols) if (!map.hasImage(key)) map.addImage(key, pixels(drawTight(symbol)), { pixelRatio: 2 });
    for (const [key, mark] of drawn.marks) if (!map.hasImage(key)) map.addImage(key, pixels(drawMark(mark)), { pixelRatio: 2 });
    const near = !crowded(model) || map.getZoom() >= NEAR;
    const incidents = near ? drawn.incidents : EMPTY;
    const now = [signature(drawn.places), signature(incidents)] as const;
    if (now[0] !== sent[0]) map.getSource<GeoJSONSource>("places")?.setData(drawn.places);
    if (now[1] !== sent[1]) map.getSource<GeoJSONSource>("incidents")?.setData(incidents);
    sent = now;
    const chosen = chosenPlace(app);
    const place = model.places.get(chosen);
    map.getSource<GeoJSONSource>("reach")?.setData(reach(place));
    map.setFilter("chosen", ["==", ["get", "id"], chosen]);
    if (located(place) && !map.getBounds().contains([place.lon, place.lat])) map.easeTo({ center: [place.lon, place.lat], duration: 300 });
  };
}

const signature = (drawn: FeatureCollection): string =>
  drawn.features.map(({ properties: p }) => `${p?.["id"]} ${p?.["icon"]} ${p?.["size"] ?? ""}`).join("\n");

/** The place that the state is about: the one chosen, else that of the claim or incident chosen. */
function chosenPlace({ model, state }: App): string {
  if (state.view === "place") return state.place;
  return model.claims.get(state.claim)?.place[0]?.id ?? model.incidents.get(state.incident)?.place ?? "";
}
