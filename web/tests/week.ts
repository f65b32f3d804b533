/** A small record for unit tests: two sides, three places, three days. */

import type { Bundle, Claim, Control, Incident } from "../src/bundle";

export const claim = (id: string, more: Partial<Claim> = {}): Claim => ({
  id,
  document: "d1",
  incident: "i1",
  type: "capture",
  start: 0,
  end: 10,
  trigger: { start: 0, end: 4 },
  agent: [{ start: 5, end: 8, id: "army" }],
  target: [],
  place: [{ start: 8, end: 10, id: "p1", relation: "at", basis: "exact" }],
  time: { words: null, first: "2031-03-02", last: "2031-03-02", granularity: "day", basis: "reported as news" },
  modality: "actual",
  certainty: "asserted",
  source: null,
  source_id: "",
  losses: [],
  objects: [],
  confidence: 0.8,
  ...more,
});

export const incident = (id: string, more: Partial<Incident> = {}): Incident => ({
  id,
  type: "capture",
  title: id,
  first: "2031-03-02",
  last: "2031-03-02",
  place: "p1",
  agents: ["army"],
  targets: [],
  modality: "actual",
  tolls: [],
  claims: ["c1"],
  documents: ["d1"],
  origin_groups: ["d1"],
  grade: "weak",
  grade_reason: "",
  ...more,
});

export const control = (id: string, more: Partial<Control> = {}): Control => ({
  id,
  place: "p1",
  first: "2031-03-01",
  until: null,
  state: "held",
  holder: "army",
  besieged_by: "",
  claimed_by: "",
  probability: 0.9,
  last_evidence: null,
  evidence: [],
  ...more,
});

export function bundle(more: Partial<Bundle> = {}): Bundle {
  const document = {
    id: "d1",
    name: "a.txt",
    outlet: "Courier",
    republished_by: "",
    title: "",
    published: "2031-03-03",
    published_role: "published",
    dates: [{ day: "2031-03-03", role: "published", why: "given as the day of publication", words: null, taken: true }],
    url: "",
    language: "en",
    origin_group: "d1",
    copy_of: "",
    copy_basis: "",
    copy_similarity: 0,
    version_of: "",
    superseded_by: "",
    parts: [{ kind: "body", start: 0, end: 10, reason: "", text: "took army P1" }],
  };
  return {
    meta: {
      title: "Frontlog",
      frontlog: "0",
      first_day: "2031-03-01",
      last_day: "2031-03-03",
      first_published: "2031-03-03",
      last_published: "2031-03-03",
      comments: "withheld",
      note: "",
      counts: {},
    },
    documents: [document, { ...document, id: "d2", outlet: "Herald" }],
    changes: [],
    claims: [claim("c1"), claim("c2", { document: "d2", incident: "i2", type: "airstrike", agent: [{ start: 0, end: 1, id: "front" }] })],
    incidents: [
      incident("i1"),
      incident("i2", { type: "airstrike", claims: ["c2"], documents: ["d2"], first: "2031-03-01", last: "2031-03-01" }),
    ],
    places: [{ id: "p1", name: "P1", lat: 35, lon: 39, uncertainty_m: 800, country: "" }],
    towns: [],
    control: [],
    actors: [
      { id: "army", name: "Army", side: "government", colour: 0 },
      { id: "front", name: "Front", side: "front", colour: 1 },
      { id: "militia", name: "Militia", side: "government", colour: 0 },
    ],
    contradictions: [],
    rejections: [],
    ...more,
  };
}
