/** The signs as pictures for lists and the legend. Each is drawn once and becomes a rule of a style sheet: a list of many incidents needs few
 * different ones, and pictures that carry their own data are slow to put into a page. */

import { h } from "../dom";
import { drawKind, drawMark, drawSymbol } from "./drawings";
import { type Mark, type Symbol, keyOf, markKey } from "./symbols";

const rules = new Map<string, string>(); // the same drawing for every record, so nothing of a record is kept here
let sheet: CSSStyleSheet | undefined;

function picture(key: string, size: number, name: string, draw: () => HTMLCanvasElement): HTMLElement {
  const full = `${key} ${size}`;
  let rule = rules.get(full);
  if (!rule) {
    rules.set(full, (rule = `sign-${rules.size}`));
    if (!sheet) document.adoptedStyleSheets.push((sheet = new CSSStyleSheet()));
    sheet.insertRule(`.${rule} { width: ${size}px; height: ${size}px; background: url("${draw().toDataURL()}") 0 0 / ${size}px ${size}px no-repeat; }`, sheet.cssRules.length);
  }
  const about = name ? { role: "img", "aria-label": name, title: name } : { "aria-hidden": "true" };
  return h("span", { class: `sign-icon ${rule}`, ...about });
}

/** Who holds a place. Without a name it is an ornament beside words that say the same. */
export const symbolIcon = (symbol: Symbol, size = 22, name = ""): HTMLElement => picture(keyOf(symbol), size, name, () => drawSymbol(symbol, size));

export const typeIcon = (type: string, size = 18, name = ""): HTMLElement => picture(`type ${type}`, size, name, () => drawKind(type, size));

export const markIcon = (mark: Mark, size = 17): HTMLElement => picture(markKey(mark), size, "", () => drawMark(mark, size));
