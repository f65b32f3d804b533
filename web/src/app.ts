/** The one object that panes get: the record, the state, and how to change the state. */

import type { Model } from "./model";
import { type State, format, parse } from "./state";

type Listener = () => void;

export class App {
  #listeners: Listener[] = [];
  #state: State = parse(location.hash);
  #drawn: string = location.hash;
  #waiting = false;

  constructor(readonly model: Model) {
    window.addEventListener("hashchange", () => {
      if (location.hash !== this.#drawn) this.#set(location.hash);
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

  /** Change the state at most once a frame, with only the last change of that frame: for sliders. */
  soon(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      const hash = format(this.#state);
      this.#set(hash);
      location.replace(hash);
    });
  }

  /** Tell the panes that more of the record has come. */
  redraw(): void {
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  #set(hash: string): void {
    this.#drawn = hash;
    this.#state = parse(hash);
    for (const listener of this.#listeners) listener();
  }
}
