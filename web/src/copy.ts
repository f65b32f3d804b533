/** Copying a part of the page with its headings and tables, for a text editor. */

/** Copy an element as it stands; the button says so for a moment. */
export function copyRich(element: HTMLElement, button: HTMLElement): void {
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(element);
  selection?.removeAllRanges();
  selection?.addRange(range);
  const done = document.execCommand("copy"); // the newer interface is closed to pages that were opened from a folder
  selection?.removeAllRanges();
  const before = button.textContent;
  button.textContent = done ? "Copied" : "Select the text to copy it";
  setTimeout(() => (button.textContent = before), 1500);
}

/** Offer a text as a file. */
export const download = (name: string, type: string, text: string): void => offer(name, new Blob([text], { type }));

/** Offer a file. */
export function offer(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
