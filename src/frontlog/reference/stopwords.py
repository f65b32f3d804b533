"""Words that are also names of places somewhere, and never meant as places unless our own table has them (`stopwords.yml`)."""

from pathlib import Path

from frontlog.reference.yamlfile import read

STOP = frozenset(read(Path(__file__).with_name("stopwords.yml"))["stop"].split())
