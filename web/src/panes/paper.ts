/** The original text of a report: the sentence and the words of its fields marked, what was set aside folded away. */

import type { App } from "../app";
import type { Claim, Document, Part } from "../bundle";
import { type Child, h } from "../dom";
import { FIELDS, type Field, type Stretch, stretches } from "../marks";
import { rowsOf } from "../model";
import { seen } from "../seen";
import { SEGMENTS, plural } from "../words";

const READ: readonly string[] = ["title", "byline", "dateline", "body", "caption", ""]; // kinds shown as they stand; the others fold away

/** The text as it was published, in its own direction. */
export function paper(app: App, claim: Claim, document: Document): HTMLElement {
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
