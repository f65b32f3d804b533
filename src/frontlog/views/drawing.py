"""A few SVG elements as text. Everything drawn goes through here, so that numbers are short and words can break out of no element."""

from collections.abc import Sequence
from html import escape

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")  # told apart by colour-blind readers, too (Okabe and Ito)
FONT = "DejaVu Sans, Noto Sans, Arial, sans-serif"
Point = tuple[float, float]


def number(value: float) -> str:
    """At most two decimals, and never "-0"."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def words(text: str) -> str:
    """Words of a report or a name as XML text: no markup, and no character that XML does not allow."""
    return escape("".join(c if c.isprintable() else " " for c in text), quote=True)


def cut(text: str, most: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= most:
        return text
    short = text[: most - 1]
    return f"{short[: short.rfind(' ')] if ' ' in short else short}…"


def rectangle(x: float, y: float, width: float, height: float, fill: str, title: str = "", **more: str) -> str:
    """A filled rectangle."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return _closed(f'rect {place} fill="{fill}"{_more(more)}', "rect", title)


def line(a: Point, b: Point, colour: str, width: float = 1, title: str = "", **more: str) -> str:
    """A straight line."""
    ends = f'x1="{number(a[0])}" y1="{number(a[1])}" x2="{number(b[0])}" y2="{number(b[1])}"'
    return _closed(f'line {ends} stroke="{colour}" stroke-width="{number(width)}"{_more(more)}', "line", title)


def area(points: Sequence[Point], fill: str, title: str = "") -> str:
    """A filled polygon."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return _closed(f'polygon points="{path}" fill="{fill}"', "polygon", title)


def circle(at: Point, radius: float, fill: str, title: str = "", **more: str) -> str:
    """A filled circle."""
    place = f'cx="{number(at[0])}" cy="{number(at[1])}" r="{number(radius)}"'
    return _closed(f'circle {place} fill="{fill}"{_more(more)}', "circle", title)


def outline(rings: Sequence[Sequence[Point]], fill: str, stroke: str, width: float = 1) -> str:
    """Closed rings as one shape: what lies inside an even number of them is no part of it."""
    parts = ("M" + "L".join(f"{number(x)} {number(y)}" for x, y in ring) + "Z" for ring in rings)
    return f'<path d="{"".join(parts)}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}" stroke-width="{number(width)}"/>'


def text(x: float, y: float, said: str, size: int = 12, anchor: str = "start", colour: str = "#222", weight: str = "normal") -> str:
    """A line of words. A right-to-left name is set as a whole and moves nothing beside it."""
    place = f'x="{number(x)}" y="{number(y)}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}"'
    return f"<text {place}>{words(said)}</text>"


def page(width: int, height: int, title: str, description: str, parts: Sequence[str]) -> str:
    """A whole SVG document on white, with a title and a description for those who cannot see it."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{FONT}"'
    told = f"<title>{words(title)}</title><desc>{words(description)}</desc>"
    hatch = (
        '<defs><pattern id="fight" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#f0e442"/><rect width="2.5" height="6" fill="#b8860b"/></pattern></defs>'
    )
    body = "\n".join([rectangle(0, 0, width, height, "#ffffff"), *parts])
    return f'{head} role="img">{told}{hatch}\n{body}\n</svg>\n'


def colours(sides: Sequence[str]) -> dict[str, str]:
    """A colour for each side, by its place in the alphabet of all that are drawn; contested is hatched, unknown grey."""
    return {side: PALETTE[i % len(PALETTE)] for i, side in enumerate(sorted(sides))} | {"contested": "url(#fight)", "unknown": "#d9d9d9"}


def _more(more: dict[str, str]) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())


def _closed(element: str, name: str, title: str) -> str:
    return f"<{element}><title>{words(title)}</title></{name}>" if title else f"<{element}/>"
