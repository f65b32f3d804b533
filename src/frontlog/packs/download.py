"""A country of GeoNames from the web, only when a user asks for it: the dump, its alternate names, and then a pack like any other."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.packs import geonames
from frontlog.packs.keep import Added, Wanted, add
from frontlog.reference.countries import countries
from frontlog.sources.addresses import normal
from frontlog.sources.fetching import Fetcher, FetchError

FROM = "https://download.geonames.org/export/dump/"
DUMP, ALTERNATES = "{}.zip", "alternatenames/{}.zip"
TYPES = frozenset(("application/zip", "application/x-zip-compressed", "application/x-zip", "application/octet-stream"))
LARGEST = 400_000_000  # bytes of one file; the largest country has some 80 MB
LONGEST = 1800.0  # seconds for one file


def country_of(code: str) -> str:
    """The ISO code in capitals. Raises FrontlogError when it is no country's."""
    found = code.upper()
    if found not in countries():
        raise FrontlogError(f"'{code}' is no ISO 3166 code of a country.", "Give two letters, such as SY for Syria.")
    return found


def terms(code: str, base: str) -> str:
    """What will be fetched, under which licence, in words for a user to read before."""
    name = countries()[code].name
    wish = f"Licence: {geonames.LICENCE}. Wherever you show its places, name the source:"
    return f"{name} from {base}{DUMP.format(code)}\n{wish}\n{geonames.ATTRIBUTION}"


def download(code: str, folder: Path, wanted: Wanted, fetcher: Fetcher, base: str, say: Callable[[str], None]) -> Added:
    """Fetch a country and make a pack of it. Raises FrontlogError when it cannot be had; the folder is then as it was.

    A country without alternate names becomes a pack of its dump alone, and `say` is told so.
    """
    with tempfile.TemporaryDirectory() as room:
        paths = [_fetch(base, DUMP.format(code), Path(room) / f"{code}.zip", fetcher)]
        try:
            paths.append(_fetch(base, ALTERNATES.format(code), Path(room) / f"{code}-alternates.zip", fetcher))
        except FrontlogError as error:
            say(f"No alternate names: {error}")
        return add(paths, folder, replace(wanted, name=wanted.name or f"geonames-{code.lower()}"))


def _fetch(base: str, path: str, target: Path, fetcher: Fetcher) -> Path:
    try:
        url = normal(f"{base.rstrip('/')}/{path}")
    except ValueError:
        url = ""
    if not url:
        raise FrontlogError(f"'{base}' is no address of the web.", "Leave --from out, or name the folder of a mirror.")
    try:
        page = fetcher.get(url, TYPES)
    except FetchError as error:
        raise FrontlogError(f"'{url}' {error.what.rstrip('.')}.", "Try later, or get the file yourself and use `places add`.") from error
    target.write_bytes(page.content)
    return target
