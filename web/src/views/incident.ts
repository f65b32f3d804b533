/** One incident: each claim a row, each field a column, so that agreement and conflict are seen at a glance. */

import type { App } from "../app";
import type { Claim } from "../bundle";
import { type Child, h } from "../dom";
import { choosePlace } from "../map/map";
import { actorName, outletName, placeName, rowsOf } from "../model";
import { claimsOf } from "../select";
import { words } from "../text";
import { CERTAINTIES, MODALITIES, lossWords, tollWords, typeName } from "../words";
import { differenceRow } from "./contradictions";
import { chip, evidenceWords, gradeChip, kindIcon, superseded, voices, when } from "./parts";

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
    h("p", { class: "crumb" }, h("a", { href: app.link({ view: "day" }) }, "Days")),
    h("h1", null, kindIcon(incident.type, 24), incident.title),
    h(
      "p",
      { class: "facts" },
      when(incident.first, incident.last),
      " · ",
      incident.place
        ? h(
            "button",
            { type: "button", class: "plain", on: { click: () => choosePlace(app, incident.place) } },
            placeName(app.model, incident.place),
          )
        : "place unknown",
      " · ",
      voices(incident),
      " ",
      gradeChip(incident),
      h("code", null, incident.id),
    ),
    h("p", { class: "soft" }, incident.grade_reason),
    incident.tolls.length > 0 ? h("p", { class: "tolls" }, incident.tolls.map((t) => tollWords(app.model, t)).join(" · ")) : null,
    matrix(app, claims),
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
  );
}

type Column = readonly [name: string, value: (app: App, claim: Claim) => string];

const names = (app: App, list: Claim["agent"], claim: Claim): string =>
  list.map((a) => (a.id ? actorName(app.model, a.id) : said(app, claim, a))).join(", ");

function said(app: App, claim: Claim, at: { start: number; end: number }): string {
  const document = app.model.documents.get(claim.document);
  return document ? words(document, at.start, at.end) : "";
}

const COLUMNS: readonly Column[] = [
  ["What", (_, c) => typeName(c.type)],
  ["Who", (app, c) => names(app, c.agent, c)],
  ["Whom", (app, c) => names(app, c.target, c)],
  ["Where", (app, c) => c.place.map((p) => placeName(app.model, p.id)).join(", ")],
  ["When", (_, c) => (c.time.first || c.time.last ? when(c.time.first, c.time.last) : "")],
  ["How many", (app, c) => c.losses.map((x) => lossWords(app.model, x)).join("; ")],
  ["Who says", (app, c) => (c.source ? said(app, c, c.source) : "")],
];

/** A cell's standing among the others of its column: most say it, or it stands alone against them, or nothing is said. */
function standing(values: readonly string[], value: string): string {
  if (!value) return "silent";
  const given = values.filter(Boolean);
  const same = given.filter((v) => v === value).length;
  return same === given.length ? "agree" : "differ";
}

function matrix(app: App, claims: readonly Claim[]): HTMLElement {
  const columns = COLUMNS.map(([name, value]) => ({ name, values: claims.map((c) => value(app, c)) })).filter((c) =>
    c.values.some(Boolean),
  );
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Claims side by side" },
    h(
      "table",
      { class: "matrix" },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          h("th", { scope: "col" }, "Report"),
          columns.map((c) => h("th", { scope: "col" }, c.name)),
          h("th", { scope: "col" }, "Sentence"),
        ),
      ),
      h(
        "tbody",
        null,
        claims.map((claim, row) =>
          h(
            "tr",
            { "aria-current": app.state.claim === claim.id ? "true" : null },
            h(
              "th",
              { scope: "row", dir: "auto" },
              outletName(app.model.documents.get(claim.document)),
              superseded(app.model.documents.get(claim.document)),
              h("span", { class: "badges" }, chip(MODALITIES, claim.modality, "modality"), chip(CERTAINTIES, claim.certainty, "certainty")),
            ),
            columns.map(({ values }) => h("td", { class: standing(values, values[row] ?? ""), dir: "auto" }, values[row] || "not said")),
            h(
              "td",
              { class: "quote" },
              h(
                "a",
                { href: app.link({ claim: claim.id, pane: "evidence" }), "data-claim": claim.id, "data-key": claim.id, dir: "auto" },
                evidenceWords(app, claim),
              ),
            ),
          ),
        ),
      ),
    ),
    h(
      "p",
      { class: "soft key" },
      h("span", { class: "agree" }, "all who speak of it agree"),
      h("span", { class: "differ" }, "they differ"),
      h("span", { class: "silent" }, "not said"),
    ),
  );
}
