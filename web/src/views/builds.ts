/** What each build of the log changed: how many records came, went and changed, and which. */

import type { App } from "../app";
import type { Build, Event } from "../bundle";
import { type Child, h } from "../dom";
import { placeName } from "../model";
import { plural, sentence } from "../words";

export function builds(app: App): Child {
  const { history } = app.model.bundle.meta.run;
  if (history.length === 0) return null;
  return [
    h("h2", null, "What builds changed", h("small", null, plural(history.length, "build"))),
    history.map((build, i) => one(app, build, i)),
  ];
}

function one(app: App, build: Build, i: number): HTMLElement {
  const { at, frontlog, events } = build;
  return h(
    "details",
    { class: "why", "data-key": `build-${at}`, "data-open": "", open: i === 0 },
    h("summary", null, at.slice(0, 16).replace("T", " "), " UTC", h("small", null, `Frontlog ${frontlog}`)),
    counts(build),
    events.length === 0 ? null : h("ul", { class: "events" }, events.map((event) => h("li", { class: `event-${event.change}` }, told(app, event)))),
  );
}

function counts({ added, changed, removed }: Build): HTMLElement {
  const tables = [...new Set([...Object.keys(added), ...Object.keys(changed), ...Object.keys(removed)])].sort();
  const cell = (of: Readonly<Record<string, number>>, table: string): Child => h("td", { class: "number" }, (of[table] ?? 0).toLocaleString("en"));
  return h(
    "table",
    null,
    h("thead", null, h("tr", null, ["Records", "Added", "Changed", "Removed"].map((c) => h("th", { scope: "col" }, c)))),
    h("tbody", null, tables.map((table) => h("tr", null, h("th", { scope: "row" }, sentence(table)), cell(added, table), cell(changed, table), cell(removed, table)))),
  );
}

const SIGN: Readonly<Record<string, string>> = { added: "+", changed: "~", removed: "−" };

function told(app: App, { table, id, change, field, old, new: now, merged_into: heir }: Event): Child {
  const difference = field ? h("span", { class: "soft" }, ` ${field.replaceAll("_", " ")}: `, h("bdi", null, h("s", null, old || "nothing"), " → ", now || "nothing")) : null;
  return [
    h("b", { title: change }, SIGN[change] ?? "", h("span", { class: "unseen" }, `${change} `)),
    " ",
    name(app, table, id),
    difference,
    heir ? [" merged into ", name(app, table, heir)] : null,
  ];
}

/** The record, as a way to it where it is still there. */
function name(app: App, table: string, id: string): Child {
  const { model } = app;
  const incident = model.incidents.get(id);
  if (incident) return h("a", { href: app.link({ view: "incident", incident: id, claim: incident.claims[0] ?? "", pane: "list" }), dir: "auto" }, incident.title);
  const control = model.bundle.control.find((c) => c.id === id);
  if (control) return h("a", { href: app.link({ view: "place", place: control.place, pane: "list" }), dir: "auto" }, `${placeName(model, control.place)} from ${control.first}`);
  return [sentence(table), " ", h("code", null, id)];
}
