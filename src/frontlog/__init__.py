"""Frontlog: from a war's conflicting reports to a record with a sentence behind every number.

>>> import frontlog
>>> log = frontlog.open("week.log")
>>> log
OpenLog('week.log')
>>> read = frontlog.extract("The army took the town of Maren on Monday.")  # doctest: +SKIP
"""

from os import PathLike
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from frontlog.api import OpenLog
    from frontlog.extracting import Extracted
    from frontlog.reference.packs import Pack

__all__ = ["__version__", "extract", "open"]


def open(path: str | PathLike[str]) -> "OpenLog":  # noqa: A001 - read as `frontlog.open`, as in other libraries of tables
    """The log in a folder, to read from. Raises FrontlogError when there is none or it is newer than this program."""
    from frontlog.api import open_log  # late: `frontlog --version` loads no library

    return open_log(path)


def extract(text: str, name: str = "text.txt", packs: "tuple[Pack, ...]" = ()) -> "Extracted":
    """The claims of one report, its places looked up in the bundled gazetteer and in `packs` (`frontlog.api.packs()`).

    Raises FrontlogError when the text cannot be read as one (empty, for instance).
    """
    from frontlog.collecting import put_off

    with put_off():
        from frontlog.extracting import extract as read  # and no more than one report needs

        return read(text, name, packs)
