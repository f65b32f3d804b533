/** The head of a report in the evidence pane: whose it is, of what day, what it copies, what can be checked, and who else tells the same. */

import type { App } from "../app";
import type { Change, Claim, Document } from "../bundle";
import { type Child, h, outlink } from "../dom";
import { long } from "../days";
import { outletName, rowsOf } from "../model";
import { claimsOf } from "../select";
import { words } from "../text";
import { changeWords, plural, sentence, typeName } from "../words";

export function origin(app: App, document: Document): Child {
  const original = app.model.documents.get(document.copy_of);
  const kind = document.version_of && document.version_of === document.copy_of ? "The next version" : "A copy";
  return [
    h(
      "p",
      { class: "outlet" },
      h("b", { dir: "auto" }, outletName(document)),
      document.outlet ? null : h("span", { dir: "auto" }, ` (${document.name})`),
      " · ",
      published(document),
      document.republished_by && document.republished_by !== document.outlet
        ? [" · republished by ", h("span", { dir: "auto" }, document.republished_by)]
        : null,
      document.url ? [" · ", outlink(document.url, "original")] : null,
    ),
    document.copy_of
      ? h(
          "p",
          { class: "notice" },
          `${kind} of ${original ? `${outletName(original)}: ${original.title || original.name}` : "another report"}. The two count as one voice.`,
        )
      : null,
    document.superseded_by
      ? h("p", { class: "notice" }, "Superseded: there is a newer version of this report, and what that one says counts.")
      : null,
    changes(app, document),
    custody(document),
  ];
}

/** What can be checked: the hash of the archived bytes, and when they were fetched. */
function custody(document: Document): Child {
  if (!document.sha256) return null;
  const fetched = document.retrieved ? `fetched ${document.retrieved.slice(0, 16).replace("T", " ")} UTC, ` : "";
  return h("p", { class: "custody", title: `SHA-256 of the archived bytes: ${document.sha256}` }, `${fetched}SHA-256 `, h("code", null, document.sha256.slice(0, 16)), "…");
}

/** The day of publication, and on what ground that day; all dates that the report offers stand in the hint. */
function published(document: Document): Child {
  if (!document.published) return "day of publication unknown";
  const taken = document.dates.find((d) => d.taken);
  if (!taken?.why) return long(document.published);
  const all = document.dates.map((d) => `${long(d.day)}, ${d.role}: ${d.why}${d.taken ? " (taken)" : ""}`);
  return [long(document.published), h("span", { class: "soft", title: all.join("\n") }, ` (${taken.why})`)];
}

/** What a copy has otherwise than its source, with the words of both. */
function changes(app: App, document: Document): Child {
  const rows = rowsOf(app.model.changesOfDocument, document.id);
  if (rows.length === 0) return null;
  return h(
    "details",
    { class: "stripped", "data-key": `changes-${document.id}` },
    h("summary", null, `${plural(rows.length, "change")} against its source`),
    h("ul", null, rows.map((row) => h("li", null, changed(app, document, row)))),
  );
}

function changed(app: App, document: Document, change: Change): Child {
  const source = app.model.documents.get(change.earlier);
  const was = source ? words(source, change.earlier_start, change.earlier_end) : "";
  return [
    h("b", null, sentence(change.kind)),
    `: ${changeWords(change)}`,
    h("blockquote", { dir: "auto" }, `${was} → ${words(document, change.start, change.end)}`),
  ];
}

const TELLINGS = 30; // more tellings of one incident are in its own view

/** The claims of the same incident, each in its own report: the way from one telling to the next. */
export function switcher(app: App, claim: Claim): Child {
  const incident = app.model.incidents.get(claim.incident);
  const claims = incident ? claimsOf(app.model, incident) : [];
  if (!incident || claims.length < 2) return null;
  return h(
    "nav",
    { class: "tellings", "aria-label": "Claims of this incident" },
    h(
      "a",
      { class: "all", href: app.link({ view: "incident", incident: incident.id, pane: "list" }), title: incident.title },
      `Told ${claims.length} times`,
    ),
    claims.slice(0, TELLINGS).map((c) =>
      h(
        "a",
        { href: app.link({ claim: c.id }), "data-key": c.id, "aria-current": c.id === claim.id ? "true" : null },
        h("span", { dir: "auto" }, outletName(app.model.documents.get(c.document))),
        h("small", null, typeName(c.type)),
      ),
    ),
    h(
      "span",
      { class: "beside-choice" },
      h(
        "select",
        { "data-key": "beside", "aria-label": "Show another report beside it", on: { change: (e) => app.go({ beside: (e.target as HTMLSelectElement).value, pane: "evidence" }) } },
        h("option", { value: "" }, "beside …"),
        claims
          .filter((c) => c.id !== claim.id)
          .slice(0, TELLINGS)
          .map((c) => h("option", { value: c.id }, `${outletName(app.model.documents.get(c.document))}: ${typeName(c.type)}`)),
      ),
    ),
  );
}

