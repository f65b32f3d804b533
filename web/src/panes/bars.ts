/** The bars over the days: how much happened on each, by family of kinds, and how much was published. */

import { s } from "../dom";
import { number } from "../days";
import type { Model } from "../model";
import { ALWAYS, NEVER, facets } from "../facets";
import { type Kind, kindOf } from "../words";

export const HEIGHT = 40;

/** Kinds drawn in one colour: nine colours in one small bar nobody tells apart. */
export const FAMILIES: readonly (readonly [name: string, className: string, kinds: readonly Kind[]])[] = [
  ["ground, sieges", "ground", ["ground", "siege"]],
  ["fighting", "fight", ["fight"]],
  ["air, shells, bombs", "fire", ["air", "shelling", "bombing"]],
  ["people, politics", "rest", ["harm", "move", "politics"]],
];

const FAMILY: ReadonlyMap<string, number> = new Map(FAMILIES.flatMap(([, , kinds], i) => kinds.map((kind) => [kind, i] as const)));

interface Counted {
  /** How many incidents of each family begin on each day, and on how many a day lies within their time. */
  readonly counts: readonly Float64Array[];
  readonly reach: Float64Array;
  /** First and last day of those whose time is longer than a day. */
  readonly spans: readonly (readonly [first: number, last: number])[];
}

/** Incidents by their days, counted from the first day of the scale. */
function counted(model: Model, found: Uint32Array, first: string, days: number): Counted {
  const f = facets(model);
  const start = number(first);
  const counts = FAMILIES.map(() => new Float64Array(days));
  const reach = new Float64Array(days + 1);
  const family = new Map<string, number>();
  const spans: [number, number][] = [];
  for (const i of found) {
    const [a, b] = [f.first[i] as number, f.last[i] as number];
    const begin = (a === NEVER ? b : a) - start;
    if (begin === ALWAYS - start || begin >= days) continue;
    const end = (b === ALWAYS ? begin + start : b) - start;
    if (end < 0) continue;
    const type = model.bundle.incidents[i]?.type ?? "";
    let of = family.get(type);
    if (of === undefined) family.set(type, (of = FAMILY.get(kindOf(type)) ?? 3));
    if (begin >= 0) (counts[of] as Float64Array)[begin]! += 1;
    reach[Math.max(begin, 0)]! += 1;
    reach[Math.min(Math.max(end, begin), days - 1) + 1]! -= 1;
    if (end > begin) spans.push([Math.max(begin, 0), Math.min(end, days - 1)]);
  }
  for (let i = 1; i <= days; i++) reach[i]! += reach[i - 1] ?? 0;
  return { counts, reach, spans };
}

/** Stacked bars of incidents by the day they begin on, over a pale ground of all whose time reaches over a day; above them whiskers. */
export function bars(model: Model, found: Uint32Array, first: string, last: string): Element {
  const days = number(last) - number(first) + 1;
  const { counts, reach, spans } = counted(model, found, first, days);
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
    s("path", { d: whiskers(spans), class: "whiskers" }),
  );
}

const LANES = 5; // whiskers above one another; with more there would be no room for the bars

/** A line from the first day to the last one of each incident that has several, in lanes where they do not meet; the longest go first. */
export function whiskers(spans: readonly (readonly [first: number, last: number])[]): string {
  const ends: (readonly [number, number])[][] = Array.from({ length: LANES }, () => []);
  let d = "";
  for (const [first, last] of [...spans].sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]).slice(0, LONGEST)) {
    const lane = ends.findIndex((taken) => taken.every(([a, b]) => last < a || b < first));
    if (lane < 0) continue;
    ends[lane]?.push([first, last]);
    d += `M${first + 0.1} ${1 + lane * 2.5}H${last + 0.9}`;
  }
  return d;
}

const LONGEST = 200; // of which whiskers are tried

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
