/** One place: who held it when, on what grounds, by which account; its names, what happened there, and what lies near. */

import type { App } from "../app";
import type { Control, Ground, Place } from "../bundle";
import { controlOn, intervalsOf, sureOn } from "../control";
import { type Child, h } from "../dom";
import { long, number } from "../days";
import { type Located, located } from "../map/features";
import { choosePlace } from "../map/map";
import { actorName, rowsOf } from "../model";
import { layerChoice } from "../panes/legend";
import { dayOf, windowOf } from "../select";
import { EFFECTS, lower, percent, plural, typeName, uncertainty } from "../words";
import { accountIcon, accountWords, atFaceValue } from "./account";
import { claimRow, kindIcon, when } from "./parts";
import { ribbon } from "./ribbon";

const NEAR = 6; // neighbours listed
const MOST = 60; // rows of one list

export function placeView(app: App): Child {
  const place = app.model.places.get(app.state.place);
  if (!place)
    return h("div", { class: "empty" }, h("p", null, "This record has no such place. It may have been rebuilt since the link was made."));
  const intervals = intervalsOf(app.model, app.state, place.id);
  const day = dayOf(app.model, app.state);
  const now = controlOn(app.model, app.state, place.id, day);
  const grounds = new Set(intervals.flatMap((c) => c.evidence.map((g) => g.claim)));
  const rest = rowsOf(app.model.claimsOfPlace, place.id).filter((c) => !grounds.has(c.id));
  return h(
    "div",
    { class: "page narrow" },
    h(
      "p",
      { class: "crumb" },
      h("a", { href: app.link({ view: "map", place: "" }) }, "Map"),
      " / ",
      h("a", { href: app.link({ view: "places", place: "" }) }, "Places"),
    ),
    h("h1", null, accountIcon(app, now, 30, day, windowOf(app.model, app.state).first || "9999"), h("bdi", null, place.name)),
    names(place),
    h("p", { class: "facts" }, where(place)),
    layerChoice(app),
    h("p", { class: "verdict" }, h("b", null, `${long(day)}: `), accountWords(app, now), now?.holder ? ` (${percent(sureOn(now, day))})` : "", now ? silence(now, day) : ""),
    intervals.length > 0
      ? [h("h2", null, "Who held it"), ribbon(app, place), [...intervals].reverse().slice(0, MOST).map((c) => state(app, c, day))]
      : h("p", { class: "soft" }, "By this account no report says who holds it."),
    rest.length > 0
      ? [
          h("h2", null, "Also said about it", h("small", null, plural(rest.length, "claim"))),
          rest.slice(0, MOST).map((claim) => claimRow(app, claim, kindIcon(claim.type, 16))),
          rest.length > MOST ? h("p", { class: "soft" }, `and ${rest.length - MOST} more`) : null,
        ]
      : null,
    history(app, place),
    neighbours(app, place, day),
  );
}

const names = (place: Place): Child =>
  place.names.length === 0 ? null : h("p", { class: "soft names" }, "also ", place.names.map((n, i) => [i > 0 ? ", " : "", h("bdi", null, n)]));

const where = (place: Place): string =>
  [
    place.lat === null || place.lon === null
      ? "It could not be located, so it is not on the map."
      : `${place.lat.toFixed(3)}, ${place.lon.toFixed(3)} ${uncertainty(place.uncertainty_m)}`,
    place.kind,
    place.area,
    place.country,
    place.pcode,
  ]
    .filter(Boolean)
    .join(" · ");

/** "; no report for 41 days". */
function silence(now: Control, day: string): string {
  const days = now.last_evidence ? number(day) - number(now.last_evidence) : 0;
  return days > 1 ? `; no report on it for ${days} days` : "";
}

function history(app: App, place: Place): Child {
  const found = [...rowsOf(app.model.incidentsOfPlace, place.id)].sort((a, b) => ((a.first ?? a.last ?? "") > (b.first ?? b.last ?? "") ? -1 : 1));
  if (found.length === 0) return null;
  return [
    h("h2", null, "What happened there", h("small", null, plural(found.length, "incident"))),
    h(
      "ul",
      { class: "plain-list" },
      found.slice(0, MOST).map((i) =>
        h(
          "li",
          null,
          kindIcon(i.type, 16),
          " ",
          h("a", { href: app.link({ view: "incident", incident: i.id, claim: i.claims[0] ?? "", pane: "list" }), dir: "auto", "data-key": `h-${i.id}` }, i.title),
          h("small", null, ` ${when(i.first, i.last)}`),
        ),
      ),
    ),
  ];
}

/** The nearest places of the record, with who holds them. */
function neighbours(app: App, place: Place, day: string): Child {
  if (!located(place)) return null;
  const near = app.model.bundle.places
    .filter((p): p is Located => located(p) && p.id !== place.id)
    .map((p) => [distance(place, p), p] as const)
    .sort((a, b) => a[0] - b[0])
    .slice(0, NEAR);
  if (near.length === 0) return null;
  return [
    h("h2", null, "Near it"),
    h(
      "ul",
      { class: "changes" },
      near.map(([km, p]) => {
        const control = controlOn(app.model, app.state, p.id, day);
        return h(
          "li",
          null,
          h(
            "button",
            { type: "button", class: "change", "data-key": `near-${p.id}`, on: { click: () => choosePlace(app, p.id) } },
            accountIcon(app, control),
            h("span", null, h("b", { dir: "auto" }, p.name), ` ${lower(accountWords(app, control))}`, h("span", { class: "soft" }, ` ${km < 10 ? km.toFixed(1) : Math.round(km)} km`)),
          ),
        );
      }),
    ),
  ];
}

/** Kilometres over the sphere. */
function distance(a: Located, b: Located): number {
  const rad = (degrees: number): number => (degrees * Math.PI) / 180;
  const u = Math.sin(rad(b.lat - a.lat) / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lon - a.lon) / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(u)));
}

function state(app: App, control: Control, day: string): HTMLElement {
  const now = control.first <= day && (control.until === null || day < control.until);
  const silent = control.last_evidence ? `last report ${long(control.last_evidence)}` : "";
  const claimed = atFaceValue(app.state);
  return h(
    "section",
    { class: "state", "data-now": now ? "true" : null },
    h(
      "h3",
      null,
      accountIcon(app, control),
      accountWords(app, control),
      control.holder ? h("small", null, `${claimed ? "believed to " : ""}${now ? percent(sureOn(control, day)) : overDays(control)}`) : null,
    ),
    h(
      "p",
      { class: "facts" },
      `from ${long(control.first)}`,
      control.until ? ` until ${long(control.until)}` : "",
      control.second ? ` · next likely ${actorName(app.model, control.second)} ${percent(control.second_probability)}` : "",
      control.origins > 0 ? ` · ${plural(control.origins, "independent voice")}` : "",
      silent ? ` · ${silent}` : "",
      now ? h("span", { class: "badge now" }, "day shown") : null,
    ),
    control.evidence.slice(0, MOST).map((ground) => groundRow(app, ground)),
  );
}

/** "62 to 91 %": the smallest and the largest of its days. */
function overDays({ course, probability, least }: Control): string {
  const shares = course.filter((_, i) => i % 2 === 1);
  const [low, high] = shares.length > 0 ? [Math.min(...shares), Math.max(...shares)] : [Math.round(100 * (least || probability)), Math.round(100 * probability)];
  return low === high ? `${high} %` : `${low} to ${high} %`;
}

/** A claim and its weight for this state: for it or against it. */
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
