/** All places as a table: the same as the map says, for those who read better than they look, and for browsers without a map. */

import type { App } from "../app";
import type { Place } from "../bundle";
import { type Child, h } from "../dom";
import { long } from "../days";
import { choosePlace } from "../map/map";
import { controlOn, intervalsOf, sureOn } from "../control";
import { rowsOf } from "../model";
import { layerChoice } from "../panes/legend";
import { dayOf, windowOf } from "../select";
import { percent, plural, uncertainty } from "../words";
import { accountIcon, accountWords } from "./account";

export function placesView(app: App): Child {
  const day = dayOf(app.model, app.state);
  const places = ranked(app);
  const on = places.filter((p) => p.lat !== null);
  const off = places.filter((p) => p.lat === null);
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Places"),
    h("p", { class: "soft" }, day ? `Who holds them on ${long(day)}. Choose another day below.` : ""),
    layerChoice(app),
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

const MOST = 400; // rows of one table: those that most is said about

const count = (app: App, place: Place): number =>
  rowsOf(app.model.claimsOfPlace, place.id).length + (intervalsOf(app.model, app.state, place.id).length > 0 ? 1000 : 0);

/** The places of the map as a table, for a browser that draws no map. */
export const placesTable = (app: App): HTMLElement => table(app, ranked(app).filter((p) => p.lat !== null), dayOf(app.model, app.state), "Places of the map");

const ranked = (app: App): readonly Place[] =>
  [...app.model.bundle.places].sort((a, b) => count(app, b) - count(app, a) || (a.name < b.name ? -1 : 1));

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
        places.slice(0, MOST).map((place) => row(app, place, day)),
      ),
    ),
    places.length > MOST ? h("p", { class: "soft" }, `and ${(places.length - MOST).toLocaleString("en")} more, which are on the map and in exports`) : null,
  );
}

function row(app: App, place: Place, day: string): HTMLElement {
  const control = controlOn(app.model, app.state, place.id, day);
  const since = windowOf(app.model, app.state).first || "9999";
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
        accountIcon(app, control, 22, day, since),
        place.name,
      ),
    ),
    h("td", null, accountWords(app, control)),
    h("td", { class: "number" }, control?.holder ? percent(sureOn(control, day)) : ""),
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
