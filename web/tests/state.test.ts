import assert from "node:assert/strict";
import test from "node:test";
import { START, type State, format, parse } from "../src/state";

test("an address brings back the state that made it", () => {
  const states: State[] = [
    START,
    { ...START, view: "place", place: "p-a b&c=d", on: "2031-03-04", span: "7", pane: "map" },
    { ...START, sides: ["a", "b,c"], kinds: ["air"], outlets: ["", "Émile & Co?#"], claim: "c-1", incident: "FL-1" },
    { ...START, view: "table", known: "2031-03-04", layer: "claimed", without: "A & B", grades: ["fair"], voices: "2", q: "x=1&y", sort: "-killed", beside: "c-2", actor: "a" },
  ];
  for (const state of states) assert.deepEqual(parse(format(state)), state);
});

test("what an address says wrongly is as at the start", () => {
  assert.deepEqual(parse("#/nowhere?on=tomorrow&known=x&span=8&pane=x&layer=y&voices=9"), START);
  assert.deepEqual(parse("#/day?on=2031-13-40"), START);
  assert.deepEqual(parse(""), START);
});
