/** What the signs on the map mean, in plain English. */

import type { App } from "../app";
import { type Child, h } from "../dom";
import { draw } from "../map/features";
import { PALETTE, type Symbol, drawKind, drawSymbol, hueOf, letters, named, sideName } from "../map/symbols";
import { dayOf, shown } from "../select";
import { KINDS, kindOf } from "../words";

const sign = (symbol: Partial<Symbol>, words: string): HTMLElement =>
  h("li", null, named(drawSymbol({ form: "held", hues: [PALETTE[0]], letter: "", strength: 3, siege: "", ...symbol }, 22), ""), words);

export function legendPane(app: App): Child {
  const { model } = app;
  const hues = new Map(model.bundle.actors.filter((a) => a.colour >= 0).map((a) => [a.side, hueOf(model, a.id)]));
  const [a, b] = [...hues.values(), ...PALETTE];
  const seen = new Set(shown(model, app.state).map(({ incident }) => kindOf(incident.type)));
  const drawn = new Set([...draw(model, [], dayOf(model, app.state)).symbols.values()].flatMap((symbol) => [...symbol.hues, symbol.siege]));
  const sides = [...letters(model)]
    .filter(([side]) => drawn.has(hues.get(side) ?? ""))
    .map(([side, letter]) => sign({ hues: [hues.get(side) ?? PALETTE[0]], letter }, sideName(model, side)));
  return [
    h(
      "details",
      { class: "legend", "data-key": "legend" },
      h("summary", null, "What the signs mean"),
      h("h3", null, "How sure"),
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
        sign({ siege: b ?? "", hues: [a ?? ""] }, "besieged (ring: by whom)"),
        sign({ form: "claimed", hues: [a ?? ""] }, "claimed only, not confirmed"),
        sign({ form: "unknown", hues: ["#6b6f76"] }, "holder unknown"),
        sign({ form: "mentioned", hues: ["#6b6f76"] }, "named, no word on its holder"),
      ),
      seen.size > 0 ? h("h3", null, "What happened") : null,
      h(
        "ul",
        { class: "kinds" },
        KINDS.filter(([kind]) => seen.has(kind)).map(([, name, types]) => h("li", null, named(drawKind(types[0] ?? "", 17), ""), name)),
      ),
      h(
        "p",
        { class: "soft" },
        "Small grey squares are towns that no report names. Outlines: Natural Earth; towns: GeoNames (CC BY 4.0). The map takes no position on borders.",
      ),
    ),
    sides.length > 0 ? h("ul", { class: "sides", "aria-label": "Who holds a place" }, sides) : null,
  ];
}
