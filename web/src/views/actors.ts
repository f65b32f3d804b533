/** Actors: who they are by the register, what they do and what is done to them, and who acts against whom. */

import type { App } from "../app";
import type { Actor, Incident } from "../bundle";
import { download } from "../copy";
import { type Child, h, s } from "../dom";
import { interval, long } from "../days";
import { edge as dark } from "../map/drawings";
import { hueOf, sideName } from "../map/symbols";
import { actorName } from "../model";
import { type Edge, type Told, actorsOf, edges, graphml } from "../people";
import { shown } from "../select";
import { plural, sentence } from "../words";
import { kindIcon, when } from "./parts";

const ROWS = 150;
const LISTED = 40;

export function actorsView(app: App): Child {
  const found = shown(app.model, app.state);
  const told = actorsOf(app.model, found);
  const chosen = told.find((t) => t.actor.id === app.state.actor) ?? bare(app);
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Actors"),
    chosen ? card(app, chosen) : h("p", { class: "soft" }, "Who does what to whom in the days shown. Choose an actor for its names, its place in a side, and its incidents."),
    chosen ? null : graph(app, edges(app.model, found)),
    table(app, told),
  );
}

/** The actor that is asked for, when nothing of it is shown. */
function bare(app: App): Told | null {
  const actor = app.model.actors.get(app.state.actor);
  return actor ? { actor, does: [], suffers: [] } : null;
}

function table(app: App, told: readonly Told[]): Child {
  if (told.length === 0) return h("p", { class: "empty" }, "No incident that is shown names an actor.");
  const head = ["Actor", "Side", "Kind", "Acts in", "Is acted on in"];
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Actors" },
    h(
      "table",
      null,
      h("thead", null, h("tr", null, head.map((c) => h("th", { scope: "col" }, c)))),
      h(
        "tbody",
        null,
        told.slice(0, ROWS).map(({ actor, does, suffers }) =>
          h(
            "tr",
            { "data-chosen": actor.id === app.state.actor ? "true" : null },
            h("th", { scope: "row" }, h("a", { href: app.link({ actor: actor.id }), "data-key": `actor-${actor.id}` }, dot(app, actor.id), h("bdi", null, actor.name))),
            h("td", { dir: "auto" }, actor.side ? sideName(app.model, actor.side) : ""),
            h("td", null, kind(actor)),
            h("td", { class: "number" }, does.length || ""),
            h("td", { class: "number" }, suffers.length || ""),
          ),
        ),
      ),
    ),
    told.length > ROWS ? h("p", { class: "soft" }, `and ${told.length - ROWS} more, each in fewer incidents`) : null,
  );
}

const kind = (actor: Actor): string => (actor.kind && actor.kind !== "none" ? sentence(actor.kind.replaceAll("-", " ")) : actor.names.length > 0 ? "Not armed" : "");

function dot(app: App, id: string): HTMLElement {
  const out = h("span", { class: "dot", "aria-hidden": "true" });
  out.style.background = hueOf(app.model, id);
  return out;
}

function card(app: App, { actor, does, suffers }: Told): HTMLElement {
  const { model } = app;
  const parts = model.bundle.actors.filter((a) => a.parents.includes(actor.id));
  const link = (id: string): Child => (model.actors.has(id) ? h("a", { href: app.link({ actor: id }), dir: "auto" }, actorName(model, id)) : id);
  const rows: readonly (readonly [string, Child])[] = [
    ["Also called", actor.names.map((n, i) => [i > 0 ? ", " : "", h("bdi", null, n)])],
    ["Kind", kind(actor)],
    ["Country", actor.country],
    ["Exists", actor.first || actor.last ? interval(actor.first, actor.last) : ""],
    ["Part of", actor.parents.map((id, i) => [i > 0 ? ", " : "", link(id)])],
    ["Parts of it", parts.slice(0, 12).map((a, i) => [i > 0 ? ", " : "", link(a.id)])],
    ["On the side of", actor.camps.map((c, i) => [i > 0 ? "; " : "", sentence(c.camp.replaceAll("-", " ")), c.country ? ` in ${c.country}` : "", c.first ? ` from ${long(c.first)}` : "", c.last ? ` until ${long(c.last)}` : ""])],
  ];
  return h(
    "section",
    { class: "actor-card", "aria-label": actor.name },
    h("h2", null, dot(app, actor.id), h("bdi", null, actor.name), h("a", { href: app.link({ actor: "" }), "data-key": "no-actor" }, "all actors")),
    h(
      "dl",
      { class: "words" },
      rows.filter(([, value]) => value && !(Array.isArray(value) && value.length === 0)).map(([name, value]) => [h("dt", null, name), h("dd", null, value)]),
    ),
    actor.names.length === 0 ? h("p", { class: "soft" }, "The register does not know this actor; its name is that of the reports.") : null,
    incidents(app, "What it does", does),
    incidents(app, "What is done to it", suffers),
  );
}

