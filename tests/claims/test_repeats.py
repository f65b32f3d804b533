"""One claim told twice in a document stays once; different claims stay apart."""

from frontlog.claims.assemble import assemble
from frontlog.mentions.tag import tag
from frontlog.model import Claim, Document, Origin, Rejection, Sentence, Span


def kinds(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    doc = Document(
        id="d-test", name="test.txt", outlet="", republished_by="", url="", title="", author="", published=None, published_role="",
        dates=(), language="en", sha256_raw="", sha256_clean="", text=text, origin=Origin("test", "1"),
    )  # fmt: skip
    sentences, start = [], 0
    for number, line in enumerate(lines):
        sentences.append(
            Sentence(id=f"n-{number}", span=Span(doc.id, start, start + len(line), line), number=number, paragraph=0, kind="body")
        )
        start += len(line) + 1
    rows = list(assemble([doc], sentences, list(tag([doc], sentences))))
    assert all(isinstance(r, Claim | Rejection) for r in rows)
    return [(r.type, r.evidence.quote) for r in rows if isinstance(r, Claim)]


def test_the_more_detailed_telling_stays() -> None:
    told = kinds("Rebels captured Tula.", "Rebels captured Tula and Biu.", "Rebels captured Tula.")
    assert [quote for _, quote in told].count("Rebels captured Tula.") == 1


def test_other_place_other_claim() -> None:
    assert len(kinds("Rebels captured Tula.", "Rebels captured Gwoza.")) == 2


def test_other_agent_other_claim() -> None:
    assert len(kinds("Rebels captured Tula.", "Soldiers captured Tula.")) == 2


def test_a_heading_is_no_sentence() -> None:
    assert kinds("Siege of Tula by rebels", "The weather was fine.") == []
