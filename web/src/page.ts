/** The frame: header, list, map, evidence, days. Each pane draws itself anew when something that it depends on has changed. */

import type { App } from "./app";
import { type Child, h } from "./dom";
import { keyboard } from "./keyboard";
import { type Opened, mapPane } from "./map/map";
import { evidencePane } from "./panes/evidence";
import { filterPane } from "./panes/filters";
import { legendPane, overMap } from "./panes/legend";
import { type Clocks, timelinePane } from "./panes/timeline";
import type { Pane, State, View } from "./state";
import { actorsView } from "./views/actors";
import { contradictionsView } from "./views/contradictions";
import { dayView } from "./views/day";
import { daysView } from "./views/days";
import { incidentView } from "./views/incident";
import { methodView } from "./views/method";
import { picturesView } from "./views/pictures";
import { placeView } from "./views/place";
import { placesTable, placesView } from "./views/places";
import { sourcesView } from "./views/sources";
import { tableView } from "./views/table";
import { plural } from "./words";

type Draw = (app: App) => Child;

const TABS: readonly (readonly [View, string])[] = [
  ["day", "Day"],
  ["map", "Map"],
  ["places", "Places"],
  ["contradictions", "Contradictions"],
  ["sources", "Sources"],
  ["actors", "Actors"],
  ["table", "Table"],
  ["pictures", "Pictures"],
  ["method", "Method"],
];

const DRAW: Readonly<Record<View, Draw>> = {
  day: dayView,
  map: daysView,
  place: placeView,
  incident: incidentView,
  places: placesView,
  contradictions: contradictionsView,
  sources: sourcesView,
  actors: actorsView,
  table: tableView,
  pictures: picturesView,
  method: methodView,
};

/** Views beside which the map is drawn; the others take its room. */
const BESIDE_MAP: readonly View[] = ["day", "map", "place"];

/** Views that depend on the days shown, and those that the filters narrow. */
const WITH_DAYS: readonly View[] = ["day", "map", "place", "places", "table", "pictures", "contradictions", "actors", "sources"];
const FILTERED: readonly View[] = ["day", "map", "table", "pictures", "contradictions", "actors"];

const PANES: readonly (readonly [Pane, string])[] = [
  ["list", "List"],
  ["map", "Map"],
  ["evidence", "Evidence"],
];

/** What each pane depends on. */
const FILTERS = ["on", "span", "known", "layer", "without", "sides", "kinds", "outlets", "grades", "voices", "q"] as const;
const LIST: readonly (keyof State)[] = ["view", ...FILTERS, "sort", "columns", "incident", "place", "actor", "claim", "beside"];

/** Put the page into `root`. The map comes first and the rest once it is drawn, or when it takes long; done when all is there. */
export async function page(root: HTMLElement, app: App, opened: Opened | null): Promise<void> {
  document.title = app.model.bundle.meta.title;
  const header = h("header", { class: "top" });
  const list = h("main", { class: "list", id: "list", tabindex: "-1" });
  const map = h("section", { class: "map", "aria-label": "Map and legend" });
  const evidence = h("aside", { class: "evidence", "aria-label": "Evidence" });
  const days = h("section", { class: "days", "aria-label": "Days" });
  const panes = h("nav", { class: "panes", "aria-label": "Panes" });
  const legend = h("div", { class: "overlay" });
  const layers = h("div", { class: "overlay top-left" });
  map.append(layers, legend);
  root.append(
    h("a", { class: "skip", href: "#list", on: { click: skipTo(list) } }, "Skip to the record"),
    header,
    list,
    map,
    evidence,
    days,
    panes,
  );
  const frame = (): void => {
    root.dataset["read"] = app.model.read;
    root.dataset["view"] = app.state.view;
    root.dataset["pane"] = app.state.pane;
    root.dataset["days"] = String(WITH_DAYS.includes(app.state.view));
    root.dataset["wide"] = String(!BESIDE_MAP.includes(app.state.view));
    root.dataset["beside"] = String(app.state.beside !== "" && app.state.claim !== "");
  };
  frame();
  const drawn = mapPane(map, app, opened, placesTable);
  const draw: readonly (readonly [Element, readonly (keyof State)[], Draw])[] = [
    [header, ["view", ...FILTERS], top],
    [list, LIST, (a) => [filters(a), DRAW[a.state.view](a)]],
    [evidence, ["claim", "beside", "incident", "place", "view"], evidencePane],
    [layers, ["known", "layer", "without", "areas"], overMap],
    [panes, ["pane"], paneTabs],
  ];
  const last = new Map<Element, string>();
  let clocks: Clocks | undefined;
  let shown: Pick<State, "claim" | "view"> = { claim: "", view: "day" };
  /** Draw a pane anew where something that it depends on has changed. */
  const renew = (element: Element, content: () => Child, keys: readonly (keyof State)[], same: boolean | null, before = 0): void => {
    const key = JSON.stringify([...keys.map((k) => app.state[k]), element === list || element === evidence ? app.model.read : ""]);
    if (last.get(element) === key) return;
    last.set(element, key);
    replace(element, h("div", { class: "inner" }, content()), same, before);
  };
  const soon = lastOnly();
  const update = (): void => {
    const tops = [list, evidence].map((pane) => [pane, pane.scrollTop] as const); // asked before anything is changed: later it costs a layout
    clocks ??= timelinePane(days, app);
    clocks.update();
    frame();
    const before = last.get(evidence);
    for (const [element, keys, content] of draw) {
      const same = last.get(element)?.startsWith(JSON.stringify([app.state.view]).slice(0, -1)) === true;
      const top = tops.find(([pane]) => pane === element)?.[1];
      renew(element, () => content(app), keys, element === list ? same : element === evidence ? true : null, top);
    }
    drawn.update();
    soon(() => {
      clocks?.bars();
      renew(legend, () => legendPane(app), FILTERS, null);
    });
    if (last.get(evidence) !== before) for (const paper of evidence.querySelectorAll(".paper")) centre(paper);
    if (shown.claim !== app.state.claim && shown.view === app.state.view)
      list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
    if (shown.view !== app.state.view) header.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    shown = app.state;
  };
  await Promise.race([drawn.drawn, new Promise((done) => setTimeout(done, opened ? PATIENCE : 0))]);
  app.onChange(update);
  document.addEventListener("keydown", (event) => keyboard(event, app));
  update();
}

