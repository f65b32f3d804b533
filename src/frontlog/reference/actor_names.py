"""Finding an actor by the words that name it: exact surface forms, then heads ("Hamas fighters", "Ukrainian drones")."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from frontlog.reference.actor_rows import Actor
from frontlog.reference.countries import country_names, nationalities, seats
from frontlog.reference.heads import (
    ARMED,
    ATTRIBUTE,
    BODIES,
    CREEDS,
    LEADING,
    MEMBERS,
    PEACEKEEPERS,
    PEOPLE,
    PHRASES,
    ROLES,
    SPEAKERS,
    UNIDENTIFIED,
)
from frontlog.reference.words import allows, clean, is_acronym

_PARENTHESES = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*(.*)$")
_BACKED = re.compile(rf"^(?:[\w.'’]+\s+){{0,2}}?[\w.'’-]+[–—-]{ATTRIBUTE}\s+(?=\S)", re.IGNORECASE)
_PRO = re.compile(r"^(?:pro|anti)[–—-][\w'’]+\s+(?=\S)", re.IGNORECASE)
_OWNER = re.compile(r"^(.+?)(?:['’‘]s|(?<=s)['’])\s+(.+)$")
_OF = re.compile(r"^(.+?)\s+(of|from|for|in|with)\s+(.+)$")
_MEN_WITH = MEMBERS | {"officer", "officers", "commander", "commanders", "leader", "leaders", "official", "officials"}
_POSSESSOR = re.compile(r"^(?:the|its|their)\s+")
_ARABIC = re.compile(r"\b(?:al|el|ul|an|as|ash|ar|ad|at|az) ")
_PEOPLE_OF = MEMBERS | ROLES.keys() | ARMED | UNIDENTIFIED | PEACEKEEPERS | {"dissidents", "mercenaries", "men"}  # "gunmen of X"
_SENT = frozenset({"saboteurs", "saboteur", "infiltrators"})  # of a country are its army's
_OF_STATES = frozenset({"paramilitary", "paramilitaries", "mercenaries", "militia", "militias"})  # are no rebels of their country
_FIGHTERS = (
    *("militia", "forces", "rebels", "fighters", "insurgents", "militants"),
    *("separatists", "troops", "militias", "militiamen", "gunmen"),
)
_NAME = 2  # words of a name with such a noun
_LONGEST = 7  # words of the longest name looked for inside a phrase
_CIVIL = frozenset(word for _, words in PEOPLE for word in words)

Organ = Callable[[str, str], str]
Forms = dict[str, str]  # by a form, the actors that have it: an id and a name each
_ROW, _CELL = "\x1e", "\x1f"  # between actors, and between id and name: as lists they were 14,000 objects more in every process
_OF_THE = " of the "


def forms_of(actors: Iterable[Actor]) -> list[Forms]:
    """The rows, an id and a name each, under every cleaned name; and under names without what else may be left out of them."""
    index: dict[str, list[str]] = {}
    bares: dict[str, list[str]] = {}
    for actor in actors:
        for name in actor.names:
            key, row = clean(name), f"{actor.id}{_CELL}{name}"
            index.setdefault(key, []).append(row)
            bare = _ARABIC.sub("", key)
            if bare != key and len(bare) > 4:
                bares.setdefault(bare, []).append(row)
            if _OF_THE in key:  # "Democratic Republic of [the] Congo"
                bares.setdefault(key.replace(_OF_THE, " of "), []).append(row)
    return [{key: _ROW.join(rows) for key, rows in table.items()} for table in (index, bares)]


def _rows(found: str) -> Iterator[tuple[str, str]]:
    for row in found.split(_ROW) if found else ():
        id_, _, name = row.partition(_CELL)
        yield id_, name


class Finder:
    """Surface forms of actors (`forms_of`) and the head rules over them. `organ` gives the organ of a country by its role."""

    def __init__(self, actors: Mapping[str, Actor], organ: Organ, forms: Sequence[Forms]) -> None:
        self._actors = actors
        self._organ = organ
        self._index, self._bare = forms
        self._found: dict[str, tuple[str, ...]] = {}

    def find(self, words: str) -> tuple[str, ...]:
        text = " ".join(words.split()).strip(' ,.;:"“”*')
        if text not in self._found:
            if len(self._found) > 50_000:  # a long-running server must not grow without bound
                self._found.clear()
            self._found[text] = next((ids for ids in self._steps(text, 0) if ids), ())
        return self._found[text]

    def exact(self, text: str) -> tuple[str, ...]:
        """Actors with exactly this name, then the government of the country, people or capital of this name."""
        key = clean(text)
        rows = self._index.get(key) or self._bare.get(_ARABIC.sub("", key) if " " in key else key, "")
        if not rows and " of " in key:
            loose = key.replace(_OF_THE, " of ")
            rows = self._index.get(loose) or self._bare.get(loose, "")
        ids = [id_ for id_, name in _rows(rows) if not is_acronym(name) or allows(name, text)]
        if not ids or self._actors[ids[0]].role != "government":
            country = self.country(text, key)
            if country:
                ids.append(self._organ(country, "government"))
        return tuple(dict.fromkeys(ids))

    def country(self, text: str, key: str = "") -> str:
        """The country that a name, an adjective or a capital stands for."""
        key = key or clean(text)
        code = country_names().get(key) or nationalities().get(key) or seats().get(key) or ""
        if not code:
            return ""
        if len(key) <= 3 and not all(c.isupper() for c in text if c.isalpha()):
            return ""  # the pronoun "us" is not the United States
        return code if any(c.isupper() for c in text) or not text.isascii() else ""

    def _steps(self, text: str, depth: int) -> Iterator[tuple[str, ...]]:
        if not text or depth > 4:
            return
        yield self.exact(text)
        around = _PARENTHESES.match(text)
        if around:
            before, within, after = around.groups()
            yield from self._steps(before.strip(), depth + 1)
            yield self.exact(within)
            yield from self._steps(f"{before} {after}".strip(), depth + 1)
        for prefix in (_BACKED, _PRO):
            rest = prefix.sub("", text, count=1)
            if rest != text:
                yield from self._steps(rest, depth + 1)
                return
        yield from self._heads(text, depth)

    def _heads(self, text: str, depth: int) -> Iterator[tuple[str, ...]]:
        owner = _OWNER.match(text)
        if owner:
            yield self._named_thing(owner[2])
            yield self._possessed(owner[1], owner[2])
        words = text.split()
        yield self._apposed(words)
        yield self._tail(words)
        while words and (leads(words[0]) or words[0].strip("+,.%").replace(",", "").isdigit()):
            words = words[1:]
            yield self.exact(" ".join(words))
            yield self._tail(words)
        yield self._described(text.split())
        of = _OF.match(text)
        if not of:
            return
        before, link, after = of.groups()
        if any(c.isupper() for c in before[1:]):  # "the Houthi movement in Yemen": the name stands before
            yield from self._steps(before, depth + 1)
        elif link == "of" and set(clean(before).split()[-2:]) & _PEOPLE_OF:
            yield self._possessed(after, before)
        if link == "for" and clean(before).split()[-1:] and clean(before).split()[-1] in SPEAKERS:
            yield from self._steps(_POSSESSOR.sub("", after), depth + 1)
        if link == "with" and clean(before).split()[-1:] and clean(before).split()[-1] in _MEN_WITH:  # "an officer with the LTTE"
            yield from (ids for ids in self._steps(_POSSESSOR.sub("", after), depth + 1) if ids and self._actors[ids[0]].kind != "state")
        if link in {"of", "from"} and set(clean(before).split()[-2:]) & _PEOPLE_OF:
            for ids in self._steps(_POSSESSOR.sub("", after), depth + 1):
                if link == "of" or (ids and self._actors[ids[0]].role != "government"):  # "gunmen from Nigeria" are not its government
                    yield ids

    def _apposed(self, words: list[str]) -> tuple[str, ...]:
        """A nationality, nouns and a name: "Indian proxy X", "Somali jihadist group X"."""
        if not words or clean(words[0]) not in nationalities():
            return ()
        rest = words[1:]
        while rest and clean(rest[0]) in LEADING | CREEDS:
            rest = rest[1:]
        return self.exact(" ".join(rest)) if len(rest) < len(words) - 1 and rest and rest[0][:1].isupper() else ()

    def _described(self, words: list[str]) -> tuple[str, ...]:
        """A name of several words behind adjectives: "the parallel National Unity Government", not "the eastern Libyan army"."""
        at = next((n for n, word in enumerate(words) if n and word[:1].isupper()), 0)
        before = [clean(word) for word in words[:at] if clean(word) not in LEADING]
        plain = at and len(words) - at > 1 and all(word.isalpha() and not word.endswith("ern") for word in before)
        return self.exact(" ".join(words[at:])) if plain and not self.country(words[at]) else ()

    def _named_thing(self, thing: str) -> tuple[str, ...]:
        """What is owned by its own name: "Sudan's paramilitary [Rapid Support Forces]", "Al-Qaida's affiliate [al-Shabaab]", and who is no
        state behind its country: "Turkey's [PKK] guerrillas"."""
        words = thing.split()
        own = self._own_name(words)
        if own and self._actors[own[0]].kind != "state":
            return own
        names = (n for n, word in enumerate(words) if n and (word[:1].isupper() or word[:3] in ("al-", "el-")))
        return next((ids for n in names if (ids := self.exact(" ".join(words[n:])))), ())

    def _own_name(self, words: list[str]) -> tuple[str, ...]:
        """Whom words that open with a name are called, without the nouns for its men behind it."""
        end = len(words)
        while end and words[0][:1].isupper():
            if ids := self.exact(" ".join(words[:end])):
                return ids
            if not set(clean(words[end - 1]).split()) & (MEMBERS | ARMED):
                break
            end -= 1
        return ()

    def _possessed(self, owner: str, thing: str) -> tuple[str, ...]:
        """`Iran's` + `foreign ministry`; `Assad's` + `forces`."""
        ids = self.exact(owner) or self._tail(owner.split())
        men = bool(ids) and clean(thing) == "men" and self._actors[ids[0]].kind != "state"  # "Kadyrov's men"
        if men:
            return self._actors[ids[0]].parents[:1] if self._actors[ids[0]].role == "person" else ids
        if not ids or _is_people(thing):
            return ()
        actor = self._actors[ids[0]]
        role = role_of(clean(thing).split())
        if actor.role == "person" and actor.parents and (role or set(clean(thing).split()) & MEMBERS):
            actor = self._actors[actor.parents[0]]  # "Karadzic's forces"
            ids = (actor.id,)
        if actor.role == "government" and role:
            return (self._organ(actor.country, role),)
        return ids if role or set(clean(thing).split()) & MEMBERS else ()

    def _tail(self, words: list[str]) -> tuple[str, ...]:
        """A name followed by generic nouns ("Hamas fighters"), or a nationality and what follows it ("Ukrainian drones")."""
        end = len(words)
        while end > 1 and set(clean(words[end - 1]).split()) & MEMBERS:
            end -= 1
            rest = " ".join(words[:end])
            if self.country(rest):
                break
            ids = self.exact(rest)
            if ids:
                return ids
        if ids := self._alike(words):
            return ids
        for size in (2, 1):
            country = self.country(" ".join(words[:size])) if len(words) > size else ""
            if country and not _is_people(" ".join(words[size:])):
                return self._national(country, [clean(w) for w in words[size:]])
        return ()

    def _alike(self, words: list[str]) -> tuple[str, ...]:
        """A name of a people or a region with another noun for those who fight: "Amhara militiamen" by "Amhara militia". Behind a
        country's name the noun tells whose side is meant."""
        if (
            len(words) < _NAME
            or not words[-2][:1].isupper()
            or clean(words[-1]) not in _FIGHTERS
            or self.country(" ".join(words[:-1]))
            or self.country(words[0])
        ):
            return ()
        return next((ids for noun in _FIGHTERS if (ids := self.exact(" ".join([*words[:-1], noun])))), ())

    def _national(self, country: str, rest: list[str]) -> tuple[str, ...]:
        """A nationality and what follows it: an organ of that state, its rebels, or nothing that we know."""
        if rest and rest[-1] in ARMED - BODIES - _OF_STATES - _SENT - {
            "fighters",
            "fighter",
            "group",
            "organisation",
            "organization",
            "network",
        }:
            rebels = self._organ(country, "rebels")
            return (rebels,) if rebels else ()
        role = "army" if rest and rest[-1] in _SENT else role_of(rest)
        return (self._organ(country, role),) if role else ()

    def inside(self, words: str) -> tuple[str, ...]:
        """The longest name inside the words; of equally long ones the last."""
        tokens = words.replace("(", " ").replace(")", " ").replace(",", " ").split()
        for size in range(min(_LONGEST, len(tokens)), 0, -1):
            for start in range(len(tokens) - size, -1, -1):
                piece = " ".join(tokens[start : start + size])
                if any(c.isupper() for c in piece) and len(piece) > 1:
                    ids = self.exact(piece)
                    if ids:
                        return ids
        return ()


def leads(word: str) -> bool:
    """Whether a word before a name does not change whom it means, also one of several parts: "Thirty-three", "high-ranking"."""
    parts = clean(word).split()
    return bool(parts) and all(part in LEADING for part in parts)


def role_of(words: list[str]) -> str:
    """The role that the last head noun among cleaned words stands for; empty when there is none.

    A speaker speaks for what stands before: "foreign ministry spokesman" is the ministry.
    """
    while len(words) > 1 and words[-1] in SPEAKERS and role_of(words[:-1]):
        words = words[:-1]
    for end in range(len(words), 0, -1):
        for size in (3, 2):
            if end >= size and " ".join(words[end - size : end]) in PHRASES:
                return PHRASES[" ".join(words[end - size : end])]
        if words[end - 1] in ROLES:
            return ROLES[words[end - 1]]
    return ""


def _is_people(text: str) -> bool:
    words = clean(text).split()
    return bool(words) and words[-1] in _CIVIL and words[-1] not in ROLES
