/** Home: the situation report of the days shown. Every sentence of it is made of records, and each leads to the sentences behind it. */

import type { App } from "../app";
import { type Change, changesBetween } from "../control";
import { copyRich, offer } from "../copy";
import { type Child, h } from "../dom";
import { long } from "../days";
import { docx } from "../docx";
import { dayOf, filtered, lastDay, shown, type Shown, voicesOf, windowOf } from "../select";
import { leftOut, withoutWords } from "../outlets";
import { sitrepOf } from "../sitreps";
import type { State } from "../state";
import { sums } from "../tolls";
import { plural } from "../words";
import { sections, sumWords } from "./sections";
import { sitrepSections } from "./sitrep";

export function dayView(app: App): Child {
  const found = shown(app.model, app.state);
  const day = dayOf(app.model, app.state);
  const window = windowOf(app.model, app.state);
  if (app.model.bundle.claims.length === 0) return nothing(app);
  const report = h("div", { class: "report" });
  const written = sitrepOf(app.model, app.state);
  const changes = filtered(app.state) ? [] : changesBetween(app.model, app.state, window.first, window.last || lastDay(app.model));
  report.append(
    h(
      "header",
      null,
      h("h1", null, day ? `Situation on ${long(day)}` : "Situation"),
      h("p", { class: "facts" }, period(app), knowledge(app)),
      h(
        "p",
        { class: "tools" },
        h("button", { type: "button", "data-key": "copy", on: { click: (e) => copyRich(report, e.currentTarget as HTMLElement) } }, "Copy"),
        h("button", { type: "button", "data-key": "print", on: { click: () => print() } }, "Print"),
        written ? h("button", { type: "button", "data-key": "word", on: { click: () => offer(`frontlog-${written.last}-${written.span}.docx`, docx(app.model, written)) } }, "Word") : null,
        h("a", { href: app.link({ view: "map", pane: "list" }), "data-key": "all-days" }, "Everything, day by day"),
      ),
    ),
    figures(app, found, changes),
    h("div", null, written ? sitrepSections(app, written, found, day) : sections(app, found, changes, day)),
  );
  return report;
}

function period({ model, state }: App): string {
  const { first, last } = windowOf(model, state);
  if (first === last && first) return "What is told of this day.";
  if (first) return `What is told of the ${state.span} days from ${long(first)} to ${long(last)}.`;
  return last ? `What is told of all days up to ${long(last)}.` : "What is told of all days.";
}

function knowledge({ model, state }: App): string {
  const gone = new Set(leftOut(model, state.without));
  const published = model.bundle.documents.filter((d) => d.published && (!state.known || d.published <= state.known) && !gone.has(d.outlet));
  const part = state.known ? ` By the ${plural(published.length, "report")} published until ${long(state.known)}.` : "";
  return `${part}${state.without ? ` Without ${withoutWords(state.without)}.` : ""}`;
}

/** The days shown in figures, each a way to what it counts. */
function figures(app: App, found: readonly Shown[], changes: readonly Change[]): HTMLElement {
  const claims = found.flatMap((item) => item.claims);
  const ids = new Set(found.map(({ incident }) => incident.id));
  const hard = app.model.bundle.contradictions.filter((c) => c.status === "contradiction" && ids.has(c.incident)).length;
  const [killed, wounded] = sums(app.model, found);
  const table = (sort: string): Partial<State> => ({ view: "table", sort, pane: "list" });
  return h(
    "p",
    { class: "figures" },
    figure(app, table(""), found.length.toLocaleString("en"), found.length === 1 ? "incident" : "incidents"),
    figure(app, { view: "map", pane: "list" }, String(changes.length), changes.length === 1 ? "change of control" : "changes of control"),
    killed ? figure(app, table("-killed"), sumWords(killed), `killed, told in ${plural(killed.incidents, "incident")}`) : null,
    wounded ? figure(app, table("-wounded"), sumWords(wounded), `wounded, told in ${plural(wounded.incidents, "incident")}`) : null,
    figure(app, { view: "sources", pane: "list" }, voicesOf(app.model, claims).size.toLocaleString("en"), "independent voices"),
    figure(app, { view: "contradictions", pane: "list" }, String(hard), hard === 1 ? "contradiction" : "contradictions", "hard"),
  );
}

const figure = (app: App, change: Partial<State>, count: string, words: string, key = words): HTMLElement =>
  h("a", { href: app.link(change), "data-key": key }, h("b", null, count), ` ${words}`);

const nothing = (app: App): Child =>
  h(
    "div",
    { class: "empty" },
    h("p", null, "The reports gave no claim."),
    h("p", null, "What was read and left out, and why, stands under ", h("a", { href: app.link({ view: "method" }) }, "Method"), "."),
  );

