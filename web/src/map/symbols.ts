/** Drawings of who holds a place and of what kind an incident is: the same ones on the map, in lists and in the legend. */

import type { Control } from "../bundle";
import { type Model, actorName } from "../model";
import type { Kind } from "../words";
import { kindOf } from "../words";
import { sureOn } from "../control";
import { number } from "../days";
import { sideOf } from "../select";
import { GLYPHS } from "./glyphs";

/** Told apart in ordinary sight and in the three common deficiencies; each also has a letter, since tone alone fails in grey. */
export const PALETTE = ["#272699", "#e29a0b", "#168a65", "#932600", "#937efd", "#431316", "#e5b2f3", "#7e538d"] as const;
const INK = "#1a1a1a";
const GREY = "#6b6f76";
const PAPER = "#ffffff";
const DARK = "#33414f";
const OLD = 30; // days without a report after which a sign fades

export interface Symbol {
  /** "mixed": contested, and no report for a month. */
  readonly form: "held" | "contested" | "mixed" | "unknown" | "claimed" | "mentioned";
  readonly hues: readonly string[];
  readonly letter: string;
  /** 3: at least .9, 2: at least .7, 1: at least .5, 0: less. */
  readonly strength: number;
  /** The ring of besiegers, "" when nobody besieges the place: hues, each with the side it stands on where that is told ("#272699 n"). */
  readonly siege: string;
  /** Hue of another side that attacked or got in within the days shown, without taking it; "" for none. */
  readonly raid: string;
  /** No report for a month: the sign fades. */
  readonly faded: boolean;
  /** It changed within the days shown: a small triangle. */
  readonly changed: boolean;
}

/** The day that a sign is drawn for, the first of the days shown, and whether it shows claims at face value. */
export interface Moment {
  readonly day: string;
  readonly since: string;
  readonly claimed?: boolean;
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

const BLANK = { hues: [GREY], letter: "", strength: 0, siege: "", raid: "", faded: false, changed: false } as const;

/** The sign of a place. Without a moment it is that of an interval as such, neither faded nor marked as changed. */
export function symbolOf(model: Model, control: Control | undefined, moment?: Moment): Symbol {
  if (!control) return { ...BLANK, form: "mentioned" };
  const letter = (actor: string): string => letters(model).get(sideOf(model, actor)) ?? [...actorName(model, actor)][0] ?? "";
  const faded = moment ? old(control, moment.day) : false;
  const at = { ...BLANK, siege: siegeOf(model, control), faded, changed: moment ? control.first >= moment.since : false };
  if (control.holder) {
    const form = moment?.claimed ? "claimed" : "held";
    const strength = strengthOf(moment?.day ? sureOn(control, moment.day) : control.probability);
    return { ...at, form, hues: [hueOf(model, control.holder)], letter: letter(control.holder), strength, raid: moment ? raidOf(model, control, moment) : "" };
  }
  if (control.state === "contested") {
    const hues = [...new Set(control.evidence.map((g) => hueOf(model, g.actor)))].filter((hue) => hue !== GREY);
    return { ...at, form: faded ? "mixed" : "contested", hues: hues.length > 0 ? hues.slice(0, 2) : [INK] };
  }
  if (control.claimed_by) return { ...at, form: "claimed", hues: [hueOf(model, control.claimed_by)], letter: letter(control.claimed_by) };
  return { ...at, form: "unknown" };
}

const QUARTERS: Readonly<Record<string, number>> = { n: -90, e: 0, s: 90, w: 180 }; // degrees of a canvas
const SIDE = /^(north|south|east|west)_of$/;

/** Who stands around a besieged place, and on which side where every claim of the siege says so. */
function siegeOf(model: Model, control: Control): string {
  if (!control.besieged_by && control.state !== "besieged") return "";
  const sieges = control.evidence.filter((g) => g.kind === "besieges" && g.weight > 0);
  const arcs = new Set<string>();
  for (const { claim, actor } of sieges) {
    const sides = (model.claims.get(claim)?.place ?? []).map((p) => SIDE.exec(p.relation)?.[1]?.[0] ?? "");
    for (const side of sides.filter(Boolean)) arcs.add(`${hueOf(model, actor)} ${side}`);
    if (!sides.some(Boolean)) return around(model, control, sieges);
  }
  return arcs.size > 0 ? [...arcs].sort().join(",") : around(model, control, sieges);
}

/** The ring of all besiegers, each of them with a part of it. */
function around(model: Model, control: Control, sieges: Control["evidence"]): string {
  const hues = new Set(sieges.map((g) => hueOf(model, g.actor)).filter((hue) => hue !== GREY));
  if (hues.size < 2) return control.besieged_by ? hueOf(model, control.besieged_by) : GREY;
  return [...hues].sort().join(",");
}

const ENTERS: readonly string[] = ["enters", "contests"];

/** Whether another side than the holder attacked or got in within the days shown. */
function raidOf(model: Model, control: Control, { day, since }: Moment): string {
  const side = sideOf(model, control.holder);
  const found = control.evidence.find((g) => {
    if (!ENTERS.includes(g.kind) || !g.actor || sideOf(model, g.actor) === side) return false;
    const when = model.claims.get(g.claim)?.time.last ?? "";
    return when !== "" && when <= day && when >= since;
  });
  return found ? hueOf(model, found.actor) : "";
}

const old = (control: Control, day: string): boolean =>
  control.last_evidence !== null && day !== "" && number(day) - number(control.last_evidence) > OLD;

export const keyOf = (symbol: Symbol): string => [symbol.form, symbol.strength, symbol.letter, symbol.siege, symbol.raid, Number(symbol.faded), Number(symbol.changed), ...symbol.hues].join("|");

type Pen = CanvasRenderingContext2D;

/** A canvas of `size` CSS pixels, drawn twice as fine, with its origin in the middle and 24 units across (or as many as asked for). */
function canvas(size: number, draw: (pen: Pen) => void, units = 24): HTMLCanvasElement {
  const out = document.createElement("canvas");
  out.width = out.height = size * 2;
  out.style.width = out.style.height = `${size}px`;
  const pen = out.getContext("2d", { willReadFrequently: true }); // read back at once, so not by way of the graphics card
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

/** A sign of incidents of one kind at a place. */
export interface Mark {
  readonly kind: Kind;
  /** At least one of them is told by several independent voices. */
  readonly solid: boolean;
  /** Reports differ about at least one of them. */
  readonly contradicted: boolean;
}

export const markKey = (mark: Mark): string => `kind|${mark.kind}|${Number(mark.solid)}|${Number(mark.contradicted)}`;

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

/** The pixels of a drawing, as MapLibre takes them. */
export function pixels(drawing: HTMLCanvasElement): ImageData {
  const pen = drawing.getContext("2d");
  if (!pen) throw new Error("This browser gives no 2D canvas.");
  return pen.getImageData(0, 0, drawing.width, drawing.height);
}
