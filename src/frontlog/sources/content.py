"""What some bytes are: the type that a suffix promises, the type that they show, and whether they are text at all."""

import json

JSON_LINE = "application/x-frontlog+json"

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    "": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": JSON_LINE,
    ".ndjson": JSON_LINE,
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
}
READ_TYPES = frozenset(MEDIA_TYPES.values())
# what servers call a page when they do not know better; then its first bytes decide
UNSURE_TYPES = ("", "application/octet-stream", "application/unknown", "unknown/unknown", "binary/octet-stream")
TEXTUAL = {"text/plain", "text/markdown", "text/html", "message/rfc822"}
CONTROL = bytes((*range(1, 9), *range(14, 27), *range(28, 32)))  # without tab, line ends and escape
# suffixes of files that hold several documents; sources.files says who opens them
CONTAINERS = (".warc", ".warc.gz", ".wacz", ".json", ".csv", ".tsv", ".xml", ".rss", ".atom")
SUPPORTED = ", ".join(sorted(suffix for suffix in (*MEDIA_TYPES, *CONTAINERS) if suffix))


def sniffed(content: bytes, media_type: str) -> str:
    """The type that the first bytes show, where the suffix says another: a page saved as .txt, a PDF named .html."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"%pdf-"):
        return MEDIA_TYPES[".pdf"]
    if media_type in ("text/plain", "text/markdown") and head.startswith((b"<!doctype html", b"<html")):
        return MEDIA_TYPES[".html"]
    return media_type


def page_type(content: bytes, stated: str) -> str:
    """The type of what a server sent: as it states, unless the first bytes show another or it states none that means anything."""
    if stated in UNSURE_TYPES:
        shown = sniffed(content, "text/plain")
        return stated if shown == "text/plain" else shown
    return stated if stated == JSON_LINE else sniffed(content, stated)


def is_binary(content: bytes) -> bool:
    """True when bytes that claim to be text are none: NUL bytes (unless UTF-16 or UTF-32), or one in ten a control character."""
    head = content[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    nul = head.count(0)
    if nul:
        # UTF-16 without a mark: in Latin script nearly all of either the even or the odd bytes are NUL
        wide = max(head[0::2].count(0), head[1::2].count(0)), min(head[0::2].count(0), head[1::2].count(0))
        return not (wide[0] > 0.4 * len(head) and wide[1] < 0.02 * len(head))
    return len(head) - len(head.translate(None, CONTROL)) > len(head) / 10


def json_error(error: Exception) -> str:
    """What is wrong with some JSON, in words."""
    return "it nests too deep" if isinstance(error, RecursionError) else str(error)[:80]


def json_fault(content: bytes) -> str:
    """What is wrong with a line of a JSON-lines file and what to do, or an empty string."""
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        return f"is no JSON ({json_error(error)}). Write one JSON object a line."
    if not isinstance(row, dict):
        return 'is JSON but no object. Write one object a line, as {"text": "...", "title": "...", "date": "2017-10-02"}.'
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        keys = ", ".join(sorted(str(key) for key in row)[:8]) or "none"
        return f'has no key "text" with words in it (its keys: {keys}). Name the report\'s text "text".'
    return ""
