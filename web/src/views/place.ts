/** One place: who held it when, on what grounds, and everything that is said about it. */

import type { App } from "../app";
import type { Control, Ground, Place } from "../bundle";
import { type Child, h, s } from "../dom";
import { long, number, short } from "../days";
import { drawSymbol, hueOf, named, symbolOf } from "../map/symbols";
import { actorName, rowsOf } from "../model";
import { controlOn, dayOf } from "../select";
import { EFFECTS, controlWords, percent, plural, typeName, uncertainty } from "../words";
import { claimRow, kindIcon } from "./parts";

export function placeView(app: App): Child {
  const place = app.model.places.get(app.state.place);
  if (!place)
    return h("div", { class: "empty" }, h("p", null, "This record has no such place. It may have been rebuilt since the link was made."));
  const intervals = rowsOf(app.model.controlOfPlace, place.id);
  const day = dayOf(app.model, app.state);
  const grounds = new Set(intervals.flatMap((c) => c.evidence.map((g) => g.claim)));
  const rest = rowsOf(app.model.claimsOfPlace, place.id).filter((c) => !grounds.has(c.id));
  return h(
    "div",
    { class: "page narrow" },
    h(
      "p",
      { class: "crumb" },
      h("a", { href: app.link({ view: "day", place: "" }) }, "Days"),
      " / ",
      h("a", { href: app.link({ view: "places", place: "" }) }, "Places"),
    ),
    h("h1", { dir: "auto" }, named(drawSymbol(symbolOf(app.model, controlOn(app.model, place.id, day)), 30), ""), place.name),
    h("p", { class: "facts" }, where(place)),
    intervals.length > 0
      ? [h("h2", null, "Who held it"), ribbon(app, intervals, day), [...intervals].reverse().map((c) => state(app, c, day))]
      : h("p", { class: "soft" }, "No report says who holds it."),
    rest.length > 0
      ? [
          h("h2", null, "Also said about it", h("small", null, plural(rest.length, "claim"))),
          rest.map((claim) => claimRow(app, claim, kindIcon(claim.type, 16))),
        ]
      : null,
  );
}

const where = (place: Place): string =>
  place.lat === null || place.lon === null
    ? "It could not be located, so it is not on the map."
    : `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)} ${uncertainty(place.uncertainty_m)}`;

const WIDTH = 340;
const HEIGHT = 46;

/** Probability of the state over days: the higher the block, the surer. */
function ribbon(app: App, intervals: readonly Control[], day: string): Element {
  const { last_published: published } = app.model.bundle.meta;
  const first = number(intervals[0]?.first ?? day);
  const last = Math.max(number(published ?? day), number(day), number(intervals.at(-1)?.first ?? day)) + 1;
  const x = (value: number): number => (Math.max(0, value - first) / Math.max(last - first, 1)) * WIDTH;
  const blocks = intervals.map((c) => {
    const [from, to] = [x(number(c.first)), x(c.until ? number(c.until) : last)];
    const height = Math.max(0.06, c.state === "unknown" ? 0.06 : c.probability) * HEIGHT;
    const fill = c.holder ? hueOf(app.model, c.holder) : c.state === "contested" ? "url(#stripes)" : "#b8bcc2";
    return s(
      "rect",
      { x: from, y: HEIGHT - height, width: Math.max(to - from - 1, 1), height, fill },
      s("title", null, `${controlWords(app.model, c)}, ${percent(c.probability)}`),
    );
  });
  return s(
    "svg",
    {
      class: "ribbon",
      viewBox: `0 0 ${WIDTH} ${HEIGHT + 16}`,
      role: "img",
      "aria-label": "How sure the holder is over time; the same stands in the list below",
    },
    s(
      "defs",
      null,
      s(
        "pattern",
        { id: "stripes", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { width: 6, height: 6, fill: "#fff" }),
        s("rect", { width: 3, height: 6, fill: "#444" }),
      ),
    ),
    s("rect", { x: 0, y: 0, width: WIDTH, height: HEIGHT, class: "ground" }),
    s("line", { x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2, class: "half" }),
    blocks,
    s("line", { x1: x(number(day) + 0.5), x2: x(number(day) + 0.5), y1: 0, y2: HEIGHT, class: "now" }),
    s("text", { x: 0, y: HEIGHT + 12 }, short(intervals[0]?.first ?? day)),
    s("text", { x: WIDTH, y: HEIGHT + 12, "text-anchor": "end" }, short(published ?? day)),
  );
}

function state(app: App, control: Control, day: string): HTMLElement {
  const now = control.first <= day && (control.until === null || day < control.until);
  const silent = control.last_evidence ? `last report ${long(control.last_evidence)}` : "";
  return h(
    "section",
    { class: "state", "data-now": now ? "true" : null },
    h(
      "h3",
      null,
      named(drawSymbol(symbolOf(app.model, control), 22), ""),
      controlWords(app.model, control),
      control.holder ? h("small", null, percent(control.probability)) : null,
    ),
    h(
      "p",
      { class: "facts" },
      `from ${long(control.first)}`,
      control.until ? ` until ${long(control.until)}` : "",
      silent ? ` · ${silent}` : "",
      now ? h("span", { class: "badge now" }, "day shown") : null,
    ),
    control.evidence.map((ground) => groundRow(app, ground)),
  );
}

/** A claim and its weight for this state: to the right it speaks for, to the left against. */
function groundRow(app: App, ground: Ground): Child {
  const claim = app.model.claims.get(ground.claim);
  if (!claim) return h("p", { class: "soft" }, `A claim that is not in this page (${ground.claim}).`);
  const speaks = `${ground.weight >= 0 ? "for" : "against"} ${Math.abs(ground.weight).toFixed(1)}`;
  const reading = `${ground.actor ? `${actorName(app.model, ground.actor)} ` : ""}${EFFECTS[ground.kind] ?? ground.kind}`;
  return h(
    "div",
    { class: ground.weight >= 0 ? "pro" : "contra" },
    claimRow(
      app,
      claim,
      h(
        "span",
        { class: "weight", title: `${typeName(claim.type)} counts as: ${reading}. Weight in log-odds.` },
        reading,
        " ",
        h("b", null, speaks),
      ),
    ),
  );
}
