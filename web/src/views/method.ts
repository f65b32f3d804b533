/** How to read the page, and what was left out and why. */

import type { App } from "../app";
import type { Rejection } from "../bundle";
import { type Child, h } from "../dom";
import { group } from "../model";
import { CERTAINTIES, GRADES, MODALITIES, plural, sentence } from "../words";
import { chip } from "./parts";

const MANY = 40; // rejections of one reason that are listed; their number is given in any case

export function methodView(app: App): Child {
  const { meta, rejections } = app.model.bundle;
  const reasons = [...group(rejections, (r) => [r.reason])].sort((a, b) => b[1].length - a[1].length);
  return h(
    "div",
    { class: "page text" },
    h("h1", null, "How to read this page"),
    h("p", null, meta.note),
    h(
      "p",
      null,
      "A ",
      h("b", null, "claim"),
      " is one thing that one report says. Claims about the same event form an ",
      h("b", null, "incident"),
      ". Who holds a place follows from claims, each with a weight; the place's page lists them. A percentage says how far these reports, taken together, point to that holder.",
    ),
    words("Did it happen?", "How a report tells it", MODALITIES, "modality"),
    words("Who vouches for it?", "In whose voice a report speaks", CERTAINTIES, "certainty"),
    words("How well is an incident supported?", "A grade of the incident", GRADES, "grade"),
    h("h2", null, "Readers' comments"),
    h(
      "p",
      null,
      meta.comments === "withheld"
        ? "Comments of readers are personal data. They give no claims, and their words are not part of this page; only their length is."
        : "This copy of the page includes the words of readers' comments. They are personal data: do not publish it. They give no claims.",
    ),
    h("h2", null, "What was left out, and why", h("small", null, plural(rejections.length, "case"))),
    reasons.length === 0 ? h("p", { class: "soft" }, "Nothing was left out.") : reasons.map(([reason, list]) => why(app, reason, list)),
    h(
      "p",
      { class: "soft" },
      `Made with Frontlog ${meta.frontlog}. Outlines: Natural Earth, public domain. Towns: GeoNames, CC BY 4.0. The map takes no position on borders.`,
    ),
  );
}

function words(title: string, note: string, table: Readonly<Record<string, readonly [string, string]>>, className: string): Child {
  return [
    h("h2", null, title, h("small", null, note)),
    h(
      "dl",
      { class: "words" },
      Object.entries(table).map(([code, [, hint]]) => [h("dt", null, chip(table, code, className)), h("dd", null, hint)]),
    ),
  ];
}

function why(app: App, reason: string, list: readonly Rejection[]): HTMLElement {
  return h(
    "details",
    { class: "why", "data-key": `why-${reason}` },
    h("summary", null, sentence(reason), h("small", null, list.length)),
    h(
      "ul",
      null,
      list
        .slice(0, MANY)
        .map((r) =>
          h(
            "li",
            null,
            h("span", { class: "soft", dir: "auto" }, app.model.documents.get(r.document)?.name ?? r.subject),
            " ",
            r.quote ? h("q", { dir: "auto" }, r.quote) : null,
            " ",
            h("span", null, r.message),
          ),
        ),
    ),
    list.length > MANY ? h("p", { class: "soft" }, `and ${list.length - MANY} more of this reason`) : null,
  );
}
