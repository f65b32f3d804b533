/** Which words two sentences share, in order: the longest common run of words, case and punctuation aside. */

const MOST = 400; // words of one side: beyond it a table of all pairs would be slow, and a sentence is never that long

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** For each word of both sides, whether it is in common. */
export function common(a: readonly string[], b: readonly string[]): readonly [readonly boolean[], readonly boolean[]] {
  const one = a.slice(0, MOST).map(plain);
  const two = b.slice(0, MOST).map(plain);
  const width = two.length + 1;
  const best = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--)
    for (let j = two.length - 1; j >= 0; j--)
      best[i * width + j] =
        one[i] === two[j] ? (best[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
  const inA = a.map(() => false);
  const inB = b.map(() => false);
  for (let i = 0, j = 0; i < one.length && j < two.length;) {
    if (one[i] === two[j]) inA[i++] = inB[j++] = true;
    else if ((best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return [inA, inB];
}
