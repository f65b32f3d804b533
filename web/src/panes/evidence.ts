/** The evidence pane, always there: the original text with the sentence of the chosen claim and the words of each of its fields marked. */

import type { App } from "../app";
import type { Change, Claim, Document, Part } from "../bundle";
import { type Child, h, outlink } from "../dom";
import { long } from "../days";
import { FIELDS, type Field, type Stretch, stretches } from "../marks";
import { KEYS } from "../keyboard";
import { actorName, outletName, rowsOf } from "../model";
import { claimsOf } from "../select";
import { seen } from "../seen";
import { words } from "../text";
import { common } from "../worddiff";
import { CERTAINTIES, MODALITIES, SEGMENTS, changeWords, lossWords, plural, sentence, typeName, uncertainty } from "../words";
import { chip, when } from "../views/parts";

const READ: readonly string[] = ["title", "byline", "dateline", "body", "caption", ""]; // kinds shown as they stand; the others fold away

export function evidencePane(app: App): Child {
  const claim = app.model.claims.get(app.state.claim);
  const document = claim && app.model.documents.get(claim.document);
  if (!claim || !document) return welcome(app);
  const other = app.model.claims.get(app.state.beside);
  const second = other && app.model.documents.get(other.document);
  if (other && second && other.id !== claim.id) return pair(app, [claim, document], [other, second]);
  return [
    h("header", { class: "source" }, origin(app, document), switcher(app, claim)),
    reading(app, claim, document),
    paper(app, claim, document),
  ];
}

/** The text as it was published, in its own direction. */
function paper(app: App, claim: Claim, document: Document): HTMLElement {
  const box = h("div", { class: "paper", dir: "auto", lang: document.language || null, tabindex: "0" }, text(app, document, claim));
  const folds = [...box.querySelectorAll<HTMLDetailsElement>("details.stripped")];
  if (folds.length > 0) {
    const all = h("button", { type: "button", class: "restore", "data-key": `restore-${document.id}` }, "Show what was set aside");
    all.addEventListener("click", () => {
      const open = folds.some((f) => !f.open);
      for (const fold of folds) fold.open = open;
      all.textContent = open ? "Set it aside again" : "Show what was set aside";
    });
    box.prepend(all);
  }
  return box;
}

/** Two reports side by side, with the words that their sentences do not share. */
function pair(app: App, ...sides: readonly (readonly [Claim, Document])[]): Child {
  const [a, b] = sides.map(([claim, document]) => words(document, claim.start, claim.end).split(/\s+/).filter(Boolean));
  const shared = common(a ?? [], b ?? []);
  return [
    h(
      "header",
      { class: "source beside" },
      h("b", null, "Side by side"),
      h("button", { type: "button", "data-key": "alone", on: { click: () => app.go({ beside: "" }) } }, "One alone"),
    ),
    h(
      "div",
      { class: "two" },
      sides.map(([claim, document], side) =>
        h(
          "section",
          { class: "side", "aria-label": `Report ${side + 1}: ${outletName(document)}` },
          h("header", { class: "source" }, origin(app, document)),
          h("p", { class: "worddiff", dir: "auto", tabindex: "0" }, differing([a, b][side] ?? [], shared[side] ?? [])),
          paper(app, claim, document),
        ),
      ),
    ),
  ];
}

const differing = (list: readonly string[], shared: readonly boolean[]): Child =>
  list.map((word, i) => [i > 0 ? " " : "", shared[i] ? word : h("b", { class: "own", title: "only in this one" }, word)]);

function welcome(app: App): Child {
  const missing = app.state.claim
    ? h("p", { class: "notice" }, "This record has no such claim. It may have been rebuilt since the link was made.")
    : null;
  const place =
    app.state.view === "place" && app.state.place
      ? h("p", { class: "notice" }, "No report in this page says anything about this place on its own.")
      : null;
  return h(
    "div",
    { class: "welcome" },
    missing ?? place,
    h("h2", null, "The sentence behind it"),
    h(
      "p",
      null,
      "Choose a place on the map or a line in the list. The report it comes from opens here, with the sentence and the words that were read from it marked.",
    ),
    h("h3", null, "What the marks mean"),
    h(
      "ul",
      { class: "fields" },
      FIELDS.map(([field, name]) => h("li", null, h("span", { class: `field ${field}` }, name), " ", MEANING[field])),
    ),
    h("p", { class: "soft" }, app.model.bundle.meta.note),
    h("h3", null, "Keys"),
    h(
      "dl",
      { class: "keys" },
      KEYS.map(([keys, words_]) => h("div", null, h("dt", null, keys.map((k) => [h("kbd", null, k), " "])), h("dd", null, words_))),
    ),
  );
}

const MEANING: Readonly<Record<Field, string>> = {
  trigger: "the words that say what happened",
  agent: "who does it, or who holds the place",
  target: "on whom, or from whom",
  place: "where",
  time: "when, counted from the day of publication",
  loss: "killed, wounded, captured, destroyed",
  source: "in whose name it is told",
  object: "weapons, vehicles, buildings",
};

