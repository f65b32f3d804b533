/** Keys: everything that a pointer does can be reached with Tab; these are short ways. */

import type { App } from "./app";
import { addDays } from "./days";
import { dayOf, lastDay } from "./select";
import { VIEWS, type View } from "./state";

/** Keys and what they do, as the page lists them. */
export const KEYS: readonly (readonly [keys: readonly string[], words: string])[] = [
  [["j", "k"], "next and previous claim"],
  [["[", "]"], "a day back and on"],
  [["/"], "words to filter by"],
  [["1", "…", "9"], "the views, in the order of their tabs"],
  [["Esc"], "let go of what is chosen"],
];

const TABS: readonly View[] = VIEWS.filter((view) => view !== "place" && view !== "incident");

/** Keys typed into a field are left alone. */
export function keyboard(event: KeyboardEvent, app: App): void {
  const typing = event.target instanceof Element && event.target.closest("input:not([type=range]):not([type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  if (event.key === "Escape") letGo(app);
  else if (event.key === "j" || event.key === "k") step(app, event.key === "j" ? 1 : -1);
  else if (event.key === "[" || event.key === "]") turn(app, event.key === "]" ? 1 : -1);
  else if (event.key === "/") search(event);
  else {
    const view = /^[1-9]$/.test(event.key) ? TABS[Number(event.key) - 1] : undefined;
    if (view) app.go({ view, pane: "list" });
  }
}

function letGo(app: App): void {
  if (app.state.beside) app.go({ beside: "" });
  else app.go({ claim: "", incident: "", actor: "", place: "", view: ["place", "incident"].includes(app.state.view) ? "map" : app.state.view });
}

function step(app: App, by: number): void {
  const claims = [...document.querySelectorAll<HTMLElement>("#list [data-claim]")];
  const at = claims.findIndex((c) => c.dataset["claim"] === app.state.claim);
  claims[at < 0 ? 0 : at + by]?.click();
}

function turn(app: App, by: number): void {
  const day = dayOf(app.model, app.state);
  if (!day) return;
  const next = addDays(day, by);
  app.go({ on: next > lastDay(app.model) ? day : next });
}

function search(event: Event): void {
  const folds = document.querySelector<HTMLDetailsElement>(".filters");
  if (!folds) return;
  event.preventDefault();
  folds.open = true;
  folds.dispatchEvent(new Event("toggle"));
  folds.querySelector<HTMLElement>("input[type=search]")?.focus();
}
