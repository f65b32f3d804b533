/** Which boxes of a drawing are taken: names and signs keep clear of one another. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL = 48; // pixels

export class Boxes {
  readonly #cells = new Map<number, Box[]>();

  /** Whether nothing that was added meets this box. */
  free(box: Box): boolean {
    return this.#over(box, (cell) => {
      for (const other of this.#cells.get(cell) ?? [])
        if (other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom) return false;
      return true;
    });
  }

  add(box: Box): void {
    this.#over(box, (cell) => {
      const list = this.#cells.get(cell);
      if (list) list.push(box);
      else this.#cells.set(cell, [box]);
      return true;
    });
  }

  /** Each cell that a box lies in, until one says no. */
  #over({ left, top, right, bottom }: Box, each: (cell: number) => boolean): boolean {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++)
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) if (!each(y * 65_536 + x)) return false;
    return true;
  }
}
