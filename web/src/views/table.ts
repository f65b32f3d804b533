/** Everything that is shown as a table, to sort and to save exactly as it is shown. */

import type { App } from "../app";
import { download } from "../copy";
import { type Child, h } from "../dom";
import { COLUMNS, type Column, csv, geojson, objects, savedColumns, shownColumns, sorted } from "../rows";
import { type Shown, shown } from "../select";
import { badge, GRADES, plural, tollWords } from "../words";
import { tollsOf } from "../tolls";
import { gradeChip } from "./parts";

const ROWS = 150; // rows drawn: a browser is slow with more, and all of them are saved

export function tableView(app: App): Child {
  const found = sorted(app.model, shown(app.model, app.state), app.state.sort);
  const columns = shownColumns(app.state.columns);
  const saved = savedColumns(app.state.columns);
  return h(
    "div",
    { class: "page" },
    h("h1", null, "Table"),
    h(
      "p",
      { class: "tools" },
      h("span", null, `${plural(found.length, "incident")} in the days shown and by the filters above. Save all of them: `),
      save(app, "CSV", "csv", "text/csv;charset=utf-8", () => csv(app.model, found, saved)),
      save(app, "JSON", "json", "application/json", () => JSON.stringify(objects(app.model, found, saved), null, 1)),
      save(app, "GeoJSON", "geojson", "application/geo+json", () => geojson(app.model, found, saved)),
    ),
    chooser(app, columns),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Incidents" },
      h(
        "table",
        { class: "facts-table" },
        h("thead", null, h("tr", null, columns.map((c) => head(app, c)))),
        h("tbody", null, found.slice(0, ROWS).map((item) => row(app, columns, item))),
      ),
    ),
    found.length > ROWS ? h("p", { class: "soft" }, `The first ${ROWS}. Sort or filter to see others; what is saved holds all ${found.length.toLocaleString("en")}.`) : null,
    found.length === 0 ? h("p", { class: "empty" }, "Nothing in these days passes the filters.") : null,
  );
}

/** Which columns are shown and saved. */
function chooser(app: App, columns: readonly Column[]): HTMLElement {
  const keys = columns.map((c) => c.key);
  return h(
    "details",
    { class: "why columns", "data-key": "columns" },
    h("summary", null, "Columns", h("small", null, `${keys.length} of ${COLUMNS.length}`)),
    h(
      "fieldset",
      null,
      h("legend", { class: "unseen" }, "Columns"),
      COLUMNS.filter((c) => c.key !== "title").map(({ key, name }) => {
        const checked = keys.includes(key);
        const change = (): void => app.go({ columns: checked ? keys.filter((k) => k !== key) : [...keys, key] });
        return h("label", null, h("input", { type: "checkbox", checked, "data-key": `column-${key}`, on: { change } }), name);
      }),
    ),
    app.state.columns.length > 0 ? h("button", { type: "button", "data-key": "columns-usual", on: { click: () => app.go({ columns: [] }) } }, "The usual ones") : null,
  );
}

const save = (app: App, name: string, ending: string, type: string, text: () => string): HTMLElement =>
  h(
    "button",
    { type: "button", "data-key": `save-${ending}`, on: { click: () => download(`frontlog-incidents${app.state.on ? `-${app.state.on}` : ""}.${ending}`, type, text()) } },
    name,
  );

function head(app: App, column: Column): HTMLElement {
  const { sort } = app.state;
  const [up, down] = [sort === column.key, sort === `-${column.key}`];
  const next = down ? column.key : `-${column.key}`;
  return h(
    "th",
    { scope: "col", "aria-sort": up ? "ascending" : down ? "descending" : null },
    h("button", { type: "button", class: "sort", "data-key": `sort-${column.key}`, on: { click: () => app.go({ sort: next }) } }, column.name, h("span", { "aria-hidden": "true" }, up ? " ▲" : down ? " ▼" : "")),
  );
}

function row(app: App, columns: readonly Column[], item: Shown): HTMLElement {
  const { incident, claims } = item;
  const current = incident.claims.includes(app.state.claim) || app.state.incident === incident.id;
  return h(
    "tr",
    { "aria-current": current ? "true" : null },
    columns.map((column) => {
      const value = column.value(app.model, item);
      if (column.key === "title") {
        const href = app.link({ incident: incident.id, claim: claims[0]?.id ?? "", pane: "evidence" });
        return h("th", { scope: "row" }, h("a", { href, "data-key": `row-${incident.id}`, "data-claim": claims[0]?.id, dir: "auto" }, incident.title));
      }
      if (column.key === "killed" || column.key === "wounded") return h("td", { class: "number" }, lossCell(app, item, column.key, value));
      if (column.key === "grade") return h("td", { title: badge(GRADES, incident.grade)[1] }, gradeChip(incident));
      return h("td", { class: typeof value === "number" ? "number" : column.key === "date_start" ? "nowrap" : null, dir: "auto" }, value === 0 ? "" : value);
    }),
  );
}

/** The figure leads to a sentence that states one. */
function lossCell(app: App, item: Shown, kind: string, value: string | number | null): Child {
  const tolls = tollsOf(app.model, item).filter((t) => t.kind === kind);
  if (tolls.length === 0) return "";
  const claim = item.claims.find((c) => c.losses.some((l) => l.kind === kind)) ?? item.claims[0];
  const words = tolls.map((t) => tollWords(app.model, t)).join("; ");
  return h("a", { href: app.link({ incident: item.incident.id, claim: claim?.id ?? "", pane: "evidence" }), title: words }, value ?? "open");
}
