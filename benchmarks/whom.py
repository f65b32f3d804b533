"""Who is meant by words without a name: descriptions and pronouns of our own passages, annotated before any rule for them.

    python benchmarks/whom.py [--errors] [--unseen | --later | --further]

The trained tagger is not asked; names are found by the rules alone. A parent counts for its child and a child for its parent; of "both
sides" each side must be given and nobody else. `--errors` lists what went wrong in the open half; of the held half nothing but totals.
`--unseen` reads two later rounds in the manner of reports of many wars, names among the words (tests/cases/actors_unseen_*.yml);
`--later` a fourth, of wars that no other set has (actors_later_*.yml); `--further` a fifth, as agencies write (actors_further_*.yml).
"""

import argparse
from collections import Counter

from tests.support.whom import answers, passages

HALVES = ("open", "held")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", action="store_true", help="what went wrong in the open half")
    rounds = ask.add_mutually_exclusive_group()
    for name, told in (
        ("unseen", "the second and third round"),
        ("later", "the fourth, of wars that no other set has"),
        ("further", "the fifth, in the manner of agencies"),
    ):
        rounds.add_argument(f"--{name}", dest="round", action="store_const", const=name, default="generics", help=told)
    args = ask.parse_args()
    print("| half | words | of | right | share |")
    print("|---|---|---|---|---|")
    wrong: list[str] = []
    for half in HALVES:
        seen: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for passage in passages(f"actors_{args.round}_{half}.yml"):
            for mark, refs in answers(passage):
                kind = "pronoun" if mark.pronoun else "several" if "+" in mark.id else "description"
                seen[kind] += 1
                right[kind] += mark.right(refs)
                if half == "open" and not mark.right(refs):
                    got = "+".join(ref.id for ref in refs) or "-"
                    wrong.append(f"{passage['about']}: {mark.words} is {mark.id or '-'}, read as {got}")
        for kind in sorted(seen):
            print(f"| {half} | {kind} | {seen[kind]} | {right[kind]} | {right[kind] / seen[kind]:.3f} |")
        print(f"| {half} | all | {seen.total()} | {right.total()} | {right.total() / seen.total():.3f} |")
    if args.errors:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()
