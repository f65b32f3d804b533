"""Reports that set out who told what: "Source: the governor on Telegram" over "Quote: ...". The line is part of the report."""

import re
from collections.abc import Sequence

from frontlog.documents.blocks import Label
from frontlog.documents.lines import Line

SOURCE = re.compile(r"sources?: ?\S", re.IGNORECASE)
_NEXT = re.compile(r"(?:quote|details|statement|what (?:he|she|they) said|verbatim|literally)\b[^.:]{0,40}:", re.IGNORECASE)


def informants(lines: Sequence[Line], labels: Sequence[Label]) -> list[Label]:
    """The labels, with such lines as body."""
    out = list(labels)
    for i, line in enumerate(lines[:-1]):
        if labels[i].kind == "byline" and SOURCE.match(line.plain) and _NEXT.match(lines[i + 1].plain):
            out[i] = Label("body", "who told what follows")
    return out
