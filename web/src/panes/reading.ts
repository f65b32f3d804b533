/** What was read from a sentence, field by field; it is also the legend of the marks. */

import type { App } from "../app";
import type { Claim, Document } from "../bundle";
import { type Child, h } from "../dom";
import { FIELDS, type Field } from "../marks";
import { actorName } from "../model";
import { words } from "../text";
import { when, chip } from "../views/parts";
import { CERTAINTIES, MODALITIES, lossWords, typeName, uncertainty } from "../words";

type Row = readonly [field: Field, value: Child];

/** What was read from the sentence, beside the words it was read from; it is also the legend of the marks. */
export function reading(app: App, claim: Claim, document: Document): HTMLElement {
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

