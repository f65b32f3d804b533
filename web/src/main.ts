/** Start of the page. basemap.js has run before; data.js comes after, so that the map can open while the record is read, and texts.js last. */

import "maplibre-gl/dist/maplibre-gl.css";
import "./style.css";
import "./views.css";
import { App } from "./app";
import type { Bundle } from "./bundle";
import { h } from "./dom";
import { openMap } from "./map/map";
import type { Basemap } from "./map/style";
import { type Texts, index } from "./model";
import { page } from "./page";
import { reviewPane } from "./panes/review";
import { unpackText } from "./unpack";

declare global {
  interface Window {
    FRONTLOG_DATA?: string;
    FRONTLOG_TEXTS?: string;
    FRONTLOG_BASEMAP?: Basemap;
  }
}

const AGAIN = "Write it again with `frontlog site LOG -o FOLDER`, or open the log with `frontlog serve LOG`.";
const MISSING = `data.js is missing beside this page. ${AGAIN}`;

async function start(root: HTMLElement): Promise<void> {
  const map = openMap(window.FRONTLOG_BASEMAP);
  await scriptsRun();
  const packed = window.FRONTLOG_DATA;
  if (!packed) {
    root.replaceChildren(h("p", { class: "fatal", role: "alert" }, MISSING));
    return;
  }
  delete window.FRONTLOG_DATA;
  const bundle = (await unpackText(packed)) as Bundle;
  root.replaceChildren();
  const model = index(bundle);
  const app = new App(model);
  const drawn = page(root, app, map);
  reviewPane(root, app);
  await drawn;
  model.take(await texts());
  app.redraw();
}

/** Until the scripts of the page have run, data.js among them. */
const scriptsRun = (): Promise<unknown> =>
  document.readyState === "complete" ? Promise.resolve() : new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

/** The words of the reports, most of a record; null where they cannot be had. */
async function texts(): Promise<Texts | null> {
  const script = document.createElement("script");
  script.src = "texts.js";
  const loaded = new Promise((done) => {
    script.addEventListener("load", done);
    script.addEventListener("error", done);
  });
  document.head.append(script);
  await loaded;
  const packed = window.FRONTLOG_TEXTS;
  delete window.FRONTLOG_TEXTS;
  return packed ? unpackText(packed).then((found) => found as Texts, () => null) : null;
}

const root = document.getElementById("app");
if (root)
  start(root).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    root.replaceChildren(h("p", { class: "fatal", role: "alert" }, `This page could not be opened: ${why}. data.js may be damaged beside this page. ${AGAIN}`));
    throw error;
  });
