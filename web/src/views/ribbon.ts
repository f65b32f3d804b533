/** The belief ribbon of a place: how sure each side's hold is over the days, with a tick for every piece of evidence. */

import type { App } from "../app";
import type { Control, Place } from "../bundle";
import { type Asked, intervalsOf, sureOn } from "../control";
import { type Child, h, s } from "../dom";
import { number, short } from "../days";
import { edge } from "../map/drawings";
import { hueOf } from "../map/symbols";
import { publishedOn } from "../published";
import { dayOf } from "../select";
import { controlWords, percent } from "../words";

const WIDTH = 360;
const TALL = 58;
const THIN = 12;
const TICKS = 14;
const LABEL = 15;
const SILENCE = 30; // days without a report after which a block fades
const HORIZON = 30; // days past the last day of the record that the ribbon goes on: belief fades there

interface Strip {
  readonly name: string;
  readonly asked: Asked;
  readonly height: number;
}

const STRIPS = (app: App): readonly Strip[] => {
  const { known, without } = app.state;
  const best: Asked = { layer: "assessed", known, without };
  return [
    { name: known || without ? "This account" : "Best account", asked: best, height: TALL },
    { name: "Known on each day", asked: { layer: "known", known: "", without: "" }, height: THIN },
    { name: "Claimed", asked: { layer: "claimed", known: "", without: "" }, height: THIN },
  ];
};

export function ribbon(app: App, place: Place): HTMLElement {
  const strips = STRIPS(app).map((strip) => ({ ...strip, intervals: intervalsOf(app.model, strip.asked, place.id) }));
  const day = dayOf(app.model, app.state);
  const starts = strips.flatMap(({ intervals }) => intervals.map((c) => number(c.first)));
  const published = app.model.bundle.meta.last_published;
  const first = Math.min(...starts, number(day));
  const last = Math.max(number(published ?? day), number(day), ...strips.flatMap((x) => x.intervals.map((c) => number(c.first)).slice(0, -1))) + HORIZON;
  const x = (value: number): number => (Math.min(Math.max(0, value - first), last - first) / Math.max(last - first, 1)) * WIDTH;
  let y = 0;
  const drawn = strips.map(({ name, intervals, height }) => {
    const top = (y += LABEL);
    y += height;
    const body: Child[] = [
      s("text", { x: 0, y: top - 3 }, name),
      s("rect", { x: 0, y: top, width: WIDTH, height, class: "ground" }),
      intervals.map((c) => block(app, c, x, last, top, height)),
    ];
    if (height === TALL) {
      body.push(s("line", { x1: 0, x2: WIDTH, y1: top + height / 2, y2: top + height / 2, class: "half" }));
      body.push(ticks(app, intervals, x, top + height));
      y += TICKS;
    }
    return body;
  });
  const now = x(number(day) + 0.5);
  return h(
    "figure",
    { class: "ribbon-box" },
    s(
      "svg",
      { class: "ribbon", viewBox: `0 0 ${WIDTH} ${y + 16}`, role: "group", "aria-label": `How sure the holder of ${place.name} is over time; the same stands in the list below` },
      patterns(),
      drawn,
      s("line", { x1: now, x2: now, y1: LABEL - 2, y2: y, class: "now" }),
      s("text", { x: 0, y: y + 12 }, short(fromDay(first))),
      s("text", { x: WIDTH, y: y + 12, "text-anchor": "end" }, short(fromDay(last))),
    ),
    h("figcaption", { class: "soft" }, "Height: how sure. Stripes: contested. Pale: no report for a month. Triangles: sentences, ▲ for the side in its colour, ▼ against."),
  );
}

const fromDay = (value: number): string => new Date(value * 86_400_000).toISOString().slice(0, 10);

