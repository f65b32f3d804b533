/** The parts of a day's report that are counted in the page: for what filters leave, or what an earlier day knew. */

import type { App } from "../app";
import { type Change, controlOn } from "../control";
import { type Child, h, s } from "../dom";
import { long } from "../days";
import { choosePlace } from "../map/map";
import { symbolIcon } from "../map/icons";
import { symbolOf } from "../map/symbols";
import { actorName, placeName } from "../model";
import { undated, unplaced } from "../panes/tray";
import { type Shown, bestClaim, sideOf, voicesOf } from "../select";
import type { State } from "../state";
import { type Sum, losses } from "../tolls";
import { controlWords, kindOf, lower, percent } from "../words";
import { incidentCard, told } from "./card";
import { differenceRow } from "./contradictions";
import { changeRow } from "./days";
import { when } from "./parts";

const HIGHLIGHTS = 4;
const FEW = 8; // rows of a section; the rest is one click away

export function sections(app: App, found: readonly Shown[], changes: readonly Change[], day: string): Child {
  if (found.length === 0 && changes.length === 0) return h("div", { class: "empty" }, h("p", null, "Nothing in these days passes the filters."), all(app));
  return [
    section("Highlights", null, highlights(app, found).map((item) => incidentCard(app, item, 1))),
    section(
      "Changes of control",
      more(app, changes.length, "all of them on the map", { view: "map" }),
      changes.length > 0 ? h("ul", { class: "changes" }, changes.slice(0, FEW).map((c) => h("li", null, dated(c), changeRow(app, c)))) : null,
    ),
    lossesOf(app, found),
    contradictions(app, found),
    believed(app, day),
    away(app, "Could not be placed", "The reports name no place, or none that the gazetteer knows.", unplaced(app, found)),
    away(app, "Day unknown", "The reports give no day for these.", undated(found)),
  ];
}

const dated = ({ now }: Change): Child => h("small", { class: "when" }, long(now.first));

export function section(title: string, note: Child, content: Child): Child {
  const empty = content === null || (Array.isArray(content) && content.length === 0);
  return empty ? null : h("section", { class: "part-of-report" }, h("h2", null, title, note ? h("small", null, note) : null), content);
}

const more = (app: App, count: number, words: string, change: Partial<State>): Child =>
  count > FEW ? h("a", { href: app.link({ ...change, pane: "list" }) }, `${count} in all: ${words}`) : null;

/** "at least 12", "12 to 40", "not stated". */
export function sumWords({ low, high, best, incidents }: Sum): string {
  if (incidents === 0) return "not stated";
  if (high === null) return `at least ${low.toLocaleString("en")}`;
  return low === high ? best.toLocaleString("en") : `${low.toLocaleString("en")} to ${high.toLocaleString("en")}`;
}

const WEIGHT: Readonly<Record<string, number>> = { confirmed: 3, fair: 2, contested: 1.5, weak: 0, discounted: -3, ungraded: -1 };
const BIG: readonly string[] = ["ground", "siege", "bombing"];

/** Incidents that matter most: many voices, ground that changes hands, deaths; those that only might happen come last. */
function highlights(app: App, found: readonly Shown[]): readonly Shown[] {
  const score = (item: Shown): number => {
    const { incident } = item;
    const deaths = incident.tolls.filter((t) => t.kind === "killed").reduce((sum, t) => sum + (t.best ?? 0), 0);
    const quarrels = app.model.contradictionsOfIncident.has(incident.id) ? 1 : 0;
    const happened = incident.modality === "actual" ? 0 : -4;
    const ground = BIG.includes(kindOf(incident.type)) ? 2 : kindOf(incident.type) === "politics" ? -2 : 0;
    return 2 * incident.origin_groups.length + (WEIGHT[incident.grade] ?? 0) + Math.log2(1 + deaths) + ground + quarrels + happened;
  };
  return found
    .map((item) => [score(item), item] as const)
    .sort((a, b) => b[0] - a[0] || ((b[1].incident.first ?? "") > (a[1].incident.first ?? "") ? 1 : -1))
    .slice(0, HIGHLIGHTS)
    .map(([, item]) => item);
}

/** Killed and wounded as ranges, by the side that they belong to; each range with how many incidents and voices it rests on. */
export function lossesOf(app: App, found: readonly Shown[]): Child {
  const rows = losses(app.model, found);
  if (rows.length === 0) return null;
  const top = Math.max(1, ...rows.flatMap((row) => row.sums.map((s) => s.high ?? s.best)));
  const head = ["Whose", "Killed", "Wounded", "Told in", "Voices"];
  return section(
    "Losses as the reports tell them",
    "lowest to highest, the tick is what most voices allow; nothing is counted twice within an incident",
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Losses" },
      h(
        "table",
        null,
        h("thead", null, h("tr", null, head.map((c) => h("th", { scope: "col" }, c)))),
        h(
          "tbody",
          null,
          rows.map(({ side, items, sums: [killed, wounded] }) =>
            h(
              "tr",
              null,
              h("th", { scope: "row", dir: "auto" }, side ? actorName(app.model, side) : "side not said"),
              h("td", { class: "number" }, killed ? [sumWords(killed), whisker(killed, top)] : ""),
              h("td", { class: "number" }, wounded ? [sumWords(wounded), whisker(wounded, top)] : ""),
              h(
                "td",
                null,
                items.slice(0, FEW).map((item, i) => [i > 0 ? " " : "", loss(app, item, i)]),
                items.length > FEW ? ` and ${items.length - FEW} more` : null,
              ),
              h("td", { class: "number" }, voicesOf(app.model, items.flatMap((i) => i.claims)).size),
            ),
          ),
        ),
      ),
    ),
  );
}

