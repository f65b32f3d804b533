"""An SVG as PNG, by the optional library resvg-py (extra `png`)."""

from frontlog.model import FrontlogError


def to_png(svg: str, zoom: int = 2) -> bytes:
    """The picture at `zoom` pixels a unit. Letters are those of the machine's fonts. Raises FrontlogError where the library is missing."""
    try:
        import resvg_py
    except ImportError as error:
        raise FrontlogError(
            "A PNG needs the library resvg-py, which is not installed.",
            "Run `pip install 'frontlog[png]'`, or give a file name that ends in .svg.",
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
