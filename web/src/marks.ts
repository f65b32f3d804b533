/** Which stretches of a document a claim rests on: its sentence, and the words of each of its fields. */

import type { Claim, Part } from "./bundle";
import { ofPart } from "./text";

export type Field = "trigger" | "agent" | "target" | "place" | "time" | "loss" | "source" | "object";

/** Fields in the order in which they are listed, with their names for people. */
export const FIELDS: readonly (readonly [Field, string])[] = [
  ["trigger", "What"],
  ["agent", "Who"],
  ["target", "Whom"],
  ["place", "Where"],
  ["time", "When"],
  ["loss", "How many"],
  ["source", "Who says"],
  ["object", "With what"],
];

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly field: Field;
}

/** All marks of a claim, by offset. Words that stand nowhere (offset -1) give none. */
export function marksOf(claim: Claim): readonly Mark[] {
  const of = (field: Field, list: readonly { start: number; end: number }[]): Mark[] =>
    list.map(({ start, end }) => ({ start, end, field }));
  const all = [
    ...of("trigger", [claim.trigger]),
    ...of("agent", claim.agent),
    ...of("target", claim.target),
    ...of("place", claim.place),
    ...of("time", claim.time.words ? [claim.time.words] : []),
    ...of("loss", claim.losses),
    ...of("source", claim.source ? [claim.source] : []),
    ...of("object", claim.objects),
  ];
  return all.filter((m) => m.start >= 0 && m.end > m.start).sort((a, b) => a.start - b.start || b.end - a.end);
}

export interface Stretch {
  readonly text: string;
  readonly fields: readonly Field[];
  readonly sentence: boolean;
  /** Another claim whose sentence this is, "" for none. */
  readonly other: string;
}

/** Cut a part of a document wherever a mark or a sentence starts or ends. */
export function stretches(part: Part, claim: Claim | null, others: readonly Claim[]): readonly Stretch[] {
  const marks = claim ? marksOf(claim) : [];
  const inside = (at: number): boolean => at > part.start && at < part.end;
  const edges = [...marks, ...others, ...(claim ? [claim] : [])].flatMap((m) => [m.start, m.end]).filter(inside);
  const cuts = [...new Set([part.start, ...edges, part.end])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i] ?? part.start;
    const covers = (m: { start: number; end: number }): boolean => m.start <= start && end <= m.end;
    const sentence = claim !== null && covers(claim);
    return {
      text: ofPart(part, start, end),
      fields: [...new Set(marks.filter(covers).map((m) => m.field))],
      sentence,
      other: sentence ? "" : (others.find(covers)?.id ?? ""),
    };
  });
}
