/** The map pane: the land by MapLibre, and upon it what the record says. Without WebGL a table of the places stands in its room. */

import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { GeoJSONSource } from "maplibre-gl";
import workerText from "maplibre-gl/dist/maplibre-gl-worker.mjs?iife";
import type { App } from "../app";
import { h } from "../dom";
import { bestClaim, dayOf } from "../select";
import { located, spots } from "./features";
import { Overlay, chosenPlace } from "./overlay";
import { type Basemap, type Land, countryNames, landPath, nearby, style, whole } from "./style";
import { theatre } from "./theatre";

export interface MapPane {
  readonly update: () => void;
  /** Done once land and record have been drawn for the first time; at once where there is no map. */
  readonly drawn: Promise<void>;
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

/** A map without land. It is opened before the record is read, since its own start takes as long. */
export interface Opened {
  readonly map: MapLibre;
  readonly box: HTMLElement;
  readonly basemap: Basemap;
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
    style: style(),
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
  return { map, box, basemap, loaded: new Promise((done) => map.once("style.load", done)) };
}

export function mapPane(element: HTMLElement, app: App, opened: Opened | null, instead: Instead): MapPane {
  if (!opened) {
    const why = window.FRONTLOG_BASEMAP ? "This browser draws no map (it has no WebGL)." : "basemap.js is missing beside this page.";
    const box = h("div", { class: "no-map", tabindex: "0" });
    element.append(box);
    return { update: () => box.replaceChildren(h("p", null, `${why} Here are its places as a table.`), instead(app)), drawn: Promise.resolve() };
  }
  const { map, box, basemap, loaded } = opened;
  element.append(box);
  const bounds = theatre(spots(app.model));
  const fit = fitting(map, box, bounds);
  fit();
  const size = { width: box.clientWidth, height: box.clientHeight };
  new ResizeObserver(([entry]) => {
    if (entry) Object.assign(size, { width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) });
    fit();
  }).observe(box);
  const land = bounds ? nearby(basemap, bounds) : whole(basemap);
  const ready = loaded.then(() => {
    show(map, land);
    map.once("idle", () => setTimeout(() => show(map, whole(basemap)), LATER));
  });
  return connect(map, app, new Overlay(app, countryNames(basemap), landPath(land)), size, ready);
}

const LATER = 3000; // milliseconds after the first drawing in which the rest of the world may wait

function show(map: MapLibre, { land, borders }: Land): void {
  map.getSource<GeoJSONSource>("land")?.setData(land);
  map.getSource<GeoJSONSource>("borders")?.setData(borders);
}

/** Give the map the size of its box, and show all places in it until somebody moves the map: the page around it finds its heights late. */
function fitting(map: MapLibre, box: HTMLElement, bounds: ReturnType<typeof theatre>): () => void {
  let moved = false;
  map.on("movestart", (event) => {
    moved ||= event.originalEvent !== undefined || "chosen" in event; // by hand or to a place; the library also tells of new sizes
  });
  return () => {
    map.resize();
    if (bounds && !moved) map.fitBounds([...bounds] as [number, number, number, number], { padding: room(box), maxZoom: 9, duration: 0 });
  };
}

/** Pixels that the buttons take at the top of the map, and the trays and the legend at its bottom. */
const BUTTONS = 76;
const LEGEND = 140;

/** Free space around the places at first: names run to the right, buttons lie at the top, trays and the legend at the bottom. */
function room(box: HTMLElement): { top: number; right: number; bottom: number; left: number } {
  const share = Math.min(box.clientWidth, box.clientHeight) / 8;
  const most = box.clientHeight / 4; // a low map keeps half of its height for the places
  return { top: Math.min(most, Math.max(share, BUTTONS)), left: share, right: share * 1.7, bottom: Math.min(most, Math.max(share * 1.7, LEGEND)) };
}

/** Wire a map to the state; `update` redraws what the record says. `size` is kept up to date: to ask the page for it lays everything out at once. */
function connect(map: MapLibre, app: App, overlay: Overlay, size: Readonly<{ width: number; height: number }>, ready: Promise<void>): MapPane {
  const { dataset } = map.getContainer();
  map.getCanvasContainer().append(overlay.canvas);
  let [frames, told] = [0, 0];
  const paint = (): void => {
    const { lng, lat } = map.getCenter();
    const { width, height } = size;
    if (width === 0 || !overlay.paint({ lon: lng, lat, zoom: map.getZoom(), width, height })) return;
    Object.assign(dataset, { lon: lng.toFixed(6), lat: lat.toFixed(6), zoom: map.getZoom().toFixed(4) }); // for tests, which cannot see into a canvas
    dataset["frames"] = String(++frames);
  };
  map.on("render", paint);
  map.on("click", ({ point }) => {
    const place = overlay.at(point.x, point.y);
    if (place) choosePlace(app, place);
  });
  map.on("mousemove", ({ point }) => (map.getCanvas().style.cursor = overlay.at(point.x, point.y) ? "pointer" : ""));
  let shown = "";
  const update = (): void => {
    paint();
    dataset["told"] = String(++told); // the map shows the state, whether or not anything of it had to be drawn
    const chosen = chosenPlace(app);
    const place = chosen === shown ? undefined : app.model.places.get(chosen);
    shown = chosen;
    if (located(place) && !map.getBounds().contains([place.lon, place.lat])) map.easeTo({ center: [place.lon, place.lat], duration: 300 }, { chosen: true });
  };
  const seen = map.getContainer().clientWidth > 0; // of a pane that is hidden nothing is ever drawn
  const drawn = ready.then(() =>
    !seen ? undefined :
      new Promise<void>((done) =>
        map.once("idle", () => {
          dataset["first"] = performance.now().toFixed(0);
          done();
        }),
      ),
  );
  return { update, drawn };
}
