/** What can be said of an outlet from its own reports: how much is its own, how fast it is, whom it contradicts, what it concedes. */

import type { Claim, Document, Without } from "./bundle";
import { number } from "./days";
import { type Model, group, rowsOf } from "./model";

export interface Profile {
  readonly name: string;
  readonly documents: readonly Document[];
  readonly claims: readonly Claim[];
  /** Reports that copy another one. */
  readonly copies: number;
  /** Median of days from an event to the report; null where no claim has both days. */
  readonly lag: number | null;
  /** Incidents that it tells, and those that no other independent voice tells. */
  readonly incidents: number;
  readonly alone: number;
  /** Hard contradictions that a claim of it is part of. */
  readonly contradictions: number;
  /** Claims in it by which a side admits what harms it. */
  readonly concessions: number;
  /** Admiralty letter, A to F; empty where none was worked out. */
  readonly letter: string;
}

const made = new WeakMap<Model, readonly Profile[]>();

/** All outlets, those with the most reports first. */
export function profiles(model: Model): readonly Profile[] {
  const known = made.get(model) ?? make(model);
  made.set(model, known);
  return known;
}

function make(model: Model): readonly Profile[] {
  const hard = new Set(model.bundle.contradictions.filter((c) => c.status === "contradiction").flatMap((c) => [c.claim_a, c.claim_b]));
  const admitted = new Set(model.bundle.incidents.flatMap((i) => i.against_interest));
  const letters = new Map(model.bundle.incidents.flatMap((i) => i.testimony).map((t) => [t.voice, t.letter] as const));
  const of = [...group(model.bundle.documents, (d) => [d.outlet])].map(([name, documents]): Profile => {
    const claims = documents.flatMap((d) => rowsOf(model.claimsOfDocument, d.id));
    const incidents = [...new Set(claims.map((c) => c.incident))].map((id) => model.incidents.get(id)).filter((i) => i !== undefined);
    return {
      name,
      documents,
      claims,
      copies: documents.filter((d) => d.copy_of).length,
      lag: median(claims.map((c) => lag(model, c)).filter((n): n is number => n !== null)),
      incidents: incidents.length,
      alone: incidents.filter((i) => i.origin_groups.length === 1).length,
      contradictions: claims.filter((c) => hard.has(c.id)).length,
      concessions: claims.filter((c) => admitted.has(c.id)).length,
      letter: letters.get(name) ?? "",
    };
  });
  return of.sort((a, b) => b.documents.length - a.documents.length || (a.name < b.name ? -1 : 1));
}

function lag(model: Model, claim: Claim): number | null {
  const published = model.documents.get(claim.document)?.published;
  const day = claim.time.last ?? claim.time.first;
  return published && day && claim.modality !== "planned" ? number(published) - number(day) : null;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

const CAMP = "camp:";

/** What is left out, in words: an outlet's name, or "all outlets that speak for" a camp. */
export function withoutWords(key: string): string {
  return key.startsWith(CAMP) ? `all that speak for ${campName(key)}` : key || "Unknown outlet";
}

/** "syria-gov-camp" as "Syria gov camp". */
export function campName(key: string): string {
  const words = key.replace(CAMP, "").replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The outlets that are left out, and the camps of the record that can be. */
export const leftOut = (model: Model, key: string): readonly string[] => (key ? (model.without.get(key)?.outlets ?? [key]) : []);
export const camps = (model: Model): readonly Without[] => model.bundle.without.filter(({ name }) => name.startsWith(CAMP));
