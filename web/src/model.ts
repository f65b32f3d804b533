/** The bundle with its cross-references looked up once. */

import type { Account, Actor, Bundle, Change, Claim, Contradiction, Document, Incident, Outlet, Place, Without } from "./bundle";
import { withTexts } from "./text";

export interface Model {
  readonly bundle: Bundle;
  readonly documents: ReadonlyMap<string, Document>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly places: ReadonlyMap<string, Place>;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly claimsOfDocument: ReadonlyMap<string, readonly Claim[]>;
  readonly claimsOfPlace: ReadonlyMap<string, readonly Claim[]>;
  readonly incidentsOfPlace: ReadonlyMap<string, readonly Incident[]>;
  readonly claimsOfIncident: ReadonlyMap<string, readonly Claim[]>;
  readonly outlets: ReadonlyMap<string, Outlet>;
  /** Control without an outlet. */
  readonly without: ReadonlyMap<string, Without>;
  /** What reports up to some day told of a place. */
  readonly accountsOfPlace: ReadonlyMap<string, readonly Account[]>;
  readonly contradictionsOfClaim: ReadonlyMap<string, readonly Contradiction[]>;
  readonly contradictionsOfIncident: ReadonlyMap<string, readonly Contradiction[]>;
  /** What a copy has otherwise than its source. */
  readonly changesOfDocument: ReadonlyMap<string, readonly Change[]>;
  /** Whether the words of the reports are here, which come last. */
  readonly read: Read;
}

export type Read = "" | "read" | "missing";
/** For each document the words of each of its parts; null where they are withheld. */
export type Texts = readonly (readonly (string | null)[])[];

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]));

/** Rows by a key that a row may have none or several of, each once. */
export function group<T>(rows: readonly T[], keys: (row: T) => Iterable<string>): ReadonlyMap<string, readonly T[]> {
  const out = new Map<string, T[]>();
  for (const row of rows) {
    for (const key of keys(row)) {
      const list = out.get(key);
      if (list) list.push(row);
      else out.set(key, [row]);
    }
  }
  return out;
}

/** The lookups of a bundle. Each is made when it is first asked for: of a large record that saves a second at the start. */
export function index(bundle: Bundle): Model & { readonly take: (texts: Texts | null) => void } {
  const { documents, claims, incidents, places, actors, outlets, without, accounts, contradictions, changes } = bundle;
  const model = lazy<Model>({
    bundle: () => bundle,
    documents: () => byId(documents),
    claims: () => byId(claims),
    incidents: () => byId(incidents),
    places: () => byId(places),
    actors: () => byId(actors),
    claimsOfDocument: () => group(claims, (c) => [c.document]),
    claimsOfPlace: () => group(claims, (c) => (c.place.length === 1 ? [c.place[0]?.id ?? ""] : [...new Set(c.place.map((p) => p.id))])),
    incidentsOfPlace: () => group(incidents, (i) => (i.place ? [i.place] : [])),
    claimsOfIncident: (model) => byIncident(incidents, model.claims),
    outlets: () => new Map(outlets.map((o) => [o.name, o])),
    without: () => new Map(without.map((w) => [w.name, w])),
    accountsOfPlace: () => group(accounts, (a) => [a.place]),
    contradictionsOfClaim: () => group(contradictions, (c) => [...new Set([c.claim_a, c.claim_b])]),
    contradictionsOfIncident: () => group(contradictions, (c) => [c.incident]),
    changesOfDocument: () => group(changes, (c) => [c.document]),
    read: () => "",
  });
  const take = (texts: Texts | null): void => {
    if (texts) withTexts(documents, texts);
    Object.defineProperty(model, "read", { value: texts ? "read" : "missing", enumerable: true });
  };
  return Object.assign(model, { take });
}

/** An object whose properties are worked out on first use. */
function lazy<T extends object>(makers: { readonly [K in keyof T]: (model: T) => T[K] }): T {
  const out = {} as T;
  for (const name of Object.keys(makers) as (keyof T & string)[])
    Object.defineProperty(out, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value = makers[name](out);
        Object.defineProperty(out, name, { value, enumerable: true, configurable: true });
        return value;
      },
    });
  return out;
}

/** The claims of each incident, in the order in which it names them. */
function byIncident(incidents: readonly Incident[], known: ReadonlyMap<string, Claim>): ReadonlyMap<string, readonly Claim[]> {
  return new Map(incidents.map((i) => [i.id, i.claims.map((id) => known.get(id)).filter((c): c is Claim => c !== undefined)]));
}

/** Rows of a lookup, none when the key is not there. */
export const rowsOf = <T>(lookup: ReadonlyMap<string, readonly T[]>, key: string): readonly T[] => lookup.get(key) ?? [];
export const actorName = (model: Model, id: string): string => model.actors.get(id)?.name ?? id;
export const placeName = (model: Model, id: string): string => model.places.get(id)?.name ?? "";
export const outletName = (document: Document | undefined): string => document?.outlet || "Unknown outlet";
