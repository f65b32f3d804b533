/** The situation report in the sentences of `frontlog sitrep`: each leads to the sentences of reports that it rests on. */

import type { App } from "../app";
import type { Sentence, Sitrep } from "../bundle";
import { type Child, h } from "../dom";
import { outletName } from "../model";
import type { Shown } from "../select";
import { type Cited, cited, sentencesOf } from "../sitreps";
import { evidenceWords } from "./parts";
import { believed, contradictions, lossesOf, section } from "./sections";

const MORE: Readonly<Record<string, (app: App, found: readonly Shown[]) => Child>> = { figures: lossesOf, contradictions };

export function sitrepSections(app: App, report: Sitrep, found: readonly Shown[], day: string): Child {
  const sources = cited(app.model, report);
  return [
    report.sections.map(({ name, heading, empty, sentences }) => [
      section(
        heading,
        null,
        sentences.length === 0
          ? h("p", { class: "soft" }, empty)
          : h("ul", { class: "sentences" }, sentencesOf(app.model, sentences).map((s, i) => h("li", null, sentence(app, s, sources, `${name}-${i}`)))),
      ),
      MORE[name]?.(app, found),
    ]),
    believed(app, day),
    list(app, sources),
  ];
}

/** The sentence, which leads to its weightiest source, and the numbers of all of them. */
function sentence(app: App, { text, record, claims }: Sentence, { number }: Cited, key: string): Child {
  const known = claims.filter((id) => number(id) > 0);
  const first = known[0];
  const open = (id: string): string => app.link({ claim: id, beside: "", incident: app.model.claims.get(id)?.incident ?? "", pane: "evidence" });
  const seen = new Set<number>();
  return [
    first ? h("a", { class: "said", href: open(first), "data-key": `said-${key}`, dir: "auto" }, text) : text,
    h(
      "sup",
      null,
      known.map((id) => {
        if (seen.has(number(id))) return null;
        seen.add(number(id));
        const claim = app.model.claims.get(id);
        const by = outletName(app.model.documents.get(claim?.document ?? ""));
        return [" ", h("a", { href: open(id), title: by, "aria-label": `Source ${number(id)}, ${by}`, "data-key": `cite-${key}-${id}` }, number(id))];
      }),
    ),
    app.model.incidents.has(record) ? h("a", { class: "more-of-it", href: app.link({ view: "incident", incident: record, claim: first ?? "", pane: "list" }) }, "compare") : null,
  ];
}

const MOST = 60; // sources listed at once

function list(app: App, { sources }: Cited): Child {
  const rows = sources.slice(0, MOST).map(([claim], i) => {
    if (!claim) return null;
    const href = app.link({ claim: claim.id, beside: "", incident: claim.incident, pane: "evidence" });
    return h(
      "li",
      null,
      h("b", null, i + 1),
      " ",
      h("bdi", null, outletName(app.model.documents.get(claim.document))),
      ": ",
      h("a", { href, "data-key": `source-${claim.id}`, dir: "auto" }, evidenceWords(app, claim) || "its sentence"),
    );
  });
  return section("Sources", null, [
    h("ul", { class: "cited" }, rows),
    sources.length > MOST ? h("p", { class: "soft" }, `and ${sources.length - MOST} more, by their numbers above`) : null,
  ]);
}
