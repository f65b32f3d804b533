/** The bundle as it was before it was packed for the way here; src/frontlog/views/packing.py says how that is done. */

import type { Bundle } from "./bundle";

type Column = readonly unknown[];
interface Packed {
  readonly strings: readonly string[];
  readonly value: Column;
}

/** Undo `pack_text`. Nothing here blocks the page's first painting: the browser decompresses beside it. */
export async function unpackText(text: string): Promise<Bundle> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
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

type Rows = readonly [code: string, count: number, names: readonly string[], ...columns: Column[]];

const LATER: readonly string[] = ["claims"]; // most of a record, and most of their fields are wanted only when one is opened

function rows(column: Column, strings: readonly string[]): readonly unknown[] {
  const [, count, names, ...columns] = column as Rows;
  const table = columns.map((c, k) => (count === 1 && LATER.includes(names[k] ?? "") ? later(c, strings) : values(c, strings)));
  return Array.from({ length: count }, (_, i) => {
    const out: Record<string, unknown> = {};
    for (let k = 0; k < names.length; k++) out[names[k] as string] = table[k]?.[i];
    return out;
  });
}

/** A list of rows whose fields are unpacked, for all rows at once, when the first of them is asked for. */
function later(column: Column, strings: readonly string[]): readonly unknown[] {
  if (column[0] !== "lists" || (column[2] as Column)[0] !== "rows") return values(column, strings);
  const [, count, names, ...columns] = column[2] as Rows;
  class Row {
    constructor(readonly at: number) {}
  }
  names.forEach((name, k) => {
    let unpacked: readonly unknown[] | undefined;
    const get = function (this: Row): unknown {
      return (unpacked ??= values(columns[k] as Column, strings))[this.at];
    };
    Object.defineProperty(Row.prototype, name, { get, enumerable: true });
  });
  return [Array.from({ length: count }, (_, i) => new Row(i))];
}
