/** The frame: header, list, map, evidence, days. Each pane draws itself anew when something that it depends on has changed. */

import type { App } from "./app";
import { type Child, h } from "./dom";
import { mapPane } from "./map/map";
import type { Basemap } from "./map/style";
import { evidencePane } from "./panes/evidence";
import { filterPane } from "./panes/filters";
import { legendPane } from "./panes/legend";
import { timelinePane } from "./panes/timeline";
import { trayPane } from "./panes/tray";
import type { Pane, State, View } from "./state";
import { contradictionsView } from "./views/contradictions";
import { dayView } from "./views/day";
import { incidentView } from "./views/incident";
import { methodView } from "./views/method";
import { placeView } from "./views/place";
import { placesView } from "./views/places";
import { sourcesView } from "./views/sources";
import { plural } from "./words";

type Draw = (app: App) => Child;

const TABS: readonly (readonly [View, string])[] = [
  ["day", "Days"],
  ["places", "Places"],
  ["contradictions", "Contradictions"],
  ["sources", "Sources"],
  ["method", "Method"],
];

const DRAW: Readonly<Record<View, Draw>> = {
  day: dayView,
  place: placeView,
  incident: incidentView,
  places: placesView,
  contradictions: contradictionsView,
  sources: sourcesView,
  method: methodView,
};

/** Views beside which the map is drawn; the others take its room. */
const BESIDE_MAP: readonly View[] = ["day", "place"];

/** Views that depend on the day shown. */
const WITH_DAYS: readonly View[] = ["day", "place", "places"];

const PANES: readonly (readonly [Pane, string])[] = [
  ["list", "List"],
  ["map", "Map"],
  ["evidence", "Evidence"],
];

export function page(root: HTMLElement, app: App, basemap: Basemap | undefined): void {
  document.title = app.model.bundle.meta.title;
  const header = h("header", { class: "top" });
  const list = h("main", { class: "list", id: "list", tabindex: "-1" });
  const map = h("section", { class: "map", "aria-label": "Map and legend" });
  const evidence = h("aside", { class: "evidence", "aria-label": "Evidence" });
  const days = h("section", { class: "days", "aria-label": "Days" });
  const panes = h("nav", { class: "panes", "aria-label": "Panes" });
  const legend = h("div", { class: "overlay" });
  map.append(legend);
  root.append(
    h("a", { class: "skip", href: "#list", on: { click: skipTo(list) } }, "Skip to the record"),
    header,
    list,
    map,
    evidence,
    days,
    panes,
  );
  const drawn = mapPane(map, app, basemap);

  const draw: readonly (readonly [Element, readonly (keyof State)[], Draw])[] = [
    [header, ["view"], top],
    [list, ["view", "on", "span", "sides", "kinds", "outlets", "incident", "place", "claim"], (a) => [filters(a), DRAW[a.state.view](a)]],
    [evidence, ["claim", "incident", "place", "view"], evidencePane],
    [days, ["on", "span", "sides", "kinds", "outlets"], timelinePane],
    [legend, ["on", "span", "sides", "kinds", "outlets"], (a) => [trayPane(a), legendPane(a)]],
    [panes, ["pane"], paneTabs],
  ];
  const last = new Map<Element, string>();
  const update = (): void => {
    root.dataset["view"] = app.state.view;
    root.dataset["pane"] = app.state.pane;
    root.dataset["days"] = String(WITH_DAYS.includes(app.state.view));
    root.dataset["wide"] = String(!BESIDE_MAP.includes(app.state.view));
    for (const [element, keys, content] of draw) {
      const key = JSON.stringify(keys.map((k) => app.state[k]));
      if (last.get(element) === key) continue;
      last.set(element, key);
      replace(element, h("div", { class: "inner" }, content(app)));
    }
    drawn.update();
    showChosen(list, evidence);
  };
  app.onChange(update);
  document.addEventListener("keydown", (event) => keys(event, app));
  update();
}

const skipTo =
  (element: HTMLElement) =>
  (event: Event): void => {
    event.preventDefault();
    element.focus();
  };

const filters: Draw = (app) => (["day", "place"].includes(app.state.view) ? filterPane(app) : null);

/** Put new content into a pane; the keyboard's place, scroll positions and opened folds stay. */
function replace(pane: Element, content: HTMLElement): void {
  const focused = pane.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
  const open = new Set([...pane.querySelectorAll("details[open][data-key]")].map((d) => d.getAttribute("data-key")));
  const top = pane.scrollTop;
  pane.replaceChildren(content);
  for (const fold of pane.querySelectorAll<HTMLDetailsElement>("details[data-key]"))
    if (open.has(fold.dataset["key"] ?? "")) fold.open = true;
  pane.scrollTop = top;
  if (focused) pane.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** Bring what was chosen into sight in both panes. */
function showChosen(list: Element, evidence: Element): void {
  evidence.querySelector(".sentence")?.scrollIntoView({ block: "center" });
  list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
}

const top: Draw = (app) => {
  const { model, state } = app;
  const { counts, title } = model.bundle.meta;
  return [
    h("a", { class: "brand", href: "#/day" }, "Frontlog", title === "Frontlog" ? null : h("span", { dir: "auto" }, title)),
    h(
      "nav",
      { "aria-label": "Views" },
      TABS.map(([view, name]) =>
        h(
          "a",
          { href: app.link({ view, pane: "list" }), "data-key": view, "aria-current": tabOf(state.view) === view ? "page" : null },
          name,
          count(counts, view),
        ),
      ),
    ),
    h(
      "p",
      { class: "counts" },
      [
        plural(counts["documents"] ?? 0, "report"),
        plural(counts["voices"] ?? 0, "independent voice"),
        plural(counts["claims"] ?? 0, "claim"),
      ].join(" · "),
    ),
  ];
};

const tabOf = (view: View): View => (view === "place" ? "places" : view === "incident" ? "day" : view);

function count(counts: Readonly<Record<string, number>>, view: View): Child {
  const value = view === "places" || view === "contradictions" ? counts[view] : view === "sources" ? counts["outlets"] : undefined;
  return value === undefined ? null : h("small", null, value);
}

const paneTabs: Draw = (app) =>
  PANES.map(([pane, name]) =>
    h(
      "button",
      { type: "button", "data-key": pane, "aria-pressed": String(app.state.pane === pane), on: { click: () => app.go({ pane }, true) } },
      name,
    ),
  );

/** j and k go through the claims in sight, Escape lets go of what is chosen. Keys typed into a field are left alone. */
function keys(event: KeyboardEvent, app: App): void {
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    (event.target instanceof Element && event.target.closest("input, select, textarea"))
  )
    return;
  if (event.key === "Escape") app.go({ claim: "", incident: "", view: app.state.view === "place" ? "day" : app.state.view, place: "" });
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const claims = [...document.querySelectorAll<HTMLElement>("#list [data-claim]")];
  const at = claims.findIndex((c) => c.dataset["claim"] === app.state.claim);
  const next = claims[at < 0 ? 0 : at + step];
  if (next) next.click();
}
