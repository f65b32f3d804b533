/** Actors by what is told of them: what they do, what is done to them, and whom they meet. */

import type { Actor, Incident } from "./bundle";
import type { Model } from "./model";
import { type Shown, sideOf } from "./select";
import { kindOf } from "./words";

export interface Told {
  readonly actor: Actor;
  readonly does: readonly Incident[];
  readonly suffers: readonly Incident[];
}

export function actorsOf(model: Model, found: readonly Shown[]): readonly Told[] {
  const does = new Map<string, Incident[]>();
  const suffers = new Map<string, Incident[]>();
  const note = (of: Map<string, Incident[]>, id: string, incident: Incident): void => {
    const list = of.get(id);
    if (list) list.push(incident);
    else of.set(id, [incident]);
  };
  for (const { incident } of found) {
    for (const id of new Set(incident.agents)) note(does, id, incident);
    for (const id of new Set(incident.targets)) note(suffers, id, incident);
  }
  return model.bundle.actors
    .map((actor): Told => ({ actor, does: does.get(actor.id) ?? [], suffers: suffers.get(actor.id) ?? [] }))
    .filter((t) => t.does.length + t.suffers.length > 0)
    .sort((a, b) => b.does.length + b.suffers.length - (a.does.length + a.suffers.length) || (a.actor.name < b.actor.name ? -1 : 1));
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

const HOSTILE: readonly string[] = ["ground", "fight", "siege", "air", "shelling", "bombing", "harm"];

/** Which side acts against which, by the number of incidents; the most frequent first. */
export function edges(model: Model, found: readonly Shown[]): readonly Edge[] {
  const counts = new Map<string, Edge>();
  for (const { incident } of found) {
    if (!HOSTILE.includes(kindOf(incident.type))) continue;
    const sides = (ids: readonly string[]): readonly string[] => [...new Set(ids.filter(Boolean).map((id) => sideOf(model, id)))];
    for (const from of sides(incident.agents))
      for (const to of sides(incident.targets)) {
        if (from === to) continue;
        const key = JSON.stringify([from, to]);
        counts.set(key, { from, to, count: (counts.get(key)?.count ?? 0) + 1 });
      }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1));
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "");

/** The graph for Gephi, Cytoscape, yEd. */
export function graphml(model: Model, list: readonly Edge[], name: (side: string) => string): string {
  const nodes = [...new Set(list.flatMap((e) => [e.from, e.to]))].sort();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '<key id="label" for="node" attr.name="label" attr.type="string"/>',
    '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>',
    `<graph id="${escape(model.bundle.meta.title)}" edgedefault="directed">`,
    ...nodes.map((n) => `<node id="${escape(n)}"><data key="label">${escape(name(n))}</data></node>`),
    ...list.map((e, i) => `<edge id="e${i}" source="${escape(e.from)}" target="${escape(e.to)}"><data key="weight">${e.count}</data></edge>`),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}
