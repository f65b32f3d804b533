/** Reviewing: one question after another, the least certain of what weighs most first. Only where `frontlog serve --review` gave a token. */

import "./review.css";
import { type Child, h } from "../dom";
import { type Answer, type Decision, type Desk, type Question, type Shown, openDesk } from "../review_desk";

/** What the panel asks of the page: to show a claim in its report. */
interface Shows {
  go(change: { readonly claim: string; readonly pane: "evidence" }): void;
}

const KEYS: readonly (readonly [string, string])[] = [
  ["s", "same"],
  ["m", "not the same"],
  ["u", "unsure"],
  ["j", "next"],
  ["k", "back"],
  ["z", "undo"],
];
const FIELDS = ["place", "time", "number", "agent", "target", "modality", "certainty"];
const NARROW = 900;
const NAME = "frontlog-reviewer";

type Act = Readonly<Record<string, unknown>> & { readonly act: string };

/** Put the panel on the page, closed, with a button that opens it. Does nothing without a token. */
export function reviewPane(root: HTMLElement, app: Shows): void {
  const desk = openDesk();
  if (desk) new Panel(root, app, desk);
}

class Panel {
  readonly #status = h("p", { role: "status" });
  readonly #body = h("div", { class: "question" });
  readonly #made = h("ol", { "aria-label": "Decisions" });
  readonly #who = h("input", { name: "who", autocomplete: "name", maxlength: 200, required: true });
  readonly #why = h("input", { name: "why", maxlength: 4000, required: true, on: { keydown: (event) => this.#entered(event as KeyboardEvent) } });
  readonly #field = h("select", { name: "field" }, FIELDS.map((name) => h("option", { value: name }, name)));
  readonly #nth = h("input", { name: "nth", type: "number", min: 1, max: 100, value: 1 });
  readonly #value = h("input", { name: "value", maxlength: 500, placeholder: "al-Mayadin · 2017-10-12 · 12..17 · isis" });
  readonly #claim = h("select", { name: "claim" });
  readonly #panel: HTMLElement;
  readonly #button: HTMLButtonElement;
  #questions: readonly Question[] = [];
  #at = 0;
  /** What waits for its reason: Enter in that field does it. */
  #waiting: Act | null = null;

