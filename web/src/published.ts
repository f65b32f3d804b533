/** When a claim could be known: the day its report was published. */

import type { Claim } from "./bundle";
import type { Model } from "./model";

const days = new WeakMap<Claim, string>(); // asked for with every step of the clock of knowledge

/** A report without a day of publication is taken for published on the last day that it speaks of; "" when it speaks of none. */
export function publishedOn(model: Model, claim: Claim | undefined): string {
  if (!claim) return "";
  let found = days.get(claim);
  if (found === undefined) days.set(claim, (found = model.documents.get(claim.document)?.published ?? claim.time.last ?? claim.time.first ?? ""));
  return found;
}
