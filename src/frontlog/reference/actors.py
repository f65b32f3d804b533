"""The registry of actors: who is called what, part of whom, on whose side."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from frontlog.model import FrontlogError, suggest
from frontlog.reference import ready
from frontlog.reference.actor_names import Finder, Forms, forms_of
from frontlog.reference.actor_rows import Actor, Keys, Meaning, check_parents, read_actors
from frontlog.reference.actor_states import complete
from frontlog.reference.actor_surfaces import called_after, cut_short, surfaces
from frontlog.reference.actors_kept import kept_actors
from frontlog.reference.heads import FALLBACK, MEMBERS
from frontlog.reference.words import clean

FILE = Path(__file__).with_name("actors.yml")
ARMED_ROLES = frozenset({"army", "air-force", "navy", "special-forces", "guard", "security-forces", "marines"})


class Actors:
    """Actors by id, by surface form, and what can be asked of them. Make one with `load_actors`. `forms` makes or brings their names."""

    def __init__(self, rows: Iterable[Actor], forms: Callable[[Iterable[Actor]], Sequence[Forms]] = forms_of) -> None:
        self._by_id, self._organs = complete(rows)
        self._means: dict[tuple[str, str], list[tuple[Meaning, str]]] = {}
        for actor in self._by_id.values():
            for meaning in actor.means:
                self._means.setdefault((meaning.country, meaning.what), []).append((meaning, actor.id))
        self._branches: dict[str, tuple[Actor, ...]] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._successors = [actor for actor in self._by_id.values() if actor.succeeds]
        self._labels: dict[str, list[tuple[str, str]]] = {}
        for actor in self._by_id.values():
            for where, words in actor.labels.items():
                for word in words:
                    self._labels.setdefault(clean(word), []).append((where, actor.id))
        self._finder = Finder(self._by_id, self.organ, forms(self._by_id.values()))

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def get(self, id_: str) -> Actor:
        """The actor of that id. Raises FrontlogError with the nearest known id."""
        if id_ not in self._by_id:
            raise FrontlogError(f"There is no actor '{id_}'.", suggest(id_, self._by_id))
        return self._by_id[id_]

    def name(self, id_: str) -> str:
        """What the actor is shown as; the id itself when it is unknown."""
        actor = self._by_id.get(id_)
        return actor.name if actor else id_

    def find(self, words: str) -> tuple[str, ...]:
        """Ids that some words may name, best first: exact surface forms, then name + generic noun, nationality + organ."""
        return self._finder.find(words)

    def exact(self, words: str) -> tuple[str, ...]:
        """Ids of which the words are exactly a name."""
        return self._finder.exact(words)

    def inside(self, words: str) -> tuple[str, ...]:
        """Ids of the longest name that stands somewhere in the words. Weaker than `find`."""
        return self._finder.inside(words)

    def labelled(self, words: str, countries_near: Iterable[str], day: date | None = None, said: Container[str] = ()) -> str:
        """The actor that a partisan word means in a report about these countries on a day; empty when it means nobody there. Of several
        one of those that were `said` before."""
        rows = [(where, id_) for where, id_ in self._labels.get(clean(words), ()) if self._by_id[id_].exists(day)]
        rows.sort(key=lambda row: (row[1] not in said, self._by_id[row[1]].end is not None))  # without a day, whoever is still there
        for country in (*countries_near, ""):
            for where, id_ in rows:
                if where == country:
                    return id_
        return ""

    def calls_itself(self, id_: str, words: str) -> bool:
        """Whether words are a name that an actor alone gives itself: "the Yemeni Armed Forces" of the Houthis. Its members and a
        commander's title behind the name change nothing."""
        actor = self._by_id.get(id_)
        said = clean(words).split()
        while said and said[0] in ("the", "our", "own", "its", "their", "of"):
            said = said[1:]
        names = [clean(name).split() for name in (actor.own if actor else ())]
        return any(name == said[: len(name)] and all(word in MEMBERS for word in said[len(name) :]) for name in names if name)

    def organ(self, country: str, role: str, day: date | None = None) -> str:
        """The army, police, government, ... of a country (ISO code); its government when it has no such organ; else empty."""
        for step in (role, *FALLBACK.get(role, ())):
            found = self.body(country, step, day)
            if found:
                return found
        return "" if role == "rebels" else self.body(country, "government", day)

    def branches(self, id_: str, country: str, day: date | None = None) -> tuple[str, ...]:
        """The armed groups of a country on a day that belong to another one."""
        return tuple(a.id for a in self._inside(id_) if a.country == country and a.exists(day))

    def abroad(self, id_: str) -> frozenset[str]:
        """The countries in which others belong to an actor, besides its own."""
        return frozenset(a.country for a in self._inside(id_)) - {self.get(id_).country}

    def _inside(self, id_: str) -> tuple[Actor, ...]:
        if id_ not in self._branches:
            below = [id_]
            for known in below:
                below += [child for child in self._children.get(known, ()) if child not in below]
            held = set(below) - {id_}
            self._branches[id_] = tuple(a for a in self._by_id.values() if a.id in held)
        return self._branches[id_]

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for actor in self._by_id.values():
            for parent in actor.parents:
                out.setdefault(parent, []).append(actor.id)
        return out

    def organ_of(self, id_: str, role: str, day: date | None = None) -> str:
        """The organ of the state that an actor is or belongs to. The forces of a region or of a state that few recognise are its own, not
        those of the country it lies in: "its soldiers" are Puntland's. Empty for who is part of no state."""
        actor = self._by_id.get(id_)
        if actor is None or actor.kind != "state" or not actor.country:
            return ""
        above = [self._by_id[known] for known in self.ancestors(id_) if known in self._by_id]
        if actor.role or any(one.role == "government" for one in above):
            return self.organ(actor.country, role, day)
        top = above[-1].id
        armed = (one.id for one in self._by_id.values() if one.kind == "state" and top in one.parents)
        return next(armed, top) if role in ARMED_ROLES else top

    def body(self, country: str, role: str, day: date | None = None) -> str:
        """Who has this very role in a country on a day; without a day, whoever has it still. Empty when there is none."""
        rows = [self._by_id[id_] for id_ in self._organs.get((country, role), ())]
        there = [row for row in rows if row.exists(day)]
        lasting = day is None  # on a day, who had it for a time goes before who has it still
        return min(there, key=lambda row: (row.end is not None) is lasting).id if there else ""

    def meant(self, country: str, what: str, day: date | None = None) -> str:
        """Whom a bare word means in a country on a day: its jihadists, separatists, ...; else its rebels. Empty when nobody."""
        for kind in dict.fromkeys((what, "rebels")):
            found = next((id_ for meaning, id_ in self._means.get((country, kind), ()) if meaning.holds(day)), "")
            if found:
                return found
        return self.body(country, "rebels", day)

    def on(self, id_: str, day: date | None) -> str:
        """The actor that stood in the place of `id_` on a day: since December 2024 "the Syrian army" is another one, and the Libyan
        government until October 2011 was Gaddafi's."""
        if day is not None:
            return next((actor.id for actor in self._successors if id_ in actor.succeeds and actor.exists(day)), id_)
        return id_

    def ancestors(self, id_: str) -> tuple[str, ...]:
        """The actor itself, its parents, their parents, ... each once, nearest first. Unknown ids have only themselves."""
        found = self._ancestors.get(id_)
        if found is None:
            out = [id_]
            for known in out:
                actor = self._by_id.get(known)
                out += [p for p in (actor.parents if actor else ()) if p not in out]
            found = tuple(out)
            if id_ in self._by_id:  # of others there is no end
                self._ancestors[id_] = found
        return found

    def side_holder(self, id_: str) -> str:
        """Who would be named as holder of a place that this actor took: the nearest one marked so, else its topmost parent."""
        for _ in range(20):  # a cycle in a user's file must not hang us
            actor = self._by_id.get(id_)
            if actor is None or actor.holder or not actor.parents:
                return id_
            id_ = actor.parents[0]
        return id_

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        """Whose side the actor is on in a country on a day: its own row, else that of the nearest ancestor, else its holder."""
        for known in self.ancestors(id_):
            actor = self._by_id.get(known)
            rows = [row for row in (actor.camps if actor else ()) if row.holds(country or (actor.country if actor else ""), day)]
            if rows:
                return max(rows, key=lambda row: bool(row.country)).camp
        return self.side_holder(id_)

    def side(self, id_: str, day: date | None = None) -> str:
        """The camp of an actor at home: what decides who counts as "the same side" for control."""
        return self.camp(id_, "", day)

    def same_side(self, a: str, b: str, country: str = "", day: date | None = None) -> bool:
        """Whether two actors fight on one side in that country on that day."""
        return a == b or b in self.ancestors(a) or a in self.ancestors(b) or self.camp(a, country, day) == self.camp(b, country, day)

    @cached_property
    def called_after(self) -> tuple[tuple[str, str], ...]:
        """Regions whose armed group is called after them, with the group: Kashmir of "militants in Kashmir"."""
        return called_after(self)

    @cached_property
    def surnames(self) -> Mapping[str, tuple[str, ...]]:
        """Last words of persons' names, cleaned -> the persons."""
        found: dict[str, dict[str, None]] = {}
        for actor in self._by_id.values():
            for name in actor.names if actor.role == "person" else ():
                found.setdefault(clean(name.split()[-1]), {})[actor.id] = None
        return {word: tuple(ids) for word, ids in found.items()}

    @cached_property
    def cut_short(self) -> Mapping[str, tuple[str, ...]]:
        """Names of armed groups without their "of ...", cleaned -> whom they may mean."""
        return cut_short(self)

    @cached_property
    def _surfaces(self) -> dict[str, str]:
        return surfaces(self, self.organ)

    def surfaces(self) -> Mapping[str, str]:
        """Every surface form in lower case -> actor id, for the tagger. Capitals of countries are left out: they are places first."""
        return self._surfaces


