/** Small pieces that several views share. */

import type { App } from "../app";
import type { Claim, Document, Incident } from "../bundle";
import { type Child, h } from "../dom";
import { interval } from "../days";
import { typeIcon } from "../map/icons";
import { outletName, rowsOf } from "../model";
import { words } from "../text";
import { CERTAINTIES, GRADES, MODALITIES, badge, plural, typeName } from "../words";

const LONG = 190; // characters of a sentence that a list shows; the whole stands in the evidence pane

/** That a later version of the page has replaced a report: its claims stay on record and count no more. */
export function superseded(document: Document | undefined): HTMLElement | null {
  if (!document?.superseded_by) return null;
  return h("span", { class: "badge superseded", title: "A newer version of this page counts instead" }, "superseded");
}

export function chip(table: Parameters<typeof badge>[0], code: string, className: string): HTMLElement {
  const [word, hint] = badge(table, code);
  return h("span", { class: `badge ${className} ${className}-${code}`, title: hint }, word);
}

export const gradeChip = (incident: Incident): HTMLElement =>
  h(
    "span",
    { class: `badge grade grade-${incident.grade}`, title: incident.grade_reason || badge(GRADES, incident.grade)[1] },
    badge(GRADES, incident.grade)[0],
  );

export const evidenceWords = (app: App, claim: Claim): string => {
  const document = app.model.documents.get(claim.document);
  return document ? words(document, claim.start, claim.end).replace(/\s+/g, " ").trim() : "";
};

export const kindIcon = (type: string, size = 18): HTMLElement => typeIcon(type, size, typeName(type));

/** One claim as a row that opens its sentence. */
export function claimRow(app: App, claim: Claim, extra: Child = null): HTMLElement {
  const document = app.model.documents.get(claim.document);
  const quote = evidenceWords(app, claim);
  const current = app.state.claim === claim.id;
  return h(
    "a",
    {
      class: "claim",
      href: app.link({ claim: claim.id, incident: claim.incident, pane: "evidence" }),
      "data-claim": claim.id,
      "data-key": claim.id,
      "aria-current": current ? "true" : null,
    },
    h(
      "span",
      { class: "by" },
      h("b", { dir: "auto" }, outletName(document)),
      document?.copy_of && document.version_of !== document.copy_of
        ? h("span", { class: "badge copy", title: "A copy: it is no voice of its own" }, "copy")
        : null,
      superseded(document),
      claim.modality === "actual" ? null : chip(MODALITIES, claim.modality, "modality"),
      chip(CERTAINTIES, claim.certainty, "certainty"),
      extra,
    ),
    h("q", { dir: "auto" }, quote.length > LONG ? `${quote.slice(0, LONG).replace(/\s\S*$/, "")} …` : quote),
  );
}

/** "2 voices in 3 reports": copies of one text are one voice. */
export const voices = (incident: Incident): string =>
  incident.origin_groups.length === incident.documents.length
    ? plural(incident.origin_groups.length, "voice")
    : `${plural(incident.origin_groups.length, "voice")} in ${plural(incident.documents.length, "report")}`;

export function differences(app: App, incident: Incident): Child {
  const count = rowsOf(app.model.contradictionsOfIncident, incident.id).length;
  return count === 0 ? null : h("span", { class: "badge differs", title: "Reports differ about this" }, plural(count, "difference"));
}

export const when = (first: string | null, last: string | null): string => interval(first, last) || "day unknown";
