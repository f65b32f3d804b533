/** Plain English for every code that a record holds. */

import type { Change, Claim, Control, Loss, Toll } from "./bundle";
import { actorName, type Model } from "./model";

export const TYPES: Readonly<Record<string, string>> = {
  capture: "Capture",
  advance: "Advance",
  repel: "Attack beaten off",
  withdraw: "Withdrawal",
  handover: "Handover",
  besiege: "Siege",
  break_siege: "Siege lifted",
  hold: "Held",
  clash: "Clash",
  assault: "Assault",
  airstrike: "Air strike",
  shelling: "Shelling",
  bombing: "Bombing",
  civilians_attacked: "Attack on civilians",
  losses: "Losses",
  seize_materiel: "Weapons seized",
  surrender: "Surrender",
  defect: "Defection",
  arrest: "Arrest",
  deploy: "Deployment",
  evacuate: "Flight or evacuation",
  agreement: "Agreement",
  negotiate: "Talks",
  statement: "Statement",
  protest: "Protest",
  aid: "Aid",
};

export type Kind = "ground" | "fight" | "siege" | "air" | "shelling" | "bombing" | "harm" | "move" | "politics";

export const KINDS: readonly (readonly [Kind, string, readonly string[]])[] = [
  ["ground", "Ground changes hands", ["capture", "advance", "withdraw", "handover", "hold"]],
  ["fight", "Fighting", ["clash", "assault", "repel"]],
  ["siege", "Siege", ["besiege", "break_siege"]],
  ["air", "Air strike", ["airstrike"]],
  ["shelling", "Shelling", ["shelling"]],
  ["bombing", "Bomb or mine", ["bombing"]],
  ["harm", "People harmed or held", ["civilians_attacked", "losses", "arrest"]],
  ["move", "Movement, surrender, weapons", ["deploy", "evacuate", "surrender", "defect", "seize_materiel"]],
  ["politics", "Politics and aid", ["agreement", "negotiate", "statement", "protest", "aid"]],
];

const KIND_OF: ReadonlyMap<string, Kind> = new Map(KINDS.flatMap(([kind, , types]) => types.map((type) => [type, kind] as const)));
export const kindOf = (type: string): Kind => KIND_OF.get(type) ?? "politics";
export const kindName = (kind: string): string => KINDS.find(([k]) => k === kind)?.[1] ?? kind;
export const typeName = (type: string): string => TYPES[type] ?? sentence(type);

/** [word, what it means], for badges and their hints. */
type Badge = readonly [string, string];

export const MODALITIES: Readonly<Record<string, Badge>> = {
  actual: ["happened", "The report says that it happened."],
  failed: ["failed", "The report says that it was tried and did not succeed."],
  planned: ["planned", "The report says that it is planned or expected; it has not happened."],
  conditional: ["if", "The report says that it would happen under a condition."],
  denied: ["denied", "The report says that it did not happen."],
};

export const CERTAINTIES: Readonly<Record<string, Badge>> = {
  asserted: ["own voice", "The outlet says so itself."],
  attributed: ["attributed", "The outlet says so in the name of a source."],
  hedged: ["hedged", "The outlet says so with a doubt: reportedly, allegedly."],
  disputed: ["disputed", "The outlet itself casts doubt on it."],
};

export const GRADES: Readonly<Record<string, Badge>> = {
  confirmed: ["confirmed", "Independent voices, or the side that it hurts, say so."],
  fair: ["fair", "More than one independent voice, none against it."],
  weak: ["weak", "One voice only, or voices of one side only."],
  contested: ["contested", "Voices contradict each other."],
  discounted: ["doubtful", "The reports themselves cast doubt on it."],
  ungraded: ["not graded", "No grade was made."],
};

export const SEGMENTS: Readonly<Record<string, string>> = {
  plea: "Plea for money",
  legal: "Legal note",
  navigation: "Navigation",
  related: "Links to other articles",
  comment: "Readers' comments",
  caption: "Caption",
  byline: "Byline",
  dateline: "Dateline",
  title: "Title",
  body: "Text",
  "": "Unlabelled",
};

export const EFFECTS: Readonly<Record<string, string>> = {
  gains: "gains it",
  loses: "loses it",
  enters: "enters it",
  repels: "beats off an attack",
  besieges: "besieges it",
  lifts: "lifts the siege",
  holds: "holds it",
  contests: "fights for it",
  concedes: "admits to have lost it",
};

export const DIFFERENCES: Readonly<Record<string, string>> = {
  outcome: "Outcome",
  losses: "Losses",
  denial: "Denial",
  date: "Date",
  existence: "Whether it happened",
  attack_result: "Result of an attack",
  blame: "Who did it",
  identity: "Who it was",
  own_record: "Against its own earlier word",
};

