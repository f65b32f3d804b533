/** The bars over the days: how much happened on each, by family of kinds, and how much was published. */

import { s } from "../dom";
import { number } from "../days";
import type { Model } from "../model";
import type { Shown } from "../select";
import { type Kind, kindOf } from "../words";

export const HEIGHT = 40;

/** Kinds drawn in one colour: nine colours in one small bar nobody tells apart. */
export const FAMILIES: readonly (readonly [name: string, className: string, kinds: readonly Kind[]])[] = [
  ["ground, sieges", "ground", ["ground", "siege"]],
  ["fighting", "fight", ["fight"]],
  ["air, shells, bombs", "fire", ["air", "shelling", "bombing"]],
  ["people, politics", "rest", ["harm", "move", "politics"]],
];

const FAMILY: ReadonlyMap<Kind, number> = new Map(FAMILIES.flatMap(([, , kinds], i) => kinds.map((kind) => [kind, i] as const)));

/** Stacked bars of incidents by the day they begin on, over a pale ground of all whose time reaches over a day. */
export function bars(found: readonly Shown[], first: string, last: string): Element {
  const days = number(last) - number(first) + 1;
  const counts = FAMILIES.map(() => new Float64Array(days));
  const reach = new Float64Array(days + 1);
  for (const { incident } of found) {
    const begin = incident.first ?? incident.last;
    if (!begin || begin > last) continue;
    const at = number(begin) - number(first);
    const end = number(incident.last ?? begin) - number(first);
    if (end < 0) continue;
    if (at >= 0) (counts[FAMILY.get(kindOf(incident.type)) ?? 3] as Float64Array)[at]! += 1;
    reach[Math.max(at, 0)]! += 1;
    reach[Math.min(Math.max(end, at), days - 1) + 1]! -= 1;
  }
  for (let i = 1; i <= days; i++) reach[i]! += reach[i - 1] ?? 0;
  const sums = Array.from({ length: days }, (_, i) => counts.reduce((sum, c) => sum + (c[i] ?? 0), 0));
  const top = Math.max(1, ...sums);
  const scale = (n: number): number => (n <= 0 ? 0 : Math.max(2, (n / top) * HEIGHT));
  const base = new Float64Array(days);
  const stacks = counts.map((c, k) => {
    let d = "";
    for (let i = 0; i < days; i++) {
      const height = scale(c[i] ?? 0);
      if (!height) continue;
      const y = HEIGHT - (base[i] ?? 0);
      d += `M${i + 0.12} ${y}v${-height}h.76v${height}z`;
      base[i]! += height;
    }
    return s("path", { d, class: FAMILIES[k]?.[1] ?? "" });
  });
  let over = "";
  for (let i = 0; i < days; i++) {
    const height = Math.min(HEIGHT, scale(reach[i] ?? 0));
    if (height) over += `M${i} ${HEIGHT}v${-height}h1v${height}z`;
  }
  return s(
    "svg",
    { class: "bars", viewBox: `0 0 ${days} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    s("path", { d: over, class: "reach" }),
    stacks,
  );
}

const TRACK = 12;

/** One mark a day of publication, the taller the more was published on it. */
export function track(model: Model, first: string, last: string): Element {
  const days = Math.max(1, number(last) - number(first) + 1);
  const counts = new Map<number, number>();
  for (const { published } of model.bundle.documents) {
    if (!published || published < first || published > last) continue;
    const at = number(published) - number(first);
    counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  const top = Math.max(1, ...counts.values());
  let d = "";
  for (const [at, n] of counts) {
    const height = 3 + (n / top) * (TRACK - 3);
    d += `M${at + 0.15} ${TRACK}v${-height}h.7v${height}z`;
  }
  return s(
    "svg",
    { class: "track", viewBox: `0 0 ${days} ${TRACK}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    s("path", { d }),
  );
}
