/** What to let through: words, sides, kinds, outlets, support; each choice with the number of claims that have it. */

import type { App } from "../app";
import type { Claim } from "../bundle";
import { type Child, h } from "../dom";
import { typeIcon } from "../map/icons";
import { hueOf, sideName } from "../map/symbols";
import { type Model, outletName } from "../model";
import { filtered, outletOf, sidesOf } from "../select";
import { type State, VOICES } from "../state";
import { GRADES, KINDS, badge, kindName, kindOf } from "../words";

type Key = "sides" | "kinds" | "outlets" | "grades";
type Choice = readonly [value: string, name: string, count: number, ornament: Child];

const CLEAR: Partial<State> = { sides: [], kinds: [], outlets: [], grades: [], voices: "1", q: "" };
const MANY = 14; // choices of one group that are offered; those chosen are always among them

export function filterPane(app: App): Child {
  const fold = h(
    "details",
    { class: "filters", "data-key": "filters" },
    h("summary", null, "Filter ", h("span", { class: "soft" }, summary(app))),
  );
  const fill = (): void => {
    if (fold.open && fold.children.length === 1) fold.append(...body(app).filter((e) => e !== null));
  };
  fold.addEventListener("toggle", fill); // counting the choices of a large record takes a while: only when they are wanted
  return fold;
}

function body(app: App): readonly (Element | null)[] {
  const active = filtered(app.state);
  const { sides, kinds, outlets, grades } = choices(app.model);
  return [
    search(app),
    group(app, "Kind", "kinds", kinds),
    group(app, "Side", "sides", sides),
    group(app, "Outlet", "outlets", outlets),
    group(app, "How well supported", "grades", grades),
    voices(app),
    h("p", { class: "soft" }, "Who holds a place is always worked out from all outlets; one can be left out under Sources."),
    active ? h("button", { type: "button", "data-key": "clear", on: { click: () => app.go(CLEAR) } }, "Clear filters") : null,
  ];
}

const search = (app: App): Element =>
  h(
    "label",
    { class: "search" },
    h("span", null, "Words in title or sentence"),
    h("input", {
      type: "search",
      value: app.state.q,
      "data-key": "q",
      on: { input: (e) => app.soon({ q: (e.target as HTMLInputElement).value }) },
    }),
  );

const voices = (app: App): Element =>
  h(
    "label",
    { class: "least" },
    h("span", null, "At least "),
    h(
      "select",
      { "data-key": "voices", on: { change: (e) => app.go({ voices: (e.target as HTMLSelectElement).value as State["voices"] }) } },
      VOICES.map((n) => h("option", { value: n, selected: app.state.voices === n }, n === "1" ? "1 voice" : `${n} independent voices`)),
    ),
  );

function summary({ state, model }: App): string {
  const parts = [
    state.q ? `“${state.q}”` : "",
    ...state.sides.map((s) => sideName(model, s)),
    ...state.kinds.map(kindName),
    ...state.outlets.map((o) => o || "Unknown outlet"),
    ...state.grades.map((g) => badge(GRADES, g)[0]),
    state.voices === "1" ? "" : `${state.voices} voices or more`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "by words, kind, side, outlet";
}

type Choices = Readonly<Record<Key, readonly Choice[]>>;
const counted = new WeakMap<Model, Choices>(); // the record does not change while the page is open

function choices(model: Model): Choices {
  const known = counted.get(model) ?? count(model);
  counted.set(model, known);
  return known;
}

function count(model: Model): Choices {
  const tally = (keys: (claim: Claim) => readonly string[]): ReadonlyMap<string, number> => {
    const out = new Map<string, number>();
    for (const claim of model.bundle.claims) for (const key of keys(claim)) out.set(key, (out.get(key) ?? 0) + 1);
    return out;
  };
  const byCount = (a: Choice, b: Choice): number => b[2] - a[2] || (a[1] < b[1] ? -1 : 1);
  const hue = new Map(model.bundle.actors.map((a) => [a.side || a.id, hueOf(model, a.id)]));
  const kinds = tally((c) => [kindOf(c.type)]);
  const grades = tally((c) => [model.incidents.get(c.incident)?.grade ?? ""]);
  return {
    sides: [...tally((c) => sidesOf(model, c))].map(([s, n]): Choice => [s, sideName(model, s), n, hue.get(s) ?? ""]).sort(byCount),
    kinds: KINDS.filter(([kind]) => kinds.has(kind)).map(([kind, name, types]): Choice => [kind, name, kinds.get(kind) ?? 0, types[0]]),
    outlets: [...tally((c) => [outletOf(model, c)])].map(([o, n]): Choice => [o, o || outletName(undefined), n, null]).sort(byCount),
    grades: Object.keys(GRADES)
      .filter((g) => grades.has(g))
      .map((g): Choice => [g, badge(GRADES, g)[0], grades.get(g) ?? 0, null]),
  };
}

function ornamentOf(key: Key, of: Child): Child {
  if (key === "kinds") return typeIcon(String(of), 16);
  if (key !== "sides") return null;
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  dot.style.background = String(of);
  return dot;
}

function group(app: App, title: string, key: Key, all: readonly Choice[]): Element | null {
  if (all.length < 2) return null;
  const chosen: readonly string[] = app.state[key];
  const offered = all.filter(([value], i) => i < MANY || chosen.includes(value));
  return h(
    "fieldset",
    null,
    h("legend", null, title),
    offered.map(([value, name, count, ornament]) => {
      const checked = chosen.includes(value);
      const change: Partial<State> = { [key]: checked ? chosen.filter((v) => v !== value) : [...chosen, value].sort() };
      return h(
        "label",
        null,
        h("input", { type: "checkbox", checked, "data-key": `${key}-${value}`, on: { change: () => app.go(change) } }),
        ornamentOf(key, ornament),
        h("span", { dir: "auto" }, name),
        h("small", null, count),
      );
    }),
    all.length > offered.length ? h("p", { class: "soft" }, `and ${all.length - offered.length} more; search for them above`) : null,
  );
}
