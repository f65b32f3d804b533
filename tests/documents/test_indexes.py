"""Pages that are no report: openings of other reports and pictures with captions; and reports that look a little like them."""

import pytest

from frontlog.documents.read import read
from frontlog.documents.segment import segment
from frontlog.model import Item, Raw, Rejection, Segment, digest, record_id

SHELLED = "Mortar rounds fell on the grain market of Kutum on Sunday and killed four traders, a nurse of the clinic said"
TAKEN = "Riders of the militia entered Umm Baru at dawn and drove the garrison out of the old fort, two elders told a radio"
BURNED = "Eleven huts burned in Anka after a drone fell on the camp of the displaced, and its well can no longer be used"
HEADS = ("Four traders killed in Kutum market", "Militia takes the fort of Umm Baru", "Drone burns huts of Anka camp")


def kinds(text: str) -> list[str]:
    return list(segment(text).kinds)


def refusals(text: str) -> list[Rejection]:
    content = text.encode()
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a.txt", part=0, media_type="text/plain", size=len(content), sha256=sha)
    return [row for row in read([Raw(item=item, content=content)]) if isinstance(row, Rejection)]


def listed(end: str, between: str = "") -> str:
    return "\n\n".join(f"{head}\n{text}{end}{between}" for head, text in zip(HEADS, (SHELLED, TAKEN, BURNED), strict=True))


@pytest.mark.parametrize("end", ["...", "…", " [...]", "… Read more", "... (Read more)", "...more"])
def test_openings_that_break_off_are_no_report(end: str) -> None:
    assert not {"body", "title"} & set(kinds(listed(end)))


def test_buttons_with_an_arrow_lead_elsewhere() -> None:
    assert "body" not in kinds(listed(".", "\n\nRead More »"))


def test_a_button_between_paragraphs_unfolds_the_page() -> None:
    assert kinds(f"{HEADS[0]}\n\n{SHELLED}.\n\nRead more\n\n{TAKEN}.\n\nRead more\n\n{BURNED}.\n\nRead more").count("body") == 3


@pytest.mark.parametrize("topic", ["Tag: Darfur", "Tag Archives: Darfur", "Browsing: Darfur", "Posts tagged Darfur", "Home » Tag: Darfur"])
def test_the_page_of_a_topic_is_no_report(topic: str) -> None:
    text = f"{topic}\n\n" + "\n\n".join(f"{head}\n\n{told}." for head, told in zip(HEADS, (SHELLED, TAKEN, BURNED), strict=True))
    assert "body" not in kinds(text)


@pytest.mark.parametrize("head", ["Recent News", "Blog Archives", "Darfur Archive"])
def test_a_list_of_what_is_new_needs_one_that_breaks_off(head: str) -> None:
    text = f"{head}\n\n{HEADS[0]}\n\n{SHELLED}.\n\n{HEADS[1]}\n\n{TAKEN}"
    assert "body" not in kinds(f"{text} ...")
    assert kinds(f"{text}.").count("body") >= 2


def test_a_writer_who_is_lavish_with_dots_breaks_nothing_off() -> None:
    assert kinds(f"{HEADS[0]}\n\n{SHELLED} .......\n\n{TAKEN} ..........").count("body") == 2


def test_a_headline_that_begins_with_tag_names_no_topic() -> None:
    assert "body" in kinds(f"Tag der Befreiung in Kutum gefeiert\n\n{SHELLED}.\n\n{HEADS[1]}\n\n{TAKEN}.")


def test_a_report_under_its_tag_stays() -> None:
    assert kinds(f"Tag: Darfur\n\n{HEADS[0]}\n\n{SHELLED}.\n\n{TAKEN}.\n\n{BURNED}.").count("body") == 3


def test_texts_that_stop_in_a_sentence_under_headlines() -> None:
    long = f"{SHELLED}, and a lorry with sorghum for the north of the district burned out beside the"
    assert "body" not in kinds("\n\n".join(f"{head}\n\n{long}" for head in HEADS))


def test_openings_under_a_report_leave_it_alone() -> None:
    text = f"{HEADS[0]}\n\n{SHELLED}.\n\n{TAKEN}.\n\nNYALA: {BURNED}...\n\nGENEINA: The river took the bridge, and the lorries wait..."
    assert kinds(text)[:3] == ["title", "body", "body"]


def test_paragraphs_that_trail_off_are_a_report() -> None:
    text = f"{HEADS[0]}\n\n{SHELLED}...\n\n{TAKEN}.\n\n{BURNED}.\n\nThe market stays closed until the traders have buried their dead."
    assert kinds(text).count("body") == 4


def test_a_page_of_a_topic_says_so_and_gives_no_sentence() -> None:
    (row,) = refusals(listed("..."))
    assert row.reason == "no report"
    assert "openings of other reports" in row.message


