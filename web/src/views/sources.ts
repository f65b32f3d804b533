/** Outlets: whose side they take, what of them is their own, and what the record would be without one of them. */

import type { App } from "../app";
import type { Document } from "../bundle";
import { type Asked, controlOn } from "../control";
import { type Child, h, outlink } from "../dom";
import { long } from "../days";
import { choosePlace } from "../map/map";
import { symbolIcon } from "../map/icons";
import { symbolOf } from "../map/symbols";
import { actorName, outletName, placeName, rowsOf } from "../model";
import { type Profile, campName, camps, leftOut, profiles, withoutWords } from "../outlets";
import { seen } from "../seen";
import { dayOf, shown, voicesOf } from "../select";
import { sums } from "../tolls";
import { controlWords, lower, percent, plural, sentence } from "../words";
import { sumWords } from "./sections";
import { superseded } from "./parts";

const ROWS = 100; // reports of one outlet that are listed

export function sourcesView(app: App): Child {
  const { documents, voices } = app.model.bundle.meta.counts;
  const all = profiles(app.model);
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Sources"),
    h(
      "p",
      { class: "soft" },
      `${plural(documents ?? 0, "report")}, ${plural(voices ?? 0, "independent voice")}. Reports that copy one another are one voice, however many outlets print them. Leave one out to see what rests on it alone.`,
    ),
    app.state.without ? effect(app, app.state.without) : null,
    sides(app),
    table(app, all),
    h("h2", null, "Their reports"),
    all.map((profile) => reports(app, profile)),
  );
}

/** Leaving out all outlets that speak for one camp. */
function sides(app: App): Child {
  const list = camps(app.model);
  if (list.length === 0) return null;
  return h(
    "p",
    { class: "tools" },
    h("span", null, "Leave out all that speak for: "),
    list.map(({ name, outlets }) => {
      const out = app.state.without === name;
      return h(
        "button",
        { type: "button", title: outlets.join(", "), "data-key": `off-${name}`, "aria-pressed": String(out), on: { click: () => app.go({ without: out ? "" : name }) } },
        `${campName(name)} `,
        h("small", null, plural(outlets.length, "outlet")),
      );
    }),
  );
}

const COLUMNS: readonly (readonly [string, string])[] = [
  ["Outlet", ""],
  ["Leaning", "By the register of outlets: an opinion of its editors"],
  ["Reports", "How many, and how many of them copy others"],
  ["Claims", ""],
  ["Incidents", "How many it tells, and how many nobody else tells"],
  ["Lag", "Median of days from an event to its report"],
  ["Against others", "Claims that cannot be true together with another one"],
  ["Admits", "Claims in it by which a side admits what harms it: they weigh more"],
  ["Letter", "Admiralty letter of how reliable it was so far, A to F"],
  ["", ""],
];

function table(app: App, all: readonly Profile[]): HTMLElement {
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Outlets" },
    h(
      "table",
      { class: "outlets" },
      h("thead", null, h("tr", null, COLUMNS.map(([name, hint]) => (name ? h("th", { scope: "col", title: hint || null }, name) : h("td", null))))),
      h("tbody", null, all.map((p) => row(app, p))),
    ),
  );
}

function row(app: App, profile: Profile): HTMLElement {
  const out = profile.name !== "" && leftOut(app.model, app.state.without).includes(profile.name);
  return h(
    "tr",
    { "data-off": out ? "true" : null },
    h("th", { scope: "row" }, h("bdi", null, seen(profile.name || outletName(undefined))), twice(app, profile.name)),
    h("td", null, leaning(app, profile.name)),
    h("td", { class: "number" }, profile.documents.length, profile.copies > 0 ? h("small", null, ` ${profile.copies} copied`) : null),
    h("td", { class: "number" }, profile.claims.length),
    h("td", { class: "number" }, profile.incidents, h("small", null, ` ${profile.alone} alone`)),
    h("td", { class: "number" }, profile.lag === null ? "" : plural(profile.lag, "day")),
    h("td", { class: "number" }, profile.contradictions || ""),
    h("td", { class: "number" }, profile.concessions || ""),
    h("td", { class: "number" }, profile.letter),
    h(
      "td",
      null,
      profile.name
        ? h(
            "button",
            {
              type: "button",
              "data-key": `off-${profile.name}`,
              "aria-pressed": String(out),
              "aria-label": `Leave out ${profile.name}`,
              on: { click: () => app.go({ without: out ? "" : profile.name }) },
            },
            out ? "left out" : "leave out",
          )
        : null,
    ),
  );
}

/** Why the name should be looked at twice. */
function twice(app: App, name: string): Child {
  const warning = app.model.outlets.get(name)?.warning;
  return warning ? h("small", { class: "warning" }, ` Look twice: ${warning}.`) : null;
}

function leaning(app: App, name: string): Child {
  const known = app.model.outlets.get(name);
  if (!known?.leaning) return h("span", { class: "soft" }, "not in the register");
  return [sentence(known.leaning), known.speaks_for ? `, speaks for ${actorName(app.model, known.speaks_for)}` : ""];
}

