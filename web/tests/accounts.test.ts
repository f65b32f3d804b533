import assert from "node:assert/strict";
import test from "node:test";
import { bothTrue } from "../src/both";
import { controlOn } from "../src/control";
import { draw } from "../src/map/features";
import { index } from "../src/model";
import { edges, graphml } from "../src/people";
import { profiles } from "../src/outlets";
import { csv, geojson, sorted } from "../src/rows";
import { passing, shown } from "../src/select";
import { START } from "../src/state";
import { sums, tolls } from "../src/tolls";
import { unpack } from "../src/unpack";
import { common } from "../src/worddiff";
import { account, bundle, claim, control, incident, place } from "./week";

const [d1, d2] = bundle().documents;
assert.ok(d1 && d2);
const early = { ...d1, published: "2031-03-01" };
const late = { ...d2, published: "2031-03-05" };
const loss = (min: number | null, max: number | null, side = "front") => ({ start: 0, end: 1, side, kind: "killed", min, max, what: "" });

test("a day of knowledge hides what was published later and says how much that is", () => {
  const model = index(
    bundle({ documents: [early, late], claims: [claim("c1"), claim("c2", { document: "d2" })], incidents: [incident("i1", { claims: ["c1", "c2"] })] }),
  );
  const told = (known: string) => passing(model, { ...START, known }).map((s) => [s.claims.map((c) => c.id), s.later]);
  assert.deepEqual(told(""), [[["c1", "c2"], 0]]);
  assert.deepEqual(told("2031-03-04"), [[["c1"], 1]]);
  assert.deepEqual(told("2031-02-01"), []);
});

test("an outlet left out takes its claims along, and its incidents where it stands alone", () => {
  const model = index(bundle());
  assert.deepEqual(shown(model, { ...START, without: "Herald" }).map((s) => s.incident.id), ["i1"]);
});

test("control is told by the account that is asked for", () => {
  const ground = (id: string) => ({ claim: id, kind: "gains", actor: "army", weight: 1, reason: "" });
  const model = index(
    bundle({
      documents: [early, late],
      control: [control("a", { holder: "front", evidence: [ground("c1"), ground("c2")] })],
      known: [control("k", { holder: "militia" })],
      claimed: [control("c", { holder: "army" })],
      accounts: [account({ known: "2031-03-01", superseded: "2031-03-04" }), account({ holder: "front", known: "2031-03-04" })],
      without: [{ name: "Herald", outlets: ["Herald"], places: ["p1"], control: [account({ holder: "militia", state: "held" })] }],
    }),
  );
  const holder = (more: Partial<typeof START>) => controlOn(model, { ...START, ...more }, "p1", "2031-03-02")?.holder;
  assert.equal(holder({}), "front");
  assert.equal(holder({ layer: "known" }), "militia");
  assert.equal(holder({ layer: "claimed" }), "army");
  assert.equal(holder({ known: "2031-03-03" }), "army");
  assert.equal(holder({ known: "2031-03-04" }), "front");
  assert.equal(holder({ known: "2031-02-01" }), undefined);
  assert.equal(holder({ without: "Herald", layer: "claimed" }), "militia");
  assert.equal(holder({ without: "Nobody" }), "front");
  const grounds = (more: Partial<typeof START>) => controlOn(model, { ...START, ...more }, "p1", "2031-03-02")?.evidence.map((g) => g.claim);
  assert.deepEqual(grounds({ known: "2031-03-03" }), ["c1"]);
  assert.deepEqual(grounds({ without: "Herald" }), ["c1"]);
});

test("a sign fades after a month without a report and is marked where it changed in the days shown", () => {
  const model = index(bundle({ control: [control("a", { last_evidence: "2031-03-01" })] }));
  const sign = (on: string, span: "1" | "all") => draw(model, { ...START, on, span })[0]?.symbol;
  assert.deepEqual([sign("2031-03-01", "1")?.changed, sign("2031-03-01", "1")?.faded], [true, false]);
  assert.deepEqual([sign("2031-04-15", "1")?.changed, sign("2031-04-15", "1")?.faded], [false, true]);
});

test("tolls over some of the claims count each voice with its latest figure", () => {
  const model = index(bundle({ documents: [early, late] }));
  const told = [claim("c1", { losses: [loss(5, 5)] }), claim("c2", { document: "d1", losses: [loss(7, 7)] }), claim("c3", { losses: [loss(9, null)], modality: "denied" })];
  assert.deepEqual(tolls(model, told), [{ side: "front", kind: "killed", low: 7, best: 7, high: 7 }]);
  const open = [claim("c1", { losses: [loss(5, 6)] }), claim("c2", { document: "d2", losses: [loss(12, null)] })];
  assert.deepEqual(tolls(index(bundle({ documents: [early, { ...late, origin_group: "d2" }] })), open), [
    { side: "front", kind: "killed", low: 5, best: 5, high: null },
  ]);
});

