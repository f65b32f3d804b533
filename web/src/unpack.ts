/** The bundle as it was before it was packed for the way here; src/frontlog/views/packing.py says how that is done. */

import type { Bundle } from "./bundle";

type Column = readonly unknown[];
interface Packed {
  readonly strings: readonly string[];
  readonly value: Column;
}

/** Undo `pack_text`. Nothing here blocks the page's first painting: the browser decompresses beside it. */
export async function unpackText(text: string): Promise<Bundle> {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(JSON.parse(await new Response(stream).text()) as Packed) as Bundle;
}

export const unpack = ({ strings, value }: Packed): unknown => values(value, strings)[0];

function values(column: Column, strings: readonly string[]): readonly unknown[] {
  switch (column[0]) {
    case "same": {
      const [value] = values(column.slice(2), strings);
      return new Array<unknown>(column[1] as number).fill(value);
    }
    case "rows":
      return rows(column, strings);
    case "lists": {
      const inner = values(column[2] as Column, strings);
      let at = 0;
      return (column[1] as readonly number[]).map((count) => inner.slice(at, (at += count)));
    }
    case "words":
      return (column[1] as readonly (number | string)[]).map((v) => (typeof v === "number" ? strings[v] : v));
    case "gaps": {
      const present = values(column[2] as Column, strings);
      let at = 0;
      return (column[1] as readonly number[]).map((there) => (there ? present[at++] : null));
    }
    default:
      return column[1] as readonly unknown[];
  }
}

function rows(column: Column, strings: readonly string[]): readonly unknown[] {
  const [, count, names, ...columns] = column as readonly [string, number, readonly string[], ...Column[]];
  const table = columns.map((c) => values(c, strings));
  return Array.from({ length: count }, (_, i) => {
    const out: Record<string, unknown> = {};
    for (let k = 0; k < names.length; k++) out[names[k] as string] = table[k]?.[i];
    return out;
  });
}
