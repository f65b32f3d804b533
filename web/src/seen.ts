/** Characters that nobody sees, or that turn the direction of others: shown by their numbers, so that no text reads otherwise than it is. */

import { type Child, h } from "./dom";

/* eslint-disable no-control-regex -- control characters are what is looked for */
const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** A stretch of a text with such characters in boxes. Offsets are reckoned before this. */
export function seen(text: string): Child {
  if (!HIDDEN.test(text)) return text;
  return text.split(new RegExp(`(${HIDDEN.source})`)).map((piece) => (HIDDEN.test(piece) ? box(piece) : piece));
}

function box(one: string): HTMLElement {
  const number = `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return h("span", { class: "hidden-sign", title: `${number}, a character that nobody sees or that turns others` }, `[${number}]`);
}