function origin(app: App, document: Document): Child {
  const original = app.model.documents.get(document.copy_of);
  const kind = document.version_of && document.version_of === document.copy_of ? "The next version" : "A copy";
  return [
    h(
      "p",
      { class: "outlet" },
      h("b", { dir: "auto" }, outletName(document)),
      document.outlet ? null : h("span", { dir: "auto" }, ` (${document.name})`),
      " · ",
      published(document),
      document.republished_by && document.republished_by !== document.outlet
        ? [" · republished by ", h("span", { dir: "auto" }, document.republished_by)]
        : null,
      document.url ? [" · ", outlink(document.url, "original")] : null,
    ),
    document.copy_of
      ? h(
          "p",
          { class: "notice" },
          `${kind} of ${original ? `${outletName(original)}: ${original.title || original.name}` : "another report"}. The two count as one voice.`,
        )
      : null,
    document.superseded_by
      ? h("p", { class: "notice" }, "Superseded: there is a newer version of this report, and what that one says counts.")
      : null,
    changes(app, document),
    custody(document),
  ];
}

/** What can be checked: the hash of the archived bytes, and when they were fetched. */
function custody(document: Document): Child {
  if (!document.sha256) return null;
  const fetched = document.retrieved ? `fetched ${document.retrieved.slice(0, 16).replace("T", " ")} UTC, ` : "";
  return h("p", { class: "custody", title: `SHA-256 of the archived bytes: ${document.sha256}` }, `${fetched}SHA-256 `, h("code", null, document.sha256.slice(0, 16)), "…");
}

/** The day of publication, and on what ground that day; all dates that the report offers stand in the hint. */
function published(document: Document): Child {
  if (!document.published) return "day of publication unknown";
  const taken = document.dates.find((d) => d.taken);
  if (!taken?.why) return long(document.published);
  const all = document.dates.map((d) => `${long(d.day)}, ${d.role}: ${d.why}${d.taken ? " (taken)" : ""}`);
  return [long(document.published), h("span", { class: "soft", title: all.join("\n") }, ` (${taken.why})`)];
}

/** What a copy has otherwise than its source, with the words of both. */
function changes(app: App, document: Document): Child {
  const rows = rowsOf(app.model.changesOfDocument, document.id);
  if (rows.length === 0) return null;
  return h(
    "details",
    { class: "stripped", "data-key": `changes-${document.id}` },
    h("summary", null, `${plural(rows.length, "change")} against its source`),
    h("ul", null, rows.map((row) => h("li", null, changed(app, document, row)))),
  );
}

function changed(app: App, document: Document, change: Change): Child {
  const source = app.model.documents.get(change.earlier);
  const was = source ? words(source, change.earlier_start, change.earlier_end) : "";
  return [
    h("b", null, sentence(change.kind)),
    `: ${changeWords(change)}`,
    h("blockquote", { dir: "auto" }, `${was} → ${words(document, change.start, change.end)}`),
  ];
}

const TELLINGS = 30; // more tellings of one incident are in its own view

/** The claims of the same incident, each in its own report: the way from one telling to the next. */
function switcher(app: App, claim: Claim): Child {
  const incident = app.model.incidents.get(claim.incident);
  const claims = incident ? claimsOf(app.model, incident) : [];
  if (!incident || claims.length < 2) return null;
  return h(
    "nav",
    { class: "tellings", "aria-label": "Claims of this incident" },
    h(
      "a",
      { class: "all", href: app.link({ view: "incident", incident: incident.id, pane: "list" }), title: incident.title },
      `Told ${claims.length} times`,
    ),
    claims.slice(0, TELLINGS).map((c) =>
      h(
        "a",
        { href: app.link({ claim: c.id }), "data-key": c.id, "aria-current": c.id === claim.id ? "true" : null },
        h("span", { dir: "auto" }, outletName(app.model.documents.get(c.document))),
        h("small", null, typeName(c.type)),
      ),
    ),
    h(
      "span",
      { class: "beside-choice" },
      h(
        "select",
        { "data-key": "beside", "aria-label": "Show another report beside it", on: { change: (e) => app.go({ beside: (e.target as HTMLSelectElement).value, pane: "evidence" }) } },
        h("option", { value: "" }, "beside …"),
        claims
          .filter((c) => c.id !== claim.id)
          .slice(0, TELLINGS)
          .map((c) => h("option", { value: c.id }, `${outletName(app.model.documents.get(c.document))}: ${typeName(c.type)}`)),
      ),
    ),
  );
}

type Row = readonly [field: Field, value: Child];

