/** What passes the filters and cannot be on the map: nothing is lost for want of a place. */

import type { App } from "../app";
import { type Child, h } from "../dom";
import { located } from "../map/features";
import { placeName } from "../model";
import { shown } from "../select";
import { plural } from "../words";

export function trayPane(app: App): Child {
  const found = shown(app.model, app.state).filter(({ incident }) => !located(app.model.places.get(incident.place)));
  if (found.length === 0) return null;
  return h(
    "details",
    { class: "tray", "data-key": "tray" },
    h("summary", null, `Not on the map: ${plural(found.length, "incident")}`),
    h(
      "ul",
      null,
      found.map(({ incident, claims }) =>
        h(
          "li",
          null,
          h(
            "a",
            { href: app.link({ incident: incident.id, claim: claims[0]?.id ?? "", pane: "evidence" }), "data-key": incident.id },
            incident.title,
          ),
          h("small", null, placeName(app.model, incident.place) || "no place named"),
        ),
      ),
    ),
  );
}
