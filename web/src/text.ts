/** Words of a document by their offsets. Offsets count characters (code points); JavaScript strings count UTF-16 units. */

import type { Document, Part } from "./bundle";

const SURROGATE = /[\ud800-\udfff]/;

/** The code points [start, end) of a text. A character outside the basic plane (an emoji, say) is two units and one code point. */
export function cut(text: string, start: number, end: number): string {
  if (!SURROGATE.test(text)) return text.slice(start, end);
  const from = unit(text, start, 0);
  return text.slice(from, unit(text, end - start, from));
}

/** The index in UTF-16 units of the code point that lies `count` after the unit `from`. */
function unit(text: string, count: number, from: number): number {
  let at = from;
  for (let left = count; left > 0 && at < text.length; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** The number of code points in a text. */
export function length(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

/** The words [start, end) of one part, clipped to it; "" where they are withheld. */
export function ofPart(part: Part, start: number, end: number): string {
  if (part.text === null) return "";
  return cut(part.text, Math.max(start, part.start) - part.start, Math.max(Math.min(end, part.end) - part.start, 0));
}

/** The words [start, end) of a document; what is withheld is left out. */
export function words(document: Document, start: number, end: number): string {
  let out = "";
  for (const part of document.parts) if (part.start < end && start < part.end) out += ofPart(part, start, end);
  return out;
}

/** Put the words of the reports, which come after the rest of the record, where they belong: a list for each document, a text for each part. */
export function withTexts(documents: readonly Document[], texts: readonly (readonly (string | null)[])[]): void {
  documents.forEach(({ parts }, i) => {
    parts.forEach((part, k) => Object.defineProperty(part, "text", { value: texts[i]?.[k] ?? null, enumerable: true }));
  });
}
