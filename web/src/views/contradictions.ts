/** Sentences that cannot both be true, or differ: cards by type and size, each side a way to its sentence. */

import type { App } from "../app";
import { bothTrue } from "../both";
import type { Contradiction } from "../bundle";
import { type Child, h } from "../dom";
import { group, outletName } from "../model";
import { shown } from "../select";
import { DIFFERENCES, STATUSES, fieldWords, plural, sentence } from "../words";
import { chip, evidenceWords } from "./parts";

const ORDER = ["contradiction", "refinement", "update"];
const MOST = 40; // cards of one type

export function contradictionsView(app: App): Child {
  const ids = new Set(shown(app.model, app.state).map(({ incident }) => incident.id));
  const all = app.model.bundle.contradictions
    .filter((c) => ids.has(c.incident))
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || (b.size ?? 0) - (a.size ?? 0));
  const hard = all.filter((c) => c.status === "contradiction").length;
  const types = [...group(all, (c) => [c.type])].sort((a, b) => b[1].length - a[1].length);
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Contradictions"),
    all.length === 0
      ? h("p", { class: "soft" }, "No two claims about one event differ in what is shown. With few reports that says little.")
      : h(
          "p",
          { class: "soft" },
          `${plural(hard, "pair")} of sentences cannot both be true; ${all.length - hard} differ only in how exact or how late they are.`,
        ),
    types.length > 1 ? h("p", { class: "jump" }, types.map(([type, list]) => jump(type, list.length))) : null,
    types.map(([type, list]) => [
      h("h2", { id: `type-${type}`, tabindex: "-1" }, DIFFERENCES[type] ?? sentence(type), h("small", null, plural(list.length, "pair"))),
      h(
        "ul",
        { class: "differences" },
        list.slice(0, MOST).map((c) => h("li", null, differenceRow(app, c))),
      ),
      list.length > MOST ? h("p", { class: "soft" }, `and ${list.length - MOST} more of this kind; filter to see them`) : null,
    ]),
  );
}

const jump = (type: string, count: number): HTMLElement =>
  h(
    "button",
    { type: "button", "data-key": `jump-${type}`, on: { click: () => document.getElementById(`type-${type}`)?.scrollIntoView() } },
    `${DIFFERENCES[type] ?? sentence(type)} `,
    h("small", null, count),
  );

export function differenceRow(app: App, row: Contradiction): HTMLElement {
  const incident = app.model.incidents.get(row.incident);
  const room = row.status === "contradiction" ? bothTrue(app.model, row) : [];
  return h(
    "article",
    { class: "difference", "data-status": row.status },
    h(
      "h3",
      null,
      DIFFERENCES[row.type] ?? sentence(row.type),
      row.field ? h("span", { class: "soft" }, fieldWords(app.model, row.field)) : null,
      " ",
      chip(STATUSES, row.status, "status"),
      row.size === null ? null : h("small", null, size(row)),
    ),
    incident && app.state.view !== "incident"
      ? h(
          "p",
          { class: "facts" },
          h("a", { href: app.link({ view: "incident", incident: incident.id, claim: row.claim_a, pane: "list" }), dir: "auto" }, incident.title),
        )
      : null,
    elsewhere(app, row),
    h("div", { class: "pair" }, side(app, row.claim_a, row.value_a), side(app, row.claim_b, row.value_b)),
    row.status === "contradiction"
      ? h(
          "p",
          { class: "both" },
          h("b", null, "Can both be true? "),
          row.compatible_reason ? `${row.compatible_reason} ` : "",
          room.length > 0 ? `What leaves room: ${room.join("; ")}.` : row.compatible_reason ? "" : "Nothing in the two sentences leaves room for it.",
          " ",
          h(
            "a",
            {
              href: app.link({ claim: row.claim_a, beside: row.claim_b, incident: row.incident, pane: "evidence" }),
              "data-key": `pair-${row.id}`,
            },
            "Read both side by side",
          ),
        )
      : null,
  );
}

/** The other event, where claim b is told as one of its own. */
function elsewhere(app: App, row: Contradiction): Child {
  const other = row.other_incident && row.other_incident !== row.incident ? app.model.incidents.get(row.other_incident) : undefined;
  if (!other) return null;
  const href = app.link({ view: "incident", incident: other.id, claim: row.claim_b, pane: "list" });
  return h("p", { class: "facts" }, "The second one is told as another event: ", h("a", { href, dir: "auto" }, other.title));
}

function size(row: Contradiction): string {
  const much = (row.size ?? 0).toLocaleString("en");
  return `differ by ${much}${row.type === "date" ? ` day${row.size === 1 ? "" : "s"}` : ""}`;
}

function side(app: App, id: string, value: string): HTMLElement {
  const claim = app.model.claims.get(id);
  if (!claim) return h("p", { class: "soft" }, `A claim that is not in this page (${id}).`);
  return h(
    "a",
    {
      class: "claim",
      href: app.link({ claim: id, beside: "", incident: claim.incident, pane: "evidence" }),
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

const badgeWord = (value: string): string => (/^[a-z_ ]+$/.test(value) ? sentence(value) : value);
