import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { sureOn } from "../src/control";
import { areas } from "../src/map/areas";
import { Boxes } from "../src/map/boxes";
import { type Sign, draw } from "../src/map/features";
import { type Named, type View, across, layout, placeAt, projection } from "../src/map/layout";
import { symbolOf } from "../src/map/symbols";
import { index } from "../src/model";
import { whiskers } from "../src/panes/bars";
import { START } from "../src/state";
import { bundle, claim, control, incident, place } from "./week";

const VIEW: View = { lon: 39, lat: 35, zoom: 8, width: 800, height: 600 };
const measure = (text: string, { size }: { size: number }): number => text.length * size * 0.5;
const all = { names: () => true, marks: true };

const places = (count: number, step: number) => Array.from({ length: count }, (_, i) => place(`p${i}`, { name: `Place ${i}`, lon: 39 + (i % 8) * step, lat: 35 + Math.floor(i / 8) * step, claims: count - i }));
const signs = (count: number, step: number): readonly Sign[] => draw(index(bundle({ places: places(count, step) })), START);

test("the middle of the view lies in the middle of the window, and east is right", () => {
  const project = projection(VIEW);
  assert.deepEqual(project(39, 35).map(Math.round), [400, 300]);
  assert.ok((project(40, 35)[0] as number) > 400);
  assert.ok((project(39, 36)[1] as number) < 300);
  assert.equal(across(-180), 0);
});

test("names keep clear of signs and of one another, and what more is said about comes first", () => {
  const found = layout(VIEW, signs(40, 0.12), [], [], all, measure);
  assert.equal(found.signs.length, 40);
  const boxes = found.labels.map((label) => label.box);
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top);
  for (const { x, y } of found.signs) for (const box of boxes) assert.ok(x < box.left || x > box.right || y < box.top || y > box.bottom);
  assert.equal(found.labels[0]?.place, "p0");
});

test("towns and countries give way to the record, and nothing outside the window is drawn", () => {
  const named = (lon: number, lat: number): Named => ({ name: "Town", lon, lat });
  const over = layout(VIEW, signs(1, 1), [named(39, 35)], [named(39, 35)], all, measure);
  assert.deepEqual([over.towns.length, over.labels.length], [0, 1]);
  const beside = layout(VIEW, signs(1, 1), [named(39.5, 35.3), named(120, 10)], [], all, measure);
  assert.deepEqual([beside.towns.length, beside.labels.length], [1, 2]);
});

test("a click finds the nearest sign, a name, or the signs of incidents", () => {
  const model = index(bundle({ incidents: [incident("i1", { type: "airstrike" })] }));
  const found = layout(VIEW, draw(model, START), [], [], all, measure);
  const label = found.labels[0];
  const mark = found.marks[0];
  assert.ok(label && mark);
  assert.equal(placeAt(found, 400, 302), "p1");
  assert.equal(placeAt(found, label.x, label.y), "p1");
  assert.equal(placeAt(found, mark.x, mark.y), "p1");
  assert.equal(placeAt(found, 100, 100), "");
});

test("long names are broken into lines and none is lost", () => {
  const model = index(bundle({ places: [place("p1", { name: "one two three four five six seven" })] }));
  const [label] = layout(VIEW, draw(model, START), [], [], all, measure).labels;
  assert.ok(label && label.lines.length > 1);
  assert.equal(label.lines.join(" "), "one two three four five six seven");
});

test("boxes are found again across the cells of their grid", () => {
  const boxes = new Boxes();
  boxes.add({ left: -100, top: -100, right: 100, bottom: 100 });
  assert.equal(boxes.free({ left: 99, top: 99, right: 300, bottom: 300 }), false);
  assert.equal(boxes.free({ left: 100, top: -100, right: 300, bottom: 100 }), true);
});

interface Case {
  readonly places: readonly { readonly id: string; readonly lat: number; readonly lon: number; readonly uncertainty_m: number | null }[];
  readonly rings: Readonly<Record<string, readonly (readonly [number, number])[]>>;
}

