/** Start of the page: data.js and basemap.js have run before, each leaving one value on window. */

import "maplibre-gl/dist/maplibre-gl.css";
import "./style.css";
import { App } from "./app";
import type { Bundle } from "./bundle";
import { h } from "./dom";
import type { Basemap } from "./map/style";
import { index } from "./model";
import { page } from "./page";

declare global {
  interface Window {
    FRONTLOG_DATA?: Bundle;
    FRONTLOG_BASEMAP?: Basemap;
  }
}

const root = document.getElementById("app");
if (root && window.FRONTLOG_DATA) page(root, new App(index(window.FRONTLOG_DATA)), window.FRONTLOG_BASEMAP);
else {
  const hint =
    "data.js is missing beside this page. Write it again with `frontlog site LOG -o FOLDER`, or open the log with `frontlog serve LOG`.";
  root?.append(h("p", { class: "fatal", role: "alert" }, hint));
}
