/** All that a record says on the map, drawn upon the land: one canvas that is drawn anew when the map moves or the state changes. It costs a
 * few milliseconds where the map's own layers, which are worked out anew in a worker, took hundreds. */

import type { App } from "../app";
import type { Place } from "../bundle";
import { paintAreas } from "./areas";
import { type Sign, crowded, draw, located } from "./features";
import { type Layout, type Measure, type Named, type Put, type Style, type View, layout, placeAt, projection } from "./layout";
import { drawMark, drawTight } from "./drawings";
import { ring } from "./theatre";

export const NEAR = 7; // zoom from which a crowded map shows incidents and the names of all places
const FROM = 5; // zoom from which another map shows incidents
const FAMILY = 'system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';

export class Overlay {
  readonly canvas = document.createElement("canvas");
  readonly #pen = this.canvas.getContext("2d");
  readonly #drawings = new Map<string, HTMLCanvasElement>();
  readonly #widths = new Map<string, number>();
  #shown: Layout = { signs: [], marks: [], towns: [], labels: [] };
  #asked: readonly unknown[] = [];

  constructor(
    readonly app: App,
    readonly countries: readonly Named[],
    readonly land: Path2D,
  ) {
    this.canvas.className = "map-signs";
    this.canvas.setAttribute("aria-hidden", "true"); // the table under Places says the same
  }

  /** Draw what the state says for where the map looks; nothing where neither has changed. Says whether it drew. */
  paint(view: View): boolean {
    const { model, state } = this.app;
    const near = view.zoom >= (crowded(model) ? NEAR : FROM);
    const signs = draw(model, state, near);
    const chosen = chosenPlace(this.app);
    const ratio = window.devicePixelRatio || 1;
    const asked = [view.lon, view.lat, view.zoom, view.width, view.height, signs, chosen, state.areas, ratio];
    if (!this.#pen || asked.every((value, i) => value === this.#asked[i])) return false;
    this.#asked = asked;
    this.#shown = layout(view, signs, model.bundle.towns, this.countries, { names: this.#names(view.zoom), marks: near }, this.#measure);
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (this.canvas.width !== width || this.canvas.height !== height) [this.canvas.width, this.canvas.height] = [width, height];
    this.#pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#pen.clearRect(0, 0, view.width, view.height);
    if (state.areas) paintAreas(this.#pen, view, signs, this.land, ratio);
    this.#chosen(this.#pen, view, model.places.get(chosen));
    this.#all(this.#pen);
    return true;
  }

  /** The place at a point of the window, "" for none. */
  at(x: number, y: number): string {
    return placeAt(this.#shown, x, y);
  }

  #names(zoom: number): (sign: Sign) => boolean {
    if (!crowded(this.app.model)) return () => true;
    return (sign) => (sign.minor ? zoom >= NEAR + 1 : sign.foremost || zoom >= NEAR);
  }

  readonly #measure: Measure = (text, style) => {
    const key = `${style.size} ${style.spacing} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      const pen = this.#pen as CanvasRenderingContext2D;
      font(pen, style);
      this.#widths.set(key, (width = pen.measureText(text).width));
    }
    return width;
  };

  #drawing(key: string, make: () => HTMLCanvasElement): HTMLCanvasElement {
    let found = this.#drawings.get(key);
    if (!found) this.#drawings.set(key, (found = make()));
    return found;
  }

  #all(pen: CanvasRenderingContext2D): void {
    const { signs, marks, towns, labels } = this.#shown;
    pen.fillStyle = "#a59c88";
    for (const { x, y } of towns) pen.fillRect(x - 2, y - 2, 4, 4);
    for (const { what, x, y } of marks) stamp(pen, this.#drawing(what.key, () => drawMark(what.mark)), x, y, what.size);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    for (const { lines, x, y, style } of labels) {
      font(pen, style);
      pen.strokeStyle = "#ffffffe8";
      pen.lineWidth = 3.2;
      pen.fillStyle = style.colour;
      lines.forEach((line, i) => {
        const at = y + (i - (lines.length - 1) / 2) * style.size * 1.15;
        pen.strokeText(line, x, at);
        pen.fillText(line, x, at);
      });
    }
    for (const { what, x, y } of signs as readonly Put<Sign>[]) stamp(pen, this.#drawing(what.key, () => drawTight(what.symbol)), x, y, 1);
  }

  /** A disc behind the place chosen, and the area that it may lie in. */
  #chosen(pen: CanvasRenderingContext2D, view: View, place: Place | undefined): void {
    if (!located(place)) return;
    const project = projection(view);
    if (place.uncertainty_m) {
      pen.beginPath();
      for (const [lon, lat] of ring(place.lon, place.lat, place.uncertainty_m)) pen.lineTo(...project(lon, lat));
      pen.closePath();
      pen.fillStyle = "#1f4e7914";
      pen.fill();
      pen.setLineDash([4, 4]);
      pen.lineWidth = 1.2;
      pen.strokeStyle = "#1f4e79";
      pen.stroke();
      pen.setLineDash([]);
    }
    pen.beginPath();
    pen.arc(...project(place.lon, place.lat), 17, 0, 2 * Math.PI);
    pen.fillStyle = "#ffd54a8c";
    pen.fill();
    pen.lineWidth = 1.5;
    pen.strokeStyle = "#1a1a1a";
    pen.stroke();
  }
}

function font(pen: CanvasRenderingContext2D, { size, spacing }: Style): void {
  pen.font = `${size}px ${FAMILY}`;
  if ("letterSpacing" in pen) pen.letterSpacing = `${spacing * size}px`;
}

/** A drawing with its middle at a point; drawings are twice as fine as CSS pixels. */
function stamp(pen: CanvasRenderingContext2D, drawing: HTMLCanvasElement, x: number, y: number, size: number): void {
  const [width, height] = [(drawing.width / 2) * size, (drawing.height / 2) * size];
  pen.drawImage(drawing, x - width / 2, y - height / 2, width, height);
}

/** The place that the state is about: the one chosen, else that of the claim or incident chosen. */
export function chosenPlace({ model, state }: App): string {
  if (state.view === "place") return state.place;
  if (state.claim) return model.claims.get(state.claim)?.place[0]?.id ?? "";
  return state.incident ? (model.incidents.get(state.incident)?.place ?? "") : "";
}

