import assert from "node:assert/strict";
import test from "node:test";
import { sameDays } from "../src/views/matrix";
import { claim } from "./week";

const told = (first: string | null, last: string | null) => {
  const row = claim("c1");
  return { ...row, time: { ...row.time, first, last } };
};

test("days of two claims agree when one day can be meant by both", () => {
  assert.ok(sameDays(told("2020-10-11", "2020-10-12"), told("2020-10-12", "2020-10-13")));
  assert.ok(sameDays(told("2020-10-12", "2020-10-12"), told("2020-10-11", "2020-10-13")));
  assert.ok(sameDays(told(null, null), told("2020-10-12", "2020-10-12")));
  assert.ok(!sameDays(told("2020-10-11", "2020-10-11"), told("2020-10-12", "2020-10-13")));
  assert.ok(!sameDays(told(null, "2020-10-11"), told("2020-10-12", "2020-10-12")));
});
