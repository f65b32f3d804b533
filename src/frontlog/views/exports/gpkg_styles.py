"""Default styles of the layers, as QGIS keeps them: a colour a category, and which fields are begin and end of a feature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr


@dataclass(frozen=True, slots=True)
class Style:
    """How a layer is shown. `by` is the field whose values have colours; a feature lasts from field `begin` to field `end`."""

    by: str
    colours: Mapping[str, str]
    size: float
    begin: str = ""
    end: str = ""


OTHER = "150,150,150,255"
STYLES: Mapping[str, Style] = {
    "incidents": Style(
        "grade",
        {
            "confirmed": "27,120,55,255",
            "fair": "90,174,97,255",
            "weak": "253,174,97,255",
            "contested": "178,24,43,255",
            "discounted": "118,42,131,255",
            "ungraded": OTHER,
        },
        3.0,
        "date_start",
        "date_end",
    ),
    "control": Style(
        "state",
        {"held": "33,102,172,255", "contested": "178,24,43,255", "besieged": "230,97,1,255", "unknown": OTHER},
        3.4,
        "valid_from",
        "valid_to",
    ),
    "places": Style("kind", {}, 1.6),
    "claims": Style(
        "certainty",
        {"asserted": "33,102,172,255", "attributed": "103,169,207,255", "hedged": "239,138,98,255", "disputed": "178,24,43,255"},
        2.0,
        "date_start",
        "date_end",
    ),
}


def qml(table: str) -> str:
    """The style of a layer as a QGIS document."""
    style = STYLES[table]
    values = [*style.colours, ""]
    categories = "".join(_category(i, value) for i, value in enumerate(values))
    symbols = "".join(_symbol(i, style.colours.get(value, OTHER), style.size) for i, value in enumerate(values))
    return (
        '<!DOCTYPE qgis PUBLIC "http://mrcc.com/qgis.dtd" "SYSTEM">\n'
        f'<qgis version="3.28.0" styleCategories="Symbology|Temporal">{_temporal(style)}'
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(style.by)} forceraster="0" symbollevels="0" enableorderby="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2></qgis>\n"
    )


def _category(number: int, value: str) -> str:
    label = quoteattr(value or "other")
    return f'<category render="true" symbol="{number}" value={quoteattr(value)} label={label} type="string"/>'


def _symbol(number: int, colour: str, size: float) -> str:
    parts = _options(
        (("color", colour), ("name", "circle"), ("outline_color", "255,255,255,255"), ("size", str(size)), ("size_unit", "MM"))
    )
    return (
        f'<symbol type="marker" name="{number}" alpha="0.85" clip_to_extent="1" force_rhr="0">'
        f'<layer class="SimpleMarker" enabled="1" locked="0" pass="0">{parts}</layer></symbol>'
    )


def _options(pairs: Sequence[tuple[str, str]]) -> str:
    inner = "".join(f'<Option type="QString" name={quoteattr(name)} value={quoteattr(value)}/>' for name, value in pairs)
    return f'<Option type="Map">{inner}</Option>'


def _temporal(style: Style) -> str:
    """From one field to another (mode 2), the begin included and the end not where the layer is half-open."""
    if not style.begin:
        return '<temporal enabled="0" mode="0"/>'
    return (
        f'<temporal enabled="1" mode="2" limitMode="0" startField={quoteattr(style.begin)} endField={quoteattr(style.end)} '
        'durationField="" durationUnit="min" fixedDuration="0" accumulate="0" startExpression="" endExpression="">'
        "<fixedRange><start></start><end></end></fixedRange></temporal>"
    )
