/** One incident: the claims side by side, the reports as a tree of copies, what they differ on, and who keeps silent about it. */

import type { App } from "../app";
import type { Incident } from "../bundle";
import { type Child, h } from "../dom";
import { addDays } from "../days";
import { choosePlace } from "../map/map";
import { placeName, rowsOf } from "../model";
import { claimsOf, outletOf } from "../select";
import { MODALITIES, badge, percent, plural, tollWords } from "../words";
import { differenceRow } from "./contradictions";
import { copyTree } from "./copytree";
import { matrix } from "./matrix";
import { gradeChip, kindIcon, voices, when } from "./parts";

const ROWS = 60; // claims in one table: of an event that hundreds tell, the rest stand in the table of reports

export function incidentView(app: App): Child {
  const incident = app.model.incidents.get(app.state.incident);
  if (!incident)
    return h(
      "div",
      { class: "empty" },
      h("p", null, "This record has no such incident. It may have been rebuilt since the link was made."),
    );
  const claims = claimsOf(app.model, incident);
  const found = rowsOf(app.model.contradictionsOfIncident, incident.id);
  return h(
    "div",
    { class: "page" },
    h("p", { class: "crumb" }, h("a", { href: app.link({ view: "day" }) }, "Day"), " / ", h("a", { href: app.link({ view: "map" }) }, "Map")),
    h("h1", { dir: "auto" }, kindIcon(incident.type, 24), incident.title),
    facts(app, incident),
    h("p", { class: "soft" }, incident.grade_reason.replaceAll("_", " ")),
    incident.tolls.length > 0 ? h("p", { class: "tolls" }, incident.tolls.map((t) => tollWords(app.model, t)).join(" · ")) : null,
    believed(app, incident),
    matrix(app, claims.slice(0, ROWS)),
    claims.length > ROWS ? h("p", { class: "soft" }, `and ${claims.length - ROWS} more claims; their reports stand in the tree below.`) : null,
    found.length > 0
      ? [
          h("h2", null, "Where they differ"),
          h(
            "ul",
            { class: "differences" },
            found.map((c) => h("li", null, differenceRow(app, c))),
          ),
        ]
      : null,
    h("h2", null, "Who told it first, and who copied whom"),
    copyTree(app, claims),
    silent(app, incident),
  );
}

const facts = (app: App, incident: Incident): HTMLElement =>
  h(
    "p",
    { class: "facts" },
    when(incident.first, incident.last),
    " · ",
    incident.place
      ? h(
          "button",
          { type: "button", class: "plain", on: { click: () => choosePlace(app, incident.place) } },
          h("bdi", null, placeName(app.model, incident.place)),
        )
      : "place unknown",
    " · ",
    voices(incident),
    " ",
    incident.modality === "actual" ? null : h("span", { class: `badge modality-${incident.modality}` }, badge(MODALITIES, incident.modality)[0]),
    gradeChip(incident),
    h("code", null, incident.id),
  );

/** How far it is believed, and what each voice adds to that. */
function believed(app: App, { belief, admiralty, testimony }: Incident): Child {
  if (belief === null) return null;
  const sign = (weight: number): string => `${weight >= 0 ? "+" : "−"}${Math.abs(weight).toFixed(1)}`;
  const line = ({ voice, words, weight, letter, claims }: Incident["testimony"][number]): Child => {
    const claim = claims.find((id) => app.model.claims.has(id));
    const name = h("bdi", null, voice || words);
    return h(
      "li",
      null,
      h("b", { class: "number" }, sign(weight)),
      " ",
      claim ? h("a", { href: app.link({ claim, pane: "evidence" }) }, name) : name,
      voice && words !== voice ? h("span", { class: "soft" }, ` ${words}`) : null,
      letter ? h("small", null, ` source ${letter}`) : null,
    );
  };
  return h(
    "details",
    { class: "why", "data-key": "belief" },
    h("summary", null, h("b", null, `Believed to ${percent(belief)}`), admiralty ? h("small", null, `Admiralty ${admiralty}`) : null, h("small", null, "what each voice adds")),
    h("ul", null, testimony.slice(0, ROWS).map(line)),
    h("p", { class: "soft" }, "Weights are log-odds; copies add nothing."),
  );
}

const AROUND = 3; // days after an event within which an outlet that published might have told of it

/** Outlets that published in these days and do not tell of it: silence may be news too. */
function silent(app: App, incident: Incident): Child {
  const first = incident.first ?? incident.last;
  const last = incident.last ?? incident.first;
  if (!first || !last) return null;
  const telling = new Set(claimsOf(app.model, incident).map((c) => outletOf(app.model, c)));
  const end = addDays(last, AROUND);
  const others = new Set(
    app.model.bundle.documents
      .filter((d) => d.published !== null && d.published >= first && d.published <= end && d.outlet && !telling.has(d.outlet))
      .map((d) => d.outlet),
  );
  if (others.size === 0) return null;
  const names = [...others].sort();
  return [
    h("h2", null, "Who does not tell it", h("small", null, plural(others.size, "outlet"))),
    h(
      "p",
      { class: "soft" },
      `Published between its first day and ${AROUND} days after its last: `,
      names.slice(0, 20).map((name, i) => [i > 0 ? ", " : "", h("bdi", null, name)]),
      names.length > 20 ? ` and ${names.length - 20} more` : "",
      ".",
    ),
  ];
}
