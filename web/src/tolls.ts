/** What incidents cost, over the claims that are shown: the rule of src/frontlog/incidents/tolls.py, for when some are left out. */

import type { Claim, Loss, Toll } from "./bundle";
import type { Model } from "./model";
import { publishedOn } from "./published";
import { type Shown, sideOf } from "./select";

const PEOPLE: readonly string[] = ["killed", "wounded", "killed_or_wounded", "captured", "surrendered", "defected"];

/** The tolls of an incident: its own, or those of the claims that are left when some are hidden. */
export function tollsOf(model: Model, { incident, claims }: Shown): readonly Toll[] {
  return claims.length === incident.claims.length ? incident.tolls : tolls(model, claims);
}

/** Each voice counts with its latest figure. `best` is the number that most voices allow, the lower of equals. */
export function tolls(model: Model, claims: readonly Claim[]): readonly Toll[] {
  const rows = new Map<string, Map<string, Loss>>();
  const told = claims.filter((c) => c.modality === "actual" && c.certainty !== "disputed");
  for (const claim of [...told].sort((a, b) => (publishedOn(model, a) < publishedOn(model, b) ? -1 : 1)))
    for (const loss of claim.losses) {
      if (!PEOPLE.includes(loss.kind) || (loss.min === null && loss.max === null)) continue;
      const key = `${loss.side} ${loss.kind}`;
      const latest = rows.get(key) ?? new Map<string, Loss>();
      rows.set(key, latest.set(model.documents.get(claim.document)?.origin_group ?? claim.document, loss));
    }
  return [...rows.values()].map((latest) => bounds([...latest.values()])).sort((a, b) => (a.side + a.kind < b.side + b.kind ? -1 : 1));
}

function bounds(figures: readonly Loss[]): Toll {
  const { side, kind } = figures[0] as Loss;
  const stated = [...new Set(figures.flatMap((f) => [f.min, f.max]).filter((v): v is number => v !== null))].sort((a, b) => a - b);
  const allowed = (value: number): number => figures.filter((f) => (f.min ?? 0) <= value && value <= (f.max ?? Infinity)).length;
  const best = stated.reduce<number | null>((top, v) => (top === null || allowed(v) > allowed(top) ? v : top), null);
  const lows = figures.map((f) => f.min).filter((v): v is number => v !== null);
  const highs = figures.map((f) => f.max).filter((v): v is number => v !== null);
  const floor = Math.max(0, ...figures.filter((f) => f.max === null).map((f) => f.min ?? 0));
  const top = highs.length > 0 ? Math.max(...highs) : null;
  return { side, kind, low: lows.length > 0 && best !== null ? Math.min(...lows, best) : null, best, high: top !== null && floor <= top ? top : null };
}

export interface Sum {
  readonly kind: string;
  readonly low: number;
  readonly best: number;
  /** null: at least one incident leaves its end open. */
  readonly high: number | null;
  readonly incidents: number;
}

const COUNTED: readonly string[] = ["killed", "wounded"];

/** A sum that grows: an incident without a figure adds nothing and is not counted. */
class Growing implements Sum {
  low = 0;
  best = 0;
  high: number | null = 0;
  incidents = 0;
  #last: unknown;

  constructor(readonly kind: string) {}

  add(toll: Toll, of: unknown): void {
    this.low += toll.low ?? 0;
    this.best += toll.best ?? 0;
    this.high = this.high === null || toll.high === null ? null : this.high + toll.high;
    if (this.#last !== of) this.incidents++;
    this.#last = of;
  }
}

/** Killed and wounded over several incidents, as ranges. */
export function sums(model: Model, found: readonly Shown[]): readonly Sum[] {
  const out = COUNTED.map((kind) => new Growing(kind));
  for (const item of found) for (const toll of tollsOf(model, item)) out[COUNTED.indexOf(toll.kind)]?.add(toll, item);
  return out.map(({ kind, low, best, high, incidents }) => ({ kind, low, best, high, incidents }));
}

/** Killed and wounded of each side, with the incidents that tell of them; the most killed first. */
export interface Losses {
  readonly side: string;
  readonly items: readonly Shown[];
  readonly sums: readonly Sum[];
}

export function losses(model: Model, found: readonly Shown[]): readonly Losses[] {
  const sides = new Map<string, { side: string; items: Shown[]; sums: readonly Growing[] }>();
  for (const item of found)
    for (const toll of tollsOf(model, item)) {
      const at = COUNTED.indexOf(toll.kind);
      if (at < 0) continue;
      const side = sideOf(model, toll.side);
      let row = sides.get(side);
      if (!row) sides.set(side, (row = { side, items: [], sums: COUNTED.map((kind) => new Growing(kind)) }));
      row.sums[at]?.add(toll, item);
      if (row.items[row.items.length - 1] !== item) row.items.push(item);
    }
  return [...sides.values()].sort((a, b) => (b.sums[0]?.best ?? 0) - (a.sums[0]?.best ?? 0));
}