const patterns = (): Element =>
  s(
    "defs",
    null,
    s(
      "pattern",
      { id: "stripes", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s("rect", { width: 6, height: 6, fill: "#fff" }),
      s("rect", { width: 3, height: 6, fill: "#444" }),
    ),
  );

type X = (value: number) => number;

/** One interval: the holder's share from below, the second side's above it; past a month without a report it is pale. */
function block(app: App, c: Control, x: X, end: number, top: number, height: number): Element {
  const from = number(c.first);
  const until = c.until ? number(c.until) : end;
  const silent = c.last_evidence ? Math.max(from, number(c.last_evidence) + SILENCE) : until;
  const share = c.state === "unknown" ? 0.05 : height === THIN ? 1 : Math.max(0.05, c.probability);
  const fill = c.holder ? hueOf(app.model, c.holder) : c.state === "contested" ? "url(#stripes)" : "#b8bcc2";
  const words = `${controlWords(app.model, c)}, ${percent(c.probability)}, from ${short(c.first)}${c.until ? ` until ${short(c.until)}` : ""}`;
  const piece = (a: number, b: number, opacity: number): Element | null =>
    b <= a ? null : height === TALL && c.course.length > 2 && c.state !== "unknown" ? hill(c, x, a, b, top, height, fill, opacity) : s("rect", { x: x(a), y: top + height * (1 - share), width: Math.max(x(b) - x(a) - 0.6, 0.8), height: height * share, fill, opacity });
  const second = c.second && c.second_probability > 0.05 && height === TALL ? Math.min(c.second_probability, 1 - share) : 0;
  return s(
    "g",
    null,
    s("title", null, words),
    piece(from, Math.min(until, silent), 1),
    piece(Math.max(from, silent), until, 0.4),
    second > 0
      ? s("rect", {
          x: x(from),
          y: top + height * (1 - share - second),
          width: Math.max(x(until) - x(from) - 0.6, 0.8),
          height: height * second,
          fill: hueOf(app.model, c.second),
          opacity: 0.45,
        })
      : null,
    c.besieged_by
      ? s("rect", { x: x(from), y: top, width: Math.max(x(until) - x(from) - 0.6, 0.8), height: 3, fill: edge(hueOf(app.model, c.besieged_by)) })
      : null,
  );
}

/** The belief of each day between two, as a shape as high as it is. */
function hill(c: Control, x: X, from: number, to: number, top: number, height: number, fill: string, opacity: number): Element {
  const start = number(c.first);
  const inside = c.course.filter((_, i) => i % 2 === 0).map((n) => start + n).filter((n) => n > from && n < to);
  const line = [from, ...inside, to].map((n) => `${x(n).toFixed(1)} ${(top + height * (1 - Math.max(0.05, sureOn(c, fromDay(Math.min(n, to - 1)))))).toFixed(1)}`);
  const right = Math.max(x(to) - 0.6, x(from) + 0.8);
  return s("path", { d: `M${x(from)} ${top + height}L${line.join("L")}L${right} ${top + height}z`, fill, opacity });
}

/** A triangle for each sentence on the day it speaks of, in the colour of the side it speaks for. */
function ticks(app: App, intervals: readonly Control[], x: X, y: number): Element {
  const seen = new Map<string, Element>();
  for (const ground of intervals.flatMap((c) => c.evidence)) {
    const claim = app.model.claims.get(ground.claim);
    const day = claim?.time.last ?? claim?.time.first ?? publishedOn(app.model, claim);
    if (!claim || !day || seen.has(ground.claim)) continue;
    const at = x(number(day) + 0.5);
    const up = ground.weight >= 0;
    const d = up ? `M${at} ${y + 1}l4 9h-8z` : `M${at} ${y + 10}l4 -9h-8z`;
    seen.set(
      ground.claim,
      s(
        "a",
        { href: app.link({ claim: claim.id, incident: claim.incident, pane: "evidence" }), "aria-label": `Sentence of ${short(day)}`, class: "tick" },
        s("path", { d, fill: hueOf(app.model, ground.actor), class: app.state.claim === claim.id ? "on" : null }),
      ),
    );
  }
  return s("g", null, [...seen.values()]);
}
