/** The two clocks: the day that things happened on, and the day that they could be known. Its elements stay, so that a slider can be dragged. */

import type { App } from "../app";
import { h } from "../dom";
import { addDays, fromNumber, long, number, short, weekday } from "../days";
import type { Model } from "../model";
import { Player } from "../player";
import { dayOf, filterKey, lastDay, passed } from "../select";
import { type Span, SPANS } from "../state";
import { FAMILIES, bars, track } from "./bars";

const BEFORE = 45; // days before the first report that the scale reaches back at most: reports are about the weeks before them
const SPAN_NAMES: Readonly<Record<Span, readonly [string, string]>> = {
  "1": ["24 h", "Only the day shown"],
  "7": ["7 d", "The seven days up to it"],
  "30": ["30 d", "The thirty days up to it"],
  all: ["all", "All days up to it"],
};

/** First and last day of the scale. */
export function scale(model: Model): readonly [string, string] {
  const { meta, incidents, control } = model.bundle;
  const last = lastDay(model);
  const floor = meta.first_published ? addDays(meta.first_published, -BEFORE) : (meta.first_day ?? last);
  let first = last;
  for (const incident of incidents) {
    const day = incident.first ?? incident.last ?? "";
    if (day >= floor && day < first) first = day;
  }
  for (const { first: day } of control) if (day >= floor && day < first) first = day;
  return [first, last];
}

/** The clocks; `bars` draws the bars behind them, which may come a moment later. */
export interface Clocks {
  readonly update: () => void;
  readonly bars: () => void;
}

export function timelinePane(element: HTMLElement, app: App): Clocks {
  const [first, last] = scale(app.model);
  if (!last) {
    element.append(h("p", { class: "soft none" }, "The reports give no days."));
    return { update: () => undefined, bars: () => undefined };
  }
  const event = clock(app, first, last);
  const knowledge = knownClock(app);
  element.append(h("div", { class: "inner" }, event.controls, event.scale, knowledge.element));
  const update = (): void => {
    event.update();
    knowledge.update();
  };
  return { update, bars: event.bars };
}

const button = (label: string, text: string, key: string, click: () => void): HTMLButtonElement =>
  h("button", { type: "button", "aria-label": label, title: label, "data-key": key, on: { click } }, text);

/** The clock of events: a slider over bars, steps of a day, play, and how many days are shown. */
function clock(app: App, first: string, last: string): Clocks & { controls: HTMLElement; scale: HTMLElement } {
  const on = (next: string): void => app.go({ on: next < first ? first : next > last ? last : next });
  const face = (): void => {
    play.textContent = player.playing ? "❚❚" : "▶";
    play.setAttribute("aria-label", player.playing ? "Stop" : "Play the days");
  };
  const player = new Player(app, first, last, () => face());
  const play = button("Play the days", "▶", "play", () => player.toggle());
  const back = button("One day back", "‹", "back", () => on(addDays(dayOf(app.model, app.state), -1)));
  const forward = button("One day on", "›", "forward", () => on(addDays(dayOf(app.model, app.state), 1)));
  const day = h("b", null);
  const name = h("span", null);
  const spans = SPANS.map((span) =>
    h(
      "button",
      { type: "button", "data-key": `span-${span}`, title: SPAN_NAMES[span][1], on: { click: () => app.go({ span }) } },
      SPAN_NAMES[span][0],
    ),
  );
  const slider = range("day", "Day shown", first, last, (value) => app.soon({ on: value }));
  const place = h("div", { class: "bars-box" });
  const cursor = h("i", { class: "cursor", "aria-hidden": "true" });
  let drawn = "";
  const update = (): void => {
    const shown = dayOf(app.model, app.state);
    set(slider, shown);
    cursor.style.insetInlineStart = `${((number(shown) - number(first) + 0.5) / (number(last) - number(first) + 1)) * 100}%`;
    day.textContent = window.innerWidth > 800 ? long(shown) : short(shown);
    name.textContent = weekday(shown);
    back.disabled = shown <= first;
    forward.disabled = shown >= last;
    spans.forEach((b, i) => b.setAttribute("aria-pressed", String(app.state.span === SPANS[i])));
  };
  const drawBars = (): void => {
    const key = filterKey(app.state);
    if (key !== drawn) place.replaceChildren(bars(app.model, passed(app.model, app.state).incidents, first, last), cursor);
    drawn = key;
  };
  const key = h(
    "span",
    { class: "families" },
    FAMILIES.map(([words, className]) => h("span", { class: className }, words)),
  );
  return {
    controls: h(
      "div",
      { class: "controls" },
      play,
      back,
      h("output", { class: "today", "aria-live": "off" }, name, day),
      forward,
      h("div", { class: "presets", role: "group", "aria-label": "Days shown, up to that day" }, spans),
    ),
    scale: h(
      "div",
      { class: "scale" },
      place,
      slider,
      h("p", { class: "ends" }, h("span", null, short(first)), key, h("span", null, short(last))),
    ),
    update,
    bars: drawBars,
  };
}

/** The clock of knowledge: what was published up to a day. */
function knownClock(app: App): { element: HTMLElement; update: () => void } {
  const { first_published: first, last_published: last } = app.model.bundle.meta;
  if (!first || !last || first === last) return { element: h("div", { class: "known", hidden: true }), update: () => undefined };
  const slider = range("known", "Known until", first, last, (value) => app.soon({ known: value === last ? "" : value }));
  const words = h("b", null);
  const reset = button("Count all reports", "all reports", "known-all", () => app.go({ known: "" }));
  const summary = h("summary", null, "Known until ", words);
  const element = h(
    "details",
    { class: "known", open: window.innerWidth > 800 },
    summary,
    h("div", { class: "known-body" }, track(app.model, first, last), slider),
    reset,
  );
  const update = (): void => {
    const { known } = app.state;
    set(slider, known || last);
    words.textContent = known ? long(known) : "today: all reports";
    element.dataset["active"] = String(known !== "");
    reset.hidden = known === "";
  };
  return { element, update };
}

function range(key: string, label: string, first: string, last: string, input: (day: string) => void): HTMLInputElement {
  return h("input", {
    type: "range",
    min: number(first),
    max: number(last),
    step: 1,
    "data-key": key,
    "aria-label": label,
    on: { input: (e) => input(fromNumber(Number((e.target as HTMLInputElement).value))) },
  });
}

function set(slider: HTMLInputElement, day: string): void {
  slider.value = String(number(day));
  slider.setAttribute("aria-valuetext", long(day));
}
