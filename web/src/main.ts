/** Start of the page: data.js and basemap.js have run before, each leaving one value on window. */

import "maplibre-gl/dist/maplibre-gl.css";
import "./style.css";
import "./views.css";
import { App } from "./app";
import { h } from "./dom";
import { openMap } from "./map/map";
import type { Basemap } from "./map/style";
import { index } from "./model";
import { page } from "./page";
import { unpackText } from "./unpack";

declare global {
  interface Window {
    FRONTLOG_DATA?: string;
    FRONTLOG_BASEMAP?: Basemap;
  }
}

const MISSING = "data.js is missing beside this page. Write it again with `frontlog site LOG -o FOLDER`, or open the log with `frontlog serve LOG`.";

async function start(root: HTMLElement): Promise<void> {
  const packed = window.FRONTLOG_DATA;
  if (!packed) {
    root.replaceChildren(h("p", { class: "fatal", role: "alert" }, MISSING));
    return;
  }
  const map = openMap(window.FRONTLOG_BASEMAP);
  const bundle = await unpackText(packed);
  delete window.FRONTLOG_DATA;
  root.replaceChildren();
  page(root, new App(index(bundle)), map);
}

const root = document.getElementById("app");
if (root)
  start(root).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    root.replaceChildren(h("p", { class: "fatal", role: "alert" }, `This page could not be opened: ${why}. ${MISSING.replace("is missing", "may be damaged")}`));
    throw error;
  });
