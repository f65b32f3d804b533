/** The signs as pictures for lists and the legend. Each is drawn once: a list of many incidents needs few different ones. */

import { h } from "../dom";
import { type Mark, type Symbol, drawKind, drawMark, drawSymbol, keyOf, markKey } from "./symbols";

const drawn = new Map<string, string>(); // the same drawing for every record, so nothing of a record is kept here

function picture(key: string, size: number, name: string, draw: () => HTMLCanvasElement): HTMLImageElement {
  const full = `${key} ${size}`;
  let address = drawn.get(full);
  if (!address) drawn.set(full, (address = draw().toDataURL()));
  return h("img", { class: "sign-icon", src: address, width: size, height: size, alt: name, title: name || null });
}

/** Who holds a place. Without a name it is an ornament beside words that say the same. */
export const symbolIcon = (symbol: Symbol, size = 22, name = ""): HTMLImageElement =>
  picture(keyOf(symbol), size, name, () => drawSymbol(symbol, size));

export const typeIcon = (type: string, size = 18, name = ""): HTMLImageElement => picture(`type ${type}`, size, name, () => drawKind(type, size));

export const markIcon = (mark: Mark, size = 17): HTMLImageElement => picture(markKey(mark), size, "", () => drawMark(mark, size));
