/** Drawings of who holds a place and of what kind an incident is: the same ones on the map, in lists and in the legend. */

import { kindOf } from "../words";
import { GLYPHS } from "./glyphs";
import { GREY, INK, type Mark, type Symbol } from "./symbols";

const PAPER = "#ffffff";
const DARK = "#33414f";
const QUARTERS: Readonly<Record<string, number>> = { n: -90, e: 0, s: 90, w: 180 }; // degrees of a canvas

type Pen = CanvasRenderingContext2D;

/** A canvas of `size` CSS pixels, drawn twice as fine, with its origin in the middle and 24 units across (or as many as asked for). */
function canvas(size: number, draw: (pen: Pen) => void, units = 24): HTMLCanvasElement {
  const out = document.createElement("canvas");
  out.width = out.height = size * 2;
  out.style.width = out.style.height = `${size}px`;
  const pen = out.getContext("2d");
  if (pen) {
    pen.scale((size * 2) / units, (size * 2) / units);
    pen.translate(units / 2, units / 2);
    draw(pen);
  }
  return out;
}

function disc(pen: Pen, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}

/** A colour as strong as `share` over white, and whether white letters read well on it. */
function tint(hue: string, share: number): readonly [string, boolean] {
  const [r, g, b] = [1, 3, 5].map((i) => Math.round(255 - (255 - parseInt(hue.slice(i, i + 2), 16)) * share)) as [number, number, number];
  return [`rgb(${r},${g},${b})`, 0.299 * r + 0.587 * g + 0.114 * b < 140];
}

const OUTLINED: ReadonlySet<Symbol["form"]> = new Set(["held", "contested", "mixed"]); // a light hue alone would not stand out from the land

/** A hue dark enough to be a line on the land. */
export function edge(hue: string): string {
  const parts = [1, 3, 5].map((i) => parseInt(hue.slice(i, i + 2), 16));
  const bright = 0.299 * (parts[0] ?? 0) + 0.587 * (parts[1] ?? 0) + 0.114 * (parts[2] ?? 0) > 125;
  return bright ? `rgb(${parts.map((p) => Math.round(p * 0.62)).join(",")})` : hue;
}

const SHARES = [0, 0.28, 0.6, 1] as const;

/** The sign for the map: no larger than what is drawn, since names and other signs keep clear of its whole square. */
export const drawTight = (symbol: Symbol): HTMLCanvasElement => {
  const units = symbol.form === "mentioned" ? 9 : symbol.siege || symbol.raid ? 24 : symbol.changed ? 20 : 18;
  return drawSymbol(symbol, units, units);
};

export function drawSymbol(symbol: Symbol, size = 24, units = 24): HTMLCanvasElement {
  const draw = (pen: Pen): void => {
    const radius = symbol.form === "mentioned" ? 3.2 : 7.5;
    const hue = symbol.hues[0] ?? GREY;
    if (symbol.faded && symbol.form !== "mixed") pen.globalAlpha = 0.5;
    if (symbol.siege) siegeRing(pen, symbol.siege);
    else if (symbol.raid) raidRing(pen, symbol.raid);
    const [fill, dark] = symbol.form === "held" ? tint(hue, SHARES[symbol.strength] ?? 0) : [PAPER, false];
    disc(pen, radius);
    pen.fillStyle = fill;
    pen.fill();
    if (symbol.form === "contested") stripes(pen, radius, symbol.hues);
    if (symbol.form === "mixed") halves(pen, radius, symbol.hues);
    pen.setLineDash(symbol.form === "claimed" ? [2.6, 2] : []);
    pen.lineWidth = symbol.form === "claimed" ? 2.2 : 1.4;
    pen.strokeStyle = OUTLINED.has(symbol.form) ? INK : edge(hue);
    disc(pen, radius);
    pen.stroke();
    pen.setLineDash([]);
    const letter = symbol.form === "unknown" ? "?" : symbol.letter;
    if (letter) write(pen, letter, dark ? PAPER : symbol.form === "unknown" ? GREY : INK);
    pen.globalAlpha = 1;
    if (symbol.changed && symbol.form !== "mentioned") redTriangle(pen, CHANGED);
  };
  return canvas(size, draw, units);
}

type Corners = readonly [readonly [number, number], readonly [number, number], readonly [number, number]];

const CHANGED: Corners = [[5.4, -9], [9.4, -3], [1.6, -3]]; // top right: something changed here
const CONTRADICTED: Corners = [[3, -12], [12, -12], [12, -3]]; // the corner of an incident that reports disagree on

