"""What was known of a place as reports came in: effects are gathered into signals again only where a new report touches them."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from frontlog.control.params import Params
from frontlog.control.voices import Signal, Sort, gathered, group_of, in_time, own_words, sort_of
from frontlog.model import Copy, Effect, edition

Key = tuple[str, Sort]


class Ledger:
    """The signals of a place, kept while effects are added: at any moment those that all effects so far would give at once."""

    def __init__(self, copies: Mapping[str, Copy], params: Params) -> None:
        self.copies, self.params = copies, params
        self.signals: dict[Sort, list[Signal]] = defaultdict(list)
        self._begins: dict[Sort, list[int]] = defaultdict(list)  # numbers of the first effects of the signals
        self._effects: dict[Sort, list[Effect]] = defaultdict(list)
        self._said: dict[Key, list[Effect]] = defaultdict(list)
        self._own: dict[Key, list[Effect]] = defaultdict(list)
        self._page: dict[str, tuple[int, list[Effect]]] = {}

    def all(self) -> list[Signal]:
        """All signals, in order of time."""
        found = [signal for same in self.signals.values() for signal in same]
        return sorted(found, key=lambda one: (one.end, one.start, one.kind, one.side, one.weight))

    def add(self, effects: Iterable[Effect]) -> tuple[list[Signal], list[Signal]]:
        """Add effects. Returns the signals that are gone, and those that are new."""
        touched = {key for effect in effects for key in self._stand(effect)}
        since: dict[Sort, int] = {}
        for key in sorted(touched):
            self._choose(key, since)
        gone: list[Signal] = []
        new: list[Signal] = []
        for sort, number in sorted(since.items()):
            before, after = self._gather(sort, number)
            gone += [signal for signal in before if signal not in after]
            new += [signal for signal in after if signal not in before]
        return gone, new

    def _stand(self, effect: Effect) -> list[Key]:
        """Let an effect stand, and those of older versions of its page fall. Returns what that touches."""
        page, number = edition(effect.document, self.copies)
        newest, standing = self._page.get(page, (0, []))
        if number < newest:
            return []
        keys = []
        if number > newest:
            for old in standing:
                key = self._key(old)
                self._said[key].remove(old)
                keys.append(key)
            standing = []
        key = self._key(effect)
        self._said[key].append(effect)
        self._page[page] = number, [*standing, effect]
        return [*keys, key]

    def _key(self, effect: Effect) -> Key:
        return group_of(effect.document, self.copies), sort_of(effect)

    def _choose(self, key: Key, since: dict[Sort, int]) -> None:
        """Bring the effects of a sort up to date, and note the number of the first that changed."""
        sort = key[1]
        same = self._effects[sort]
        said = self._said[key]
        own = [effect for effect in own_words(said, self.copies) if effect.weight] if said else []
        old, self._own[key] = self._own[key], own
        kept, had = {e.id for e in own}, {e.id for e in old}
        for effect in (e for e in old if e.id not in kept):
            number = bisect_left(same, in_time(effect), key=in_time)
            same.pop(number)
            since[sort] = min(number, since.get(sort, number))
        for effect in (e for e in own if e.id not in had):
            insort(same, effect, key=in_time)
            number = bisect_left(same, in_time(effect), key=in_time)
            since[sort] = min(number, since.get(sort, number))

    def _gather(self, sort: Sort, number: int) -> tuple[Sequence[Signal], Sequence[Signal]]:
        """Gather the effects of a sort anew from the signal on that holds the one before `number`. Returns what was there, and what is."""
        begins, found = self._begins[sort], self.signals[sort]
        first = max(0, bisect_right(begins, max(0, number - 1)) - 1)
        start = begins[first] if first < len(begins) else 0
        fresh = list(gathered(self._effects[sort][start:], self.copies, self.params))
        before = found[first:]
        found[first:] = [signal for _, signal in fresh]
        begins[first:] = [start + at for at, _ in fresh]
        return before, found[first:]
