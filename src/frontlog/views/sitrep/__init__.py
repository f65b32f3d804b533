"""The situation report: what a log says of some days, every sentence with the sentences of reports that it rests on."""

from frontlog.views.sitrep.assemble import map_of, sitrep
from frontlog.views.sitrep.shapes import Citation, Figure, Report, Section, Sentence, plain

__all__ = ["Citation", "Figure", "Report", "Section", "Sentence", "map_of", "plain", "sitrep"]
