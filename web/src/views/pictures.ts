/** Pictures for people who look rather than read: incidents over time, losses as ranges, who reports when, belief over time. */

import * as Plot from "@observablehq/plot";
import type { App } from "../app";
import { intervalsOf } from "../control";
import { type Child, h } from "../dom";
import { long } from "../days";
import { PALETTE, hueOf, sideName } from "../map/symbols";
import { actorName, outletName, rowsOf } from "../model";
import { scale } from "../panes/timeline";
import { profiles } from "../outlets";
import { type Shown, dayOf, shown, sideOf, windowOf } from "../select";
import { losses as lossesOf } from "../tolls";
import { KINDS, kindOf, percent } from "../words";

const OUTLETS = 14;
const PLACES = 12;
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

export function picturesView(app: App): Child {
  const found = shown(app.model, app.state);
  const [first, last] = scale(app.model);
  if (found.length === 0 || !last) return h("div", { class: "empty" }, h("p", null, "Nothing in these days passes the filters, so there is nothing to draw."));
  const window = windowOf(app.model, app.state);
  const from = window.first || first;
  const to = window.last || last;
  const width = Math.max(320, Math.min(880, document.getElementById("list")?.clientWidth ?? 880) - 60);
  return h(
    "div",
    { class: "page pictures" },
    h("h1", null, "Pictures"),
    h("p", { class: "soft" }, `What is told of ${long(from)} to ${long(to)}, as far as it passes the filters. The table has the same in figures.`),
    picture("Incidents by kind", "One bar a day, by the day an incident begins on.", overTime(found, from, to, width)),
    picture("Incidents by side", "By the side that acts. Incidents with several sides count for each.", bySide(app, found, from, to, width)),
    picture("Killed, as ranges", "From the lowest to the highest figure of independent voices; the dot is what most of them allow.", losses(app, found, width)),
    picture("Who reports when", "Reports published on each day; darker is more.", coverage(app, from, to, width)),
    picture("Who held the places with the most evidence", "One row a place; the colour is the holder's, pale where that is less sure.", belief(app, from, to, width)),
  );
}

const picture = (title: string, note: string, drawing: Element | null): Child =>
  drawing === null ? null : h("figure", null, h("h2", null, title), h("p", { class: "soft" }, note), drawing);

/** Plot's drawing as this page may show it: without the style sheet inside, which the policy of the page forbids, and with a name. */
function tidy(plot: Element, name: string): Element {
  for (const sheet of plot.querySelectorAll("style")) sheet.remove();
  for (const svg of [plot, ...plot.querySelectorAll("svg")].filter((x) => x instanceof SVGSVGElement)) {
    for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", name);
  }
  plot.classList.add("plot");
  return plot;
}

const KIND_COLOURS: readonly string[] = ["#272699", "#7e538d", "#937efd", "#e29a0b", "#b5651d", "#932600", "#431316", "#168a65", "#8d949c"];

function overTime(found: readonly Shown[], from: string, to: string, width: number): Element | null {
  const rows = found
    .map(({ incident }) => ({ day: incident.first ?? incident.last ?? "", kind: KINDS.find(([k]) => k === kindOf(incident.type))?.[1] ?? "" }))
    .filter(({ day }) => day >= from && day <= to);
  if (rows.length === 0) return null;
  return tidy(
    Plot.plot({
      width,
      height: 220,
      x: { type: "utc", label: null },
      y: { grid: true, label: "incidents" },
      color: { domain: KINDS.map(([, name]) => name), range: [...KIND_COLOURS], legend: true },
      marks: [Plot.rectY(rows, Plot.binX<Plot.RectYOptions>({ y: "count" }, { x: (d: { day: string }) => utc(d.day), fill: "kind", interval: "day" })), Plot.ruleY([0])],
    }),
    "Incidents by kind and day",
  );
}

function bySide(app: App, found: readonly Shown[], from: string, to: string, width: number): Element | null {
  const rows = found.flatMap(({ incident }) => {
    const day = incident.first ?? incident.last ?? "";
    if (day < from || day > to) return [];
    return [...new Set(incident.agents.filter(Boolean).map((id) => sideOf(app.model, id)))].map((side) => ({ day, side }));
  });
  const counts = new Map<string, number>();
  for (const { side } of rows) counts.set(side, (counts.get(side) ?? 0) + 1);
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6).map(([side]) => side);
  if (top.length === 0) return null;
  const name = (side: string): string => (app.model.actors.has(side) ? actorName(app.model, side) : sideName(app.model, side));
  const hue = (side: string, i: number): string => {
    const own = app.model.bundle.actors.find((a) => (a.side || a.id) === side && a.colour >= 0);
    return own ? hueOf(app.model, own.id) : (["#6b6f76", "#a0a5ab", "#c3c7cc"][i % 3] ?? PALETTE[0]);
  };
  return tidy(
    Plot.plot({
      width,
      height: 50 + 46 * top.length,
      marginLeft: 10,
      marginTop: 24,
      x: { type: "utc", label: null },
      y: { axis: null },
      fy: { label: null, axis: null, domain: top.map(name) },
      marks: [
        Plot.rectY(
          rows.filter((r) => top.includes(r.side)),
          Plot.binX<Plot.RectYOptions>(
            { y: "count" },
            { x: (d: { day: string }) => utc(d.day), fy: (d: { side: string }) => name(d.side), fill: (d: { side: string }) => hue(d.side, top.indexOf(d.side)), interval: "day" },
          ),
        ),
        Plot.text(top, { fy: name, text: name, frameAnchor: "top-left", dy: -2, fontWeight: 600, stroke: "#fff", strokeWidth: 3, fill: "#1c1f23" }),
        Plot.ruleY([0]),
      ],
    }),
    "Incidents by side and day",
  );
}