  constructor(
    root: HTMLElement,
    readonly app: Shows,
    readonly desk: Desk,
  ) {
    this.#who.value = localStorage.getItem(NAME) ?? "";
    this.#button = h("button", { type: "button", class: "review-open", "aria-expanded": "false", on: { click: () => this.#toggle(true) } }, "Review");
    this.#panel = h("section", { class: "review", "aria-label": "Review", hidden: true }, this.#frame());
    root.append(this.#button, this.#panel);
    window.addEventListener("keydown", (event) => this.#key(event), true);
    void this.#load();
  }

  #frame(): Child {
    const button = (act: string, words: string, key: string): HTMLElement =>
      h("button", { type: "button", "data-act": act, on: { click: () => this.#judge(act) } }, words, " ", h("kbd", null, key));
    return [
      h("header", null, h("h2", null, "Review"), h("button", { type: "button", on: { click: () => this.#toggle(false) } }, "Close")),
      this.#body,
      h("div", { class: "acts" }, button("same", "Same event", "s"), button("different", "Not the same", "m"), button("unsure", "Unsure", "u")),
      h("label", null, "Why (asked of every decision)", this.#why),
      h("label", null, "Your name, kept with each decision", this.#who),
      h(
        "fieldset",
        null,
        h("legend", null, "Correct or drop a claim"),
        h("label", null, "Claim", this.#claim),
        h("label", null, "Field", this.#field),
        h("label", null, "What is right", this.#value),
        h("label", null, "Which one, where it has several", this.#nth),
        h(
          "div",
          { class: "acts" },
          h("button", { type: "button", "data-act": "correct", on: { click: () => this.#correct() } }, "Correct"),
          h("button", { type: "button", "data-act": "drop", on: { click: () => this.#do({ act: "drop", records: [this.#claim.value] }) } }, "Not a claim"),
          h("button", { type: "button", "data-act": "split", on: { click: () => this.#split() } }, "Not of this event"),
        ),
      ),
      h(
        "div",
        { class: "acts" },
        h("button", { type: "button", "data-act": "undo", on: { click: () => this.#undo() } }, "Undo my last ", h("kbd", null, "z")),
        h("span", { class: "soft" }, KEYS.map(([key, words]) => [h("kbd", null, key), ` ${words} `])),
      ),
      this.#status,
      h("details", null, h("summary", null, "Decisions so far"), this.#made),
    ];
  }

  #toggle(open: boolean): void {
    this.#panel.hidden = !open;
    this.#button.setAttribute("aria-expanded", String(open));
    if (open) void this.#load().then(() => this.#body.querySelector<HTMLElement>("button")?.focus());
    else this.#button.focus();
  }

  async #load(): Promise<void> {
    const [queue, told] = await Promise.all([this.desk.queue(), this.desk.decisions()]);
    if (queue.error || !queue.value) return this.#say(queue.error ?? "The queue could not be read.", true);
    this.#questions = queue.value.rows;
    this.#at = Math.min(this.#at, Math.max(0, this.#questions.length - 1));
    this.#button.textContent = `Review (${queue.value.total})`;
    this.#made.replaceChildren(...(told.value?.rows ?? []).slice(-30).reverse().map((d) => this.#row(d)));
    this.#draw();
  }

  #row(decision: Decision): HTMLElement {
    const words = `${decision.who}, ${decision.when.slice(0, 10)}: ${decision.says}. ${decision.why}`;
    const withdraw = h("button", { type: "button", class: "plain", on: { click: () => this.#do({ act: "withdraw", records: [decision.id] }) } }, "withdraw");
    return h("li", { dir: "auto" }, decision.counts ? words : h("s", null, words), " ", decision.counts ? withdraw : null);
  }

  #draw(): void {
    const question = this.#questions[this.#at];
    if (!question) return this.#body.replaceChildren(h("p", { class: "empty" }, "Nothing is open."));
    this.#claim.replaceChildren(...question.claims.map((c, n) => h("option", { value: c.claim }, `${n + 1}: ${c.outlet}`)));
    if (question.field) {
      this.#field.value = question.field;
      this.#nth.value = String(question.nth);
    }
    this.#body.replaceChildren(
      h("p", { class: "soft" }, `${this.#at + 1} of ${this.#questions.length} shown · weight ${question.weight.toFixed(1)}`),
      h("h3", { dir: "auto" }, question.asks),
      h("p", { class: "soft", dir: "auto" }, question.why),
      ...question.claims.map((c) => this.#quote(c)),
      ...question.choices.map((choice) =>
        h("button", { type: "button", class: "plain", on: { click: () => this.#choose(choice) } }, `It is ${choice.replace(/^\S+ /, "")}`),
      ),
    );
    const judged = question.kind !== "place";
    for (const act of ["same", "different", "unsure"]) this.#panel.querySelector<HTMLButtonElement>(`[data-act=${act}]`)!.disabled = !judged;
  }

  #quote(shown: Shown): HTMLElement {
    const where = `${shown.outlet}, ${shown.published ?? "undated"} · ${shown.incident_title}`;
    return h(
      "blockquote",
      { dir: "auto" },
      shown.quote,
      h("footer", null, where, " ", h("button", { type: "button", class: "plain", on: { click: () => this.#show(shown.claim) } }, "in its report")),
    );
  }

  /** The panel leaves the evidence in sight, but on a phone there is room for one of them only. */
  #show(claim: string): void {
    this.app.go({ claim, pane: "evidence" });
    if (window.innerWidth < NARROW) this.#toggle(false);
  }

  #choose(choice: string): void {
    this.#field.value = "place";
    this.#value.value = choice;
    this.#correct();
  }

  #judge(act: string): void {
    const question = this.#questions[this.#at];
    if (question && question.kind !== "place") this.#do({ act, records: question.claims.map((c) => c.claim) });
  }

  #correct(): void {
    const value = this.#value.value.trim();
    if (!value) return this.#ask(this.#value, "Say what is right.");
    this.#do({ act: "correct", records: [this.#claim.value], field: this.#field.value, value, nth: Number(this.#nth.value) || 1 });
  }

  #split(): void {
    const shown = this.#questions[this.#at]?.claims.find((c) => c.claim === this.#claim.value);
    if (shown) this.#do({ act: "split", records: [shown.incident, shown.claim] });
  }

  #undo(): void {
    if (!this.#why.value.trim()) this.#why.value = "undone";
    this.#do({ act: "undo" });
  }

  #do(act: Act): void {
    this.#waiting = act;
    if (!this.#who.value.trim()) return this.#ask(this.#who, "Who decides? Give your name, then press the key again.");
    if (!this.#why.value.trim()) return this.#ask(this.#why, "Why? Give the reason and press Enter.");
    this.#waiting = null;
    void this.#send(act);
  }

  async #send(act: Act): Promise<void> {
    const who = this.#who.value.trim();
    localStorage.setItem(NAME, who);
    const answer: Answer<{ readonly decision: Decision; readonly waiting: number; readonly conflicts: readonly { readonly about: string }[] }> =
      await this.desk.decide({ ...act, who, why: this.#why.value.trim() });
    if (answer.error || !answer.value) return this.#say(answer.error ?? "Nothing was decided.", true);
    this.#why.value = this.#value.value = "";
    (document.activeElement as HTMLElement | null)?.blur();
    const { decision, waiting, conflicts } = answer.value;
    const quarrel = conflicts.length > 0 ? " It contradicts an earlier decision; the last one counts." : "";
    await this.#load();
    this.#say(`Kept: ${decision.says}.${quarrel} ${waiting} wait for the next build.`, false);
  }

  #ask(input: HTMLInputElement, words: string): void {
    this.#say(words, false);
    input.focus();
  }

  #say(words: string, wrong: boolean): void {
    this.#status.textContent = words;
    this.#status.classList.toggle("wrong", wrong);
  }

  #entered(event: KeyboardEvent): void {
    if (event.key === "Enter" && this.#waiting) this.#do(this.#waiting);
  }

  #move(by: number): void {
    this.#at = Math.max(0, Math.min(this.#questions.length - 1, this.#at + by));
    this.#waiting = null;
    this.#draw();
  }

  /** The panel's keys, before the page's own: j and k go through questions while it is open. */
  #key(event: KeyboardEvent): void {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (this.#panel.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (typing) (event.target as HTMLElement).blur();
      else this.#toggle(false);
    } else if (typing) return;
    else if (event.key === "j" || event.key === "k") this.#move(event.key === "j" ? 1 : -1);
    else if (event.key === "z") this.#undo();
    else {
      const act = { s: "same", m: "different", u: "unsure" }[event.key];
      if (!act) return;
      this.#judge(act);
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
