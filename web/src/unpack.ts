/** The bundle as it was before it was packed for the way here; src/frontlog/views/packing.py says how that is done. */

type Column = readonly unknown[];
interface Packed {
  readonly strings: readonly string[];
  readonly value: Column;
}

/** Undo `pack_text`. The browser decompresses beside the page's own work. */
export async function unpackText(text: string): Promise<unknown> {
  const stream = new Blob([bytes(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(JSON.parse(await new Response(stream).text()) as Packed);
}

/** Base 64 as bytes; newer browsers have a function for it that is many times faster. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (fromBase64) return fromBase64.call(Uint8Array, text);
  const letters = atob(text);
  const out = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
  return out;
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

function rows(column: Column, strings: readonly string[]): readonly unknown[] {
  const [, count, names, ...columns] = column as Rows;
  const table = columns.map((c) => (count === 1 ? later(c, strings) : values(c, strings)));
  return Array.from({ length: count }, (_, i) => {
    const out: Record<string, unknown> = {};
    for (let k = 0; k < names.length; k++) out[names[k] as string] = table[k]?.[i];
    return out;
  });
}

const AT = Symbol("row"); // no field of a record can be called so

/** A table of the record: its rows are there at once, and each field of them is unpacked for all rows when the first one is asked for. Most
 * fields of most rows are wanted only when one is opened. */
function later(column: Column, strings: readonly string[]): readonly unknown[] {
  if (column[0] !== "lists" || (column[2] as Column)[0] !== "rows") return values(column, strings);
  const [, count, names, ...columns] = column[2] as Rows;
  class Row {
    readonly [AT]: number;

    constructor(at: number) {
      this[AT] = at;
    }
  }
  names.forEach((name, k) => {
    let unpacked: readonly unknown[] | undefined;
    const get = function (this: Row): unknown {
      return (unpacked ??= values(columns[k] as Column, strings))[this[AT]];
    };
    Object.defineProperty(Row.prototype, name, { get, enumerable: true });
  });
  return [Array.from({ length: count }, (_, i) => new Row(i))];
}
