/** A state of control in the words and the sign of the account that is shown: claims at face value are never told as held. */

import type { App } from "../app";
import type { Control } from "../bundle";
import { type Asked } from "../control";
import { symbolIcon } from "../map/icons";
import { symbolOf } from "../map/symbols";
import { actorName } from "../model";
import { controlWords } from "../words";

export const atFaceValue = ({ layer, known, without }: Asked): boolean => layer === "claimed" && !known && !without;

export function accountWords(app: App, control: Control | undefined): string {
  return control?.holder && atFaceValue(app.state) ? `Claimed by ${actorName(app.model, control.holder)}` : controlWords(app.model, control);
}

/** The sign; with a day it fades where no report was heard for a month, and is marked where it changed from `since` on. */
export function accountIcon(app: App, control: Control | undefined, size = 22, day = "", since = "9999"): HTMLElement {
  return symbolIcon(symbolOf(app.model, control, { day, since, claimed: atFaceValue(app.state) }), size);
}