/** Totals and control with and without an outlet. */
function effect(app: App, outlet: string): HTMLElement {
  const whole = { ...app.state, without: "" };
  const [before, after] = [shown(app.model, whole), shown(app.model, app.state)];
  const [killed, wounded] = [sums(app.model, before), sums(app.model, after)];
  const voices = (items: typeof before): number => voicesOf(app.model, items.flatMap((i) => i.claims)).size;
  const rows: readonly (readonly [string, string, string])[] = [
    ["Incidents", String(before.length), String(after.length)],
    ["Independent voices", String(voices(before)), String(voices(after))],
    ["Killed", killed[0] ? sumWords(killed[0]) : "", wounded[0] ? sumWords(wounded[0]) : ""],
    ["Wounded", killed[1] ? sumWords(killed[1]) : "", wounded[1] ? sumWords(wounded[1]) : ""],
  ];
  return h(
    "section",
    { class: "effect", "aria-label": `Without ${withoutWords(outlet)}` },
    h("h2", null, "Without ", h("bdi", null, withoutWords(outlet)), h("button", { type: "button", "data-key": "in-again", on: { click: () => app.go({ without: "" }) } }, "Count it again")),
    h(
      "table",
      null,
      h("thead", null, h("tr", null, ["", "All", outlet.startsWith("camp:") ? "Without them" : "Without it"].map((c) => (c ? h("th", { scope: "col" }, c) : h("td", null))))),
      h("tbody", null, rows.map(([name, a, b]) => h("tr", { class: a === b ? null : "changed" }, h("th", { scope: "row" }, name), h("td", null, a), h("td", null, b)))),
    ),
    flips(app, outlet, whole),
  );
}

function flips(app: App, outlet: string, whole: Asked): Child {
  const other = app.model.without.get(outlet);
  if (!other) return h("p", { class: "soft" }, "It says nothing of who holds a place, or too little to work control out again without it; the map stays as it is.");
  const day = dayOf(app.model, app.state);
  const changed = other.places
    .map((place) => ({ place, before: controlOn(app.model, whole, place, day), after: controlOn(app.model, app.state, place, day) }))
    .filter(({ before, after }) => before?.state !== after?.state || before?.holder !== after?.holder);
  return [
    h("p", null, `Of ${plural(other.places.length, "place")} spoken of there, ${changed.length} would be told otherwise on ${long(day)}:`),
    h(
      "ul",
      { class: "changes" },
      changed.map(({ place, before, after }) =>
        h(
          "li",
          null,
          h(
            "button",
            { type: "button", class: "change", "data-key": `flip-${place}`, on: { click: () => choosePlace(app, place) } },
            symbolIcon(symbolOf(app.model, before), 22),
            "→",
            symbolIcon(symbolOf(app.model, after), 22),
            h("span", null, h("b", { dir: "auto" }, placeName(app.model, place)), ` ${lower(controlWords(app.model, after))}`, h("span", { class: "soft before" }, `with it: ${lower(controlWords(app.model, before))}`)),
          ),
        ),
      ),
    ),
  ];
}

function reports(app: App, { name, documents }: Profile): HTMLElement {
  const list = [...documents].sort((a, b) => ((a.published ?? "") < (b.published ?? "") ? -1 : 1));
  const head = ["Published", "Report", "Claims", "Voice"];
  return h(
    "details",
    { class: "outlet", "data-key": `outlet-${name}`, "data-open": "", open: app.model.bundle.documents.length <= ROWS },
    h("summary", null, h("bdi", null, name || outletName(undefined)), h("small", null, plural(documents.length, "report"))),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        null,
        h("thead", null, h("tr", null, head.map((c) => h("th", { scope: "col" }, c)))),
        h("tbody", null, list.slice(0, ROWS).map((d) => report(app, d))),
      ),
    ),
    list.length > ROWS ? h("p", { class: "soft" }, `and ${list.length - ROWS} more`) : null,
  );
}

function report(app: App, document: Document): HTMLElement {
  const claims = rowsOf(app.model.claimsOfDocument, document.id);
  const title = document.title || document.name;
  const first = claims[0];
  return h(
    "tr",
    null,
    h("td", { class: "nowrap" }, document.published ? long(document.published) : "unknown"),
    h(
      "td",
      { dir: "auto" },
      first
        ? h("a", { href: app.link({ claim: first.id, incident: first.incident, pane: "evidence" }), "data-key": document.id }, title)
        : title,
      superseded(document),
      document.url ? h("span", { class: "soft" }, " ", outlink(document.url, "original")) : null,
    ),
    h("td", { class: "number" }, claims.length),
    h("td", null, voice(app, document)),
  );
}

function voice(app: App, document: Document): Child {
  const original = app.model.documents.get(document.copy_of);
  if (!document.copy_of) return "its own";
  return [
    h("span", { class: "badge copy" }, document.version_of === document.copy_of ? "next version" : "copy"),
    ` of ${original ? `${outletName(original)}: ${original.title || original.name}` : "another report"}`,
    document.copy_similarity > 0 ? h("span", { class: "soft" }, ` ${percent(document.copy_similarity)} shared`) : null,
  ];
}
