import assert from "node:assert/strict";
import test from "node:test";
import { addDays, interval } from "../src/days";
import { draw } from "../src/map/features";
import { letters, strengthOf, symbolOf } from "../src/map/symbols";
import { theatre } from "../src/map/theatre";
import { index } from "../src/model";
import { BEST, changesOn, controlOn } from "../src/control";
import { bestClaim, shown } from "../src/select";
import { START } from "../src/state";
import { changeWords, range } from "../src/words";
import { actor, bundle, claim, control, incident, place } from "./week";

const ids = (more: Partial<typeof START>, data = bundle()): string[] =>
  shown(index(data), { ...START, ...more }).map(({ incident: i }) => i.id);

test("filters keep what has one of the chosen values of each", () => {
  assert.deepEqual(ids({}), ["i1", "i2"]);
  assert.deepEqual(ids({ kinds: ["air"] }), ["i2"]);
  assert.deepEqual(ids({ outlets: ["Courier", "Herald"], kinds: ["ground"] }), ["i1"]);
  assert.deepEqual(ids({ sides: ["government"] }), ["i1"]);
  assert.deepEqual(ids({ sides: ["government"], kinds: ["air"] }), []);
});

test("days shown are those up to the chosen one", () => {
  assert.deepEqual(ids({ on: "2031-03-01" }), ["i2"]);
  assert.deepEqual(ids({ on: "2031-03-02", span: "1" }), ["i1"]);
  assert.deepEqual(ids({ on: "2031-03-02", span: "7" }), ["i1", "i2"]);
});

test("what has no day, or lies ahead, is not lost", () => {
  const data = bundle({
    incidents: [incident("undated", { first: null, last: null }), incident("plan", { first: "2031-09-01", last: null })],
  });
  assert.deepEqual(ids({}, data), ["undated", "plan"]);
  assert.deepEqual(ids({ on: "2031-03-01", span: "1" }, data), ["undated"]);
});

test("an interval with an open end reaches on", () => {
  const ends = { open: ["2031-01-01", null], over: ["2031-01-01", "2031-03-05"], until: [null, "2031-03-06"], before: [null, "2031-03-05"] } as const;
  const data = bundle({ incidents: Object.entries(ends).map(([id, [first, last]]) => incident(id, { first, last })) });
  assert.deepEqual(ids({ on: "2031-03-06", span: "1" }, data), ["open", "until"]);
});

test("control of a day is that of the interval that the day lies in, its end excluded", () => {
  const model = index(bundle({ control: [control("a", { until: "2031-03-03" }), control("b", { first: "2031-03-03", holder: "front" })] }));
  assert.equal(controlOn(model, BEST, "p1", "2031-03-02")?.id, "a");
  assert.equal(controlOn(model, BEST, "p1", "2031-03-03")?.id, "b");
  assert.equal(controlOn(model, BEST, "p1", "2031-02-28"), undefined);
  assert.deepEqual(
    changesOn(model, BEST, "2031-03-03").map((c) => [c.before?.id, c.now.id]),
    [["a", "b"]],
  );
});

test("a place opens with the weightiest ground of that day, else with its latest claim", () => {
  const ground = { claim: "c2", kind: "gains", actor: "front", weight: 1, reason: "" };
  const with_ = index(bundle({ control: [control("a", { evidence: [ground] })] }));
  assert.equal(bestClaim(with_, BEST, "p1", "2031-03-02"), "c2");
  const later = claim("c3", { time: { words: null, first: "2031-03-03", last: "2031-03-03", granularity: "day", basis: "" } });
  const without = index(bundle({ claims: [claim("c1"), later] }));
  assert.equal(bestClaim(without, BEST, "p1", "2031-03-03"), "c3");
  assert.equal(bestClaim(without, BEST, "p1", "2031-03-02"), "c1");
});

test("signs tell held, contested, besieged, claimed and unknown apart", () => {
  const model = index(bundle());
  const form = (more: Parameters<typeof control>[1]): string => symbolOf(model, control("a", more)).form;
  assert.equal(form({}), "held");
  assert.equal(form({ state: "contested", holder: "" }), "contested");
  assert.equal(form({ state: "unknown", holder: "" }), "unknown");
  assert.equal(form({ state: "unknown", holder: "", claimed_by: "front" }), "claimed");
  assert.equal(symbolOf(model, undefined).form, "mentioned");
  assert.notEqual(symbolOf(model, control("a", { state: "besieged", besieged_by: "front" })).siege, "");
  assert.deepEqual([0.95, 0.9, 0.89, 0.7, 0.5, 0.49].map(strengthOf), [3, 3, 2, 2, 1, 0]);
});

test("each side has a letter of its own", () => {
  const actors = [
    actor("a", { name: "Front A", side: "front", colour: 0 }),
    actor("b", { name: "Federals", side: "federal", colour: 1 }),
    actor("c", { name: "x", side: "ff", colour: 2 }),
  ];
  assert.deepEqual(
    [...letters(index(bundle({ actors })))],
    [
      ["front", "F"],
      ["federal", "E"],
      ["ff", "F"],
    ],
  );
});

test("the map draws every located place and the kinds of what is shown there", () => {
  const model = index(
    bundle({ places: [...bundle().places, place("p2", { lat: null, lon: null, uncertainty_m: null })] }),
  );
  const drawn = draw(model, { ...START, on: "2031-03-02" });
  assert.deepEqual(
    drawn.map((sign) => sign.place.id),
    ["p1"],
  );
  assert.deepEqual(drawn.flatMap((sign) => sign.marks.map((m) => m.key)).sort(), ["kind|air|0|0", "kind|ground|0|0"]);
  assert.deepEqual(draw(model, { ...START, on: "2031-03-02" }, false).flatMap((sign) => sign.marks), []);
});

test("the first look leaves out what is far away and little spoken of", () => {
  const near = [
    [39, 35],
    [39.5, 35.2],
    [38.8, 34.7],
    [40, 35.1],
  ].map(([lon, lat]) => ({ lon: lon ?? 0, lat: lat ?? 0, weight: 5 }));
  assert.deepEqual(theatre([...near, { lon: -77, lat: 38.9, weight: 1 }]), [38.8, 34.7, 40, 35.2]);
  assert.equal(theatre([]), null);
});

test("days and numbers are told in plain words", () => {
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(interval("2031-03-03", "2031-03-05"), "3 to 5 March 2031");
  assert.equal(interval("2031-03-03", null), "since 3 March 2031");
  assert.equal(interval(null, null), "");
  assert.deepEqual(
    [range(4, 6), range(40, null), range(null, 6), range(null, null), range(0, 0)],
    ["4 to 6", "at least 40", "up to 6", "not stated", "0"],
  );
});

test("changes of a copy are found by document", () => {
  const change = { id: "m", kind: "number", document: "d2", start: 0, end: 4, earlier: "d1", earlier_start: 0, earlier_end: 4 };
  const [first, second] = bundle().documents;
  assert.ok(first && second);
  const changes = [{ ...change, before: "12", after: "21" }, { ...change, id: "n", before: "not", after: "" }, { ...change, id: "o", before: "", after: "may" }];
  const model = index(bundle({ changes, documents: [first, { ...second, version_of: "d1" }] }));
  assert.deepEqual(model.changesOfDocument.get("d2")?.map(changeWords), ["“12” became “21”", "“not” was left out", "“may” was put in"]);
  assert.equal(model.changesOfDocument.has("d1"), false);
});