const PATIENCE = 1500; // milliseconds that the lists wait for the map

/** Does the last of what it is given once the page has nothing better to do: what people look at second may come a moment later. */
function lastOnly(): (act: () => void) => void {
  let waiting: (() => void) | undefined;
  const idle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 30));
  return (act) => {
    if (!waiting)
      idle(
        () => {
          const now = waiting;
          waiting = undefined;
          now?.();
        },
        { timeout: 300 },
      );
    waiting = act;
  };
}

const skipTo =
  (element: HTMLElement) =>
  (event: Event): void => {
    event.preventDefault();
    element.focus();
  };

const filters: Draw = (app) => (FILTERED.includes(app.state.view) ? filterPane(app) : null);

/** Put new content into a pane; the keyboard's place and opened folds stay, and how far it was scrolled (`before`) where it shows the `same`
 * view (null for panes that do not scroll). */
function replace(pane: Element, content: HTMLElement, same: boolean | null, before: number): void {
  const active = pane.contains(document.activeElement) ? document.activeElement : null;
  const focused = active?.getAttribute("data-key");
  const caret = active instanceof HTMLInputElement && active.type === "search" ? active.selectionStart : null;
  const open = new Set([...pane.querySelectorAll("details[open][data-key]")].map((d) => d.getAttribute("data-key")));
  const shut = new Set([...pane.querySelectorAll("details[data-open]:not([open])")].map((d) => d.getAttribute("data-key")));
  const top = same ? before : 0;
  pane.replaceChildren(content);
  for (const fold of pane.querySelectorAll<HTMLDetailsElement>("details[data-key]")) {
    if (open.has(fold.dataset["key"] ?? "")) {
      fold.open = true;
      fold.dispatchEvent(new Event("toggle")); // at once, since the focus may go back into it
    }
    if (shut.has(fold.dataset["key"] ?? "")) fold.open = false;
  }
  if (before > 0) pane.scrollTop = top; // which makes the browser lay out at once
  if (!focused) return;
  const again = pane.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`);
  again?.focus({ preventScroll: true });
  if (caret !== null && again instanceof HTMLInputElement) again.setSelectionRange(caret, caret);
}

/** Bring the marked sentence into sight. */
const centre = (paper: Element): void => paper.querySelector(".sentence")?.scrollIntoView({ block: "center" });

const top: Draw = (app) => {
  const { model, state } = app;
  const { counts, title } = model.bundle.meta;
  return [
    h("a", { class: "brand", href: "#/day" }, "Frontlog", title === "Frontlog" ? null : h("span", { dir: "auto" }, title)),
    h(
      "nav",
      { "aria-label": "Views", tabindex: "-1" },
      TABS.map(([view, name]) =>
        h(
          "a",
          {
            href: app.link({ view, pane: "list", sort: "" }),
            "data-key": view,
            "aria-current": tabOf(state.view) === view ? "page" : null,
          },
          name,
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

const tabOf = (view: View): View => (view === "place" ? "places" : view === "incident" ? "map" : view);

const paneTabs: Draw = (app) =>
  PANES.map(([pane, name]) =>
    h(
      "button",
      { type: "button", "data-key": pane, "aria-pressed": String(app.state.pane === pane), on: { click: () => app.go({ pane }, true) } },
      name,
    ),
  );
