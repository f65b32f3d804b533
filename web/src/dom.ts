/** Building elements. Text always becomes a text node and attributes are set as such: nothing from a document can become markup. */

export type Child = Node | string | number | null | undefined | false | readonly Child[];
type Handler = (event: Event) => void;
export interface Props {
  readonly class?: string | null;
  readonly on?: Readonly<Record<string, Handler>>;
  readonly [attribute: string]: string | number | boolean | null | undefined | Readonly<Record<string, Handler>>;
}

const SVG = "http://www.w3.org/2000/svg";

function fill(element: Element, props: Props | null, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "object") for (const [type, handler] of Object.entries(value)) element.addEventListener(type, handler);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child as readonly Child[]);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/** An HTML element: `h("p", { class: "note", on: { click: f } }, "words", child)`. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props | null, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, props: Props | null, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  fill(element, props, children);
  return element;
}

/** A link out, for addresses of the web only: a document's address may hold anything. */
export function outlink(url: string, words: string): HTMLElement {
  const safe = /^https?:\/\//i.test(url);
  return safe ? h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, words) : h("span", null, words);
}