def test_a_page_in_markup_too() -> None:
    posts = "".join(f"<h2>{head}</h2><p>{told}...</p>" for head, told in zip(HEADS, (SHELLED, TAKEN, BURNED), strict=True))
    content = f"<html><head><title>Darfur</title></head><body><h1>Darfur</h1>{posts}</body></html>".encode()
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a.html", part=0, media_type="text/html", size=len(content), sha256=sha)
    assert not [row for row in read([Raw(item=item, content=content)]) if isinstance(row, Segment) and row.kind == "body"]


def test_a_head_field_says_that_it_is_a_report() -> None:
    assert "body" in kinds(f"Title: {HEADS[0]}\n\n{SHELLED}...\n\n{TAKEN}...")


@pytest.mark.parametrize("pages", ["3/14", "3 of 14"])
def test_a_counted_picture_with_its_credit_is_no_report(pages: str) -> None:
    text = f"The grain market after the shelling\n\n{pages}\n{SHELLED}.\nPhoto: Salwa Idris"
    assert "body" not in kinds(text)
    assert "pictures" in refusals(text)[0].message


def test_a_report_over_a_credit_stays() -> None:
    assert "body" in kinds(f"{HEADS[0]}\n\n{SHELLED}.\nPhoto: Salwa Idris\n\n{TAKEN}.")


def test_a_headline_among_links_at_the_foot_is_a_link() -> None:
    links = [
        "Cholera ward opens in Tawila",
        "Who sells the fuel of Nyala",
        "Bridge of Geneina closed again",
        "Court frees Kas mayor",
    ]
    text = f"{HEADS[0]}\n\n{SHELLED}.\n\n{TAKEN}.\n\nMore stories\n" + "\n".join(links)
    assert kinds(text)[-4:] == ["related"] * 4


def test_a_thread_printed_as_one_page() -> None:
    head = "Title: News from Umm Baru\nPost by: salwa on May 3, 2024, 09:10:11 AM"
    answer = "Title: Re: News from Umm Baru\nPost by: desk on May 4, 2024, 11:02:00 AM"
    text = f"{head}\n{SHELLED}.\n\n{TAKEN}.\n\n{answer}\n{BURNED}.\nThe well was repaired on Friday, a second agency writes."
    found = kinds(text)
    assert found[2:4] == ["body", "body"]
    assert found[4:] == ["comment"] * 4


@pytest.mark.parametrize(
    "words",
    ["Nessun commento:", "Keine Kommentare:", "Kommentar veröffentlichen", "Залишити відповідь",
     "Δεν υπάρχουν σχόλια", "Publicar un comentario",
     "Ваша e-mail адреса не оприлюднюватиметься", "Twój adres e-mail nie zostanie opublikowany"],
)  # fmt: skip
def test_what_blogs_write_under_a_post_in_other_languages(words: str) -> None:
    assert kinds(f"{HEADS[0]}\n\n{SHELLED}.\n\n{TAKEN}.\n\n{words}")[-1] in ("comment", "navigation")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("This entry was posted in Darfur. Bookmark the permalink.", "navigation"),
        ("For further information or media enquiries, the press officer:", "legal"),
        ("Traders sweep the grain market of Kutum on Monday. (Representational image: Courier)", "caption"),
        ("The river took the bridge of Geneina on Friday, and the lorries... more ››", "related"),
        ("Dear readers,", "plea"),
    ],
)
def test_words_at_the_foot(words: str, kind: str) -> None:
    assert kinds(f"{HEADS[0]}\n\n{SHELLED}.\n\n{TAKEN}.\n\n{words}")[-1] == kind


@pytest.mark.parametrize(
    "words",
    [
        "Both comments and pings are currently closed.",
        "Entries (RSS) and Comments (RSS).",
        "Powered by Blogger.",
        "Viewing 15 posts - 1 through 15 (of 32 total)",
        "This thread has been closed to new replies.",
        "Please enable JavaScript to view the comments powered by Disqus.",
        "Something went wrong. Please try again later.",
        "This story was auto-generated from a syndicated feed.",
        "What do you think? Tell us in the comments below.",
        "Necessary cookies are needed for this site to work as it should.",
    ],
)
def test_words_of_the_software_of_sites(words: str) -> None:
    assert kinds(f"{HEADS[0]}\n\n{SHELLED}.\n\n{TAKEN}.\n\n{words}")[-1] not in ("body", "title")


@pytest.mark.parametrize(
    "told",
    [
        "This thread of the frontline has been closed since the shelling of the bridge on Monday, a captain said.",
        "You cannot have peace and post guards at every well, the elders of Kutum told the colonel on Friday.",
        "Something went wrong with the fuse of the second shell, and the family in the cellar lived.",
    ],
)
def test_sentences_that_begin_like_them_stay(told: str) -> None:
    assert kinds(f"{HEADS[0]}\n\n{SHELLED}.\n\n{told}\n\n{TAKEN}.")[2] == "body"
