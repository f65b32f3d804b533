import assert from "node:assert/strict";
import test from "node:test";
import type { Document } from "../src/bundle";
import { stretches } from "../src/marks";
import { cut, length, words } from "../src/text";
import { bundle, claim } from "./week";

const EMOJI = "a🎯b👏🏽c"; // six code points, nine UTF-16 units

test("offsets count characters, not UTF-16 units", () => {
  assert.equal(cut(EMOJI, 0, 1), "a");
  assert.equal(cut(EMOJI, 1, 2), "🎯");
  assert.equal(cut(EMOJI, 2, 3), "b");
  assert.equal(cut(EMOJI, 5, 6), "c");
  assert.equal(cut(EMOJI, 0, 99), EMOJI);
  assert.equal(length(EMOJI), 6);
});

test("cutting agrees with an array of code points everywhere", () => {
  const points = Array.from(EMOJI);
  for (let start = 0; start <= points.length; start++) {
    for (let end = start; end <= points.length; end++) assert.equal(cut(EMOJI, start, end), points.slice(start, end).join(""));
  }
});

const document = {
  ...bundle().documents[0],
  parts: [
    { kind: "title", start: 0, end: 3, reason: "", text: "🎯 a" },
    { kind: "comment", start: 3, end: 8, reason: "", text: null },
    { kind: "body", start: 8, end: 12, reason: "", text: "b👏c." },
  ],
} as Document;

test("words run across parts and leave out what is withheld", () => {
  assert.equal(words(document, 0, 3), "🎯 a");
  assert.equal(words(document, 2, 10), "ab👏");
  assert.equal(words(document, 3, 8), "");
});

test("marks cut a part by field, also after an emoji", () => {
  const of = claim("c", { start: 9, end: 12, trigger: { start: 10, end: 11 }, agent: [{ start: 9, end: 11, id: "" }], place: [] });
  const part = document.parts[2];
  assert.ok(part);
  assert.deepEqual(
    stretches(part, of, []).map((s) => [s.text, s.fields, s.sentence]),
    [
      ["b", [], false],
      ["👏", ["agent"], true],
      ["c", ["agent", "trigger"], true],
      [".", [], true],
    ],
  );
});

test("the sentence of another claim leads to that claim", () => {
  const part = document.parts[2];
  assert.ok(part);
  const other = claim("other", { start: 8, end: 10 });
  assert.deepEqual(
    stretches(part, null, [other]).map((s) => [s.text, s.other]),
    [
      ["b👏", "other"],
      ["c.", ""],
    ],
  );
});
