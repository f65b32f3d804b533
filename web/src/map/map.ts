/** The map pane. Without WebGL it says so and leaves the places to the list. */

import { Map as MapLibre, type MapLayerMouseEvent, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource } from "maplibre-gl";
import workerText from "maplibre-gl/dist/maplibre-gl-worker.mjs?iife";
import type { App } from "../app";
import { h } from "../dom";
import { bestClaim, dayOf } from "../select";
import { draw, located, reach, spots, townFeatures } from "./features";
import { type Basemap, style } from "./style";
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

export function mapPane(element: HTMLElement, app: App, basemap: Basemap | undefined, instead: Instead): MapPane {
  if (!basemap || !hasWebGL()) {
    const why = basemap ? "This browser draws no map (it has no WebGL)." : "basemap.js is missing beside this page.";
    const box = h("div", { class: "no-map", tabindex: "0" });
    element.append(box);
    return { update: () => box.replaceChildren(h("p", null, `${why} Here are its places as a table.`), instead(app)) };
  }
  const canvasBox = h("div", {
    class: "map-canvas",
    "aria-label": "Signs at the places; the table under Places says the same",
    role: "group",
  });
  element.append(canvasBox);
  setWorkerUrl(`${URL.createObjectURL(new Blob([workerText], { type: "text/javascript" }))}#worker.cjs`);
  const box = theatre(spots(app.model));
  const map = new MapLibre({
    container: canvasBox,
    style: style(basemap),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 13,
    fadeDuration: 0,
    ...(box
      ? { bounds: [...box] as [number, number, number, number], fitBoundsOptions: { padding: room(canvasBox), maxZoom: 9 } }
      : { zoom: 1 }),
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({}), "bottom-right");
  map.touchZoomRotate.disableRotation();
  new ResizeObserver(() => map.resize()).observe(canvasBox);
  return { update: connect(map, app) };
}

/** Free space around the places at first: names run to the right, and the legend lies at the bottom. */
function room(box: HTMLElement): { top: number; right: number; bottom: number; left: number } {
  const share = Math.min(box.clientWidth, box.clientHeight) / 8;
  return { top: share, left: share, right: share * 1.7, bottom: share * 1.7 };
}

/** Wire a map to the state; the result redraws what the record says. */
function connect(map: MapLibre, app: App): () => void {
  let ready = false;
  const update = (): void => {
    if (ready) redraw(map, app);
  };
  map.once("style.load", () => {
    map.addImage("town", pixels(drawTown()), { pixelRatio: 2 });
    map.getSource<GeoJSONSource>("towns")?.setData(townFeatures(app.model));
    ready = true;
    update();
  });
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
  map.on("idle", () => describe(map));
  return update;
}

/** Where the map looks, on its element: for tests, which cannot see into a canvas. */
function describe(map: MapLibre): void {
  const { lng, lat } = map.getCenter();
  Object.assign(map.getContainer().dataset, { lon: lng.toFixed(6), lat: lat.toFixed(6), zoom: map.getZoom().toFixed(4) });
}

function redraw(map: MapLibre, app: App): void {
  const { model, state } = app;
  const drawn = draw(model, state);
  for (const [key, symbol] of drawn.symbols) if (!map.hasImage(key)) map.addImage(key, pixels(drawTight(symbol)), { pixelRatio: 2 });
  for (const [key, mark] of drawn.marks) if (!map.hasImage(key)) map.addImage(key, pixels(drawMark(mark)), { pixelRatio: 2 });
  map.getSource<GeoJSONSource>("places")?.setData(drawn.places);
  map.getSource<GeoJSONSource>("incidents")?.setData(drawn.incidents);
  const chosen = chosenPlace(app);
  const place = model.places.get(chosen);
  map.getSource<GeoJSONSource>("reach")?.setData(reach(place));
  map.setFilter("chosen", ["==", ["get", "id"], chosen]);
  if (located(place) && !map.getBounds().contains([place.lon, place.lat])) map.easeTo({ center: [place.lon, place.lat], duration: 300 });
}

/** The place that the state is about: the one chosen, else that of the claim or incident chosen. */
function chosenPlace({ model, state }: App): string {
  if (state.view === "place") return state.place;
  return model.claims.get(state.claim)?.place[0]?.id ?? model.incidents.get(state.incident)?.place ?? "";
}
