/** Over the map: which account of control it shows, and what its signs mean, in plain English. */

import type { App } from "../app";
import { type Child, h } from "../dom";
import { long } from "../days";
import { AREAS_NOTE } from "../map/areas";
import { draw } from "../map/features";
import { markIcon, symbolIcon, typeIcon } from "../map/icons";
import { PALETTE, type Symbol, hueOf, letters, sideName } from "../map/symbols";
import { withoutWords } from "../outlets";
import { dayOf, shown } from "../select";
import { LAYERS, type Layer } from "../state";
import { KINDS, kindOf } from "../words";
import { trayPane } from "./tray";

const LAYER_WORDS: Readonly<Record<Layer, readonly [string, string]>> = {
  assessed: ["Best account", "Who held the place, by all reports together"],
  known: ["Known that day", "What a reader of every report published by that day could say of it"],
  claimed: ["Claimed", "The last side that claimed to have it, at face value"],
};

/** Which account of control is shown. An earlier day of knowledge, or an outlet left out, stands in its place. */
export function layerChoice(app: App): Child {
  const { known, without, layer } = app.state;
  if (without)
    return note(`Control without ${withoutWords(without)}`, "leave nothing out", () => app.go({ without: "" }));
  if (known) return note(`As known on ${long(known)}`, "all reports", () => app.go({ known: "" }));
  return h(
    "div",
    { class: "layers", role: "group", "aria-label": "Account of control" },
    LAYERS.map((name) =>
      h(
        "button",
        {
          type: "button",
          title: LAYER_WORDS[name][1],
          "data-key": `layer-${name}`,
          "aria-pressed": String(layer === name),
          on: { click: () => app.go({ layer: name }) },
        },
        LAYER_WORDS[name][0],
      ),
    ),
  );
}

/** Over the map: the account that is shown, and whether areas are drawn around the places. */
export function overMap(app: App): Child {
  const on = app.state.areas === "1";
  return [
    layerChoice(app),
    h("button", { type: "button", class: "areas", title: AREAS_NOTE, "data-key": "areas", "aria-pressed": String(on), on: { click: () => app.go({ areas: on ? "" : "1" }) } }, "Areas"),
    on ? h("p", { class: "areas-note" }, h("b", null, "Illustration. "), "Ground nearer to a place than to any other; only places are assessed.") : null,
  ];
}

const note = (words: string, undo: string, click: () => void): Child =>
  h("p", { class: "layers told" }, h("b", null, words), h("button", { type: "button", "data-key": "undo-account", on: { click } }, undo));

const PLAIN: Symbol = { form: "held", hues: [PALETTE[0]], letter: "", strength: 3, siege: "", raid: "", faded: false, changed: false };
const sign = (symbol: Partial<Symbol>, words: string): HTMLElement => h("li", null, symbolIcon({ ...PLAIN, ...symbol }, 22), words);

export function legendPane(app: App): Child {
  const { model } = app;
  const hues = new Map(model.bundle.actors.filter((a) => a.colour >= 0).map((a) => [a.side, hueOf(model, a.id)]));
  const [a, b] = [...hues.values(), ...PALETTE];
  const seen = new Set(shown(model, app.state).map(({ incident }) => kindOf(incident.type)));
  const drawn = new Set(draw(model, app.state, false).flatMap(({ symbol }) => [...symbol.hues, symbol.raid, ...symbol.siege.split(",").map((part) => part.slice(0, 7))]));
  const sides = [...letters(model)]
    .filter(([side]) => drawn.has(hues.get(side) ?? ""))
    .map(([side, letter]) => sign({ hues: [hues.get(side) ?? PALETTE[0]], letter }, sideName(model, side)));
  return [
    h("div", { class: "folds" }, trayPane(app), signs(app, a ?? "", b ?? "", seen)),
    sides.length > 0 ? h("ul", { class: "sides", "aria-label": "Who holds a place" }, sides) : null,
  ];
}

function signs(app: App, a: string, b: string, seen: ReadonlySet<string>): HTMLElement {
  const { model } = app;
  return h(
      "details",
      { class: "legend", "data-key": "legend" },
      h("summary", null, "What the signs mean"),
      h("h3", null, `Who holds a place on ${dayOf(model, app.state) ? long(dayOf(model, app.state)) : "that day"}, and how sure`),
      h(
        "ul",
        { class: "row" },
        sign({ hues: [a ?? ""], strength: 3 }, "90 %"),
        sign({ hues: [a ?? ""], strength: 2 }, "70 %"),
        sign({ hues: [a ?? ""], strength: 1 }, "50 %"),
      ),
      h(
        "ul",
        null,
        sign({ form: "contested", hues: [a ?? "", b ?? ""] }, "contested: no side alone"),
        sign({ form: "mixed", hues: [a ?? "", b ?? ""] }, "split: contested, no report for a month"),
        sign({ siege: b ?? "", hues: [a ?? ""] }, "besieged (ring: by whom)"),
        sign({ siege: `${b ?? ""} n`, hues: [a ?? ""] }, "besieged from one side (arc)"),
        sign({ raid: b ?? "", hues: [a ?? ""] }, "dots: attacked in the days shown, not taken"),
        sign({ form: "claimed", hues: [a ?? ""] }, "claimed only, not confirmed"),
        sign({ form: "unknown", hues: ["#6b6f76"] }, "holder unknown"),
        sign({ hues: [a ?? ""], faded: true }, "faded: no report for a month"),
        sign({ hues: [a ?? ""], changed: true }, "red corner: changed in the days shown"),
        sign({ form: "mentioned", hues: ["#6b6f76"] }, "named, no word on its holder"),
      ),
      seen.size > 0 ? h("h3", null, "What happened there") : null,
      h(
        "ul",
        { class: "kinds" },
        KINDS.filter(([kind]) => seen.has(kind)).map(([, name, types]) => h("li", null, typeIcon(types[0] ?? "", 17), name)),
        h("li", null, markIcon({ kind: "fight", solid: true, contradicted: false }), "dark: several independent voices"),
        h("li", null, markIcon({ kind: "fight", solid: false, contradicted: true }), "red notch: reports differ"),
        h("li", null, typeIcon("clash", 22), "larger: more deaths (1, 10, 50)"),
      ),
      h(
        "p",
        { class: "soft" },
        "Dots are places, for evidence is about places. A dashed circle is where a place may lie. Small grey squares are towns that no report names. Outlines: Natural Earth; towns: GeoNames (CC BY 4.0). The map takes no position on borders.",
      ),
  );
}
