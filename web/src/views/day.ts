/** Home: the situation report of the days shown. Every sentence of it is made of records, and each leads to the sentences behind it. */

import type { App } from "../app";
import { type Change, changesBetween, controlOn } from "../control";
import { copyRich } from "../copy";
import { type Child, h } from "../dom";
import { long } from "../days";
import { choosePlace } from "../map/map";
import { symbolIcon } from "../map/icons";
import { symbolOf } from "../map/symbols";
import { actorName, placeName } from "../model";
import { undated, unplaced } from "../panes/tray";
import { type Shown, bestClaim, dayOf, filtered, lastDay, shown, sideOf, voicesOf, windowOf } from "../select";
import type { State } from "../state";
import { type Sum, sums } from "../tolls";
import { controlWords, kindOf, lower, percent, plural } from "../words";
import { incidentCard, told } from "./card";
import { differenceRow } from "./contradictions";
import { changeRow } from "./days";
import { when } from "./parts";

const HIGHLIGHTS = 4;
const FEW = 8; // rows of a section; the rest is one click away

export function dayView(app: App): Child {
  const found = shown(app.model, app.state);
  const day = dayOf(app.model, app.state);
  const window = windowOf(app.model, app.state);
  if (app.model.bundle.claims.length === 0) return nothing(app);
  const report = h("div", { class: "report" });
  const changes = filtered(app.state) ? [] : changesBetween(app.model, app.state, window.first, window.last || lastDay(app.model));
  report.append(
    h(
      "header",
      null,
      h("h1", null, day ? `Situation on ${long(day)}` : "Situation"),
      h("p", { class: "facts" }, period(app), knowledge(app)),
      h(
        "p",
        { class: "tools" },
        h("button", { type: "button", "data-key": "copy", on: { click: (e) => copyRich(report, e.currentTarget as HTMLElement) } }, "Copy"),
        h("button", { type: "button", "data-key": "print", on: { click: () => print() } }, "Print"),
        h("a", { href: app.link({ view: "map", pane: "list" }), "data-key": "all-days" }, "Everything, day by day"),
      ),
    ),
    figures(app, found, changes),
    h("div", null, sections(app, found, changes, day)),
  );
  return report;
}

function period({ model, state }: App): string {
  const { first, last } = windowOf(model, state);
  if (first === last && first) return "What is told of this day.";
  if (first) return `What is told of the ${state.span} days from ${long(first)} to ${long(last)}.`;
  return last ? `What is told of all days up to ${long(last)}.` : "What is told of all days.";
}

function knowledge({ model, state }: App): string {
  const published = model.bundle.documents.filter((d) => d.published && (!state.known || d.published <= state.known) && d.outlet !== (state.without || null));
  const part = state.known ? ` By the ${plural(published.length, "report")} published until ${long(state.known)}.` : "";
  return `${part}${state.without ? ` Without ${state.without}.` : ""}`;
}

function sections(app: App, found: readonly Shown[], changes: readonly Change[], day: string): Child {
  if (found.length === 0 && changes.length === 0) return h("div", { class: "empty" }, h("p", null, "Nothing in these days passes the filters."), all(app));
  return [
    section("Highlights", null, highlights(app, found).map((item) => incidentCard(app, item, 1))),
    section(
      "Changes of control",
      more(app, changes.length, "all of them on the map", { view: "map" }),
      changes.length > 0 ? h("ul", { class: "changes" }, changes.slice(0, FEW).map((c) => h("li", null, dated(c), changeRow(app, c)))) : null,
    ),
    losses(app, found),
    contradictions(app, found),
    believed(app, day),
    away(app, "Could not be placed", "The reports name no place, or none that the gazetteer knows.", unplaced(app, found)),
    away(app, "Day unknown", "The reports give no day for these.", undated(found)),
  ];
}

const dated = ({ now }: Change): Child => h("small", { class: "when" }, long(now.first));