test("areas are those of `frontlog`, place by place", () => {
  const file = path.resolve(process.cwd(), "../tests/cases/areas.json");
  const { places: given, rings } = JSON.parse(readFileSync(file, "utf8")) as Case;
  const model = index(bundle({ places: given.map((p) => place(p.id, p)), control: given.map((p) => control(`k-${p.id}`, { place: p.id })) }));
  const found = new Map(areas(draw(model, START)).map((area) => [area.sign.place.id, area.ring]));
  assert.deepEqual([...found.keys()].sort(), Object.keys(rings).sort());
  for (const [id, ring] of Object.entries(rings)) {
    const own = found.get(id) ?? [];
    assert.equal(own.length, ring.length - 1, id); // a ring of GeoJSON ends where it began
    own.forEach(([lon, lat], i) => assert.ok(Math.hypot(lon - (ring[i]?.[0] ?? 0), lat - (ring[i]?.[1] ?? 0)) < 3e-5, `${id} ${i}`));
  }
});

const ground = (id: string, kind: string, actor: string) => ({ claim: id, kind, actor, weight: 1, reason: "" });
const moment = { day: "2031-03-03", since: "2031-03-01" };

test("a siege from one side is an arc, one by several sides a divided ring, any other a whole one", () => {
  const at = (relation: string) => claim("c1", { place: [{ start: 0, end: 1, id: "p1", relation, basis: "exact" }] });
  const besieged = (relation: string, more: Parameters<typeof control>[1] = {}) =>
    symbolOf(index(bundle({ claims: [at(relation), claim("c2")] })), control("a", { state: "besieged", besieged_by: "front", evidence: [ground("c1", "besieges", "front")], ...more })).siege;
  assert.match(besieged("north_of"), /^#\w{6} n$/);
  assert.match(besieged("at"), /^#\w{6}$/);
  assert.match(besieged("at", { evidence: [ground("c1", "besieges", "front"), ground("c2", "besieges", "army")] }), /^#\w{6},#\w{6}$/);
  assert.equal(besieged("at", { besieged_by: "", state: "held" }), "");
});

test("an attack in the days shown that did not take the place is a ring of dots; one before them, or the holder's own, is not", () => {
  const model = index(bundle({ claims: [claim("c1"), claim("old", { time: { words: null, first: "2030-01-01", last: "2030-01-01", granularity: "day", basis: "" } })] }));
  const raid = (...evidence: ReturnType<typeof ground>[]) => symbolOf(model, control("a", { evidence }), moment).raid;
  assert.notEqual(raid(ground("c1", "enters", "front")), "");
  assert.equal(raid(ground("c1", "enters", "militia")), "");
  assert.equal(raid(ground("old", "contests", "front")), "");
  assert.equal(raid(ground("c1", "gains", "front")), "");
});

test("contested ground of which nothing was heard for a month is split and not hatched", () => {
  const form = (last_evidence: string) => symbolOf(index(bundle()), control("a", { state: "contested", holder: "", last_evidence }), moment).form;
  assert.deepEqual([form("2031-03-01"), form("2031-01-01")], ["contested", "mixed"]);
});

test("a sign is as strong as the belief of its day, and not as the mean", () => {
  const fading = control("a", { first: "2031-03-01", probability: 0.6, course: [0, 95, 10, 45] });
  assert.deepEqual([sureOn(fading, "2031-03-01"), sureOn(fading, "2031-03-06"), sureOn(fading, "2031-03-30")], [0.95, 0.7, 0.45]);
  assert.equal(sureOn(control("a", { probability: 0.6 }), "2031-03-06"), 0.6);
  const strength = (day: string) => symbolOf(index(bundle()), fading, { ...moment, day }).strength;
  assert.deepEqual([strength("2031-03-01"), strength("2031-03-11")], [3, 0]);
});

test("whiskers that meet stand in lanes of their own", () => {
  assert.equal(whiskers([[0, 3], [5, 6]]), "M0.1 1H3.9M5.1 1H6.9");
  assert.equal(whiskers([[0, 3], [2, 6]]), "M2.1 1H6.9M0.1 3.5H3.9");
  assert.equal(whiskers([]), "");
});
