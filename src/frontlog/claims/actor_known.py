"""Names and partisan words that the registry knows."""

from collections.abc import Sequence

from frontlog.claims.actor_groups import DETERMINED, Groups
from frontlog.claims.actor_people import People
from frontlog.claims.actor_sides import ARMED_KINDS
from frontlog.claims.actor_words import Words
from frontlog.claims.context import Context
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import Actors
from frontlog.reference.countries import nationalities
from frontlog.reference.heads import GOVERNMENT_WORDS, MEMBERS, MEN, ROLES, UNIDENTIFIED
from frontlog.reference.words import clean

_NEAR = 1500  # characters: what was said before is still spoken of
_WIDE = 2  # countries abroad: who fights in more has a branch in each


class Known:
    """Resolves such words for one document."""

    def __init__(self, actors: Actors, context: Context, groups: Groups, people: People) -> None:
        self.actors = actors
        self.context = context
        self.groups = groups
        self.people = people

    def registered(self, words: Words) -> str | None:
        """The actor whose name the words are: of several the one of this country, of a group of many countries its branch here."""
        if (" ".join(words.plain) in GOVERNMENT_WORDS or words.plain == ("marines",)) and not words.capitals:
            return None
        exact = self.actors.exact(words.core) if words.head.endswith("s") else ()
        people = next((id_ for id_ in exact if self.actors.get(id_).role == "people"), "")
        if people and len(words.plain) == 1 and DETERMINED.match(words.text) and words.head in nationalities():
            state = self.actors.organ(nationalities()[words.head], "government", self.context.published)
            if self.actors.organ_of(state, "army") != state:
                return state  # "the Ukrainians", but the Palestinians have no army
        named = len(words.plain) > 1 and bool(exact)  # "Krajina Serbs" is a name
        if people or (self.people.are_people(words) and not named):
            return people or self.people.nationals(words)
        found = self.best(self.actors.find(words.text), words)
        if found and words.text.endswith(" of Marines") and self.actors.get(found).country not in words.countries[:1]:
            return None  # "the 7th Brigade of Marines" of another country than the one whose marines are just called so
        label = self.actors.labelled(words.text, words.countries[:1], self.context.published) if words.capitals else ""
        local = (
            label
            and found
            and (set(words.countries[:1]) & {self.actors.get(label).country, *self.actors.get(label).labels})
            and self.actors.get(found).country not in words.countries[:1]
        )
        if local:
            return label  # "al-Shabaab" in Mozambique
        wide = found is not None and self.actors.get(found).kind in ARMED_KINDS and len(self.actors.abroad(found)) > _WIDE
        return (self.groups.branch(found, words) or found) if found and wide else found

    def of_people(self, words: Words) -> str | None:
        """Of "Krajina Serb gunners" the Krajina Serbs, of "a Kurdish general" the Kurdish forces."""
        core = words.core.split()
        if len(core) < 2 or not (words.head in MEMBERS | MEN or words.head in ROLES) or not core[0][:1].isupper():
            return None
        of = " ".join(core[:-1])
        if len(core) > 2 and (found := self.best(self.actors.exact(f"{of}s"), words)):
            return found
        if clean(core[0]) in nationalities() or not (words.head in MEN or role_of([words.head]) == "army"):
            return None
        for men in ("forces", "fighters"):  # "a Kurdish general"
            called = self.actors.labelled(f"{of} {men}", words.countries[:1], self.context.published) or self.best(
                self.actors.exact(f"{of} {men}"), words
            )
            if called:
                return called
        return None

    def labelled(self, words: Words) -> str | None:
        """Partisan words, and words that mean someone only in one country's war ("the coalition" in Yemen)."""
        stem = list(words.plain)
        while len(stem) > 1 and (stem[-1] in MEMBERS or stem[-1] in ROLES):
            stem.pop()
        for key in (words.text, " ".join(words.plain), " ".join(stem)):
            common = (
                words.head in ROLES or words.head in UNIDENTIFIED
            )  # "the army" is whose the report is about, "the coalition" also next door's
            said = {ref.id for ref in words.earlier if words.start - ref.start <= _NEAR}
            found = self.actors.labelled(key, words.countries[: 1 if common else 2], self.context.published, said)
            if found:
                return found
        return None

    def best(self, ids: Sequence[str], words: Words) -> str | None:
        """The candidate that the countries around and the document's earlier mentions speak for."""
        said = {ref.id for ref in words.earlier}

        def rank(id_: str) -> float:
            actor = self.actors.get(id_)
            near = words.countries.index(actor.country) if actor.country in words.countries else 3 if not actor.country else 6
            return min(near, 6) - (4 if id_ in said else 0) + (0 if actor.exists(self.context.published) else 7)

        return min(ids, key=rank, default=None)  # the first of equals: the order of the registry
