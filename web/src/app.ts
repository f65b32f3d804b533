/** The one object that panes get: the record, the state, and how to change the state. */

import type { Model } from "./model";
import { type State, format, parse } from "./state";

export class App {
  #listeners: (() => void)[] = [];
  #state: State = parse(location.hash);

  constructor(readonly model: Model) {
    window.addEventListener("hashchange", () => {
      this.#state = parse(location.hash);
      for (const listener of this.#listeners) listener();
    });
  }

  get state(): State {
    return this.#state;
  }

  /** The address of this state with some of it changed, for links. */
  link(change: Partial<State>): string {
    return format({ ...this.#state, ...change });
  }

  /** Change the state. `replace` leaves no step for the back button: for playing and scrubbing. */
  go(change: Partial<State>, replace = false): void {
    const hash = this.link(change);
    if (hash === (location.hash || "#/day")) return;
    if (replace) location.replace(hash);
    else location.hash = hash;
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
