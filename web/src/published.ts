/** When a claim could be known: the day its report was published. */

import type { Claim, Incident } from "./bundle";
import { type Model, rowsOf } from "./model";

/** A report without a day of publication is taken for published on the last day that it speaks of; "" when it speaks of none. */
export function publishedOn(model: Model, claim: Claim | undefined): string {
  if (!claim) return "";
  return model.documents.get(claim.document)?.published ?? claim.time.last ?? claim.time.first ?? "";
}

const bounds = new WeakMap<Incident, readonly [first: string, last: string]>();

/** The first and the last day on which a claim of an incident could be known. */
export function publishedBounds(model: Model, incident: Incident): readonly [first: string, last: string] {
  const known = bounds.get(incident);
  if (known) return known;
  const days = rowsOf(model.claimsOfIncident, incident.id).map((c) => publishedOn(model, c));
  const found = [days.reduce((a, b) => (b < a ? b : a), "9999"), days.reduce((a, b) => (b > a ? b : a), "")] as const;
  bounds.set(incident, found);
  return found;
}
