/** What passes the filters and cannot be on the map or among the days: nothing is lost for want of a place or a day. */

import type { App } from "../app";
import { type Child, h } from "../dom";
import { located } from "../map/features";
import { placeName } from "../model";
import { type Shown, shown } from "../select";

const MOST = 100; // rows of a tray: more nobody reads over a map, and the table has them all

export const unplaced = (app: App, found: readonly Shown[]): readonly Shown[] =>
  found.filter(({ incident }) => !located(app.model.places.get(incident.place)));
export const undated = (found: readonly Shown[]): readonly Shown[] => found.filter(({ incident }) => !incident.first && !incident.last);

export function trayPane(app: App): Child {
  const found = shown(app.model, app.state);
  return [tray(app, "unplaced", "Unplaced", unplaced(app, found)), tray(app, "undated", "Undated", undated(found))];
}

function tray(app: App, key: string, name: string, items: readonly Shown[]): Child {
  if (items.length === 0) return null;
  return h(
    "details",
    { class: "tray", "data-key": `tray-${key}` },
    h("summary", null, `${name} (${items.length.toLocaleString("en")})`),
    h(
      "ul",
      null,
      items.slice(0, MOST).map(({ incident, claims }) =>
        h(
          "li",
          null,
          h(
            "a",
            { href: app.link({ incident: incident.id, claim: claims[0]?.id ?? "", pane: "evidence" }), "data-key": `${key}-${incident.id}` },
            incident.title,
          ),
          h("small", { dir: "auto" }, placeName(app.model, incident.place) || "no place named"),
        ),
      ),
    ),
    items.length > MOST ? h("p", { class: "soft" }, `and ${items.length - MOST} more; the table lists them all.`) : null,
  );
}
