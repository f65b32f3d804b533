/** Where each sign and each name stands in the window; pure. What goes first is placed first, and what comes later keeps clear of it: signs,
 * names of places, kinds of incidents, towns, names of countries. */

import { type Box, Boxes } from "./boxes";
import type { Marked, Sign } from "./features";

/** Where the map looks: Mercator's projection, north up. */
export interface View {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

export interface Named {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

/** Words at a spot: their lines, the middle of their block, and how they are drawn. */
export interface Label {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly style: Style;
  readonly box: Box;
  /** The place that is named, "" for a town or country. */
  readonly place: string;
}

export interface Put<T> {
  readonly what: T;
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly signs: readonly Put<Sign>[];
  readonly marks: readonly (Put<Marked> & { readonly place: string })[];
  readonly towns: readonly Put<Named>[];
  readonly labels: readonly Label[];
}

export interface Style {
  readonly size: number;
  readonly colour: string;
  /** Between letters, as a share of the size. */
  readonly spacing: number;
}

export const HELD: Style = { size: 12.5, colour: "#1a1a1a", spacing: 0 };
export const MENTIONED: Style = { size: 11, colour: "#5c5a55", spacing: 0 };
export const TOWN: Style = { size: 10.5, colour: "#7b7363", spacing: 0 };
const LINE = 1.15; // height of a line, as a share of its size
const WIDE = 9; // letters' widths of a line, in sizes
const MARGIN = 90; // pixels around the window in which names are placed too, so that they stay where they are while it moves

/** The width of words in pixels. */
export type Measure = (text: string, style: Style) => number;

const TILE = 512;
export const across = (lon: number): number => (lon + 180) / 360;
export const down = (lat: number): number => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;

/** From degrees to pixels of the window. */
export function projection({ lon, lat, zoom, width, height }: View): (lon: number, lat: number) => readonly [number, number] {
  const scale = TILE * 2 ** zoom;
  const [x0, y0] = [width / 2 - across(lon) * scale, height / 2 - down(lat) * scale];
  return (east, north) => [x0 + across(east) * scale, y0 + down(north) * scale];
}

export interface Choice {
  /** Whether the name of a place is tried, and whether signs of incidents are. */
  readonly names: (sign: Sign) => boolean;
  readonly marks: boolean;
}

export function layout(view: View, signs: readonly Sign[], towns: readonly Named[], countries: readonly Named[], choice: Choice, measure: Measure): Layout {
  const project = projection(view);
  const inside = (x: number, y: number): boolean => x > -MARGIN && y > -MARGIN && x < view.width + MARGIN && y < view.height + MARGIN;
  const taken = new Boxes();
  const put: Put<Sign>[] = [];
  for (const sign of signs) {
    const [x, y] = project(sign.place.lon, sign.place.lat);
    if (inside(x, y)) put.push({ what: sign, x, y });
  }
  put.sort((a, b) => a.what.rank - b.what.rank); // what more is said about lies on top
  for (const { what, x, y } of put) taken.add(around(x, y, what.minor ? 4 : what.symbol.siege ? 11 : 8));
  const first = [...put].reverse();
  const labels: Label[] = [];
  const name = (text: string, x: number, y: number, gap: number, style: Style, place: string): void => {
    const label = beside(text, x, y, gap, style, place, measure, taken);
    if (label) labels.push(label);
  };
  for (const { what, x, y } of first)
    if (choice.names(what)) name(what.name, x, y, what.minor ? 6 : what.symbol.siege ? 14 : 11, what.minor ? MENTIONED : HELD, what.place.id);
  const marks = choice.marks ? placeMarks(first, taken) : [];
  const squares: Put<Named>[] = [];
  for (const town of towns) {
    const [x, y] = project(town.lon, town.lat);
    if (!inside(x, y) || !taken.free(around(x, y, 3))) continue;
    const label = beside(town.name, x, y, 5, TOWN, "", measure, taken);
    if (!label) continue;
    taken.add(around(x, y, 3));
    squares.push({ what: town, x, y });
    labels.push(label);
  }
  const style: Style = { size: 10 + (Math.min(Math.max(view.zoom, 2), 7) - 2) * 1.4, colour: "#8d8570", spacing: 0.15 };
  for (const country of countries) {
    const [x, y] = project(country.lon, country.lat);
    if (inside(x, y)) name(country.name, x, y, 0, style, "");
  }
  return { signs: put, marks, towns: squares, labels };
}

const around = (x: number, y: number, radius: number): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });

function placeMarks(first: readonly Put<Sign>[], taken: Boxes): Layout["marks"] {
  const out: (Put<Marked> & { place: string })[] = [];
  for (const { what, x, y } of first)
    for (const mark of what.marks) {
      const box = around(x + mark.offset[0], y + mark.offset[1], 8 * mark.size);
      if (!taken.free(box)) continue;
      taken.add(box);
      out.push({ what: mark, x: x + mark.offset[0], y: y + mark.offset[1], place: what.place.id });
    }
  return out;
}

/** Words beside a spot, on the first side that is free: right, left, below, above; with no gap they stand on it. Null where there is no room. */
function beside(text: string, x: number, y: number, gap: number, style: Style, place: string, measure: Measure, taken: Boxes): Label | null {
  const lines = broken(text, style, measure);
  const width = Math.max(...lines.map((line) => measure(line, style)));
  const height = lines.length * style.size * LINE;
  const sides: readonly (readonly [number, number])[] =
    gap === 0 ? [[0, 0]] : [[gap + width / 2, 0], [-gap - width / 2, 0], [0, gap + height / 2], [0, -gap - height / 2]];
  for (const [dx, dy] of sides) {
    const [cx, cy] = [x + dx, y + dy];
    const box: Box = { left: cx - width / 2 - 1, top: cy - height / 2, right: cx + width / 2 + 1, bottom: cy + height / 2 };
    if (!taken.free(box)) continue;
    taken.add(box);
    return { lines, x: cx, y: cy, style, box, place };
  }
  return null;
}

/** Long names on several lines. */
function broken(text: string, style: Style, measure: Measure): readonly string[] {
  const most = WIDE * style.size;
  const words = text.split(" ");
  if (words.length === 1 || measure(text, style) <= most) return [text];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines[lines.length - 1];
    if (last !== undefined && measure(`${last} ${word}`, style) <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The place whose sign, name or incidents lie at a point of the window, the nearest sign first; "" for none. */
export function placeAt({ signs, marks, labels }: Layout, x: number, y: number): string {
  let [best, found] = [Infinity, ""];
  for (const { what, x: sx, y: sy } of signs) {
    const away = Math.hypot(sx - x, sy - y);
    if (away <= (what.minor ? 7 : 11) && away <= best) [best, found] = [away, what.place.id];
  }
  if (found) return found;
  const label = labels.find(({ box, place }) => place && box.left <= x && x <= box.right && box.top <= y && y <= box.bottom);
  return label?.place ?? marks.find((m) => Math.max(Math.abs(m.x - x), Math.abs(m.y - y)) <= 8 * m.what.size)?.place ?? "";
}
