import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutToken } from "../src/review_desk";

test("the token is taken out of the address and the rest stays", () => {
  assert.deepEqual(withoutToken("#/day?token=abc"), ["#/day", "abc"]);
  assert.deepEqual(withoutToken("#/map?on=2017-10-12&token=a-b_c&claim=c-1"), ["#/map?on=2017-10-12&claim=c-1", "a-b_c"]);
  assert.deepEqual(withoutToken("#/day?on=2017-10-12"), ["#/day?on=2017-10-12", ""]);
  assert.deepEqual(withoutToken(""), ["", ""]);
});
