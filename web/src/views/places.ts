/** All places as a table: the same as the map says, for those who read better than they look, and for browsers without a map. */

import type { App } from "../app";
import type { Place } from "../bundle";
import { type Child, h } from "../dom";
import { long } from "../days";
import { choosePlace } from "../map/map";
import { drawSymbol, named, symbolOf } from "../map/symbols";
import { rowsOf } from "../model";
import { controlOn, dayOf } from "../select";
import { controlWords, percent, plural, uncertainty } from "../words";

export function placesView(app: App): Child {
  const day = dayOf(app.model, app.state);
  const places = [...app.model.bundle.places].sort((a, b) => count(app, b) - count(app, a) || (a.name < b.name ? -1 : 1));
  const on = places.filter((p) => p.lat !== null);
  const off = places.filter((p) => p.lat === null);
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Places"),
    h("p", { class: "soft" }, day ? `Who holds them on ${long(day)}. Choose another day below.` : ""),
    table(app, on, day, "Places on the map"),
    off.length > 0
      ? [
          h("h2", null, "Not on the map", h("small", null, plural(off.length, "place"))),
          h("p", { class: "soft" }, "Reports name these, but the gazetteer does not know them, or knows several of that name."),
          table(app, off, day, "Places not on the map"),
        ]
      : null,
  );
}

const count = (app: App, place: Place): number =>
  rowsOf(app.model.claimsOfPlace, place.id).length + (rowsOf(app.model.controlOfPlace, place.id).length > 0 ? 1000 : 0);

function table(app: App, places: readonly Place[], day: string, name: string): HTMLElement {
  if (places.length === 0) return h("p", null, "The reports name no place.");
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": name },
    h(
      "table",
      null,
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          ["Place", "Who holds it", "How sure", "Last report on it", "Claims", "Where"].map((c) => h("th", { scope: "col" }, c)),
        ),
      ),
      h(
        "tbody",
        null,
        places.map((place) => row(app, place, day)),
      ),
    ),
  );
}

function row(app: App, place: Place, day: string): HTMLElement {
  const control = controlOn(app.model, place.id, day);
  return h(
    "tr",
    null,
    h(
      "th",
      { scope: "row" },
      h(
        "button",
        {
          type: "button",
          class: "plain",
          dir: "auto",
          "data-key": place.id,
          "data-place": place.id,
          on: { click: () => choosePlace(app, place.id) },
        },
        named(drawSymbol(symbolOf(app.model, control), 22), ""),
        place.name,
      ),
    ),
    h("td", null, controlWords(app.model, control)),
    h("td", { class: "number" }, control?.holder ? percent(control.probability) : ""),
    h("td", null, control?.last_evidence ? long(control.last_evidence) : ""),
    h("td", { class: "number" }, rowsOf(app.model.claimsOfPlace, place.id).length),
    h(
      "td",
      { class: "number" },
      place.lat === null || place.lon === null
        ? "unknown"
        : `${place.lat.toFixed(2)}, ${place.lon.toFixed(2)} ${uncertainty(place.uncertainty_m)}`,
    ),
  );
}
