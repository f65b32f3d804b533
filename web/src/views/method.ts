/** How to read the page, and what was left out and why. */

import type { App } from "../app";
import type { Rejection, Run } from "../bundle";
import { type Child, h } from "../dom";
import { long } from "../days";
import { group } from "../model";
import { CERTAINTIES, GRADES, MODALITIES, plural, sentence } from "../words";
import { builds } from "./builds";
import { chip } from "./parts";

const MANY = 40; // rejections of one reason that are listed; their number is given in any case

export function methodView(app: App): Child {
  const { meta, rejections } = app.model.bundle;
  const reasons = [...group(rejections, (r) => [r.reason])].sort((a, b) => b[1].length - a[1].length);
  return h(
    "div",
    { class: "page text" },
    h("h1", null, "Method"),
    h("h2", null, "How to read this page"),
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
    run(app),
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

/** Of what this page was made, and how to name it. */
function run(app: App): Child {
  const { model } = app;
  const { meta } = model.bundle;
  const { run: of, counts } = meta;
  const chosen = Object.entries(of.chosen).map(([name, value]) => `${name} ${value}`);
  const facts: readonly (readonly [string, string])[] = [
    ["Reports", `${counts["documents"] ?? 0} by ${counts["outlets"] ?? 0} outlets, ${counts["voices"] ?? 0} independent voices`],
    ["Published", meta.first_published && meta.last_published ? `${long(meta.first_published)} to ${long(meta.last_published)}` : "days unknown"],
    ["Program", `Frontlog ${meta.frontlog}`],
    ["State of the log", of.digest ? of.digest.slice(0, 16) : "not told"],
    ["Places from", of.packs.length > 0 ? `GeoNames and packs: ${of.packs.join(", ")}` : "the bundled gazetteer"],
    ["Chosen otherwise", chosen.length > 0 ? chosen.join("; ") : "nothing"],
    ["People's decisions", of.decisions > 0 ? `${of.decisions} are followed` : "none so far"],
  ];
  const cite = `${meta.title}. Record of ${counts["documents"] ?? 0} reports${meta.last_published ? ` published until ${long(meta.last_published)}` : ""}, made with Frontlog ${meta.frontlog}${of.digest ? `, state ${of.digest.slice(0, 16)}` : ""}.`;
  return [
    h("h2", null, "This run"),
    h("dl", { class: "words" }, facts.map(([name, value]) => [h("dt", null, name), h("dd", null, value)])),
    of.stages.length > 0 ? stages(of.stages) : null,
    builds(app),
    h("h2", null, "How to cite"),
    h("p", { class: "cite" }, cite),
  ];
}

function stages(list: Run["stages"]): HTMLElement {
  const told = (rows: Readonly<Record<string, number>>): string =>
    Object.entries(rows)
      .map(([table, count]) => `${count.toLocaleString("en")} ${table.replaceAll("_", " ")}`)
      .join(", ");
  return h(
    "details",
    { class: "why", "data-key": "stages" },
    h("summary", null, "Steps from reports to this page", h("small", null, list.length)),
    h(
      "table",
      null,
      h("thead", null, h("tr", null, ["Step", "Shards", "Rows"].map((c) => h("th", { scope: "col" }, c)))),
      h("tbody", null, list.map((s) => h("tr", null, h("th", { scope: "row" }, h("code", null, s.name)), h("td", { class: "number" }, s.shards), h("td", null, told(s.rows))))),
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
