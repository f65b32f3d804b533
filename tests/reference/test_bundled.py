"""The cache of places: what this version made stays, of others only so much."""

import os
from pathlib import Path

from frontlog.reference import bundled


def test_no_country_of_this_version_is_taken_away_and_old_ones_of_others_are(tmp_path: Path) -> None:
    most = bundled._MOST
    own = [tmp_path / f"country-{n}-{bundled.fingerprint()}.places" for n in range(most + 9)]
    others = [tmp_path / f"country-{n}-0123456789abcdef.places" for n in range(most + 5)]
    for age, path in enumerate([*own, *others]):
        path.touch()
        os.utime(path, (age, age))
    bundled._prune(tmp_path)
    assert all(path.exists() for path in own)
    assert [path.exists() for path in others] == [False] * 5 + [True] * most
