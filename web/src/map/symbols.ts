/** Drawings of who holds a place and of what kind an incident is: the same ones on the map, in lists and in the legend. */

import type { Control } from "../bundle";
import { type Model, actorName } from "../model";
import type { Kind } from "../words";
import { kindOf } from "../words";
import { sideOf } from "../select";

/** Told apart in ordinary sight and in the three common deficiencies; each also has a letter, since tone alone fails in grey. */
export const PALETTE = ["#272699", "#e29a0b", "#168a65", "#932600", "#937efd", "#431316", "#e5b2f3", "#7e538d"] as const;
const INK = "#1a1a1a";
const GREY = "#6b6f76";
const PAPER = "#ffffff";

export interface Symbol {
  readonly form: "held" | "contested" | "unknown" | "claimed" | "mentioned";
  readonly hues: readonly string[];
  readonly letter: string;
  /** 3: at least .9, 2: at least .7, 1: at least .5, 0: less. */
  readonly strength: number;
  /** Hue of the besieger, "" when nobody besieges the place. */
  readonly siege: string;
}

export const strengthOf = (probability: number): number => (probability >= 0.9 ? 3 : probability >= 0.7 ? 2 : probability >= 0.5 ? 1 : 0);

export function hueOf(model: Model, actor: string): string {
  return PALETTE[model.actors.get(actor)?.colour ?? -1] ?? GREY;
}

/** A letter for the side of an actor: the first one of its name that no side before it has. */
export function letters(model: Model): ReadonlyMap<string, string> {
  const known = lettersOf.get(model) ?? chooseLetters(model);
  lettersOf.set(model, known);
  return known;
}

const lettersOf = new WeakMap<Model, ReadonlyMap<string, string>>();

function chooseLetters(model: Model): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  const coloured = model.bundle.actors.filter((a) => a.colour >= 0).sort((a, b) => a.colour - b.colour || (a.id < b.id ? -1 : 1));
  for (const actor of coloured) {
    const side = sideOf(model, actor.id);
    if (out.has(side)) continue;
    const taken = new Set(out.values());
    const choices = [...(sideName(model, side) || actor.name).toUpperCase()].filter((c) => /\p{L}/u.test(c));
    out.set(side, choices.find((c) => !taken.has(c)) ?? choices[0] ?? "?");
  }
  return out;
}

/** The name of a side: that of the actor it is named after, or its own code as a word. */
export function sideName(model: Model, side: string): string {
  const actor = model.actors.get(side);
  return actor ? actor.name : side.charAt(0).toUpperCase() + side.slice(1).replaceAll("_", " ").replaceAll("-", " ");
}

export function symbolOf(model: Model, control: Control | undefined): Symbol {
  if (!control) return { form: "mentioned", hues: [GREY], letter: "", strength: 0, siege: "" };
  const siege = control.besieged_by ? hueOf(model, control.besieged_by) : control.state === "besieged" ? GREY : "";
  const letter = (actor: string): string => letters(model).get(sideOf(model, actor)) ?? [...actorName(model, actor)][0] ?? "";
  if (control.holder) {
    const strength = strengthOf(control.probability);
    return { form: "held", hues: [hueOf(model, control.holder)], letter: letter(control.holder), strength, siege };
  }
  if (control.state === "contested") {
    const hues = [...new Set(control.evidence.map((g) => hueOf(model, g.actor)))].filter((hue) => hue !== GREY);
    return { form: "contested", hues: hues.length > 0 ? hues.slice(0, 2) : [INK], letter: "", strength: 0, siege };
  }
  if (control.claimed_by) {
    return { form: "claimed", hues: [hueOf(model, control.claimed_by)], letter: letter(control.claimed_by), strength: 0, siege };
  }
  return { form: "unknown", hues: [GREY], letter: "", strength: 0, siege };
}

export const keyOf = (symbol: Symbol): string => [symbol.form, symbol.strength, symbol.letter, symbol.siege, ...symbol.hues].join("|");

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

const OUTLINED: ReadonlySet<Symbol["form"]> = new Set(["held", "contested"]); // a light hue alone would not stand out from the land

/** A hue dark enough to be a line on the land. */
function edge(hue: string): string {
  const parts = [1, 3, 5].map((i) => parseInt(hue.slice(i, i + 2), 16));
  const bright = 0.299 * (parts[0] ?? 0) + 0.587 * (parts[1] ?? 0) + 0.114 * (parts[2] ?? 0) > 125;
  return bright ? `rgb(${parts.map((p) => Math.round(p * 0.62)).join(",")})` : hue;
}

const SHARES = [0, 0.28, 0.6, 1] as const;

/** The sign for the map: no larger than what is drawn, since names and other signs keep clear of its whole square. */
export const drawTight = (symbol: Symbol): HTMLCanvasElement => {
  const units = symbol.form === "mentioned" ? 9 : symbol.siege ? 24 : 18;
  return drawSymbol(symbol, units, units);
};

