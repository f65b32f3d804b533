"""Pages a second through the whole reading, careful and bulk, beside trafilatura and resiliparse alone in the same process.

Run `python benchmarks/reading.py [PAGES]`; prints Markdown. The pages are generated: some 130 KB each, with navigation, scripts, styles,
related links, advertisements and readers' comments around an article of some 600 words, as news sites send them.
"""

import argparse
import cProfile
import os
import pstats
import random
import time
from collections.abc import Callable, Sequence

from frontlog.documents.html import bulk, careful
from frontlog.documents.read import read, read_bulk
from frontlog.model import Document, Item, Raw, digest, record_id

PLACES = ("Tal Rifat", "Kafr Nabl", "Hajin", "Avdiivka", "Kupiansk", "El Fasher", "Nyala", "Mocha", "Marib", "Loikaw", "Lashio", "Menaka")
SIDES = ("Government troops", "Rebel fighters", "The army", "Local militias", "Border guards", "Paramilitaries", "The brigade")
DEEDS = ("took", "lost", "shelled", "entered", "left", "surrounded", "denied having taken", "claimed to hold")
WHO = ("a military source said", "residents told the agency", "according to the ministry", "the governor wrote", "a doctor said")
CHAT = ("lol nobody believes that", "My cousin lives there, it's quiet!", "Fake news again...", "Why does no one talk about the dead?")


def page(number: int) -> bytes:
    """A news page, a different one for each number."""
    draw = random.Random(number)
    place = draw.choice(PLACES)
    title = f"{draw.choice(SIDES)} {draw.choice(DEEDS)} {place} after {draw.randrange(2, 9)} days"
    body = "".join(f"<p>{paragraph(draw)}</p>\n" + ("<div class='ad'><script>show(1)</script></div>" * (n % 3 == 0)) for n in range(16))
    menu = "".join(f"<li class='item-{n}'><a href='/section/{n}/'>{place} {n}</a></li>" for n in range(150))
    related = "".join(
        f"<div class='card'><a href='/a/{n}'><img src='/i/{n}.jpg' alt=''><h4>{sentence(draw)}</h4></a></div>" for n in range(40)
    )
    chat = "".join(f"<li class='comment'><b>user{n}</b><p>{draw.choice(CHAT)}</p><a>Reply</a></li>" for n in range(30))
    script = "".join(f"window.d{n}={{a:{draw.random()},b:'{draw.random()}'}};" for n in range(700))
    style = "".join(f".c{n}{{margin:{n}px;padding:{n % 7}px;color:#{n:06x}}}" for n in range(700))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | Levant Wire</title>"
        f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='Levant Wire'>"
        f"<meta property='article:published_time' content='2019-0{draw.randrange(1, 9)}-1{draw.randrange(9)}T10:00:00Z'>"
        f"<link rel='canonical' href='https://levantwire.example/{number}'><style>{style}</style><script>{script}</script></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{title}</h1><p class='by'>By Jane Roe</p>{body}</article>"
        f"<section id='comments'><h3>Comments</h3><ol class='comment-list'>{chat}</ol></section></main>"
        f"<aside class='related'>{related}</aside><footer><ul>{menu}</ul><p>© 2023 Levant Wire. All rights reserved.</p></footer>"
        f"<script>{script}</script></body></html>"
    ).encode()


def sentence(draw: random.Random) -> str:
    return f"{draw.choice(SIDES)} {draw.choice(DEEDS)} {draw.choice(PLACES)} on Monday, {draw.choice(WHO)}"


def paragraph(draw: random.Random) -> str:
    return " ".join(f"{sentence(draw)}, and at least {draw.randrange(2, 90)} people were killed near the old market." for _ in range(2))


def raw(content: bytes) -> Raw:
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a.html", part=0, media_type="text/html", size=len(content), sha256=sha)
    return Raw(item=item, content=content)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor time and of the clock on the wall; the best of three runs each, for the machine may be shared."""
    taken = []
    for _ in range(3):
        begun = time.process_time(), time.perf_counter()
        work()
        taken.append((time.process_time() - begun[0], time.perf_counter() - begun[1]))
    return min(processor for processor, _ in taken), min(wall for _, wall in taken)


def extracted(pages: Sequence[bytes], extractor: Callable[[str], object]) -> None:
    for content in pages:
        extractor(content.decode())


def documents(raws: Sequence[Raw], reader: Callable[[Sequence[Raw]], object]) -> int:
    return sum(isinstance(row, Document) for row in list(reader(raws)))  # type: ignore[call-overload]


def parts(raws: Sequence[Raw]) -> dict[str, float]:
    """Share of the time of the bulk way by function of ours, those that it calls among them."""
    profile = cProfile.Profile()
    profile.runcall(documents, raws, read_bulk)
    table = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = max(row[3] for row in table.values())
    wanted = ("bulk", "decode", "align", "segment", "candidates", "provenance", "language", "sentences", "too_deep", "dates", "_places")
    return {name: row[3] / whole for (file, _, name), row in table.items() if name in wanted and "/documents/" in file.replace("\\", "/")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=60)
    count = parser.parse_args().pages
    pages = [page(number) for number in range(count)]
    raws = [raw(content) for content in pages]
    documents(raws[:2], read), documents(raws[:2], read_bulk)  # models and tables are loaded once
    size = sum(map(len, pages)) / count / 1000
    load = ", ".join(f"{mean:.1f}" for mean in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    print(f"# Reading {count} pages of {size:.0f} KB on one core (load of the machine: {load})\n")
    print("| way | pages a second of processor time | of the clock | of the extractor alone |\n|---|---|---|---|")
    for name, extractor, reader in (("careful: trafilatura", careful, read), ("bulk: resiliparse", bulk, read_bulk)):
        alone, whole = timed(lambda e=extractor: extracted(pages, e)), timed(lambda r=reader: documents(raws, r))  # type: ignore[misc]
        print(f"| {name} alone | {count / alone[0]:.0f} | {count / alone[1]:.0f} | 1 |")
        print(f"| {name}, whole reading | {count / whole[0]:.0f} | {count / whole[1]:.0f} | {alone[0] / whole[0]:.2f} |", flush=True)
    print("\n| part of the bulk way | share of its time (profiled) |\n|---|---|")
    for name, share in sorted(parts(raws).items(), key=lambda pair: -pair[1]):
        print(f"| {name} | {share:.2f} |")


if __name__ == "__main__":
    main()