function losses(app: App, found: readonly Shown[], width: number): Element | null {
  const rows = lossesOf(app.model, found)
    .map(({ side, sums: [sum] }) => ({ side: side ? actorName(app.model, side) : "side not said", sum }))
    .filter((r) => r.sum !== undefined && r.sum.best > 0)
    .map(({ side, sum }) => ({ side, low: sum?.low ?? 0, best: sum?.best ?? 0, high: sum?.high ?? null }))
    .sort((a, b) => b.best - a.best)
    .slice(0, 12);
  if (rows.length === 0) return null;
  return tidy(
    Plot.plot({
      width,
      height: 46 + 28 * rows.length,
      marginLeft: 170,
      marginRight: 40,
      x: { label: "killed", grid: true, zero: true },
      y: { label: null, domain: rows.map((r) => r.side), tickSize: 0 },
      marks: [
        Plot.ruleY(rows, { y: "side", x1: "low", x2: (r: { high: number | null; best: number }) => r.high ?? r.best, stroke: "#1f4e79", strokeWidth: 5, strokeOpacity: 0.45 }),
        Plot.dot(rows, { y: "side", x: "best", fill: "#1f4e79", r: 5 }),
        Plot.text(rows, { y: "side", x: (r: { high: number | null; best: number }) => r.high ?? r.best, text: (r: { high: number | null }) => (r.high === null ? "→ open" : ""), dx: 10, textAnchor: "start" }),
      ],
    }),
    "Killed by side, as ranges",
  );
}

function coverage(app: App, from: string, to: string, width: number): Element | null {
  const names = profiles(app.model).slice(0, OUTLETS);
  const rows = names.flatMap(({ name, documents }) =>
    documents.filter((d) => d.published && d.published >= from && d.published <= to).map((d) => ({ outlet: name || outletName(undefined), day: d.published ?? "" })),
  );
  if (rows.length === 0) return null;
  return tidy(
    Plot.plot({
      width,
      height: 46 + 24 * new Set(rows.map((r) => r.outlet)).size,
      marginLeft: 170,
      x: { type: "utc", label: null },
      y: { label: null, tickSize: 0 },
      color: { scheme: "blues", domain: [0, Math.max(2, ...count(rows))], legend: false },
      marks: [Plot.barX(rows, Plot.binX<Plot.BarXOptions>({ fill: "count" }, { x: (d: { day: string }) => utc(d.day), y: "outlet", interval: "day", inset: 0.5 }))],
    }),
    "Reports by outlet and day",
  );
}

function count(rows: readonly { outlet: string; day: string }[]): readonly number[] {
  const out = new Map<string, number>();
  for (const { outlet, day } of rows) out.set(`${outlet} ${day}`, (out.get(`${outlet} ${day}`) ?? 0) + 1);
  return [...out.values()];
}

function belief(app: App, from: string, to: string, width: number): Element | null {
  const ranked = app.model.bundle.places
    .map((place) => ({ place, weight: intervalsOf(app.model, app.state, place.id).reduce((sum, c) => sum + c.evidence.length, 0) }))
    .filter((p) => p.weight > 0)
    .sort((a, b) => b.weight - a.weight || rowsOf(app.model.claimsOfPlace, b.place.id).length - rowsOf(app.model.claimsOfPlace, a.place.id).length)
    .slice(0, PLACES);
  const end = to > dayOf(app.model, app.state) ? to : dayOf(app.model, app.state);
  const rows = ranked.flatMap(({ place }) =>
    intervalsOf(app.model, app.state, place.id)
      .filter((c) => c.first <= end && (c.until ?? "9999") > from)
      .map((c) => ({
        place: place.name,
        from: utc(c.first < from ? from : c.first),
        until: utc(c.until && c.until <= end ? c.until : end),
        fill: c.holder ? hueOf(app.model, c.holder) : c.state === "contested" ? "#33373c" : "#b8bcc2",
        opacity: c.holder ? 0.25 + 0.75 * Math.max(0, (c.probability - 0.4) / 0.6) : c.state === "contested" ? 0.55 : 0.5,
        title: `${place.name}: ${c.holder ? actorName(app.model, c.holder) : c.state}, ${percent(c.probability)}`,
      })),
  );
  if (rows.length === 0) return null;
  return tidy(
    Plot.plot({
      width,
      height: 46 + 24 * ranked.length,
      marginLeft: 170,
      x: { type: "utc", label: null },
      y: { label: null, domain: ranked.map((r) => r.place.name), tickSize: 0 },
      marks: [Plot.barX(rows, { y: "place", x1: "from", x2: "until", fill: "fill", fillOpacity: "opacity", title: "title", insetTop: 2, insetBottom: 2 })],
    }),
    "Holders of places over time",
  );
}
