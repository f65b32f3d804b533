/** One incident in a list: what happened, how well that is supported, and the sentences behind it. */

import type { App } from "../app";
import { h } from "../dom";
import { type Shown, claimsOf, voicesOf } from "../select";
import { tollsOf } from "../tolls";
import { percent, plural, tollWords } from "../words";
import { claimRow, differences, gradeChip, kindIcon, when } from "./parts";

const FEW = 2; // claims of an incident shown before it is opened

export function incidentCard(app: App, item: Shown, few = FEW): HTMLElement {
  const { incident, claims, later } = item;
  const chosen = app.state.incident === incident.id || claims.some((c) => c.id === app.state.claim);
  const visible = chosen ? claims.slice(0, Math.max(few, 30)) : claims.slice(0, few);
  const hidden = claims.length - visible.length;
  const filtered = claimsOf(app.model, incident).length - claims.length - later;
  const first = claims[0];
  const tolls = tollsOf(app.model, item);
  return h(
    "article",
    { class: "incident", "data-incident": incident.id, "data-chosen": chosen ? "true" : null },
    h(
      "h3",
      null,
      kindIcon(incident.type),
      h(
        "a",
        { href: app.link({ incident: incident.id, claim: first?.id ?? "", pane: "evidence" }), "data-key": incident.id, dir: "auto" },
        incident.title,
      ),
    ),
    h(
      "p",
      { class: "facts" },
      when(incident.first, incident.last),
      " · ",
      told(app, item),
      " ",
      gradeChip(incident),
      incident.belief === null ? null : h("span", { class: "believed", title: "How far it is believed, by the voices that tell it" }, percent(incident.belief)),
      differences(app, incident),
    ),
    tolls.length > 0 ? h("p", { class: "tolls" }, tolls.map((t) => tollWords(app.model, t)).join(" · ")) : null,
    visible.map((claim) => claimRow(app, claim)),
    h(
      "p",
      { class: "more" },
      hidden > 0
        ? h("a", { href: app.link({ view: "incident", incident: incident.id, claim: first?.id ?? "", pane: "list" }) }, `${hidden} more`)
        : null,
      later > 0 ? h("span", { class: "soft later" }, `${plural(later, "claim")} published later`) : null,
      filtered > 0 ? h("span", { class: "soft" }, `${plural(filtered, "claim")} hidden by filters`) : null,
      h(
        "a",
        {
          href: app.link({
            view: "incident",
            incident: incident.id,
            claim: claims.find((c) => c.id === app.state.claim)?.id ?? first?.id ?? "",
            pane: "list",
          }),
          "data-key": `open-${incident.id}`,
        },
        claims.length > 1 ? "Compare claims" : "Details",
      ),
    ),
  );
}

/** "2 voices in 3 reports", over the claims that are shown. */
export function told(app: App, { claims }: Shown): string {
  const voices = voicesOf(app.model, claims).size;
  const reports = new Set(claims.map((c) => c.document)).size;
  return voices === reports ? plural(voices, "voice") : `${plural(voices, "voice")} in ${plural(reports, "report")}`;
}
