import assert from "node:assert/strict";
import test from "node:test";
import { inflateRawSync } from "node:zlib";
import { crc, docx, zip } from "../src/docx";
import { index } from "../src/model";
import { camps, leftOut, withoutWords } from "../src/outlets";
import { savedColumns, shownColumns } from "../src/rows";
import { shown } from "../src/select";
import { cited, sitrepOf } from "../src/sitreps";
import { START, format, parse } from "../src/state";
import { losses } from "../src/tolls";
import { fieldWords } from "../src/words";
import { account, bundle, claim, incident } from "./week";

const sitrep = {
  span: "all",
  last: "2031-03-03",
  days: 3,
  title: "Situation report <of> three days",
  sections: [
    { name: "highlights", heading: "Highlights", empty: "Nothing.", sentences: [0, 1] },
    { name: "changes", heading: "Control changes", empty: "Nothing changed.", sentences: [] },
  ],
};
const sentences = [
  { text: "First & foremost.", record: "i1", claims: ["c1", "c2"] },
  { text: "Second.", record: "", claims: ["c2", "gone"] },
];
const model = index(bundle({ sitreps: [sitrep], sentences, claims: [claim("c1"), claim("c2", { document: "d2", start: 5 })] }));

test("a report stands for all reports of its days, and for no selection of them", () => {
  assert.equal(sitrepOf(model, START)?.title, sitrep.title);
  for (const more of [{ kinds: ["air"] }, { known: "2031-03-02" }, { without: "Herald" }, { span: "7" }, { on: "2031-03-02" }, { layer: "claimed" }] as const)
    assert.equal(sitrepOf(model, { ...START, ...more }), undefined);
});

test("sources are numbered as they are first met, each sentence of a report once", () => {
  const { sources, number } = cited(model, sitrep);
  assert.deepEqual(sources.map((s) => s.map((c) => c.id)), [["c1"], ["c2"]]);
  assert.deepEqual([number("c1"), number("c2"), number("gone")], [1, 2, 0]);
  const same = index(bundle({ sitreps: [sitrep], sentences, claims: [claim("c1"), claim("c2")] }));
  assert.deepEqual([cited(same, sitrep).sources.length, cited(same, sitrep).number("c2")], [1, 1]);
});

/** The files of a zip archive, read by its central directory. */
async function files(archive: Blob): Promise<ReadonlyMap<string, string>> {
  const bytes = Buffer.from(await archive.arrayBuffer());
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const out = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50);
    const [method, sum, size, length, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    assert.equal(bytes.readUInt32LE(local), 0x04034b50);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const held = bytes.subarray(start, start + size);
    const content = method === 8 ? inflateRawSync(held) : held;
    assert.equal(crc(content), sum);
    out.set(bytes.subarray(at + 46, at + 46 + length).toString("utf8"), content.toString("utf8"));
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return out;
}

test("the Word file is a zip of well-formed parts with each sentence, its numbers and its sources", async () => {
  const found = await files(docx(model, sitrep));
  assert.deepEqual([...found.keys()], ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"]);
  const body = found.get("word/document.xml") ?? "";
  for (const words of ["Situation report &#60;of&#62; three days", "First &#38; foremost.", "[1, 2]", "Nothing changed.", "Courier", "Herald"]) assert.ok(body.includes(words), words);
  const open = [...body.matchAll(/<(\/?)(w:\w+)[^>]*?(\/?)>/g)].reduce<string[]>((stack, [, close, name, self]) => {
    if (self) return stack;
    if (!close) return [...stack, name ?? ""];
    assert.equal(stack[stack.length - 1], name);
    return stack.slice(0, -1);
  }, []);
  assert.deepEqual(open, []);
  assert.deepEqual(new Uint8Array(await docx(model, sitrep).arrayBuffer()), new Uint8Array(await docx(model, sitrep).arrayBuffer()));
});

test("a zip keeps names and texts of any script, and its sums are those that all zips have", async () => {
  assert.equal(crc(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.deepEqual([...(await files(zip({ "ü.txt": "حلب", empty: "" })))], [["ü.txt", "حلب"], ["empty", ""]]);
});

test("all that speak for a camp are left out together", () => {
  const left = index(bundle({ without: [{ name: "camp:north-camp", outlets: ["Herald"], places: ["p1"], control: [account()] }, { name: "Courier", outlets: ["Courier"], places: [], control: [] }] }));
  assert.deepEqual(camps(left).map((c) => c.name), ["camp:north-camp"]);
  assert.deepEqual([leftOut(left, "camp:north-camp"), leftOut(left, "Nobody"), leftOut(left, "")], [["Herald"], ["Nobody"], []]);
  assert.equal(withoutWords("camp:north-camp"), "all that speak for North camp");
  assert.deepEqual(shown(left, { ...START, without: "camp:north-camp" }).map((s) => s.incident.id), ["i1"]);
});

test("columns can be chosen: the title always stands, and ids are always saved", () => {
  assert.deepEqual(shownColumns(["grade"]).map((c) => c.key), ["title", "grade"]);
  assert.deepEqual(savedColumns(["grade"]).map((c) => c.key), ["title", "grade", "incident_id", "claim_ids"]);
  assert.ok(shownColumns([]).length < savedColumns([]).length);
  const state = { ...START, view: "table", columns: ["grade", "belief"], areas: "1" } as const;
  assert.deepEqual(parse(format(state)), state);
});

test("losses are summed by side, and an incident of several sides counts for each", () => {
  const toll = (side: string, best: number) => ({ side, kind: "killed", low: best, best, high: best + 1 });
  const told = index(bundle({ incidents: [incident("i1", { tolls: [toll("army", 3), toll("front", 5)] }), incident("i2", { tolls: [toll("front", 2)], claims: ["c2"] })] }));
  assert.deepEqual(losses(told, shown(told, START)).map(({ side, items, sums: [killed] }) => [side, items.length, killed?.low, killed?.high]), [
    ["front", 2, 7, 9],
    ["government", 1, 3, 4],
  ]);
});

test("what two claims differ about is told in words, with whose people where that is known", () => {
  assert.equal(fieldWords(model, "losses.front.killed"), "how many were killed (Front)");
  assert.equal(fieldWords(model, "holder"), "who holds it");
  assert.equal(fieldWords(model, "something_new"), "something new");
});
