/** What filters ask of every claim and incident, as numbers in columns: to compare numbers is many times faster than to walk through records. */

import { number } from "./days";
import { type Model } from "./model";
import { publishedOn } from "./published";
import { kindOf } from "./words";

/** Days before and after all others: for what has none. */
export const NEVER = -0x8000_0000;
export const ALWAYS = 0x7fff_ffff;

export interface Facets {
  /** By the number of an incident: where its claims begin in `claim`; the last item is the length of that. */
  readonly from: Uint32Array;
  /** Numbers of claims, those of one incident together and in the order in which it names them. */
  readonly claim: Uint32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly voices: Uint16Array;
  /** By the number of a claim: its kind, outlet and voice as places in the lists below, and its day of publication. */
  readonly kind: Uint8Array;
  readonly outlet: Uint32Array;
  readonly voice: Uint32Array;
  readonly published: Int32Array;
  readonly kinds: readonly string[];
  readonly outlets: readonly string[];
}

const made = new WeakMap<Model, Facets>();

export function facets(model: Model): Facets {
  const known = made.get(model) ?? make(model);
  made.set(model, known);
  return known;
}

const numbered = new WeakMap<Model, ReadonlyMap<string, number>>();

/** The place of each claim among all of them, by its id. */
export function claimNumbers(model: Model): ReadonlyMap<string, number> {
  const known = numbered.get(model) ?? new Map(model.bundle.claims.map((claim, i) => [claim.id, i]));
  numbered.set(model, known);
  return known;
}

/** Numbers for words, in the order in which they are met. */
class Numbers {
  readonly words: string[] = [];
  readonly #of = new Map<string, number>();

  of(word: string): number {
    let found = this.#of.get(word);
    if (found === undefined) {
      this.#of.set(word, (found = this.words.length));
      this.words.push(word);
    }
    return found;
  }
}

function make(model: Model): Facets {
  const { claims, incidents } = model.bundle;
  const [kinds, outlets, voices] = [new Numbers(), new Numbers(), new Numbers()];
  const documents = new Map(model.bundle.documents.map((d) => [d.id, { outlet: outlets.of(d.outlet), voice: voices.of(d.origin_group) }]));
  const kindOfType = new Map<string, number>();
  const claimAt = claimNumbers(model);
  const [kind, outlet, voice, published] = [new Uint8Array(claims.length), new Uint32Array(claims.length), new Uint32Array(claims.length), new Int32Array(claims.length)];
  claims.forEach((claim, i) => {
    const document = documents.get(claim.document);
    let of = kindOfType.get(claim.type);
    if (of === undefined) kindOfType.set(claim.type, (of = kinds.of(kindOf(claim.type))));
    kind[i] = of;
    outlet[i] = document?.outlet ?? outlets.of("");
    voice[i] = document?.voice ?? voices.of(claim.document);
    const day = publishedOn(model, claim);
    published[i] = day ? number(day) : NEVER;
  });
  const [first, last, many] = [new Int32Array(incidents.length), new Int32Array(incidents.length), new Uint16Array(incidents.length)];
  const from = new Uint32Array(incidents.length + 1);
  const own: number[] = [];
  incidents.forEach((incident, i) => {
    first[i] = incident.first ? number(incident.first) : NEVER;
    last[i] = incident.last ? number(incident.last) : ALWAYS;
    many[i] = incident.origin_groups.length;
    from[i] = own.length;
    for (const id of incident.claims) {
      const at = claimAt.get(id);
      if (at !== undefined) own.push(at);
    }
  });
  from[incidents.length] = own.length;
  return { from, claim: Uint32Array.from(own), first, last, voices: many, kind, outlet, voice, published, kinds: kinds.words, outlets: outlets.words };
}