function section(title: string, note: Child, content: Child): Child {
  const empty = content === null || (Array.isArray(content) && content.length === 0);
  return empty ? null : h("section", { class: "part-of-report" }, h("h2", null, title, note ? h("small", null, note) : null), content);
}

const more = (app: App, count: number, words: string, change: Partial<State>): Child =>
  count > FEW ? h("a", { href: app.link({ ...change, pane: "list" }) }, `${count} in all: ${words}`) : null;

/** The days shown in figures, each a way to what it counts. */
function figures(app: App, found: readonly Shown[], changes: readonly Change[]): HTMLElement {
  const claims = found.flatMap((item) => item.claims);
  const ids = new Set(found.map(({ incident }) => incident.id));
  const hard = app.model.bundle.contradictions.filter((c) => c.status === "contradiction" && ids.has(c.incident)).length;
  const [killed, wounded] = sums(app.model, found);
  const table = (sort: string): Partial<State> => ({ view: "table", sort, pane: "list" });
  return h(
    "p",
    { class: "figures" },
    figure(app, table(""), found.length.toLocaleString("en"), found.length === 1 ? "incident" : "incidents"),
    figure(app, { view: "map", pane: "list" }, String(changes.length), changes.length === 1 ? "change of control" : "changes of control"),
    killed ? figure(app, table("-killed"), sumWords(killed), `killed, told in ${plural(killed.incidents, "incident")}`) : null,
    wounded ? figure(app, table("-wounded"), sumWords(wounded), `wounded, told in ${plural(wounded.incidents, "incident")}`) : null,
    figure(app, { view: "sources", pane: "list" }, voicesOf(app.model, claims).size.toLocaleString("en"), "independent voices"),
    figure(app, { view: "contradictions", pane: "list" }, String(hard), hard === 1 ? "contradiction" : "contradictions", "hard"),
  );
}

const figure = (app: App, change: Partial<State>, count: string, words: string, key = words): HTMLElement =>
  h("a", { href: app.link(change), "data-key": key }, h("b", null, count), ` ${words}`);

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
function losses(app: App, found: readonly Shown[]): Child {
  const sides = new Map<string, Shown[]>();
  for (const item of found)
    for (const side of new Set(item.incident.tolls.map((t) => sideOf(app.model, t.side)))) {
      const list = sides.get(side);
      if (list) list.push(item);
      else sides.set(side, [item]);
    }
  const rows = [...sides]
    .map(([side, items]) => {
      const own = items.map((item): Shown => ({ ...item, incident: { ...item.incident, tolls: item.incident.tolls.filter((t) => sideOf(app.model, t.side) === side) } }));
      return { side, items, sums: sums(app.model, own) };
    })
    .filter((row) => row.sums.some((s) => s.incidents > 0))
    .sort((a, b) => (b.sums[0]?.best ?? 0) - (a.sums[0]?.best ?? 0));
  if (rows.length === 0) return null;
  const head = ["Whose", "Killed", "Wounded", "Told in", "Voices"];
  return section(
    "Losses as the reports tell them",
    "lowest to highest; nothing is counted twice within an incident",
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
              h("td", { class: "number" }, killed ? sumWords(killed) : ""),
              h("td", { class: "number" }, wounded ? sumWords(wounded) : ""),
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

function loss(app: App, { incident, claims }: Shown, i: number): Child {
  const claim = claims.find((c) => c.losses.length > 0) ?? claims[0];
  const href = app.link({ incident: incident.id, claim: claim?.id ?? "", pane: "evidence" });
  return h("a", { href, title: incident.title, "data-key": `loss-${incident.id}-${i}` }, placeName(app.model, incident.place) || "unplaced");
}

function contradictions(app: App, found: readonly Shown[]): Child {
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
function believed(app: App, day: string): Child {
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

const nothing = (app: App): Child =>
  h(
    "div",
    { class: "empty" },
    h("p", null, "The reports gave no claim."),
    h("p", null, "What was read and left out, and why, stands under ", h("a", { href: app.link({ view: "method" }) }, "Method"), "."),
  );

