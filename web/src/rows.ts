/** Incidents as rows of a table: one list of columns for what is shown, sorted and saved. */

import type { Toll } from "./bundle";
import { located } from "./map/features";
import { type Model, actorName, placeName } from "./model";
import { type Shown, outletOf, voicesOf } from "./select";
import { tollsOf } from "./tolls";
import { typeName } from "./words";

export type Cell = string | number | null;

export interface Column {
  readonly key: string;
  readonly name: string;
  readonly value: (model: Model, item: Shown) => Cell;
  /** Shown unless other columns are chosen; the others are saved only. */
  readonly seen: boolean;
}

const names = (model: Model, ids: readonly string[]): string => [...new Set(ids.filter(Boolean).map((id) => actorName(model, id)))].join("; ");

function bound(model: Model, item: Shown, kind: string, end: keyof Toll & ("low" | "best" | "high")): number | null {
  const rows = tollsOf(model, item).filter((t) => t.kind === kind);
  if (rows.length === 0 || rows.some((t) => t[end] === null)) return null;
  return rows.reduce((sum, t) => sum + (t[end] ?? 0), 0);
}

const column = (key: string, name: string, value: Column["value"], seen = true): Column => ({ key, name, value, seen });

export const COLUMNS: readonly Column[] = [
  column("date_start", "First day", (_, { incident }) => incident.first),
  column("date_end", "Last day", (_, { incident }) => incident.last, false),
  column("type", "Type", (_, { incident }) => typeName(incident.type)),
  column("title", "Incident", (_, { incident }) => incident.title),
  column("place", "Place", (model, { incident }) => placeName(model, incident.place)),
  column("latitude", "Latitude", (model, { incident }) => where(model, incident.place)?.lat ?? null, false),
  column("longitude", "Longitude", (model, { incident }) => where(model, incident.place)?.lon ?? null, false),
  column("uncertainty_m", "Uncertainty (m)", (model, { incident }) => where(model, incident.place)?.uncertainty_m ?? null, false),
  column("agents", "Who", (model, { incident }) => names(model, incident.agents)),
  column("targets", "Whom", (model, { incident }) => names(model, incident.targets)),
  column("modality", "Modality", (_, { incident }) => incident.modality, false),
  column("killed_low", "Killed, low", (model, item) => bound(model, item, "killed", "low"), false),
  column("killed", "Killed", (model, item) => bound(model, item, "killed", "best")),
  column("killed_high", "Killed, high", (model, item) => bound(model, item, "killed", "high"), false),
  column("wounded_low", "Wounded, low", (model, item) => bound(model, item, "wounded", "low"), false),
  column("wounded", "Wounded", (model, item) => bound(model, item, "wounded", "best")),
  column("wounded_high", "Wounded, high", (model, item) => bound(model, item, "wounded", "high"), false),
  column("voices", "Voices", (model, { claims }) => voicesOf(model, claims).size),
  column("claims", "Claims", (_, { claims }) => claims.length),
  column("outlets", "Outlets", (model, { claims }) => [...new Set(claims.map((c) => outletOf(model, c)))].sort().join("; "), false),
  column("grade", "Support", (_, { incident }) => incident.grade),
  column("belief", "Believed", (_, { incident }) => (incident.belief === null ? null : Math.round(incident.belief * 100) / 100)),
  column("admiralty", "Admiralty", (_, { incident }) => incident.admiralty, false),
  column("differences", "Differ", (model, { incident }) => model.contradictionsOfIncident.get(incident.id)?.length ?? 0),
  column("incident_id", "Incident id", (_, { incident }) => incident.id, false),
  column("claim_ids", "Claim ids", (_, { claims }) => claims.map((c) => c.id).join("; "), false),
];

const ALWAYS: readonly string[] = ["incident_id", "claim_ids"]; // saved in any case: they lead back to the record

/** The columns that the page shows; none chosen means the usual ones. */
export const shownColumns = (chosen: readonly string[]): readonly Column[] => COLUMNS.filter((c) => (chosen.length > 0 ? chosen.includes(c.key) || c.key === "title" : c.seen));

/** The columns that are saved: all of them, or those chosen. */
export const savedColumns = (chosen: readonly string[]): readonly Column[] =>
  chosen.length === 0 ? COLUMNS : COLUMNS.filter((c) => chosen.includes(c.key) || c.key === "title" || ALWAYS.includes(c.key));

function where(model: Model, id: string): { lat: number; lon: number; uncertainty_m: number | null } | null {
  const place = model.places.get(id);
  return located(place) ? place : null;
}

/** Rows in the order that is asked for: a column's key, "-" before it for the other way round; unknown values last. */
export function sorted(model: Model, found: readonly Shown[], sort: string): readonly Shown[] {
  const down = sort.startsWith("-");
  const by = COLUMNS.find((c) => c.key === (down ? sort.slice(1) : sort));
  if (!by) return [...found].sort((a, b) => ((a.incident.first ?? a.incident.last ?? "") > (b.incident.first ?? b.incident.last ?? "") ? -1 : 1));
  const keyed = found.map((item) => [by.value(model, item), item] as const);
  const sign = down ? -1 : 1;
  return keyed
    .sort(([a], [b]) => (a === b ? 0 : a === null || a === "" ? 1 : b === null || b === "" ? -1 : a < b ? -sign : sign))
    .map(([, item]) => item);
}

const FORMULA = /^[=+\-@\t\r]/;

/** Comma-separated, as `frontlog export` writes it: unknown is empty, a text that a spreadsheet would run gets an apostrophe. */
export function csv(model: Model, found: readonly Shown[], columns = COLUMNS): string {
  const cell = (value: Cell): string => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
    const text = FORMULA.test(value) ? `'${value}` : value;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = found.map((item) => columns.map((c) => cell(c.value(model, item))).join(","));
  return [columns.map((c) => c.key).join(","), ...lines, ""].join("\n");
}

export const objects = (model: Model, found: readonly Shown[], columns = COLUMNS): readonly Record<string, Cell>[] =>
  found.map((item) => Object.fromEntries(columns.map((c) => [c.key, c.value(model, item)])));

const SPOT: readonly string[] = ["latitude", "longitude"];

/** GeoJSON; an incident without a place has a null geometry, so that none is lost. */
export function geojson(model: Model, found: readonly Shown[], columns = COLUMNS): string {
  const features = objects(model, found, [...COLUMNS.filter(({ key }) => SPOT.includes(key)), ...columns.filter(({ key }) => !SPOT.includes(key))]).map(({ latitude, longitude, ...properties }) => ({
    type: "Feature",
    geometry: latitude === null || longitude === null ? null : { type: "Point", coordinates: [longitude, latitude] },
    properties,
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}
