/** The evidence pane, always there: the original text with the sentence of the chosen claim and the words of each of its fields marked. */

import type { App } from "../app";
import type { Claim, Document } from "../bundle";
import { type Child, h } from "../dom";
import { KEYS } from "../keyboard";
import { FIELDS, type Field } from "../marks";
import { outletName, rowsOf } from "../model";
import { words } from "../text";
import { common } from "../worddiff";
import { paper } from "./paper";
import { reading } from "./reading";
import { origin, switcher } from "./source";

export function evidencePane(app: App): Child {
  const claim = app.model.claims.get(app.state.claim);
  const document = claim && app.model.documents.get(claim.document);
  if (!claim || !document) return welcome(app);
  if (app.model.read !== "read") return waiting(app);
  const other = app.model.claims.get(app.state.beside);
  const second = other && app.model.documents.get(other.document);
  if (other && second && other.id !== claim.id) return pair(app, [claim, document], [other, second]);
  return [
    h("header", { class: "source" }, origin(app, document), switcher(app, claim)),
    reading(app, claim, document),
    paper(app, claim, document),
  ];
}

/** The words of the reports come after the rest of the record. */
const waiting = ({ model }: App): Child =>
  model.read === "missing"
    ? h("p", { class: "notice", role: "alert" }, "The words of the reports are not here: texts.js is missing or damaged beside this page. Write it again with `frontlog site LOG -o FOLDER`.")
    : h("p", { class: "empty" }, "The words of the reports are still being read …");

/** Two reports side by side, with the words that their sentences do not share. */
function pair(app: App, ...sides: readonly (readonly [Claim, Document])[]): Child {
  const [a, b] = sides.map(([claim, document]) => words(document, claim.start, claim.end).split(/\s+/).filter(Boolean));
  const shared = common(a ?? [], b ?? []);
  return [
    h(
      "header",
      { class: "source beside" },
      h("b", null, "Side by side"),
      h("button", { type: "button", "data-key": "alone", on: { click: () => app.go({ beside: "" }) } }, "One alone"),
    ),
    h(
      "div",
      { class: "two" },
      sides.map(([claim, document], side) =>
        h(
          "section",
          { class: "side", "aria-label": `Report ${side + 1}: ${outletName(document)}` },
          h("header", { class: "source" }, origin(app, document)),
          h("p", { class: "worddiff", dir: "auto", tabindex: "0" }, differing([a, b][side] ?? [], shared[side] ?? [])),
          paper(app, claim, document),
        ),
      ),
    ),
  ];
}

const differing = (list: readonly string[], shared: readonly boolean[]): Child =>
  list.map((word, i) => [i > 0 ? " " : "", shared[i] ? word : h("b", { class: "own", title: "only in this one" }, word)]);

function welcome(app: App): Child {
  const missing = app.state.claim
    ? h("p", { class: "notice" }, "This record has no such claim. It may have been rebuilt since the link was made.")
    : null;
  const place =
    app.state.view === "place" && app.state.place && rowsOf(app.model.claimsOfPlace, app.state.place).length === 0
      ? h("p", { class: "notice" }, "No report in this page says anything about this place on its own.")
      : null;
  return h(
    "div",
    { class: "welcome" },
    missing ?? place,
    h("h2", null, "The sentence behind it"),
    h(
      "p",
      null,
      "Choose a place on the map or a line in the list. The report it comes from opens here, with the sentence and the words that were read from it marked.",
    ),
    h("h3", null, "What the marks mean"),
    h(
      "ul",
      { class: "fields" },
      FIELDS.map(([field, name]) => h("li", null, h("span", { class: `field ${field}` }, name), " ", MEANING[field])),
    ),
    h("p", { class: "soft" }, app.model.bundle.meta.note),
    h("h3", null, "Keys"),
    h(
      "dl",
      { class: "keys" },
      KEYS.map(([keys, words_]) => h("div", null, h("dt", null, keys.map((k) => [h("kbd", null, k), " "])), h("dd", null, words_))),
    ),
  );
}

const MEANING: Readonly<Record<Field, string>> = {
  trigger: "the words that say what happened",
  agent: "who does it, or who holds the place",
  target: "on whom, or from whom",
  place: "where",
  time: "when, counted from the day of publication",
  loss: "killed, wounded, captured, destroyed",
  source: "in whose name it is told",
  object: "weapons, vehicles, buildings",
};

