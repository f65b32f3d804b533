/** What to let through: sides, kinds, outlets; each with the number of claims that have it. */

import type { App } from "../app";
import type { Claim } from "../bundle";
import { type Child, h } from "../dom";
import { drawKind, named } from "../map/symbols";
import { hueOf, sideName } from "../map/symbols";
import { outletName } from "../model";
import { sidesOf } from "../select";
import type { State } from "../state";
import { KINDS, kindName, kindOf } from "../words";

type Key = "sides" | "kinds" | "outlets";
type Choice = readonly [value: string, name: string, count: number, ornament: Child];

export function filterPane(app: App): Child {
  const { state } = app;
  const active = state.sides.length + state.kinds.length + state.outlets.length;
  return h(
    "details",
    { class: "filters", "data-key": "filters" },
    h("summary", null, "Filter", active > 0 ? h("span", { class: "badge on" }, active) : null, h("span", { class: "soft" }, summary(app))),
    group(app, "Side", "sides", sides(app)),
    group(app, "Kind", "kinds", kinds(app)),
    group(app, "Outlet", "outlets", outlets(app)),
    h("p", { class: "soft" }, "Who holds a place is always worked out from all outlets."),
    active > 0
      ? h(
          "button",
          { type: "button", "data-key": "clear", on: { click: () => app.go({ sides: [], kinds: [], outlets: [] }) } },
          "Clear filters",
        )
      : null,
  );
}

function summary({ state, model }: App): string {
  const parts = [
    ...state.sides.map((s) => sideName(model, s)),
    ...state.kinds.map(kindName),
    ...state.outlets.map((o) => o || "Unknown outlet"),
  ];
  return parts.length > 0 ? parts.join(", ") : "by side, kind, outlet";
}

function tally(app: App, keys: (claim: Claim) => readonly string[]): ReadonlyMap<string, number> {
  const out = new Map<string, number>();
  for (const claim of app.model.bundle.claims) for (const key of keys(claim)) out.set(key, (out.get(key) ?? 0) + 1);
  return out;
}

const byCount = (a: Choice, b: Choice): number => b[2] - a[2] || (a[1] < b[1] ? -1 : 1);

function sides(app: App): readonly Choice[] {
  const hue = new Map(app.model.bundle.actors.map((a) => [a.side || a.id, hueOf(app.model, a.id)]));
  const dot = (side: string): Child => {
    const out = h("span", { class: "dot", "aria-hidden": "true" });
    out.style.background = hue.get(side) ?? "";
    return out;
  };
  return [...tally(app, (c) => sidesOf(app.model, c))]
    .map(([side, n]): Choice => [side, sideName(app.model, side), n, dot(side)])
    .sort(byCount);
}

function kinds(app: App): readonly Choice[] {
  const counts = tally(app, (c) => [kindOf(c.type)]);
  return KINDS.filter(([kind]) => counts.has(kind)).map(([kind, name, types]): Choice => [
    kind,
    name,
    counts.get(kind) ?? 0,
    named(drawKind(types[0] ?? "", 16), ""),
  ]);
}

function outlets(app: App): readonly Choice[] {
  const counts = tally(app, (c) => [app.model.documents.get(c.document)?.outlet ?? ""]);
  return [...counts].map(([outlet, n]): Choice => [outlet, outlet || outletName(undefined), n, null]).sort(byCount);
}

function group(app: App, title: string, key: Key, choices: readonly Choice[]): Child {
  if (choices.length < 2) return null;
  return h(
    "fieldset",
    null,
    h("legend", null, title),
    choices.map(([value, name, count, ornament]) => {
      const checked = app.state[key].includes(value);
      const change: Partial<State> = { [key]: checked ? app.state[key].filter((v) => v !== value) : [...app.state[key], value].sort() };
      return h(
        "label",
        null,
        h("input", { type: "checkbox", checked, "data-key": `${key}-${value}`, on: { change: () => app.go(change) } }),
        ornament,
        h("span", { dir: "auto" }, name),
        h("small", null, count),
      );
    }),
  );
}
