"""Damage to bytes, by chance and fast: what the long run of benchmarks/fuzz.py and its short one in the tests feed to every target."""

from collections.abc import Sequence
from random import Random

LONGEST = 12_000  # bytes of an input
TOKENS = (  # pieces that have broken readers of text, tables and markup before
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x85", b"\xe2\x80", b"\xf4\x90\x80\x80", b"\r", b"\n", b"\r\n\r\n", b"\x1a"),
    *(b"<", b">", b"</", b"<!--", b"<![CDATA[", b"<script>", b"&#x110000;", b"&amp", b"&#0;", b"<meta charset=utf-16>"),
    *(b"\\u", b"\\ud800", b"\\", b'"', b"'", b"{", b"[", b"]", b"}", b":", b",", b"null", b"true", b"-1", b"1e999", b"NaN", b"0", b'""'),
    *(b"99999999999999999999", b"0000-00-00", b"9999-12-31", b"0001-01-01", b"2017-02-30"),
    *(b"- ", b"? ", b"&a *a", b"!!python/object", b"|", b"(", b")", b"*", b"_", b"#", b"%", b"=", b"@", b"\t"),
    *("— «»„“” ﷺ".encode(), "\u202e\u200b\ufeff\u2066".encode(), "ÐÑ".encode(), b". ", b"By ", b"Gen. ", b"5 March 2018 ", b"(Reuters) - "),
    *(b"said ", b"not ", b"no ", b"at least 12 ", b"killed ", b"captured ", b"Monday ", b"http://a.example/", b"between 3 and ", b"up to "),
    *(b"north of ", b"denied ", b"if ", b"will ", b", ", b"; ", b"the army "),
)  # fmt: skip


def mutated(content: bytes, chance: Random, others: Sequence[bytes] = ()) -> bytes:
    """The bytes with one to six pieces of damage; `others` are whole inputs that pieces may be taken from."""
    out = bytearray(content[:LONGEST])
    for _ in range(1 + chance.randrange(6)):
        _harm(out, chance, others)
    return bytes(out[:LONGEST])


def _harm(out: bytearray, chance: Random, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(out) + 1)
    end = min(len(out), at + 1 + int(chance.expovariate(1 / 12)))
    match chance.randrange(9):
        case 0 | 1:
            out[at:at] = chance.choice(TOKENS)
        case 2:
            out[at:end] = chance.choice(TOKENS)
        case 3:
            del out[at:end]
        case 4:
            out[at:at] = out[at:end] * chance.choice((1, 2, 5, 40, 300))
        case 5:
            out[at:end] = chance.randbytes(end - at)
        case 6:
            for place in range(at, end):
                out[place] ^= 1 << chance.randrange(8)
        case 7:
            del out[at:]
        case _ if others:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            out[at:end] = other[start : start + 1 + int(chance.expovariate(1 / 60))]
