/** Beside the map: day by day, what the reports say happened, what changed hands, and whose voice says so. */

import type { App } from "../app";
import { type Child, h } from "../dom";
import { long, weekday } from "../days";
import { choosePlace } from "../map/map";
import { placeName } from "../model";
import { type Change, changesOn, sureOn, table } from "../control";
import { type Shown, filtered, lastDay, shown, windowOf } from "../select";
import { lower, percent, plural } from "../words";
import { accountIcon, accountWords } from "./account";
import { incidentCard } from "./card";

const CLOSED = 30; // days that are told by their headings alone
const MOST = 40; // incidents drawn in one list: more nobody reads at once, and a browser would be slow to draw

export function daysView(app: App): Child {
  const found = shown(app.model, app.state);
  const window = windowOf(app.model, app.state);
  const days = new Map<string, Shown[]>();
  const earlier: Shown[] = [];
  const undated: Shown[] = [];
  for (const item of found) {
    const day = item.incident.first ?? item.incident.last;
    if (!day) undated.push(item);
    else if (window.first && day < window.first) earlier.push(item);
    else {
      const list = days.get(day);
      if (list) list.push(item);
      else days.set(day, [item]);
    }
  }
  for (const day of filtered(app.state) ? [] : table(app.model, app.state).days()) {
    const inside = (!window.first || day >= window.first) && day <= (window.last || lastDay(app.model)); // after it, belief only fades
    if (inside && !days.has(day) && changesOn(app.model, app.state, day).length > 0) days.set(day, []);
  }
  const order = [...days].sort(([a], [b]) => (a < b ? 1 : -1));
  if (order.length + earlier.length + undated.length === 0) return nothing(app);
  return [
    h("h1", { class: "unseen" }, "Days"),
    capped(app, order),
    block(app, "Began earlier", "Their time reaches into the days shown.", earlier),
    block(app, "Day unknown", "The reports give no day for these.", undated),
  ];
}

/** Days one after another; once the list is long, the rest by their headings alone, each of which opens its day. */
function capped(app: App, order: readonly (readonly [string, readonly Shown[]])[]): Child {
  let drawn = 0;
  let closed = 0;
  const rows = order.map(([day, items]) => {
    const whole = drawn === 0 || drawn + items.length <= MOST;
    drawn += items.length;
    if (whole) return dayBlock(app, day, items);
    return ++closed <= CLOSED ? closedDay(app, day, items.length) : null;
  });
  return [rows, closed > CLOSED ? h("p", { class: "empty" }, `${plural(closed - CLOSED, "earlier day")} more: go back with the clock, or see the table.`) : null];
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
          h(
            "a",
            { href: app.link({ sides: [], kinds: [], outlets: [], grades: [], voices: "1", q: "", span: "all", on: "", known: "", without: "" }) },
            "Show all days without filters",
          ),
        ),
  );
}

function dayBlock(app: App, day: string, items: readonly Shown[]): HTMLElement {
  const claims = items.reduce((sum, item) => sum + item.claims.length, 0);
  const changes = filtered(app.state) ? [] : changesOn(app.model, app.state, day);
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
          changes.map((c) => h("li", null, changeRow(app, c))),
        )
      : null,
    [...items]
      .sort(weight)
      .slice(0, MOST)
      .map((item) => incidentCard(app, item)),
    cut(items.length),
  );
}

const cut = (count: number): Child =>
  count > MOST ? h("p", { class: "empty" }, `${plural(count - MOST, "incident")} more. Filter, or see the table.`) : null;

const weight = (a: Shown, b: Shown): number =>
  b.incident.origin_groups.length - a.incident.origin_groups.length || b.claims.length - a.claims.length;

function block(app: App, title: string, note: string, items: readonly Shown[]): Child {
  return items.length === 0
    ? null
    : h(
        "section",
        { class: "day" },
        h("h2", null, title, h("small", null, note)),
        items.slice(0, MOST).map((item) => incidentCard(app, item)),
        cut(items.length),
      );
}

export function changeRow(app: App, { place, now, before }: Change): HTMLElement {
  return h(
    "button",
    { type: "button", class: "change", "data-key": now.id, on: { click: () => choosePlace(app, place) } },
    accountIcon(app, now),
    h(
      "span",
      null,
      h("b", null, placeName(app.model, place)),
      ` ${lower(accountWords(app, now))}`,
      now.holder ? h("span", { class: "soft" }, ` ${percent(sureOn(now, now.first))}`) : null,
      before ? h("span", { class: "soft before" }, `before: ${lower(accountWords(app, before))}`) : null,
    ),
  );
}