class _Chosen:
    """The user's file that this process reads beside ours."""

    path: Path | None = None
    digest: str = ""


def use_actors(path: Path | None) -> str:
    """From now on `load_actors()` in this process reads the user's file, too; None: ours alone. Returns the hash of its bytes.

    Raises FrontlogError, naming the line, when the file is malformed; then nothing has changed.
    """
    digest = _hash(path) if path else ""
    _loaded(path, digest)
    _Chosen.path, _Chosen.digest = path, digest
    return digest


def used_actors() -> str:
    """The hash of the user's file that this process reads beside ours; empty for none."""
    return _Chosen.digest


def load_actors(extra: Path | None = None) -> Actors:
    """The bundled registry with the file of `use_actors`; or with `extra`, a user's YAML file in the same form whose rows are added, or
    replace those of equal id.

    Raises FrontlogError, naming the line, when a row is malformed or names a parent that does not exist.
    """
    return _loaded(extra, _hash(extra)) if extra else _loaded(_Chosen.path, _Chosen.digest)


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise FrontlogError(
            f"The actors of '{path}' could not be read: {error.strerror}.", "Name a YAML file in the form of actors.yml."
        ) from error


def _kept_forms(actors: Iterable[Actor]) -> Sequence[Forms]:
    """The names of our own registry out of the user's cache: to clean them takes five times as long."""
    found: Sequence[Forms] = ready.values("forms", ready.key(ready.package()), lambda: forms_of(actors))
    return found


@cache
def _loaded(extra: Path | None, digest: str) -> Actors:
    """The registry; `digest` only tells one content of the file from another."""
    if extra is None:
        return Actors(kept_actors(_own), _kept_forms)
    rows = {FILE: read_actors(FILE), extra: read_actors(extra)}
    actors = Actors(
        {id_: actor for found in rows.values() for id_, (_, actor) in found.items()}.values()
    )  # what users add stays in their log
    _check(actors, rows)
    return actors


def _own() -> Iterable[Actor]:
    """The rows of our own registry, checked."""
    rows = read_actors(FILE)
    own = [actor for _, actor in rows.values()]
    _check(Actors(own), {FILE: rows})
    return own


def _check(actors: Actors, rows: Mapping[Path, Mapping[str, tuple[Keys, Actor]]]) -> None:
    parents = {actor.id: actor.parents for actor in actors}
    for path, found in rows.items():
        check_parents(path, found, parents)
