/** Home: day by day, what the reports say happened, what changed hands, and whose voice says so. */

import type { App } from "../app";
import { type Child, h } from "../dom";
import { long, weekday } from "../days";
import { choosePlace } from "../map/map";
import { drawSymbol, named, symbolOf } from "../map/symbols";
import { placeName } from "../model";
import { type Change, type Shown, changesOn, claimsOf, lastDay, shown, windowOf } from "../select";
import { controlWords, percent, plural, tollWords } from "../words";
import { claimRow, differences, gradeChip, kindIcon, voices, when } from "./parts";

const MOST = 250; // incidents drawn in one list: more nobody reads, and a browser would be slow to draw
const FEW = 2; // claims of an incident shown before it is opened

export function dayView(app: App): Child {
  const found = shown(app.model, app.state);
  const window = windowOf(app.model, app.state);
  const days = new Map<string, Shown[]>();
  const earlier: Shown[] = [];
  const undated: Shown[] = [];
  for (const item of found) {
    const day = item.incident.first ?? item.incident.last;
    if (!day) undated.push(item);
    else if (window.first && day < window.first) earlier.push(item);
    else days.set(day, [...(days.get(day) ?? []), item]);
  }
  for (const day of app.model.controlOfDay.keys()) {
    const inside = (!window.first || day >= window.first) && day <= (window.last || lastDay(app.model)); // after it, belief only fades
    if (inside && !days.has(day) && changesOn(app.model, day).length > 0) days.set(day, []);
  }
  const order = [...days].sort(([a], [b]) => (a < b ? 1 : -1));
  if (order.length + earlier.length + undated.length === 0) return nothing(app);
  return [
    h("h1", { class: "unseen" }, "Days"),
    figures(
      app,
      found,
      order.map(([day]) => day),
    ),
    capped(app, order),
    block(app, "Began earlier", "Their time reaches into the days shown.", earlier),
    block(app, "Day unknown", "The reports give no day for these.", undated),
  ];
}

/** Days one after another; once the list is long, the rest by their headings alone, each of which opens its day. */
function capped(app: App, order: readonly (readonly [string, readonly Shown[]])[]): Child {
  let drawn = 0;
  return order.map(([day, items]) => {
    const whole = drawn === 0 || drawn + items.length <= MOST;
    drawn += items.length;
    return whole ? dayBlock(app, day, items) : closedDay(app, day, items.length);
  });
}

const closedDay = (app: App, day: string, count: number): HTMLElement =>
  h(
    "section",
    { class: "day", "data-day": day },
    h(
      "h2",
      null,
      h("span", null, weekday(day), " "),
      long(day),
      h("small", null, h("a", { href: app.link({ on: day, span: "1" }) }, `${plural(count, "incident")}: show this day`)),
    ),
  );

/** The days shown in figures, each a way to what it counts. */
function figures(app: App, found: readonly Shown[], days: readonly string[]): HTMLElement {
  const ids = new Set(found.map(({ incident }) => incident.id));
  const changes = days.reduce((sum, day) => sum + changesOn(app.model, day).length, 0);
  const hard = app.model.bundle.contradictions.filter((c) => c.status === "contradiction" && ids.has(c.incident)).length;
  const reports = new Set(found.flatMap(({ claims }) => claims.map((claim) => claim.document)));
  const independent = new Set([...reports].map((id) => app.model.documents.get(id)?.origin_group)).size;
  return h(
    "p",
    { class: "figures" },
    figure(found.length, "incident"),
    figure(changes, "change of control", "changes of control"),
    figure(independent, "independent voice"),
    h("a", { href: app.link({ view: "contradictions", pane: "list" }), "data-key": "hard" }, figure(hard, "contradiction")),
  );
}

const figure = (count: number, one: string, many = `${one}s`): HTMLElement =>
  h("span", null, h("b", null, count), ` ${count === 1 ? one : many}`);

function nothing(app: App): Child {
  const none = app.model.bundle.claims.length === 0;
  return h(
    "div",
    { class: "empty" },
    h("p", null, none ? "The reports gave no claim." : "Nothing in these days passes the filters."),
    none
      ? h("p", null, "What was read and left out, and why, stands under ", h("a", { href: app.link({ view: "method" }) }, "Method"), ".")
      : h(
          "p",
          null,
          h("a", { href: app.link({ sides: [], kinds: [], outlets: [], span: "all", on: "" }) }, "Show all days without filters"),
        ),
  );
}

