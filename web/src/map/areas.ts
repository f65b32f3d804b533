/** Areas around places, an illustration and no finding: to each place the ground that is nearer to it than to any other one, within some reach.
 * The rule of src/frontlog/views/areas.py; a test compares the two. */

import type { Sign } from "./features";
import { type View, projection } from "./layout";

const KM = 111.32; // of a degree of latitude
const REACH = 20; // km from a place that its area reaches at most
const VAGUE = 10_000; // metres: a place known no better has no area of its own
const CORNERS = 32; // of the ring that stands for a circle
export const AREAS_NOTE = "Areas are an illustration: ground nearer to this place than to any other. Only the places themselves are assessed.";

type Point = readonly [number, number];

/** The area of a place as a ring of [longitude, latitude]. */
export interface Area {
  readonly sign: Sign;
  readonly ring: readonly Point[];
}

const made = new WeakMap<readonly Sign[], readonly Area[]>();

export function areas(signs: readonly Sign[]): readonly Area[] {
  const known = made.get(signs) ?? make(signs);
  made.set(signs, known);
  return known;
}

function make(signs: readonly Sign[]): readonly Area[] {
  const chosen = sites(signs);
  const lat = chosen.reduce((sum, s) => sum + s.place.lat, 0) / chosen.length;
  const lon = chosen.reduce((sum, s) => sum + s.place.lon, 0) / chosen.length;
  const wide = KM * Math.cos((lat * Math.PI) / 180);
  const points = chosen.map(({ place }): Point => [(place.lon - lon) * wide, (place.lat - lat) * KM]);
  const near = neighbours(points);
  return chosen.map((sign, i) => ({ sign, ring: cell(points[i] as Point, near(i)).map(([x, y]): Point => [lon + x / wide, lat + y / KM]) }));
}

/** Places with a word on who holds them, one a point: the most precise first. */
function sites(signs: readonly Sign[]): readonly Sign[] {
  const vague = (s: Sign): number => s.place.uncertainty_m ?? 0;
  const order = (a: Sign, b: Sign): number => vague(a) - vague(b) || Number(a.symbol.form === "unknown") - Number(b.symbol.form === "unknown") || (a.place.id < b.place.id ? -1 : 1);
  const out = new Map<string, Sign>();
  for (const sign of [...signs].filter((s) => !s.minor && vague(s) <= VAGUE).sort(order)) {
    const key = `${sign.place.lat.toFixed(3)} ${sign.place.lon.toFixed(3)}`;
    if (!out.has(key)) out.set(key, sign);
  }
  return [...out.values()];
}

/** For each point those within two reaches of it, the nearest first; by squares, so that far ones are not even looked at. */
function neighbours(points: readonly Point[]): (i: number) => readonly Point[] {
  const square = ([x, y]: Point): readonly [number, number] => [Math.floor(x / (2 * REACH)), Math.floor(y / (2 * REACH))];
  const squares = new Map<string, number[]>();
  points.forEach((p, i) => {
    const key = square(p).join(" ");
    squares.set(key, [...(squares.get(key) ?? []), i]);
  });
  return (i) => {
    const own = points[i] as Point;
    const [sx, sy] = square(own);
    const away = (p: Point): number => Math.hypot(p[0] - own[0], p[1] - own[1]);
    const found: Point[] = [];
    for (let x = sx - 1; x <= sx + 1; x++)
      for (let y = sy - 1; y <= sy + 1; y++)
        for (const j of squares.get(`${x} ${y}`) ?? []) if (j !== i && away(points[j] as Point) < 2 * REACH) found.push(points[j] as Point);
    return found.sort((a, b) => away(a) - away(b));
  };
}

function cell(own: Point, near: readonly Point[]): readonly Point[] {
  let out: readonly Point[] = Array.from({ length: CORNERS }, (_, n): Point => [own[0] + REACH * Math.cos((2 * Math.PI * n) / CORNERS), own[1] + REACH * Math.sin((2 * Math.PI * n) / CORNERS)]);
  for (const other of near) out = cut(out, [(own[0] + other[0]) / 2, (own[1] + other[1]) / 2], [own[0] - other[0], own[1] - other[1]]);
  return out;
}

/** The part of a ring on the inner side of a line. */
function cut(ring: readonly Point[], on: Point, inward: Point): readonly Point[] {
  const side = (p: Point): number => (p[0] - on[0]) * inward[0] + (p[1] - on[1]) * inward[1];
  const out: Point[] = [];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    const [here, there] = [side(a), side(b)];
    if (here >= 0) out.push(a);
    if ((here > 0 && there < 0) || (here < 0 && there > 0)) {
      const share = here / (here - there);
      out.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
    }
  });
  return out;
}

const STRENGTHS = [0.1, 0.18, 0.28, 0.4] as const;

/** Draw them beneath the signs, on land only; what is unknown or only claimed has none. `land`: the land in the unit square of Mercator. */
export function paintAreas(pen: CanvasRenderingContext2D, view: View, signs: readonly Sign[], land: Path2D, ratio: number): void {
  const project = projection(view);
  const [x0, y0] = project(-180, 85.051_128_779_806_59);
  const [x1] = project(180, 0);
  const here = new Path2D();
  here.addPath(land, new DOMMatrix([x1 - x0, 0, 0, x1 - x0, x0, y0]));
  pen.save();
  pen.clip(here, "evenodd");
  for (const { sign, ring } of areas(signs)) {
    const { form, hues, strength } = sign.symbol;
    if (form !== "held" && form !== "contested") continue;
    const shape = ring.map(([lon, lat]) => project(lon, lat));
    pen.beginPath();
    for (const [x, y] of shape) pen.lineTo(x, y);
    pen.closePath();
    pen.globalAlpha = form === "contested" ? 0.25 : (STRENGTHS[strength] ?? 0.1);
    pen.fillStyle = form === "contested" ? striped(pen, hues, ratio) : (hues[0] ?? "#6b6f76");
    pen.fill();
    pen.globalAlpha = 0.5;
    pen.lineWidth = 0.6;
    pen.strokeStyle = "#ffffff";
    pen.stroke();
  }
  pen.restore();
}

/** A hatch of both sides. */
function striped(pen: CanvasRenderingContext2D, hues: readonly string[], ratio: number): CanvasPattern | string {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 12;
  const ink = tile.getContext("2d");
  if (!ink) return hues[0] ?? "#6b6f76";
  ink.fillStyle = hues[0] ?? "#6b6f76";
  ink.fillRect(0, 0, 12, 12);
  ink.strokeStyle = hues[1] ?? "#ffffff";
  ink.lineWidth = 4;
  for (const shift of [-12, 0, 12]) {
    ink.beginPath();
    ink.moveTo(shift - 2, 14);
    ink.lineTo(shift + 14, -2);
    ink.stroke();
  }
  const pattern = pen.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? "#6b6f76";
}
