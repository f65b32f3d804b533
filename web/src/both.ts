/** Whether two claims that differ could both be true: what speaks for it, in words. A help for reading, no judgement. */

import type { Claim, Contradiction } from "./bundle";
import { number } from "./days";
import { type Model, placeName } from "./model";

const HOURS = 1; // days apart from which two reports may speak of different moments

/** Reasons why both could be true; empty when nothing in the claims leaves room. */
export function bothTrue(model: Model, row: Contradiction): readonly string[] {
  const a = model.claims.get(row.claim_a);
  const b = model.claims.get(row.claim_b);
  if (!a || !b) return [];
  return [...days(a, b), ...places(model, a, b), ...figures(row, a, b), ...voices(a, b)];
}

function days(a: Claim, b: Claim): readonly string[] {
  const [x, y] = [a.time.last ?? a.time.first, b.time.last ?? b.time.first];
  if (!x || !y) return ["one of them names no day"];
  const gap = Math.abs(number(x) - number(y));
  return gap >= HOURS ? [`they may speak of different days (${gap} apart)`] : [];
}

function places(model: Model, a: Claim, b: Claim): readonly string[] {
  const [p, q] = [a.place[0], b.place[0]];
  if (!p || !q) return p || q ? ["one of them names no place"] : [];
  if (p.id !== q.id) return [`they name different places (${placeName(model, p.id)}, ${placeName(model, q.id)})`];
  return p.relation !== q.relation ? ["one speaks of the place, the other of what lies around it"] : [];
}

function figures(row: Contradiction, a: Claim, b: Claim): readonly string[] {
  if (row.type !== "losses") return [];
  const open = [...a.losses, ...b.losses].some((l) => l.min === null || l.max === null);
  return open ? ["one of the figures is only a bound (at least, up to)"] : [];
}

function voices(a: Claim, b: Claim): readonly string[] {
  const doubt = (c: Claim): boolean => c.certainty === "hedged" || c.certainty === "disputed";
  return doubt(a) || doubt(b) ? ["one of them is told with a doubt"] : [];
}