function dayBlock(app: App, day: string, items: readonly Shown[]): HTMLElement {
  const claims = items.reduce((sum, item) => sum + item.claims.length, 0);
  const filtered = app.state.kinds.length + app.state.sides.length + app.state.outlets.length > 0;
  const changes = filtered ? [] : changesOn(app.model, day);
  return h(
    "section",
    { class: "day", "data-day": day },
    h(
      "h2",
      null,
      h("span", null, weekday(day), " "),
      long(day),
      h("small", null, items.length ? `${plural(items.length, "incident")}, ${plural(claims, "claim")}` : ""),
    ),
    changes.length > 0
      ? h(
          "ul",
          { class: "changes", "aria-label": "Changes of control" },
          changes.map((c) => h("li", null, change(app, c))),
        )
      : null,
    [...items]
      .sort(weight)
      .slice(0, MOST)
      .map((item) => card(app, item)),
    cut(items.length),
  );
}

const cut = (count: number): Child =>
  count > MOST ? h("p", { class: "empty" }, `${plural(count - MOST, "incident")} more. Filter to see them.`) : null;

const weight = (a: Shown, b: Shown): number =>
  b.incident.origin_groups.length - a.incident.origin_groups.length || b.claims.length - a.claims.length;

function block(app: App, title: string, note: string, items: readonly Shown[]): Child {
  return items.length === 0
    ? null
    : h(
        "section",
        { class: "day" },
        h("h2", null, title, h("small", null, note)),
        items.slice(0, MOST).map((item) => card(app, item)),
        cut(items.length),
      );
}

function change(app: App, { place, now, before }: Change): HTMLElement {
  return h(
    "button",
    { type: "button", class: "change", "data-key": now.id, on: { click: () => choosePlace(app, place) } },
    named(drawSymbol(symbolOf(app.model, now), 22), ""),
    h(
      "span",
      null,
      h("b", null, placeName(app.model, place)),
      ` ${lower(controlWords(app.model, now))}`,
      now.holder ? h("span", { class: "soft" }, ` ${percent(now.probability)}`) : null,
      before ? h("span", { class: "soft before" }, `before: ${lower(controlWords(app.model, before))}`) : null,
    ),
  );
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

function card(app: App, { incident, claims }: Shown): HTMLElement {
  const chosen = app.state.incident === incident.id || claims.some((c) => c.id === app.state.claim);
  const visible = chosen ? claims : claims.slice(0, FEW);
  const hidden = claims.length - visible.length;
  const filtered = claimsOf(app.model, incident).length - claims.length;
  const first = claims[0];
  return h(
    "article",
    { class: "incident", "data-incident": incident.id, "data-chosen": chosen ? "true" : null },
    h(
      "h3",
      null,
      kindIcon(incident.type),
      h(
        "a",
        { href: app.link({ incident: incident.id, claim: first?.id ?? "", pane: "evidence" }), "data-key": incident.id },
        incident.title,
      ),
    ),
    h(
      "p",
      { class: "facts" },
      when(incident.first, incident.last),
      " · ",
      voices(incident),
      " ",
      gradeChip(incident),
      differences(app, incident),
    ),
    incident.tolls.length > 0 ? h("p", { class: "tolls" }, incident.tolls.map((t) => tollWords(app.model, t)).join(" · ")) : null,
    visible.map((claim) => claimRow(app, claim)),
    h(
      "p",
      { class: "more" },
      hidden > 0 ? h("a", { href: app.link({ incident: incident.id, claim: first?.id ?? "" }) }, `${hidden} more`) : null,
      filtered > 0 ? h("span", { class: "soft" }, `${plural(filtered, "claim")} hidden by filters`) : null,
      claims.length > 1
        ? h(
            "a",
            { href: app.link({ view: "incident", incident: incident.id, claim: app.state.claim || (first?.id ?? ""), pane: "list" }) },
            "Compare claims",
          )
        : null,
    ),
  );
}