test("sums are ranges, and open where one of them is", () => {
  const toll = (high: number | null) => [{ side: "", kind: "killed", low: 1, best: 2, high }];
  const model = index(bundle({ incidents: [incident("i1", { tolls: toll(3) }), incident("i2", { tolls: toll(5), claims: ["c2"] })] }));
  assert.deepEqual(sums(model, shown(model, START))[0], { kind: "killed", low: 2, best: 4, high: 8, incidents: 2 });
  const open = index(bundle({ incidents: [incident("i1", { tolls: toll(null) })] }));
  assert.equal(sums(open, shown(open, START))[0]?.high, null);
});

test("what is saved is what is shown, unknown last, and no cell is a formula", () => {
  const model = index(bundle({ incidents: [incident("=1+1", { first: null, last: null }), incident('a "b", c', { id: "i2", place: "", claims: ["c2"] })] }));
  const found = sorted(model, shown(model, START), "date_start");
  assert.deepEqual(found.map((s) => s.incident.id), ["i2", "=1+1"]);
  const lines = csv(model, found).split("\n");
  assert.equal(lines.length, 4);
  assert.ok(lines[1]?.includes('"a ""b"", c"'));
  assert.ok(lines[2]?.includes("'=1+1"));
  const { features } = JSON.parse(geojson(model, found)) as { features: { geometry: unknown }[] };
  assert.deepEqual(features.map((f) => f.geometry), [null, { type: "Point", coordinates: [39, 35] }]);
});

test("an outlet is told by its own reports", () => {
  const speaks = [{ name: "Courier", leaning: "state", speaks_for: "army", country: "", warning: "" }];
  const [courier] = profiles(index(bundle({ outlets: speaks, incidents: [incident("i1", { against_interest: ["c1"] })] })));
  assert.deepEqual([courier?.name, courier?.claims.length, courier?.lag, courier?.alone, courier?.concessions], ["Courier", 1, 1, 1, 1]);
});

test("who acts against whom is counted by side, and saved as well-formed XML", () => {
  const fight = incident("i1", { type: "clash", agents: ["army", "militia"], targets: ["front"] });
  const model = index(bundle({ incidents: [fight] }));
  const found = edges(model, shown(model, START));
  assert.deepEqual(found, [{ from: "government", to: "front", count: 1 }]);
  assert.ok(graphml(model, found, () => 'a<b>&"c').includes("a&#60;b&#62;&#38;&#34;c"));
});

test("two claims may both be true where day, place or figure leave room", () => {
  const at = (day: string) => ({ words: null, first: day, last: day, granularity: "day", basis: "" });
  const row = { id: "x", incident: "i1", type: "losses", field: "losses", claim_a: "c1", claim_b: "c2", value_a: "1", value_b: "9", size: 8, status: "contradiction", other_incident: "", compatible_reason: "" };
  const room = (b: Parameters<typeof claim>[1]) => bothTrue(index(bundle({ claims: [claim("c1"), claim("c2", b)] })), row);
  assert.deepEqual(room({}), []);
  assert.equal(room({ time: at("2031-03-09") }).length, 1);
  assert.equal(room({ certainty: "hedged", losses: [loss(9, null)] }).length, 2);
});

test("words in common keep their order", () => {
  assert.deepEqual(common(["The", "army", "took", "Oren"], ["army", "took", "the", "hill"]), [
    [false, true, true, false],
    [true, true, false, false],
  ]);
});

test("a packed bundle is unpacked: rows, lists, gaps, repeated values and strings by number", () => {
  const packed = {
    strings: ["s"],
    value: ["rows", 1, ["a", "b"], ["lists", [3], ["gaps", [1, 0, 1], ["rows", 2, ["x", "y"], ["words", [0, "t"]], ["same", 2, "plain", [7]]]]], ["plain", [null]]],
  };
  assert.deepEqual(unpack(packed), { a: [{ x: "s", y: 7 }, null, { x: "t", y: 7 }], b: null });
});

test("a table is unpacked field by field, whatever its fields are called", () => {
  const packed = { strings: ["s"], value: ["rows", 1, ["table"], ["lists", [2], ["rows", 2, ["at", "row", "constructor"], ["words", [0, "t"]], ["plain", [1, 2]], ["same", 2, "plain", [7]]]]] };
  const [table] = [(unpack(packed) as { table: readonly { at: string; row: number; constructor: number }[] }).table];
  assert.deepEqual(table.map(({ at, row, constructor }) => [at, row, constructor]), [["s", 1, 7], ["t", 2, 7]]);
});

test("thousands of incidents on one point are one place with a few signs", () => {
  const incidents = Array.from({ length: 3000 }, (_, i) => incident(`i${i}`, { type: ["clash", "shelling", "airstrike", "aid", "arrest", "besiege"][i % 6] ?? "" }));
  const drawn = draw(index(bundle({ incidents, places: [place("p1", { name: "x".repeat(300) })] })), START);
  assert.equal(drawn.length, 1);
  assert.equal(drawn[0]?.marks.length, 4);
  assert.ok((drawn[0]?.name.length ?? 99) < 50);
});
