/** What the sign of a place or of incidents says; drawings.ts draws it. */

import type { Control } from "../bundle";
import { type Model, actorName } from "../model";
import type { Kind } from "../words";
import { sureOn } from "../control";
import { number } from "../days";
import { sideOf } from "../select";

/** Told apart in ordinary sight and in the three common deficiencies; each also has a letter, since tone alone fails in grey. */
export const PALETTE = ["#272699", "#e29a0b", "#168a65", "#932600", "#937efd", "#431316", "#e5b2f3", "#7e538d"] as const;
export const INK = "#1a1a1a";
export const GREY = "#6b6f76";
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

/** A sign of incidents of one kind at a place. */
export interface Mark {
  readonly kind: Kind;
  /** At least one of them is told by several independent voices. */
  readonly solid: boolean;
  /** Reports differ about at least one of them. */
  readonly contradicted: boolean;
}

export const markKey = (mark: Mark): string => `kind|${mark.kind}|${Number(mark.solid)}|${Number(mark.contradicted)}`;
