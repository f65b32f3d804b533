/** The claims of an incident side by side: a row for each claimant, a column for each field, and in each cell the words of the report. */

import type { App } from "../app";
import type { Claim } from "../bundle";
import { type Child, h } from "../dom";
import { type Field, marksOf } from "../marks";
import { actorName, outletName, placeName } from "../model";
import { sideOf } from "../select";
import { words } from "../text";
import { CERTAINTIES, MODALITIES, lossWords, typeName } from "../words";
import { chip, evidenceWords, superseded, when } from "./parts";

interface Column {
  readonly name: string;
  readonly field: Field;
  /** What was read, for people. */
  readonly value: (app: App, claim: Claim) => string;
  /** What is compared: two claims agree when it is equal. */
  readonly key?: (app: App, claim: Claim) => string;
  /** Whether what two claims say can both be so, where more than equal words can. */
  readonly fits?: (a: Claim, b: Claim) => boolean;
}

/** Days that touch can be the same day: "on Monday" and "on Monday or Tuesday" do not differ. */
export function sameDays(a: Claim, b: Claim): boolean {
  const [from, to] = [a.time.first ?? a.time.last, a.time.last ?? a.time.first];
  const [since, until] = [b.time.first ?? b.time.last, b.time.last ?? b.time.first];
  return !from || !to || !since || !until || (from <= until && since <= to);
}

const names = (app: App, list: Claim["agent"], claim: Claim): string =>
  list.map((a) => (a.id ? actorName(app.model, a.id) : said(app, claim, a))).join(", ");

const sidesKey = (app: App, list: Claim["agent"]): string =>
  [...new Set(list.map((a) => sideOf(app.model, a.id)).filter(Boolean))].sort().join(",");

function said(app: App, claim: Claim, at: { start: number; end: number }): string {
  const document = app.model.documents.get(claim.document);
  return document ? words(document, at.start, at.end) : "";
}

const COLUMNS: readonly Column[] = [
  { name: "What", field: "trigger", value: (_, c) => typeName(c.type) },
  { name: "Who", field: "agent", value: (app, c) => names(app, c.agent, c), key: (app, c) => sidesKey(app, c.agent) },
  { name: "Whom", field: "target", value: (app, c) => names(app, c.target, c), key: (app, c) => sidesKey(app, c.target) },
  { name: "Where", field: "place", value: (app, c) => c.place.map((p) => placeName(app.model, p.id)).join(", ") },
  { name: "When", field: "time", value: (_, c) => (c.time.first || c.time.last ? when(c.time.first, c.time.last) : ""), fits: sameDays },
  { name: "How many", field: "loss", value: (app, c) => c.losses.map((x) => lossWords(app.model, x)).join("; ") },
];

type Standing = "agree" | "differ" | "silent" | "alone";
const SIGN: Readonly<Record<Standing, string>> = { agree: "✓", differ: "≠", silent: "", alone: "" };
const SIGN_WORDS: Readonly<Record<Standing, string>> = {
  agree: "all who speak of it agree",
  differ: "they differ",
  silent: "not said",
  alone: "only this one says it",
};

/** A cell's standing among the others of its column. */
export function standing(keys: readonly string[], key: string, said: boolean): Standing {
  if (!said) return "silent";
  const given = keys.filter(Boolean);
  if (given.length < 2) return "alone";
  return given.every((k) => k === key || key === "") ? "agree" : "differ";
}

export function matrix(app: App, claims: readonly Claim[]): HTMLElement {
  const columns = COLUMNS.map((column) => {
    const values = claims.map((c) => column.value(app, c));
    const keys = claims.map((c, i) => (column.key ? column.key(app, c) : (values[i] ?? "")));
    const stands = claims.map((c, i) => {
      const { fits } = column;
      const shown = fits ? claims.map((other, n) => (values[n] && fits(c, other) ? (keys[i] ?? "") : (keys[n] ?? ""))) : keys;
      return standing(shown, keys[i] ?? "", (values[i] ?? "") !== "");
    });
    return { ...column, values, stands };
  }).filter((c) => c.values.some(Boolean));
  const head = ["Claimant", ...columns.map((c) => c.name)];
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Claims side by side" },
    h(
      "table",
      { class: "matrix" },
      h("thead", null, h("tr", null, head.map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        null,
        claims.map((claim, row) => [
            h(
              "tr",
              { "aria-current": app.state.claim === claim.id ? "true" : null },
              claimant(app, claim),
              columns.map(({ field, values, stands }) => cell(app, claim, field, values[row] ?? "", stands[row] ?? "silent")),
            ),
            h("tr", { class: "whole", "data-chosen": app.state.claim === claim.id ? "true" : null }, sentenceCell(app, claim, columns.length)),
          ],
        ),
      ),
    ),
    h(
      "p",
      { class: "soft key" },
      (["agree", "differ", "silent"] as const).map((s) => h("span", { class: s }, SIGN[s] ? `${SIGN[s]} ` : "", SIGN_WORDS[s])),
    ),
  );
}

function claimant(app: App, claim: Claim): HTMLElement {
  const document = app.model.documents.get(claim.document);
  const speaker = claim.source ? (claim.source_id ? actorName(app.model, claim.source_id) : said(app, claim, claim.source)) : "";
  return h(
    "th",
    { scope: "row", rowspan: 2 },
    h("bdi", null, outletName(document)),
    speaker ? h("span", { class: "speaker" }, "citing ", h("bdi", null, speaker)) : null,
    document?.copy_of ? h("span", { class: "badge copy", title: "A copy: it is no voice of its own" }, "copy") : null,
    superseded(document),
    h("span", { class: "badges" }, chip(MODALITIES, claim.modality, "modality"), chip(CERTAINTIES, claim.certainty, "certainty")),
  );
}

/** What was read, and under it the words that it was read from; the whole cell leads to them. */
function cell(app: App, claim: Claim, field: Field, value: string, stands: Standing): HTMLElement {
  if (stands === "silent") return h("td", { class: "silent" }, h("span", { title: "not said" }, "not said"));
  const quotes = [...new Set(marksOf(claim).filter((m) => m.field === field).map((m) => said(app, claim, m)))];
  return h(
    "td",
    { class: stands },
    h(
      "a",
      { href: app.link({ claim: claim.id, pane: "evidence" }), title: SIGN_WORDS[stands], "data-key": `${claim.id}-${field}` },
      SIGN[stands] ? h("span", { class: "sign" }, h("span", { "aria-hidden": "true" }, SIGN[stands]), h("span", { class: "unseen" }, `${SIGN_WORDS[stands]}: `)) : null,
      h("bdi", { class: "read" }, value),
      quotes.map((q) => h("q", { dir: "auto" }, q)),
    ),
  );
}

function sentenceCell(app: App, claim: Claim, span: number): HTMLElement {
  const current = app.state.claim;
  const other: Child =
    current && current !== claim.id
      ? h("a", { class: "compare", href: app.link({ beside: claim.id, pane: "evidence" }), "data-key": `beside-${claim.id}` }, "side by side")
      : null;
  return h(
    "td",
    { class: "quote", colspan: span },
    h(
      "a",
      { href: app.link({ claim: claim.id, beside: "", pane: "evidence" }), "data-claim": claim.id, "data-key": claim.id, dir: "auto" },
      evidenceWords(app, claim),
    ),
    other,
  );
}
