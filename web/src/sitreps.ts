/** The situation report of the days shown, in the sentences of `frontlog sitrep`, with the numbers of its sources. */

import type { Claim, Sentence, Sitrep } from "./bundle";
import type { Model } from "./model";
import { dayOf, filtered } from "./select";
import type { State } from "./state";

/** What the reports say is told of all of them: not of a selection, nor of what was known earlier. */
export function sitrepOf(model: Model, state: State): Sitrep | undefined {
  if (filtered(state) || state.known || state.without || state.layer !== "assessed") return undefined;
  const day = dayOf(model, state);
  return model.bundle.sitreps.find((s) => s.last === day && s.span === state.span);
}

export const sentencesOf = (model: Model, numbers: readonly number[]): readonly Sentence[] =>
  numbers.map((n) => model.bundle.sentences[n]).filter((s): s is Sentence => s !== undefined);

/** The sentences of reports that a situation report rests on, as they are first met: each with the claims that were read out of it. */
export interface Cited {
  readonly sources: readonly (readonly Claim[])[];
  /** The number of the source of a claim, from 1. */
  readonly number: (claim: string) => number;
}

export function cited(model: Model, { sections }: Sitrep): Cited {
  const at = new Map<string, number>();
  const numbers = new Map<string, number>();
  const sources: Claim[][] = [];
  for (const { claims } of sections.flatMap((s) => sentencesOf(model, s.sentences)))
    for (const id of claims) {
      const claim = model.claims.get(id);
      if (!claim || numbers.has(id)) continue;
      const key = `${claim.document} ${claim.start} ${claim.end}`;
      let number = at.get(key);
      if (number === undefined) at.set(key, (number = sources.push([])));
      sources[number - 1]?.push(claim);
      numbers.set(id, number);
    }
  return { sources, number: (claim) => numbers.get(claim) ?? 0 };
}