export function drawSymbol(symbol: Symbol, size = 24, units = 24): HTMLCanvasElement {
  const draw = (pen: Pen): void => {
    const radius = symbol.form === "mentioned" ? 3.2 : 7.5;
    const hue = symbol.hues[0] ?? GREY;
    if (symbol.siege) siegeRing(pen, symbol.siege);
    const [fill, dark] = symbol.form === "held" ? tint(hue, SHARES[symbol.strength] ?? 0) : [PAPER, false];
    disc(pen, radius);
    pen.fillStyle = fill;
    pen.fill();
    if (symbol.form === "contested") stripes(pen, radius, symbol.hues);
    pen.setLineDash(symbol.form === "claimed" ? [2.6, 2] : []);
    pen.lineWidth = symbol.form === "claimed" ? 2.2 : 1.4;
    pen.strokeStyle = OUTLINED.has(symbol.form) ? INK : edge(hue);
    disc(pen, radius);
    pen.stroke();
    pen.setLineDash([]);
    const letter = symbol.form === "unknown" ? "?" : symbol.letter;
    if (letter) write(pen, letter, dark ? PAPER : symbol.form === "unknown" ? GREY : INK);
  };
  return canvas(size, draw, units);
}

/** A small square for a town that nothing is said about. */
export const drawTown = (): HTMLCanvasElement =>
  canvas(5, (pen) => {
    pen.fillStyle = "#a59c88";
    pen.fillRect(-12, -12, 24, 24);
  });

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

function siegeRing(pen: Pen, hue: string): void {
  disc(pen, 11);
  pen.fillStyle = PAPER;
  pen.fill();
  pen.lineWidth = 1.8;
  pen.strokeStyle = edge(hue);
  disc(pen, 10.6);
  pen.stroke();
  for (let i = 0; i < 8; i++) {
    pen.save();
    pen.rotate((i * Math.PI) / 4);
    pen.beginPath();
    pen.moveTo(0, -10.6);
    pen.lineTo(0, -8.4);
    pen.stroke();
    pen.restore();
  }
}

/** Strokes of each kind of incident, in units of 24: lists of points; a list that ends where it began is filled. */
const GLYPHS: Readonly<Record<Kind, readonly (readonly (readonly [number, number])[])[]>> = {
  ground: [
    [
      [-4, 7],
      [-4, -7],
    ],
    [
      [-4, -7],
      [6, -4],
      [-4, -1],
      [-4, -7],
    ],
  ],
  fight: [
    [
      [-6, -6],
      [6, 6],
    ],
    [
      [6, -6],
      [-6, 6],
    ],
  ],
  siege: [
    [
      [-6, 6],
      [-6, -1],
      [-3, -5.4],
      [0, -6.4],
      [3, -5.4],
      [6, -1],
      [6, 6],
    ],
    [
      [-1.5, 2],
      [1.5, 2],
      [1.5, 5],
      [-1.5, 5],
      [-1.5, 2],
    ],
  ],
  air: [
    [
      [0, 7],
      [-6, -5],
      [0, -2],
      [6, -5],
      [0, 7],
    ],
  ],
  shelling: [
    [
      [0, -7],
      [0, 7],
    ],
    [
      [-6, -3.5],
      [6, 3.5],
    ],
    [
      [6, -3.5],
      [-6, 3.5],
    ],
  ],
  bombing: [
    [
      [0, -7],
      [2, -2],
      [7, 0],
      [2, 2],
      [0, 7],
      [-2, 2],
      [-7, 0],
      [-2, -2],
      [0, -7],
    ],
  ],
  harm: [
    [
      [-2, -7],
      [2, -7],
      [2, -2],
      [7, -2],
      [7, 2],
      [2, 2],
      [2, 7],
      [-2, 7],
      [-2, 2],
      [-7, 2],
      [-7, -2],
      [-2, -2],
      [-2, -7],
    ],
  ],
  move: [
    [
      [-7, 0],
      [5, 0],
    ],
    [
      [1, -5],
      [6.5, 0],
      [1, 5],
    ],
  ],
  politics: [
    [
      [-6, -6],
      [6, -6],
      [6, 3],
      [0, 3],
      [-3, 7],
      [-3, 3],
      [-6, 3],
      [-6, -6],
    ],
  ],
};

export function drawKind(type: string, size = 18): HTMLCanvasElement {
  return canvas(size, (pen) => {
    pen.beginPath();
    pen.roundRect(-11, -11, 22, 22, 5);
    pen.fillStyle = PAPER;
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = "#8a8f98";
    pen.stroke();
    pen.strokeStyle = pen.fillStyle = INK;
    pen.lineWidth = 2.2;
    pen.lineJoin = pen.lineCap = "round";
    for (const points of GLYPHS[kindOf(type)]) line(pen, points);
  });
}

function line(pen: Pen, points: readonly (readonly [number, number])[]): void {
  pen.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  const [first, last] = [points[0], points[points.length - 1]];
  pen.stroke();
  if (first && last && first[0] === last[0] && first[1] === last[1]) pen.fill();
}

/** A drawing with a name for those who do not see it; without one it is an ornament. */
export function named(drawing: HTMLCanvasElement, name: string): HTMLCanvasElement {
  if (name) {
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", name);
    drawing.title = name;
  } else drawing.setAttribute("aria-hidden", "true");
  return drawing;
}

/** The pixels of a drawing, as MapLibre takes them. */
export function pixels(drawing: HTMLCanvasElement): ImageData {
  const pen = drawing.getContext("2d");
  if (!pen) throw new Error("This browser gives no 2D canvas.");
  return pen.getImageData(0, 0, drawing.width, drawing.height);
}
