"""What a page states, beside trafilatura's own account of it."""

import pytest
from trafilatura import extract_metadata, load_html

from frontlog.documents import html as web
from frontlog.documents.extract import UnreadableError
from frontlog.documents.facts import DATES, facts

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
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("top", TOPS)
def test_facts_are_those_of_trafilatura(head: str, top: str) -> None:
    source = f"<html><head>{head}</head><body>{top}{BODY}</body></html>"
    whole, ours = extract_metadata(source, date_config=dict(DATES)), facts(load_html(source))
    for name in ("title", "author", "url", "sitename", "date"):
        assert getattr(ours, name) == getattr(whole, name), name


def test_a_page_that_is_one_drawing_is_refused_with_a_reason() -> None:
    source = "<svg><style>By <!DOCTYPE html><html><head><title>Town taken</title></head><body><p>" + "The army took the town. " * 20
    with pytest.raises(UnreadableError) as caught:
        web.html((source + "</p></body></html>").encode(), "")
    assert caught.value.reason == "no text"