const LONG = 64; // pixels of the longest whisker

/** A range as a line from its lowest to its highest figure; an open end has an arrow. The figures stand beside it. */
export function whisker({ low, best, high, incidents }: Sum, top: number): Child {
  if (incidents === 0 || top === 0) return null;
  const x = (value: number): number => 1 + (Math.min(value, top) / top) * (LONG - 8);
  const end = x(high ?? Math.max(best, low));
  return s(
    "svg",
    { class: "whisker", viewBox: `0 0 ${LONG} 9`, width: LONG, height: 9, "aria-hidden": "true" },
    s("path", { d: `M${x(low)} 1v7M${x(low)} 4.5H${end}${high === null ? "l5 0m-3 -2.5l3 2.5l-3 2.5" : "m0 -3.5v7"}` }),
    s("path", { d: `M${x(best)} 1v7`, class: "best" }),
  );
}

function loss(app: App, { incident, claims }: Shown, i: number): Child {
  const claim = claims.find((c) => c.losses.length > 0) ?? claims[0];
  const href = app.link({ incident: incident.id, claim: claim?.id ?? "", pane: "evidence" });
  return h("a", { href, title: incident.title, "data-key": `loss-${incident.id}-${i}` }, placeName(app.model, incident.place) || "unplaced");
}

export function contradictions(app: App, found: readonly Shown[]): Child {
  const ids = new Set(found.map(({ incident }) => incident.id));
  const hard = app.model.bundle.contradictions
    .filter((c) => c.status === "contradiction" && ids.has(c.incident))
    .sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
  return section(
    "Open contradictions",
    more(app, hard.length + FEW - 3, "all of them", { view: "contradictions" }),
    hard.length > 0 ? h("ul", { class: "differences" }, hard.slice(0, 3).map((c) => h("li", null, differenceRow(app, c)))) : null,
  );
}

/** Places whose claimed holder the best account does not bear out. */
export function believed(app: App, day: string): Child {
  if (app.state.known || app.state.without || app.state.layer !== "assessed" || !day) return null;
  const claimed = { layer: "claimed", known: "", without: "" } as const;
  const rows = app.model.bundle.places
    .map((place) => ({ place, claim: controlOn(app.model, claimed, place.id, day), best: controlOn(app.model, app.state, place.id, day) }))
    .filter(({ claim, best }) => claim?.holder && sideOf(app.model, claim.holder) !== sideOf(app.model, best?.holder ?? ""));
  return section(
    "Claimed, but not borne out",
    rows.length > FEW ? `${rows.length} in all` : null,
    rows.length === 0
      ? null
      : h(
          "ul",
          { class: "changes" },
          rows.slice(0, FEW).map(({ place, claim, best }) =>
            h(
              "li",
              null,
              h(
                "button",
                { type: "button", class: "change", "data-key": `gap-${place.id}`, on: { click: () => openClaimed(app, place.id, day) } },
                symbolIcon(symbolOf(app.model, claim, { day, since: "9999", claimed: true }), 22),
                h(
                  "span",
                  null,
                  h("b", { dir: "auto" }, place.name),
                  ` claimed by ${actorName(app.model, claim?.holder ?? "")}`,
                  h("span", { class: "soft" }, `, believed to ${percent(claim?.probability ?? 0)}`),
                  h("span", { class: "soft before" }, `best account: ${lower(controlWords(app.model, best))}`),
                ),
              ),
            ),
          ),
        ),
  );
}

function openClaimed(app: App, place: string, day: string): void {
  const claim = bestClaim(app.model, { layer: "claimed", known: "", without: "" }, place, day);
  if (claim) app.go({ claim, incident: app.model.claims.get(claim)?.incident ?? "", pane: "evidence" });
  else choosePlace(app, place);
}

function away(app: App, title: string, note: string, items: readonly Shown[]): Child {
  return section(
    `${title} (${items.length.toLocaleString("en")})`,
    note,
    items.length === 0
      ? null
      : [
          h(
            "ul",
            { class: "plain-list" },
            items.slice(0, FEW).map((item) =>
              h(
                "li",
                null,
                h(
                  "a",
                  { href: app.link({ incident: item.incident.id, claim: item.claims[0]?.id ?? "", pane: "evidence" }), dir: "auto" },
                  item.incident.title,
                ),
                h("small", null, ` ${when(item.incident.first, item.incident.last)}, ${told(app, item)}`),
              ),
            ),
          ),
          items.length > FEW ? h("p", { class: "soft" }, `and ${(items.length - FEW).toLocaleString("en")} more, in the trays of the map and in the table`) : null,
        ],
  );
}

export const START_AGAIN: Partial<State> = { sides: [], kinds: [], outlets: [], grades: [], voices: "1", q: "", span: "all", on: "", known: "", without: "" };
const all = (app: App): Child => h("p", null, h("a", { href: app.link(START_AGAIN) }, "Show all days without filters"));

