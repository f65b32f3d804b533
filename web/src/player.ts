/** Playing the days one after another. */

import type { App } from "./app";
import { addDays } from "./days";
import { dayOf } from "./select";

const STEP_MS = 900; // long enough to see what changed on a map

export class Player {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly app: App,
    readonly first: string,
    readonly last: string,
    readonly changed: () => void,
  ) {}

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  toggle(): void {
    if (this.playing) this.stop();
    else this.start();
  }

  start(): void {
    const { app, first, last } = this;
    if (dayOf(app.model, app.state) >= last) app.go({ on: first }, true);
    this.#timer = setInterval(() => {
      const day = dayOf(app.model, app.state);
      if (day >= last) this.stop();
      else app.go({ on: addDays(day, 1) }, true);
    }, STEP_MS);
    this.changed();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.changed();
  }
}