/** A red triangle with a light edge. */
function redTriangle(pen: Pen, [first, second, third]: Corners): void {
  pen.beginPath();
  pen.moveTo(...first);
  pen.lineTo(...second);
  pen.lineTo(...third);
  pen.closePath();
  pen.fillStyle = "#c01818";
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = PAPER;
  pen.stroke();
}

function write(pen: Pen, letter: string, colour: string): void {
  pen.font = "bold 9px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(letter, 0, 0.6);
}

function stripes(pen: Pen, radius: number, hues: readonly string[]): void {
  pen.save();
  disc(pen, radius);
  pen.clip();
  pen.lineWidth = 3.6;
  for (let i = -4; i <= 4; i++) {
    pen.strokeStyle = hues[Math.abs(i) % 2] ?? PAPER;
    pen.beginPath();
    pen.moveTo(i * 5 - 10, 10);
    pen.lineTo(i * 5 + 10, -10);
    pen.stroke();
  }
  pen.restore();
}

/** A disc of two halves, with a line between them. */
function halves(pen: Pen, radius: number, hues: readonly string[]): void {
  hues.slice(0, 2).forEach((hue, i) => {
    pen.beginPath();
    pen.arc(0, 0, radius, Math.PI / 2 + i * Math.PI, Math.PI * 1.5 + i * Math.PI);
    pen.fillStyle = hue;
    pen.fill();
  });
  pen.beginPath();
  pen.moveTo(0, -radius);
  pen.lineTo(0, radius);
  pen.lineWidth = 1.6;
  pen.strokeStyle = PAPER;
  pen.stroke();
}

/** A ring of dots around a place that was attacked. */
function raidRing(pen: Pen, hue: string): void {
  pen.save();
  pen.lineCap = "round";
  pen.setLineDash([0.1, 4]);
  pen.lineWidth = 2.4;
  pen.strokeStyle = edge(hue);
  disc(pen, 10.4);
  pen.stroke();
  pen.restore();
}

const RAY = Math.PI / 4; // between the teeth of a ring

/** A ring with teeth, in parts where several besiege the place; an arc for one that stands on one side. */
function siegeRing(pen: Pen, siege: string): void {
  const parts = siege.split(",").map((part) => part.split(" "));
  disc(pen, 11);
  pen.fillStyle = PAPER;
  pen.fill();
  pen.lineWidth = 1.8;
  parts.forEach(([hue = GREY, side = ""], i) => {
    const middle = side ? ((QUARTERS[side] ?? 0) * Math.PI) / 180 : 0;
    const [from, to] = side ? [middle - RAY, middle + RAY] : [(i / parts.length) * 2 * Math.PI, ((i + 1) / parts.length) * 2 * Math.PI];
    pen.strokeStyle = edge(hue);
    pen.beginPath();
    pen.arc(0, 0, 10.6, from, to);
    pen.stroke();
    for (let at = from + (side ? 0 : RAY / 2); at <= to + 0.01; at += RAY) {
      pen.beginPath();
      pen.moveTo(10.6 * Math.cos(at), 10.6 * Math.sin(at));
      pen.lineTo(8.4 * Math.cos(at), 8.4 * Math.sin(at));
      pen.stroke();
    }
  });
}

/** Hollow where each has a single voice, with a red notch where reports differ. */
export function drawMark({ kind, solid, contradicted }: Mark, size = 17): HTMLCanvasElement {
  return canvas(size, (pen) => {
    pen.beginPath();
    pen.roundRect(-11, -11, 22, 22, 5);
    pen.fillStyle = solid ? DARK : PAPER;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = solid ? DARK : "#8a8f98";
    pen.stroke();
    pen.strokeStyle = pen.fillStyle = solid ? PAPER : INK;
    pen.lineWidth = 2.2;
    pen.lineJoin = pen.lineCap = "round";
    for (const points of GLYPHS[kind]) line(pen, points);
    if (contradicted) redTriangle(pen, CONTRADICTED);
  });
}

/** The sign of a type of incident, for lists. */
export const drawKind = (type: string, size = 18): HTMLCanvasElement => drawMark({ kind: kindOf(type), solid: false, contradicted: false }, size);

function line(pen: Pen, points: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  const [first, last] = [points[0], points[points.length - 1]];
  pen.stroke();
  if (first && last && first[0] === last[0] && first[1] === last[1]) pen.fill();
}
