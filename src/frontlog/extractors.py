"""The extractors that are installed: our own, the one that asks an endpoint, and those of other packages (entry points)."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from frontlog.model import (
    GROUP,
    Claim,
    Document,
    Extractor,
    FrontlogError,
    Mention,
    Rejection,
    Reply,
    Sentence,
    Stage,
    digest,
    suggest,
)
from frontlog.reference.packs import Pack
from frontlog.versions import version

OWN = "frontlog"
Versions = Callable[[str], str]  # the version of a room's code and tables


def own_stages(packs: tuple[Pack, ...], versions: Versions = version) -> tuple[Stage, ...]:
    """The stages of our own extractor."""
    run = partial(_assembled, packs=packs)
    return (
        Stage("mentions.tag", versions("mentions"), (Document, Sentence), (Mention,), _tagged),
        Stage("claims.assemble", _placed(packs, versions), (Document, Sentence, Mention), (Claim, Rejection), run),
    )


def _tagged(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """All mentions of the sentences, document by document in order of their place: by the rules, and by the tagger that ships with us."""
    from frontlog.mentions.tag import tag  # late: a report is read before it is tagged, and the network opened meanwhile (ahead.py)

    return tag(documents, sentences)


def _assembled(
    documents: Sequence[Document], sentences: Sequence[Sentence], mentions: Sequence[Mention], packs: tuple[Pack, ...]
) -> Iterator[Claim | Rejection]:
    """The claims of each document, in order of their place, and a Rejection for each trigger that gave none."""
    from frontlog.claims.assemble import assemble  # late: loaded beside the network in a first report (ahead.py)

    return assemble(documents, sentences, mentions, packs)


def _endpoint(packs: tuple[Pack, ...]) -> tuple[Stage, ...]:
    from frontlog.claims.replied import replied  # late: only those who have an endpoint need it

    run = partial(replied, packs=packs)
    return (Stage("claims.replied", _placed(packs), (Document, Sentence, Reply), (Claim, Rejection), run),)


def _placed(packs: tuple[Pack, ...], versions: Versions = version) -> str:
    """The version of a stage that looks places up: with other packs the same report gives other rows."""
    own = versions("claims")
    return f"{own}-{digest(*(part for pack in packs for part in (pack.name, pack.sha256)))[:12]}" if packs else own


own = Extractor(OWN, "rules and a trained tagger that must agree; no network", own_stages, placed=True)
endpoint = Extractor(
    "endpoint", "a language model behind an OpenAI-compatible endpoint, every span checked", _endpoint, asks=True, placed=True
)

OWN_ONES = (own, endpoint)


@cache
def extractors() -> dict[str, Extractor]:
    """All installed extractors by name. Raises FrontlogError for an entry point that is none, or for two of one name."""
    from importlib.metadata import entry_points  # late: it reads what every package that is installed says of itself

    found = {one.name: one for one in OWN_ONES}
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        loaded = entry.load()
        if not isinstance(loaded, Extractor):
            raise FrontlogError(
                f"The entry point '{entry.name}' ({entry.value}) is no Extractor.", "Mend or remove the package that has it."
            )
        if found.setdefault(loaded.name, loaded) is not loaded:
            raise FrontlogError(f"Two extractors are named '{loaded.name}' ({entry.value}).", "Remove one of the packages.")
    return found


def extractor(name: str) -> Extractor:
    """The extractor of that name. Raises FrontlogError with the names that there are."""
    found = next((one for one in OWN_ONES if one.name == name), None) or extractors().get(name)
    if found is None:
        raise FrontlogError(f"No extractor '{name}'.", suggest(name, list(extractors())))
    return found
