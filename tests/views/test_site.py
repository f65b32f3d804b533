"""The page as a folder."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from frontlog.model import Claim, Document, FrontlogError
from frontlog.views.bundle import bundle
from frontlog.views.packing import unpack_text
from frontlog.views.site import ASSETS, assets, data_scripts, write_site
from support.sample import Week, week


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Assets that stand in for the built page."""
    folder = tmp_path / "static"
    folder.mkdir()
    for name in ASSETS:
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
    monkeypatch.setattr("frontlog.views.site.assets", lambda: assets(folder))
    return folder


def read(scripts: Mapping[str, str]) -> Any:
    """The bundle of both scripts, as the page puts it together."""
    packed = {
        name: re.fullmatch(rf'window\.FRONTLOG_{name.partition(".")[0].upper()}="([A-Za-z0-9+/=]*)";\n', script)
        for name, script in scripts.items()
    }
    found = {name: unpack_text(match[1]) for name, match in packed.items() if match}
    data = found["data.js"]
    for document, texts in zip(data["documents"], found["texts.js"], strict=True):
        assert [part["text"] is None for part in document["parts"]] == [text is None for text in texts]
        document["parts"] = [{**part, "text": text} for part, text in zip(document["parts"], texts, strict=True)]
    return data


def written(folder: Path) -> Any:
    return read({name: (folder / name).read_text(encoding="utf-8") for name in ("data.js", "texts.js")})


def test_the_folder_holds_the_page_and_its_data(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "page of the week"
    files = write_site(week(), out)
    assert sorted(p.name for p in out.iterdir()) == sorted([*ASSETS, "data.js", "texts.js"]) == sorted(p.name for p in files)
    assert written(out) == bundle(week())


def test_the_sources_of_places_stand_among_the_licences(built: Path, tmp_path: Path) -> None:
    pack = {"name": "zenda", "version": "7", "licence": "CC BY-IGO", "attribution": "Agency of Zenda.", "source": "table zenda.csv"}
    write_site(week(), tmp_path / "site", packs=[pack])
    text = (tmp_path / "site" / "LICENSES.txt").read_text(encoding="utf-8")
    assert text.startswith("LICENSES.txt\n")
    assert "GeoNames (https://www.geonames.org/), licensed under CC BY 4.0" in text
    assert "Pack 'zenda' (table zenda.csv, version 7): Agency of Zenda. Licence: CC BY-IGO." in text


def test_writing_again_replaces_the_data_and_leaves_other_files(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(week(), out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    write_site(Week(), out)
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert written(out) == bundle(Week())


def test_text_cannot_end_the_script_or_its_line() -> None:
    scripts = data_scripts(bundle(week(), title="</script>\u2028\u2029"))
    assert read(scripts) == bundle(week(), title="</script>\u2028\u2029")


def test_the_first_script_holds_no_word_of_a_report() -> None:
    first = json.dumps(unpack_text(data_scripts(bundle(week()))["data.js"].split('"')[1]), ensure_ascii=False)
    quotes = {c.evidence.quote for c in week()(Claim)} - {d.title for d in week()(Document)}
    assert quotes
    assert not [quote for quote in quotes if quote in first]


def test_a_page_that_was_never_built_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(FrontlogError, match=r"not built: 'index\.html' is missing.*make web"):
        assets(tmp_path)


def test_a_file_in_the_way_is_named(built: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("", encoding="utf-8")
    with pytest.raises(FrontlogError, match="is a file, not a folder"):
        write_site(week(), tmp_path / "site")


def test_comments_are_written_only_when_asked_for(built: Path, tmp_path: Path) -> None:
    write_site(week(), tmp_path / "a")
    write_site(week(), tmp_path / "b", with_comments=True)
    a, b = (json.dumps(written(tmp_path / name)) for name in ("a", "b"))
    assert "Omar_77" not in a
    assert "Omar_77" in b
