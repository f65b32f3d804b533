/** Who told it first and who copied whom: the reports of an incident as a tree, with what each copy changed. */

import type { App } from "../app";
import type { Claim, Document } from "../bundle";
import { type Child, h } from "../dom";
import { long } from "../days";
import { outletName, rowsOf } from "../model";
import { SERIOUS, changeWords, percent, plural, sentence } from "../words";

const MOST = 30; // copies of one report that are listed: of an agency's there may be hundreds

/** One tree for each independent voice among the claims. */
export function copyTree(app: App, claims: readonly Claim[]): Child {
  const documents = new Map(claims.map((c) => [c.document, c] as const));
  const groups = new Map<string, Set<string>>();
  for (const id of documents.keys()) {
    const document = app.model.documents.get(id);
    if (!document) continue;
    const group = groups.get(document.origin_group) ?? new Set<string>();
    for (let at: Document | undefined = document; at && !group.has(at.id); at = app.model.documents.get(at.copy_of)) group.add(at.id);
    groups.set(document.origin_group, group);
  }
  return [
    h(
      "p",
      { class: "soft" },
      `${plural(documents.size, "report")}, ${plural(groups.size, "independent voice")}. A report stands below the one that it took its text from.`,
    ),
    h(
      "ul",
      { class: "tree" },
      [...groups.values()].map((group) => branches(app, group, documents)),
    ),
  ];
}

function branches(app: App, group: ReadonlySet<string>, claims: ReadonlyMap<string, Claim>): Child {
  const all = [...group].map((id) => app.model.documents.get(id)).filter((d): d is Document => d !== undefined);
  const below = (parent: Document | null): Child => {
    const list = all
      .filter((d) => (parent ? d.copy_of === parent.id && d.id !== parent.id : !group.has(d.copy_of)))
      .sort((a, b) => ((a.published ?? "9") < (b.published ?? "9") ? -1 : 1));
    return [
      list.slice(0, MOST).map((d) => h("li", null, node(app, d, claims.get(d.id)), inner(below(d)))),
      list.length > MOST ? h("li", { class: "soft" }, `and ${list.length - MOST} more copies`) : null,
    ];
  };
  return below(null);
}

function inner(rows: Child): Child {
  const some = Array.isArray(rows) && Array.isArray(rows[0]) && (rows[0] as readonly unknown[]).length > 0;
  return some ? h("ul", null, rows) : null;
}

function node(app: App, document: Document, claim: Claim | undefined): Child {
  const title = document.title || document.name;
  const changes = rowsOf(app.model.changesOfDocument, document.id);
  return [
    h("b", { dir: "auto" }, outletName(document)),
    h("small", null, ` ${document.published ? long(document.published) : "day unknown"} `),
    claim
      ? h("a", { href: app.link({ claim: claim.id, pane: "evidence" }), dir: "auto", "data-key": `tree-${document.id}` }, title)
      : h("span", { dir: "auto" }, title),
    document.copy_of
      ? h("small", null, ` ${document.version_of === document.copy_of ? "next version" : "copy"}, ${percent(document.copy_similarity)} of its text shared`)
      : null,
    changes.length > 0
      ? h(
          "ul",
          { class: "mutations" },
          changes.map((change) =>
            h("li", { class: SERIOUS.includes(change.kind) ? "serious" : null }, h("b", null, sentence(change.kind)), `: ${changeWords(change)}`),
          ),
        )
      : null,
  ];
}
