"""`python -m training.weighing [--crossed FOLDER] [--more FILES --by TAGGER] [--write | --mean]`: weights of candidates.

Claims found in reports that the tagger was not trained on, paired with the annotated ones as the scorer pairs them; a candidate is right
when the scorer takes it for the slot. A conditional logit for each slot, with an L2 penalty. First the figures by five-fold
cross-validation over reports, beside what precedence alone gives; then, with --write, the weights of all to claims/tables/weighing.yml, or
with --mean the mean of these and of those that stand there.

Fitted on the reports of training/unseen.py, which the tagger was not trained on, and on those of `--more`: reports that it is to be
trained on next, or read by an older tagger that does not know them (training/corpus/v-*.txt by `minilm-5`, --by its tagger.onnx).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from benchmarks import blind, slots

from frontlog.claims import finish
from frontlog.claims.assemble import assemble
from frontlog.claims.draft import Draft
from frontlog.claims.places import resolve_places
from frontlog.claims.weighed import Both, Chosen, Refs, Weigher, apart
from frontlog.claims.weighing import SLOTS, Features, Option, features
from frontlog.documents.read import read
from frontlog.mentions.neural.tagger import Tagger
from frontlog.mentions.tag import tag_with
from frontlog.model import Claim, Document, Sentence
from frontlog.views import guide
from training.logit import best, fit, folds
from training.notation.parse import parse_file
from training.unseen import Given, arguments, reports, same_words

TABLE = Path(__file__).parent.parent / "src" / "frontlog" / "claims" / "tables" / "weighing.yml"
PENALTY = 3.0
LEAST = 0.005  # weights nearer to nought are left out
REAL = 8.0  # how much a claim of a development report counts: our own reports are many and of one manner


@dataclass(frozen=True, slots=True)
class Case:
    """A slot of a claim: the features of each candidate, which are right, and the number of what precedence gave."""

    report: str
    claim: int
    slot: str
    rows: list[Features]
    right: list[bool]
    final: int
    strict: bool  # whether type and modality are right
    weight: float = 1.0


class Recorder:
    """Reads reports as the extractor does, keeps all candidates, and lets precedence decide."""

    def __init__(self, score: ModuleType, cache: Path | None) -> None:
        self.score, self.cache = score, cache
        self.kept: dict[int, dict[str, list[tuple[Any, Option]]]] = {}
        self.drafts: dict[str, Draft] = {}
        self.alive: list[Draft] = []
        self.cases: list[Case] = []
        self.claims = 0

    def weighed(self, weigher: Weigher, draft: Draft, both: Both, chosen: Chosen, before: Sequence[str]) -> tuple[Refs, Refs, list[Any]]:
        """In the place of Weigher.weighed."""
        self.alive.append(draft)
        self.kept[id(draft)] = {
            "agent": apart(weigher.parties(draft, both.agent, chosen.agent, chosen.target)),
            "target": apart(weigher.parties(draft, both.target, chosen.target, chosen.agent)),
            "place": apart(weigher.places(draft, both.place, chosen.place, before)),
        }
        return chosen.agent, chosen.target, chosen.place

    def read(self, given: Given, weight: float = 1.0) -> None:
        """Take the claims of one report in, each to count `weight` times."""
        self.kept, self.drafts, self.alive = {}, {}, []
        rows = list(read([given.text]))
        document = next(row for row in rows if isinstance(row, Document))
        sentences = sorted((row for row in rows if isinstance(row, Sentence)), key=lambda s: s.number)
        mentions = [*tag_with(None, [document], sentences), *slots.tagged(document, sentences, self.cache, given.tagger)]
        finisher: list[finish.Finisher] = []
        claim, weighed = finish.Finisher.claim, Weigher.weighed

        def told(self_: finish.Finisher, draft: Draft) -> Claim:
            made = claim(self_, draft)
            self.drafts[made.id] = draft
            finisher[:] = [self_]
            return made

        finish.Finisher.claim = told  # type: ignore[method-assign]
        Weigher.weighed = lambda *given: self.weighed(*given)  # type: ignore[method-assign]
        try:
            found = [row for row in assemble([document], sentences, mentions) if isinstance(row, Claim)]
        finally:
            finish.Finisher.claim, Weigher.weighed = claim, weighed  # type: ignore[method-assign]
        self._pair(given.name, given.claims, found, finisher[0] if finisher else None, weight)

    def _pair(
        self, name: str, gold: Sequence[dict[str, Any]], found: Sequence[Claim], finisher: finish.Finisher | None, weight: float
    ) -> None:
        told = [guide.claim_object(claim) for claim in found]
        wanted = [self.score.normal(claim) for claim in gold]
        pairs = self.score.assign([[slots.worth(self.score, g, self.score.normal(p)) for p in told] for g in wanted])
        for i, j in pairs:
            draft = self.drafts[found[j].id]
            if id(draft) not in self.kept or finisher is None or self.score.normal(told[j])["type"] != told[j]["type"]:
                continue
            self.claims += 1
            said = self.score.slots(wanted[i], told[j])
            strict = self.score.type_score(wanted[i], told[j]) == 1 and bool(said["modality"])
            for slot in SLOTS:
                options = self.kept[id(draft)][slot]
                right = [self._right(slot, wanted[i], told[j], value, finisher) for value, _ in options]
                final = next(n for n, (_, option) in enumerate(options) if "final" in option.origins)
                rows = features(slot, draft, [option for _, option in options])
                self.cases.append(Case(name, self.claims, slot, rows, right, final, strict, weight))

    def _right(self, slot: str, gold: dict[str, Any], told: dict[str, Any], value: Sequence[Any], finisher: finish.Finisher) -> bool:
        if slot == "place":
            refs = resolve_places([*finisher.names, *value], finisher.context, finisher.gazetteer)[len(finisher.names) :]
            given = [guide.place_object(ref) for ref in refs]
        else:
            given = [guide.actor_object(ref) for ref in value]
        if slot != "place" and same_words(gold.get(slot) or [], given):
            return True  # whose words they are is another question, and our own reports do not always give the registry's id
        return bool(self.score.slots(gold, {**told, slot: given})[slot])


def crossed(cases: Sequence[Case]) -> Counter[str]:
    """Right slots and wholly right claims, by weights that never saw the report, and by precedence."""
    out: Counter[str] = Counter()
    good: dict[int, list[bool]] = {}
    before: dict[int, list[bool]] = {}
    for held in folds(case.report for case in cases):
        for slot in SLOTS:
            weights = fit([c for c in cases if c.slot == slot and c.report not in held], PENALTY, LEAST)
            for case in (c for c in cases if c.slot == slot and c.report in held):
                right = case.right[best(case.rows, weights)], case.right[case.final]
                out[f"{slot} weighed"] += right[0]
                out[f"{slot} by precedence"] += right[1]
                good.setdefault(case.claim, []).append(right[0] and case.strict)
                before.setdefault(case.claim, []).append(right[1] and case.strict)
    out["claims"] = len(good)
    out["wholly right, weighed"] = sum(map(all, good.values()))
    out["wholly right by precedence"] = sum(map(all, before.values()))
    return out


def mean(old: dict[str, float] | None, new: dict[str, float]) -> dict[str, float]:
    """The mean of two sets of weights; the new ones where there are no old ones."""
    if old is None:
        return new
    both = {name: round((old.get(name, 0.0) + new.get(name, 0.0)) / 2, 3) for name in (*old, *new)}
    return {name: value for name, value in both.items() if abs(value) >= LEAST}


def main() -> None:
    ask = arguments(__doc__)
    ask.add_argument("--more", type=Path, nargs="+", default=[], help="files of our own reports that the tagger does not know yet")
    ask.add_argument("--by", type=Path, help="tagger.onnx that is to read the files of --more, the shipped one otherwise")
    ask.add_argument("--mean", action="store_true", help="write the mean of the weights and of those that stand in the table")
    args = ask.parse_args()
    score = slots.scorer(args.shared)
    cast, recorder = blind.Cast(score), Recorder(score, args.cache)
    own = [report for file in args.more for report in parse_file(file)]
    older = Tagger(args.by) if args.by else None
    more = (Given(report, report.id, blind.claims(report), blind.raw(report), older) for report in own)
    for given in (*reports(score, args.shared, args.crossed), *more):
        if given.report is not None:
            cast.enter(given.report)
        recorder.read(given, REAL if given.report is None else 1.0)
    for name, count in sorted(crossed(recorder.cases).items()):
        print(f"{count:5d}  {name}")
    if args.write or args.mean:
        stands = yaml.safe_load(TABLE.read_text(encoding="utf-8")) if args.mean else {}
        head = "# Weights of candidates for agent, target and place (claims/weighing.py), written by python -m training.weighing --write.\n"
        lines = [head]
        for slot in SLOTS:
            lines.append(f"{slot}:\n")
            weights = mean(stands.get(slot), fit([case for case in recorder.cases if case.slot == slot], PENALTY, LEAST))
            lines += [f'  "{name}": {value}\n' for name, value in sorted(weights.items())]
        TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
