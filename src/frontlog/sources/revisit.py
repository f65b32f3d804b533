"""The same bytes met again: what a WARC notes instead of keeping them twice, and the meeting that an archive makes of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from frontlog.model import Item, Raw, record_id
from frontlog.sources.http import Headers, charset


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A page that was fetched again and had the same bytes as a capture before it."""

    url: str
    when: datetime | None
    sha256: str  # of the bytes, in hex; empty where another archive names only the first address and time
    first_url: str
    first_when: datetime | None
    status: int = 200  # 0 for what came by no HTTP
    headers: Headers = ()
    source: str = ""  # the file that notes it, where it was read from one


def met_again(revisit: Revisit, name: str, part: int, first: Item) -> Raw:
    """The meeting as an item without bytes, named by `name` and `part` of the revisit's address. `first` has the same bytes."""
    web = name if name.lower().startswith(("http://", "https://")) else ""
    item = replace(
        first,
        id=record_id("d", first.sha256, part),
        name=name,
        part=part,
        url=web,
        asked="",
        retrieved=revisit.when if web else None,
        status=revisit.status,
        charset=charset(revisit.headers) or first.charset,
        listed_title="",
        listed_outlet="",
        listed_published="",
    )
    return Raw(item=item, content=b"", headers=revisit.headers)