/** What two claims differ about, as a part of a sentence. */
const FIELDS: Readonly<Record<string, string>> = {
  result: "how it ended",
  holder: "who holds it",
  damage: "what was hit",
  agent: "who did it",
  target: "whom it hit",
  name: "who it was",
  modality: "whether it happened",
  certainty: "whether it is known to have happened",
  time: "the day",
  date: "the day",
  type: "what it was",
  place: "the place",
  report: "what the same outlet said before",
  killed: "how many were killed",
  wounded: "how many were wounded",
  killed_or_wounded: "how many were killed or wounded",
  captured: "how many were captured",
  surrendered: "how many surrendered",
  defected: "how many defected",
};

/** "losses.nf.killed" as "how many were killed (Northern Front)"; a field without words of its own as it is called. */
export function fieldWords(model: Model, field: string): string {
  const parts = field.split(".");
  const last = parts[parts.length - 1] ?? "";
  const actor = parts.slice(1, -1).find((part) => model.actors.has(part));
  const words = FIELDS[last] ?? DIFFERENCES[last]?.toLowerCase() ?? last.replaceAll("_", " ");
  return actor ? `${words} (${actorName(model, actor)})` : words;
}

export const STATUSES: Readonly<Record<string, Badge>> = {
  contradiction: ["cannot both be true", "The two sentences exclude each other."],
  update: ["later figure", "The later report carries a newer figure."],
  refinement: ["more precise", "One sentence says more exactly what the other says."],
};

export const badge = (table: Readonly<Record<string, Badge>>, code: string): Badge => table[code] ?? [code, ""];

/** "seize_materiel" as "Seize materiel". */
export function sentence(code: string): string {
  const plain = code.replaceAll("_", " ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** "Held by ISIS" within a sentence. */
export const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

const FIGURES = new Intl.NumberFormat("en"); // made once: toLocaleString makes one for every number
export const plural = (count: number, one: string, many = `${one}s`): string => `${FIGURES.format(count)} ${count === 1 ? one : many}`;
export const percent = (value: number): string => `${Math.round(value * 100)} %`;

/** "at least 40", "up to 6", "4 to 6", "12", or "not stated". */
export function range(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? String(low) : `${low} to ${high}`;
  if (low !== null) return `at least ${low}`;
  return high === null ? "not stated" : `up to ${high}`;
}

export function lossWords(model: Model, loss: Loss): string {
  const side = loss.side ? `${actorName(model, loss.side)}: ` : "";
  return `${side}${range(loss.min, loss.max)} ${loss.what ? `${loss.what} ` : ""}${loss.kind.replaceAll("_", " ")}`;
}

/** Bounds over all claims of an incident: "Northern Front 7 to 140 killed". */
export function tollWords(model: Model, toll: Toll): string {
  const side = toll.side ? `${actorName(model, toll.side)} ` : "";
  return `${side}${range(toll.low, toll.high)} ${toll.kind.replaceAll("_", " ")}`;
}

/** "“12” became “21”", "“reportedly” was left out", "“not” was put in". */
export function changeWords(change: Change): string {
  if (!change.before) return `“${change.after}” was put in`;
  return change.after ? `“${change.before}” became “${change.after}”` : `“${change.before}” was left out`;
}

/** Changes of a copy that change what is said. */
export const SERIOUS: readonly string[] = ["number", "verb", "negation", "certainty"];

/** "Held by Federal Army", "Contested", "Besieged by ..., held by ...", "Claimed by ... only", "Unknown". */
export function controlWords(model: Model, control: Control | undefined): string {
  if (!control) return "No report on who holds it";
  const holder = control.holder ? actorName(model, control.holder) : "";
  if (control.state === "contested") return "Contested";
  if (control.state === "besieged" && holder) {
    return `Held by ${holder}, besieged${control.besieged_by ? ` by ${actorName(model, control.besieged_by)}` : ""}`;
  }
  if (control.state === "held" && holder) return `Held by ${holder}`;
  return control.claimed_by ? `Claimed by ${actorName(model, control.claimed_by)}, not confirmed` : "Holder unknown";
}

/** "± 800 m", "± 5 km". */
export function uncertainty(metres: number | null): string {
  if (metres === null) return "";
  return metres < 1000 ? `± ${metres} m` : `± ${(metres / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} km`;
}

/** "c" as what a claim is, in one line: "Capture, happened, attributed". */
export function claimWords(claim: Claim): string {
  return `${typeName(claim.type)}, ${badge(MODALITIES, claim.modality)[0]}, ${badge(CERTAINTIES, claim.certainty)[0]}`;
}
