"""`python -m training.antecedents [--shared FOLDER] [--cache FOLDER] [--write]`: weights for whom words without a name mean.

Every bracketed description and pronoun of our own reports (training/corpus), resolved where it stands as benchmarks/actors_corpus.py does;
the candidates are those of claims/antecedent_options.py, a candidate is right when it is the cast's actor (parents counted). A conditional
logit with an L2 penalty, for words and for pronouns. First the figures by five-fold cross-validation over reports, beside what the rules
alone give, and those on reports that are not fitted on (training/fit); then, with --write, the weights to claims/tables/antecedents.yml.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks import actors, actors_corpus, blind, slots

from frontlog.claims.antecedent_choice import Chooser
from frontlog.claims.antecedent_options import PRONOUNS, Option, Question, Scene
from frontlog.claims.antecedent_weights import MARGIN, Features, features
from frontlog.claims.reference import Memory
from frontlog.grammar.clauses import Line
from frontlog.model import ActorRef
from frontlog.reference.actors import load_actors
from training.logit import best, fit, folds
from training.notation.parse import parse_file
from training.notation.records import Report
from training.unseen import FIT, arguments

TABLE = Path(__file__).parent.parent / "src" / "frontlog" / "claims" / "tables" / "antecedents.yml"
PENALTY = 3.0
LEAST = 0.03  # weights nearer to nothing are left out of the table
HEAD = "# Weights for words that name nobody (claims/antecedent_weights.py), written by python -m training.antecedents --write.\n"
PARTS = ("words", "pronouns")
Asked = tuple[Question, Sequence[Option], Scene]


@dataclass(frozen=True, slots=True)
class Case:
    """A mention: the features of each candidate, which are right, and the number of that of the rules."""

    report: str
    part: str
    kind: str
    text: str
    ids: list[str]
    gold: str
    rows: list[Features]
    right: list[bool]
    final: int


class Recorder:
    """Reads reports, keeps the candidates of each mention asked for, and lets the rules decide."""

    def __init__(self, score: ModuleType, cache: Path | None) -> None:
        self.score, self.cache = score, cache
        self.cases: list[Case] = []
        self._picked: list[Asked] = []

    def read(self, report: Report) -> None:
        """Take the mentions of one report in."""
        document, sentences, mentions = actors.open_text(blind.raw(report), self.cache)
        questions, _ = actors_corpus.wanted(report, document, sentences)
        pick, answer = Chooser.pick, actors._answer
        kept: dict[int, Asked] = {}

        def picked(self_: Chooser, question: Question, found: Sequence[Option], scene: Scene) -> Option:
            self._picked.append((question, found, scene))
            return next(option for option in found if "final" in option.origins)

        def answered(memory: Memory, line: Line, one: actors.Asked) -> tuple[ActorRef, ...]:
            self._picked.clear()
            refs = answer(memory, line, one)
            if self._picked:
                kept[id(one)] = self._picked[-1]
            return refs

        Chooser.pick, actors._answer = picked, answered  # type: ignore[method-assign]
        try:
            answers = actors.answers(document, sentences, mentions, questions)
        finally:
            Chooser.pick, actors._answer = pick, answer  # type: ignore[method-assign]
        homes = actors_corpus.homes_of(questions, answers)
        for one, refs in zip(questions, answers, strict=True):
            if id(one) in kept:
                self._add(report, one, refs, kept[id(one)], homes)

    def _add(
        self,
        report: Report,
        one: actors.Asked,
        refs: Sequence[ActorRef],
        kept: Asked,
        homes: dict[str, set[str]],
    ) -> None:
        question, found, scene = kept
        final = next(n for n, option in enumerate(found) if "final" in option.origins)
        right = [self._right(one, option, homes) for option in found]
        if any(ref.id == found[final].id for ref in refs):
            right[final] = actors_corpus.right(self.score, one, refs, homes)  # of "X and Y" one is enough
            part = PARTS[question.kind in PRONOUNS]
            rows = list(features(question, found, scene))
            self.cases.append(Case(report.id, part, question.kind, one.text, [o.id for o in found], one.gold["id"], rows, right, final))

    def _right(self, one: actors.Asked, option: Option, homes: dict[str, set[str]]) -> bool:
        name = option.said[-1].ref.name if option.said else load_actors().name(option.id)
        return actors_corpus.right(self.score, one, (ActorRef(one.text, one.start, one.start, option.id, name),), homes)


def crossed(cases: Sequence[Case]) -> Counter[str]:
    """Right mentions by weights that never saw the report, and by the rules."""
    out: Counter[str] = Counter()
    for held in folds(case.report for case in cases):
        for part in PARTS:
            weights = fit([c for c in cases if c.part == part and c.report not in held], PENALTY, LEAST, 2, 100)
            tell([c for c in cases if c.part == part and c.report in held], weights, out)
    return out


def tell(cases: Sequence[Case], weights: dict[str, float], out: Counter[str]) -> None:
    """Count what is right by the weights, by the rules, and at best."""
    for case in cases:
        for key in (case.part, f"{case.part} {case.kind}"):
            out[f"{key} all"] += 1
            out[f"{key} by rules"] += case.right[case.final]
            out[f"{key} weighed"] += case.right[best(case.rows, weights, case.final, MARGIN)]
            out[f"{key} able"] += any(case.right)


def reports(folder: Path) -> Iterator[Report]:
    """The reports of every file of a folder."""
    for file in sorted(folder.glob("*.txt")):
        yield from parse_file(file)


def shown(out: Counter[str]) -> Iterator[str]:
    """The counts as rows of a table."""
    for key in sorted(key.removesuffix(" all") for key in out if key.endswith(" all")):
        seen = out[f"{key} all"]
        yield f"| {key} | {seen} | " + " | ".join(f"{out[f'{key} {how}'] / seen:.3f}" for how in ("by rules", "weighed", "able")) + " |"


def main() -> None:
    args = arguments(__doc__).parse_args()
    score = slots.scorer(args.shared)
    cast = blind.Cast(score)
    fitted, apart = (Recorder(score, args.cache) for _ in range(2))
    for recorder, folder in ((fitted, actors_corpus.CORPUS), (apart, FIT)):
        for report in reports(folder):
            cast.enter(report)
            recorder.read(report)
    weights = {part: fit([case for case in fitted.cases if case.part == part], PENALTY, LEAST, 2, 100) for part in PARTS}
    out: Counter[str] = Counter()
    for part in PARTS:
        tell([case for case in apart.cases if case.part == part], weights[part], out)
    for name, counts in (("five-fold over the corpus", crossed(fitted.cases)), ("training/fit, not fitted on", out)):
        print(f"\n{name}\n\n| mentions | of | by rules | weighed | one is right |\n|---|---|---|---|---|")
        print("\n".join(shown(counts)))
    if args.write:
        lines = [HEAD]
        for part in PARTS:
            lines.append(f"{part}:\n")
            lines += [f'  "{name}": {value}\n' for name, value in sorted(weights[part].items())]
        TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
