"""What a page states, beside trafilatura's own account of it."""

import re

import pytest
from trafilatura import extract_metadata, load_html
from trafilatura.xpaths import AUTHOR_XPATHS

from frontlog.documents import html as web
from frontlog.documents.extract import UnreadableError
from frontlog.documents.facts import DATES, SIGNED, facts

BODY = "<p>Troops entered the village at dawn, residents said on Monday.</p>" * 4
JSON = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","author":{"@type":"Person","name":"%s"}}</script>'
HEADS = (
    "<title>Village taken | levantwire.example</title>",
    "<title>Village taken</title><meta property='og:site_name' content='@levant wire'><meta name='author' content='Jane Roe'>",
    "<title>Village taken</title><meta name='author' content='admin'><link rel='canonical' href='https://www.levantwire.example/a/1'>",
    "<meta property='article:published_time' content='2019-03-04T10:00:00Z'><link rel='canonical' href='https://levantwire.example/b'>",
    JSON % "Jane Roe",
    '<script type="application/ld+json">{"@type": [</script><meta property="og:title" content="Village &amp;amp; hill">',
)
TOPS = (
    "",
    "<h1>Village taken</h1>",
    "<h1>A</h1><h1>B</h1><p class='byline'>By Jane Roe</p>",
    "<a rel='license' href='/l'>CC</a>",
    "<div data-component='Byline'>Jane Roe</div>",
    "<div><rel>me</rel>Jane Roe</div>",
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("top", TOPS)
def test_facts_are_those_of_trafilatura(head: str, top: str) -> None:
    source = f"<html><head>{head}</head><body>{top}{BODY}</body></html>"
    whole, ours = extract_metadata(source, date_config=dict(DATES)), facts(load_html(source))
    for name in ("title", "author", "url", "sitename", "date"):
        assert getattr(ours, name) == getattr(whole, name), name


def test_every_word_by_which_trafilatura_knows_an_author_is_looked_for() -> None:
    """Whatever its expressions ask of an attribute or a tag, pages without that word are not searched: the words must be all there."""
    words = {w for x in AUTHOR_XPATHS for literal in re.findall(r"'([^']*)'", x.path) for w in literal.split("|")} - {"me"}
    assert len(words) > 15
    plain = {re.sub(r"\[(\w)\w*\]|-\?|\?", r"\1", w) for w in words}
    assert not [w for w in plain if not SIGNED.search(w.encode())]
    assert all(tag in ("author",) for x in AUTHOR_XPATHS for tag in re.findall(r"\|//(\w+)", x.path))


def test_a_page_that_is_one_drawing_is_refused_with_a_reason() -> None:
    source = "<svg><style>By <!DOCTYPE html><html><head><title>Town taken</title></head><body><p>" + "The army took the town. " * 20
    with pytest.raises(UnreadableError) as caught:
        web.html((source + "</p></body></html>").encode(), "")
    assert caught.value.reason == "no text"