/** What was read from the sentence, beside the words it was read from; it is also the legend of the marks. */
function reading(app: App, claim: Claim, document: Document): HTMLElement {
  const said = (at: { start: number; end: number }): string => words(document, at.start, at.end);
  const actors = (list: Claim["agent"]): Child => list.map((a) => meaning(a.id ? actorName(app.model, a.id) : "", said(a)));
  const rows: readonly Row[] = [
    [
      "trigger",
      [
        h("b", null, typeName(claim.type)),
        " ",
        chip(MODALITIES, claim.modality, "modality"),
        chip(CERTAINTIES, claim.certainty, "certainty"),
      ],
    ],
    ["agent", actors(claim.agent)],
    ["target", actors(claim.target)],
    ["place", claim.place.map((p) => placeMeaning(app, p))],
    [
      "time",
      claim.time.first || claim.time.last
        ? [
            when(claim.time.first, claim.time.last),
            h("span", { class: "soft" }, ` ${claim.time.words ? "" : "not stated: "}${claim.time.basis}`),
          ]
        : null,
    ],
    ["loss", claim.losses.map((x) => h("span", { class: "meaning" }, lossWords(app.model, x)))],
    ["source", claim.source ? meaning(claim.source_id ? actorName(app.model, claim.source_id) : "", said(claim.source)) : null],
    ["object", claim.objects.map((o) => h("span", { class: "meaning" }, said(o)))],
  ];
  return h(
    "dl",
    { class: "reading", tabindex: "0", "aria-label": "What was read from the sentence" },
    rows
      .filter(([, value]) => value && !(Array.isArray(value) && value.length === 0))
      .map(([field, value]) =>
        h("div", null, h("dt", null, h("span", { class: `field ${field}` }, FIELDS.find(([f]) => f === field)?.[1])), h("dd", null, value)),
      ),
  );
}

const meaning = (name: string, said: string): HTMLElement =>
  h(
    "span",
    { class: "meaning" },
    h("bdi", null, name || said),
    name && name !== said
      ? h("span", { class: "soft" }, " “", h("bdi", null, said), "”")
      : name
        ? null
        : h("span", { class: "soft" }, " not resolved"),
  );

function placeMeaning(app: App, ref: Claim["place"][number]): HTMLElement {
  const place = app.model.places.get(ref.id);
  const relation = ref.relation && ref.relation !== "at" ? `${ref.relation.replaceAll("_", " ")} ` : "";
  return h(
    "span",
    { class: "meaning" },
    relation,
    h("a", { href: app.link({ view: "place", place: ref.id, pane: "list" }), dir: "auto" }, place?.name ?? "unknown place"),
    h("span", { class: "soft" }, place?.lat == null ? " not located" : ` ${uncertainty(place.uncertainty_m)}`),
  );
}

function text(app: App, document: Document, claim: Claim): Child {
  const others = rowsOf(app.model.claimsOfDocument, document.id).filter((c) => c.id !== claim.id);
  const out: Child[] = [];
  let folded: Part[] = [];
  const unfold = (): void => {
    if (folded.length > 0) out.push(fold(folded));
    folded = [];
  };
  for (const part of document.parts) {
    if (READ.includes(part.kind)) {
      unfold();
      out.push(h("div", { class: `part ${part.kind || "plain"}` }, runs(app, stretches(part, claim, others))));
    } else {
      if (folded[0] && folded[0].kind !== part.kind) unfold();
      folded.push(part);
    }
  }
  unfold();
  return out;
}

const LABEL: ReadonlyMap<Field, string> = new Map(FIELDS);

/** Stretches of one sentence stand in one element, so that it is read, copied and focused as a whole. */
function runs(app: App, list: readonly Stretch[]): Child {
  const out: Child[] = [];
  for (let at = 0; at < list.length;) {
    const { sentence, other } = list[at] as Stretch;
    const start = at;
    while (at < list.length && list[at]?.sentence === sentence && list[at]?.other === other) at++;
    const inner = list.slice(start, at).map((x) => marked(x.text, x.fields));
    if (sentence) out.push(h("mark", { class: "sentence" }, inner));
    else if (other)
      out.push(
        h(
          "a",
          {
            class: "other",
            href: app.link({ claim: other, incident: app.model.claims.get(other)?.incident ?? "" }),
            title: "Another claim of this report",
          },
          inner,
        ),
      );
    else out.push(inner);
  }
  return out;
}

function marked(run: string, fields: readonly Field[]): Child {
  const first = fields[0];
  if (!first) return seen(run);
  const names = fields.map((f) => LABEL.get(f) ?? f);
  return h("span", { class: `field ${fields.join(" ")}`, "data-field": names.join(", "), title: names.join(", ") }, seen(run));
}

/** Parts that give no claims: folded away, greyed, never deleted. Readers' words are withheld; only their length is told. */
function fold(parts: readonly Part[]): HTMLElement {
  const kind = parts[0]?.kind ?? "";
  const name = SEGMENTS[kind] ?? kind;
  const size = plural(
    parts.reduce((sum, p) => sum + p.end - p.start, 0),
    "character",
  );
  if (parts.every((p) => p.text === null))
    return h("p", { class: "stripped withheld" }, `${name} withheld (${size}). They are personal data and give no claims.`);
  return h(
    "details",
    { class: "stripped", "data-key": `fold-${parts[0]?.start}` },
    h("summary", null, `${name}: ${size}, not read for claims`),
    h("p", { class: "soft" }, [...new Set(parts.map((p) => p.reason).filter(Boolean))].join("; ")),
    h("blockquote", { dir: "auto" }, seen(parts.map((p) => p.text ?? "").join(""))),
  );
}
