"""Small valid files of every format that is read, made by hand: for the tests of formats and for the fuzzer."""

import base64
import binascii
import io
import json
import quopri
import zipfile
from email.message import EmailMessage

import docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON_LINE = "application/x-frontlog+json"
PARAGRAPHS = [
    "Government troops retook the village of Tal Rifat on Monday after two days of clashes, a military source said.",
    "At least nine fighters were killed on both sides, according to a local hospital, and dozens of families fled to the north.",
    "The governor said that the road to the border would be opened within days if the guns stayed silent.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Troops retake Tal Rifat - Levant Wire</title><meta charset="utf-8">
<meta property="og:title" content="Troops retake Tal Rifat"><meta property="og:site_name" content="Levant Wire">
<meta property="article:published_time" content="2018-03-05T22:10:00Z">
<meta property="article:modified_time" content="2018-03-06T08:00:00Z">
<link rel="canonical" href="https://levantwire.example/2018/03/05/troops-retake"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Troops retake Tal Rifat</h1>{body}</article>
<section id="comments"><h3>Comments</h3><div class="comment">
<p>You believe that? My cousin says the village was empty for weeks, so what did they retake?</p></div></section>
<footer>© 2018 Levant Wire</footer></body></html>"""
REPORT = "Troops retake Tal Rifat\n\nBy Jane Roe\n5 March 2018\n\n" + "\n\n".join(PARAGRAPHS) + "\n\nNotify of\nlol sure\n"


def page() -> bytes:
    """A news page with readers' comments."""
    return PAGE.replace("{body}", "".join(f"<p>{p}</p>" for p in PARAGRAPHS)).encode()


def pdf(*lines: str, extra: str = "", pages: int = 1) -> bytes:
    """A PDF whose pages hold these lines."""
    words = "BT /F1 11 Tf 40 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    kids = " ".join(f"{6 + n} 0 R" for n in range(pages))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< >>",
        f"<< /Length {len(words)} >>\nstream\n{words}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    parts += [leaf] * pages
    out, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    start = len(out)
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(parts) + 1
    tail = f"trailer\n<< /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{rows}{tail}".encode()


def word() -> bytes:
    """A .docx with a table."""
    document = docx.Document()
    document.add_paragraph(PARAGRAPHS[0])
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Idlib", "4 killed"
    document.add_paragraph(PARAGRAPHS[1])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rezipped(content: bytes, name: str, change: bytes) -> bytes:
    """The same .docx with other bytes for one of its parts (or with that part added)."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, change)
    return file.getvalue()


def part(content: bytes, name: str = "word/document.xml") -> bytes:
    """The bytes of a part of a .docx."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name)


def mail() -> bytes:
    """An e-mail with a plain part, an HTML part and an attachment."""
    message = EmailMessage()
    message["Subject"] = "Примечание: field note 7"
    message["From"] = "Field Desk <desk@example.org>"
    message["Date"] = "Mon, 03 Oct 2022 23:30:00 +0300"
    message.set_content("\n".join(PARAGRAPHS) + "\nдо свидания", cte="quoted-printable")
    message.add_alternative(page().decode(), subtype="html")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="map.png")
    return message.as_bytes()


def packed_mail(coding: str, words: str = "\n".join(PARAGRAPHS), kind: str = "text/plain", charset: str = "utf-8") -> bytes:
    """An e-mail of one part in some transfer encoding, written by hand: base64, quoted-printable, uuencode, 8bit."""
    inner = words.encode(charset)
    body = {
        "base64": lambda: base64.encodebytes(inner),
        "quoted-printable": lambda: quopri.encodestring(inner),
        "uuencode": lambda: (
            b"begin 644 a.txt\n" + b"".join(binascii.b2a_uu(inner[i : i + 45]) for i in range(0, len(inner), 45)) + b" \nend\n"
        ),
        "8bit": lambda: inner,
    }[coding]()
    head = f"Subject: Note\nContent-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
    return head.encode() + body


def samples() -> list[tuple[str, bytes]]:
    """More valid files, for the fuzzer to begin with: transfer encodings of e-mails, charsets with characters of several bytes."""
    mixed = " ".join(PARAGRAPHS) + " “Тель-Рифат” – 40 ⪙ été"
    pages = PAGE.replace("{body}", f"<p>{mixed}</p><p>{PARAGRAPHS[1]} &el; &ldquo;x&rdquo; &#1044;</p>").replace("utf-8", "gb18030")
    return [
        *(("message/rfc822", packed_mail(coding, mixed)) for coding in ("base64", "uuencode", "8bit")),
        ("message/rfc822", packed_mail("base64", page().decode(), "text/html")),
        ("message/rfc822", packed_mail("quoted-printable", mixed.replace(". ", ". \n"), "text/plain; format=flowed; delsp=yes")),
        ("text/html", pages.encode("gb18030")),
    ]


def json_line() -> bytes:
    """A line of a JSON-lines file."""
    row = {
        "text": REPORT + "“до”",
        "title": "Troops retake Tal Rifat",
        "date": "2018-03-05",
        "url": "https://x.example/a",
        "outlet": "Wire",
    }
    return json.dumps(row).encode()


def valid() -> dict[str, bytes]:
    """One file of each media type."""
    return {
        "text/plain": REPORT.encode(),
        "text/markdown": ("# " + REPORT + "\n* [link](https://x.example/(a))\n> **quote**\n").encode(),
        "text/html": page(),
        JSON_LINE: json_line(),
        "application/pdf": pdf(*PARAGRAPHS, pages=2),
        DOCX: word(),
        "message/rfc822": mail(),
    }
