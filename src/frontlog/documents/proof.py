"""Whether the bytes that a run points at hold the words of the clean text: the check behind `frontlog verify`."""

import json
import re

from frontlog.documents.places import JSON, WHOLE
from frontlog.documents.text import clean
from frontlog.model import RawSpan

SPACE = re.compile(r"\s+")  # a line end in the source may be a space in the text, and the other way round


def holds(content: bytes, run: RawSpan, text: str) -> bool:
    """Whether a run lies inside the bytes and, read in its form, says what the text says there.

    Of a run without a form (an entity, a mended word) only the place can be checked; of a named part (a page of a PDF) nothing.
    """
    if not 0 <= run.start < run.end <= len(text):
        return False
    if run.raw_start < 0:
        return bool(run.part)
    if not run.raw_start < run.raw_end <= len(content):
        return False
    return run.form == WHOLE or _solid(_said(content[run.raw_start : run.raw_end], run.form)) == _solid(text[run.start : run.end])


def _said(some: bytes, form: str) -> str:
    """What bytes say in a form; nothing where they cannot be read in it."""
    try:
        return str(json.loads(b'"' + some + b'"')) if form == JSON else some.decode(form, "replace")
    except (ValueError, LookupError):
        return ""


def _solid(text: str) -> str:
    return SPACE.sub("", clean(text))
