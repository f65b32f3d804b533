"""The extractors that are installed: our own, the one that asks an endpoint, and those of other packages (entry points)."""

from functools import cache, partial

from frontlog.claims.assemble import assemble
from frontlog.mentions.tag import tag
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


def _own(packs: tuple[Pack, ...]) -> tuple[Stage, ...]:
    run = partial(assemble, packs=packs)
    return (
        Stage("mentions.tag", version("mentions"), (Document, Sentence), (Mention,), tag),
        Stage("claims.assemble", _placed(packs), (Document, Sentence, Mention), (Claim, Rejection), run),
    )


def _endpoint(packs: tuple[Pack, ...]) -> tuple[Stage, ...]:
    from frontlog.claims.replied import replied  # late: only those who have an endpoint need it

    run = partial(replied, packs=packs)
    return (Stage("claims.replied", _placed(packs), (Document, Sentence, Reply), (Claim, Rejection), run),)


def _placed(packs: tuple[Pack, ...]) -> str:
    """The version of a stage that looks places up: with other packs the same report gives other rows."""
    own = version("claims")
    return f"{own}-{digest(*(part for pack in packs for part in (pack.name, pack.sha256)))[:12]}" if packs else own


own = Extractor(OWN, "rules and a trained tagger that must agree; no network", _own, placed=True)
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
