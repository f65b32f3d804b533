/** Outlets, their reports, and which of them are copies: a copy is no second voice. */

import type { App } from "../app";
import type { Document } from "../bundle";
import { type Child, h, outlink } from "../dom";
import { long } from "../days";
import { group, outletName, rowsOf } from "../model";
import { percent, plural } from "../words";
import { superseded } from "./parts";

export function sourcesView(app: App): Child {
  const outlets = [...group(app.model.bundle.documents, (d) => [outletName(d)])].sort(
    (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  );
  const { documents, voices } = app.model.bundle.meta.counts;
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Sources"),
    h(
      "p",
      { class: "soft" },
      `${plural(documents ?? 0, "report")}, ${plural(voices ?? 0, "independent voice")}. Reports that copy one another are one voice, however many outlets print them.`,
    ),
    outlets.map(([name, list]) => outlet(app, name, list)),
  );
}

function outlet(app: App, name: string, list: readonly Document[]): HTMLElement {
  const claims = list.reduce((sum, d) => sum + rowsOf(app.model.claimsOfDocument, d.id).length, 0);
  const copies = list.filter((d) => d.copy_of).length;
  return h(
    "section",
    { class: "outlet" },
    h(
      "h2",
      { dir: "auto" },
      name,
      h(
        "small",
        null,
        `${plural(list.length, "report")}, ${plural(claims, "claim")}${copies ? `, ${plural(copies, "copy", "copies")}` : ""}`,
      ),
    ),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        null,
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            ["Published", "Report", "Claims", "Voice"].map((c) => h("th", { scope: "col" }, c)),
          ),
        ),
        h(
          "tbody",
          null,
          [...list].sort((a, b) => ((a.published ?? "") < (b.published ?? "") ? -1 : 1)).map((d) => row(app, d)),
        ),
      ),
    ),
  );
}

function row(app: App, document: Document): HTMLElement {
  const claims = rowsOf(app.model.claimsOfDocument, document.id);
  const title = document.title || document.name;
  const first = claims[0];
  return h(
    "tr",
    null,
    h("td", { class: "nowrap" }, document.published ? long(document.published) : "unknown"),
    h(
      "td",
      { dir: "auto" },
      first
        ? h("a", { href: app.link({ claim: first.id, incident: first.incident, pane: "evidence" }), "data-key": document.id }, title)
        : title,
      superseded(document),
      document.url ? h("span", { class: "soft" }, " ", outlink(document.url, "original")) : null,
    ),
    h("td", { class: "number" }, claims.length),
    h("td", null, voice(app, document)),
  );
}

function voice(app: App, document: Document): Child {
  const original = app.model.documents.get(document.copy_of);
  if (!document.copy_of) return "its own";
  return [
    h("span", { class: "badge copy" }, document.version_of === document.copy_of ? "next version" : "copy"),
    ` of ${original ? `${outletName(original)}: ${original.title || original.name}` : "another report"}`,
    document.copy_similarity > 0 ? h("span", { class: "soft" }, ` ${percent(document.copy_similarity)} shared`) : null,
  ];
}
