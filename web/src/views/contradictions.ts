/** Sentences that cannot both be true, or differ, side by side. */

import type { App } from "../app";
import type { Contradiction } from "../bundle";
import { type Child, h } from "../dom";
import { outletName } from "../model";
import { DIFFERENCES, STATUSES, plural, sentence } from "../words";
import { chip, evidenceWords } from "./parts";

const ORDER = ["contradiction", "refinement", "update"];

export function contradictionsView(app: App): Child {
  const all = [...app.model.bundle.contradictions].sort(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || (b.size ?? 0) - (a.size ?? 0),
  );
  const hard = all.filter((c) => c.status === "contradiction").length;
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Contradictions"),
    all.length === 0
      ? h("p", { class: "soft" }, "No two claims about one event differ. With few reports that says little.")
      : h(
          "p",
          { class: "soft" },
          `${plural(hard, "pair")} of sentences cannot both be true; ${all.length - hard} differ only in how exact or how late they are.`,
        ),
    h(
      "ul",
      { class: "differences" },
      all.map((c) => h("li", null, differenceRow(app, c))),
    ),
  );
}

export function differenceRow(app: App, row: Contradiction): HTMLElement {
  const incident = app.model.incidents.get(row.incident);
  return h(
    "article",
    { class: "difference", "data-status": row.status },
    h(
      app.state.view === "contradictions" ? "h2" : "h3",
      null,
      DIFFERENCES[row.type] ?? sentence(row.type),
      " ",
      chip(STATUSES, row.status, "status"),
      row.size === null ? null : h("small", null, `differ by ${row.size.toLocaleString("en")}${row.type === "date" ? " days" : ""}`),
    ),
    incident && app.state.view !== "incident"
      ? h(
          "p",
          { class: "facts" },
          h("a", { href: app.link({ view: "incident", incident: incident.id, claim: row.claim_a, pane: "list" }) }, incident.title),
        )
      : null,
    h("div", { class: "pair" }, side(app, row.claim_a, row.value_a), side(app, row.claim_b, row.value_b)),
  );
}

function side(app: App, id: string, value: string): HTMLElement {
  const claim = app.model.claims.get(id);
  if (!claim) return h("p", { class: "soft" }, `A claim that is not in this page (${id}).`);
  return h(
    "a",
    {
      class: "claim",
      href: app.link({ claim: id, incident: claim.incident, pane: "evidence" }),
      "data-claim": id,
      "data-key": `${id}-${value}`,
      "aria-current": app.state.claim === id ? "true" : null,
    },
    h(
      "span",
      { class: "by" },
      h("b", { dir: "auto" }, outletName(app.model.documents.get(claim.document))),
      h("span", { class: "value" }, badgeWord(value)),
    ),
    h("q", { dir: "auto" }, evidenceWords(app, claim)),
  );
}

const badgeWord = (value: string): string => (/^[a-z_]+$/.test(value) ? sentence(value) : value);
