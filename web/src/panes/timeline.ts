/** The days: how much happened on each, which one is shown, and how far back the list reaches. */

import type { App } from "../app";
import { type Child, h, s } from "../dom";
import { addDays, fromNumber, long, number, short, weekday } from "../days";
import type { Model } from "../model";
import { dayOf, lastDay, shown } from "../select";
import { type Span, SPANS } from "../state";
import { plural } from "../words";

const BEFORE = 45; // days before the first report that the scale reaches back at most: reports are about the weeks before them
const SPAN_NAMES: Readonly<Record<Span, string>> = { "1": "this day", "7": "7 days", "30": "30 days", all: "all days" };
const STEP_MS = 900; // long enough to see what changed on a map

/** First and last day of the scale. */
export function scale(model: Model): readonly [string, string] {
  const { meta, incidents, control } = model.bundle;
  const last = lastDay(model);
  const floor = meta.first_published ? addDays(meta.first_published, -BEFORE) : (meta.first_day ?? last);
  const starts = [...incidents.map((i) => i.first ?? i.last ?? ""), ...control.map((c) => c.first)].filter((d) => d >= floor && d <= last);
  const first = starts.reduce((a, b) => (b < a ? b : a), last);
  return [first, last];
}

let playing: ReturnType<typeof setInterval> | undefined;

export function timelinePane(app: App): Child {
  const [first, last] = scale(app.model);
  if (!last) return h("p", { class: "soft" }, "The reports give no days.");
  const day = dayOf(app.model, app.state);
  const on = (next: string, replace = false): void => app.go({ on: next < first ? first : next > last ? last : next }, replace);
  const slider = h("input", {
    type: "range",
    min: number(first),
    max: number(last),
    value: number(day),
    step: 1,
    "data-key": "day",
    "aria-label": "Day shown",
    "aria-valuetext": long(day),
    on: { input: (e) => on(fromNumber(Number((e.target as HTMLInputElement).value)), true) },
  });
  return [
    h(
      "div",
      { class: "controls" },
      h(
        "button",
        {
          type: "button",
          class: "play",
          "data-key": "play",
          "aria-label": playing ? "Stop" : "Play the days",
          on: { click: () => play(app, first, last) },
        },
        playing ? "❚❚" : "▶",
      ),
      h(
        "button",
        {
          type: "button",
          "data-key": "back",
          "aria-label": "One day back",
          disabled: day <= first,
          on: { click: () => on(addDays(day, -1)) },
        },
        "‹",
      ),
      h("output", { class: "today" }, h("span", null, weekday(day)), h("b", null, long(day))),
      h(
        "button",
        {
          type: "button",
          "data-key": "forward",
          "aria-label": "One day on",
          disabled: day >= last,
          on: { click: () => on(addDays(day, 1)) },
        },
        "›",
      ),
      h(
        "label",
        { class: "span" },
        h("span", null, "List shows "),
        h(
          "select",
          {
            "data-key": "span",
            "aria-label": "Days that the list shows",
            on: { change: (e) => app.go({ span: (e.target as HTMLSelectElement).value as Span }) },
          },
          SPANS.map((span) => h("option", { value: span, selected: app.state.span === span }, spanName(app, span))),
        ),
      ),
    ),
    h(
      "div",
      { class: "scale" },
      bars(app, first, last, day),
      slider,
      h("p", { class: "ends" }, h("span", null, short(first)), h("span", null, short(last))),
    ),
  ];
}

const spanName = (app: App, span: Span): string => (span === "all" && app.state.on ? "all days up to it" : SPAN_NAMES[span]);

function play(app: App, first: string, last: string): void {
  if (playing) {
    clearInterval(playing);
    playing = undefined;
    app.go({ on: dayOf(app.model, app.state) === last ? addDays(last, 0) : app.state.on }, true);
    refresh();
    return;
  }
  if (dayOf(app.model, app.state) >= last) app.go({ on: first }, true);
  playing = setInterval(() => {
    const day = dayOf(app.model, app.state);
    if (day >= last) {
      play(app, first, last);
      return;
    }
    app.go({ on: addDays(day, 1) }, true);
  }, STEP_MS);
  refresh();
}

/** The button's own face changes without a change of state. */
function refresh(): void {
  const button = document.querySelector(".days .play");
  if (button) {
    button.textContent = playing ? "❚❚" : "▶";
    button.setAttribute("aria-label", playing ? "Stop" : "Play the days");
  }
}

const HEIGHT = 30;

/** One bar a day: incidents that begin on it and pass the filters. */
function bars(app: App, first: string, last: string, day: string): Element {
  const counts = new Map<string, number>();
  for (const { incident } of shown(app.model, { ...app.state, on: "", span: "all" })) {
    const begin = incident.first ?? incident.last;
    if (begin) counts.set(begin, (counts.get(begin) ?? 0) + 1);
  }
  const days = number(last) - number(first) + 1;
  const top = Math.max(1, ...[...counts].filter(([d]) => d >= first && d <= last).map(([, n]) => n));
  const rects = [...counts]
    .filter(([d]) => d >= first && d <= last)
    .map(([d, n]) => {
      const height = Math.max(3, (n / top) * HEIGHT);
      return s(
        "rect",
        {
          x: number(d) - number(first) + 0.12,
          y: HEIGHT - height,
          width: 0.76,
          height,
          class: d === day ? "on" : d > day ? "later" : null,
        },
        s("title", null, `${long(d)}: ${plural(n, "incident")}`),
      );
    });
  return s("svg", { class: "bars", viewBox: `0 0 ${days} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, rects);
}