function incidents(app: App, title: string, list: readonly Incident[]): Child {
  if (list.length === 0) return null;
  const sorted = [...list].sort((a, b) => ((a.first ?? a.last ?? "") > (b.first ?? b.last ?? "") ? -1 : 1));
  return [
    h("h3", null, title, " ", h("small", null, plural(list.length, "incident"))),
    h(
      "ul",
      { class: "plain-list" },
      sorted.slice(0, LISTED).map((i) =>
        h("li", null, kindIcon(i.type, 16), " ", h("a", { href: app.link({ incident: i.id, claim: i.claims[0] ?? "", pane: "evidence" }), dir: "auto" }, i.title), h("small", null, ` ${when(i.first, i.last)}`)),
      ),
    ),
    list.length > LISTED ? h("p", { class: "soft" }, `and ${list.length - LISTED} more`) : null,
  ];
}

const NODES = 10;
const SIZE = 320;
const RING = 112;

/** Who acts against whom: sides on a ring, arrows as thick as the incidents are many; the same as a list beside it. */
function graph(app: App, all: readonly Edge[]): Child {
  if (all.length === 0) return null;
  const name = (side: string): string => (app.model.actors.has(side) ? actorName(app.model, side) : sideName(app.model, side));
  const weight = new Map<string, number>();
  for (const { from, to, count } of all) for (const side of [from, to]) weight.set(side, (weight.get(side) ?? 0) + count);
  const nodes = [...weight].sort((a, b) => b[1] - a[1]).slice(0, NODES).map(([side]) => side);
  const kept = all.filter((e) => nodes.includes(e.from) && nodes.includes(e.to));
  const at = (side: string): readonly [number, number] => {
    const angle = (nodes.indexOf(side) / nodes.length) * 2 * Math.PI - Math.PI / 2;
    return [SIZE + RING * 1.5 * Math.cos(angle), SIZE / 2 + RING * Math.sin(angle)];
  };
  const top = Math.max(...kept.map((e) => e.count), 1);
  return h(
    "figure",
    { class: "graph-box" },
    s(
      "svg",
      { class: "graph", viewBox: `0 0 ${SIZE * 2} ${SIZE}`, role: "img", "aria-label": "Who acts against whom; the list beside it says the same" },
      kept.map((e) => arrow(at(e.from), at(e.to), e.count / top, dark(hueOf(app.model, e.from)))),
      nodes.map((side) => node(app, side, name(side), at(side))),
    ),
    h(
      "figcaption",
      null,
      h("h2", null, "Who acts against whom"),
      h("ol", null, all.slice(0, 8).map((e) => h("li", null, h("bdi", null, name(e.from)), " → ", h("bdi", null, name(e.to)), h("small", null, ` ${plural(e.count, "incident")}`)))),
      h("button", { type: "button", "data-key": "graphml", on: { click: () => download("frontlog-actors.graphml", "application/xml", graphml(app.model, all, name)) } }, "Save as GraphML"),
    ),
  );
}

type Point = readonly [number, number];

function arrow([x1, y1]: Point, [x2, y2]: Point, share: number, colour: string): Element {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [mx, my] = [(x1 + x2) / 2 - uy * 18, (y1 + y2) / 2 + ux * 18];
  const [ex, ey] = [x2 - ux * 15, y2 - uy * 15];
  const width = 1 + share * 6;
  return s(
    "g",
    { stroke: colour, fill: "none", opacity: 0.75 },
    s("path", { d: `M${x1} ${y1}Q${mx} ${my} ${ex} ${ey}`, "stroke-width": width }),
    s("path", { d: `M${ex + ux * 4} ${ey + uy * 4}l${-ux * 9 - uy * 5} ${-uy * 9 + ux * 5}l${uy * 10} ${-ux * 10}z`, fill: colour, stroke: "none" }),
  );
}

function node(app: App, side: string, name: string, [x, y]: Point): Element {
  const right = x >= SIZE;
  const short = name.length > 26 ? `${name.slice(0, 25)}…` : name;
  return s(
    "g",
    null,
    s("circle", { cx: x, cy: y, r: 9, fill: app.model.actors.has(side) ? hueOf(app.model, side) : sideHue(app, side), stroke: "#1a1a1a" }),
    s("text", { x: right ? x + 14 : x - 14, y: y + 4, "text-anchor": right ? "start" : "end" }, short),
  );
}

function sideHue(app: App, side: string): string {
  const actor = app.model.bundle.actors.find((a) => a.side === side);
  return actor ? hueOf(app.model, actor.id) : "#6b6f76";
}
