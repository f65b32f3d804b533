"""Forgetting that is stopped anywhere: it has not begun, or it is finished by resuming."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from frontlog.model import FrontlogError
from frontlog.store import Log
from frontlog.store.verify import verify
from support.forgetting import SPELLINGS, holds, person, run, whole


class KilledError(BaseException):
    """What stands for a kill: nothing catches it, and nothing after it is written."""


@pytest.mark.parametrize("where", ["apply", "work_chain", "note", "write_views", "purge", "finish", "decide"])
def test_stopped_anywhere_it_has_not_begun_or_is_finished_by_resuming(log: Path, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(f"frontlog.forget.run.{where}", stop)
        with pytest.raises(KilledError):
            person(log)
    if where == "decide":
        assert "begun and not decided" in "\n".join(whole(log))
        person(log)
    else:
        with pytest.raises(FrontlogError, match="--resume"):
            Log.open(log)
        with pytest.raises(FrontlogError, match="--resume"):
            Log(log).decisions.add(("c-1",), "same", "Mira", "now", datetime.now(UTC))
        assert any(found.file == ".forget" for found in verify(log, lambda *_: None).differences)
        assert run("forget", str(log), "--resume").exit_code == 0
    assert holds(log, *SPELLINGS) == []
    assert not (log / ".forget").exists()
    whole(log)


@pytest.mark.parametrize("steps", [0, 3, 7, 12, 18, 25, 33, 47])
def test_a_stop_between_any_two_writes_loses_nothing(log: Path, base: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = steps

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                raise KilledError
            return real(*given, **more)

        return call

    with monkeypatch.context() as patch:
        for name in ("replace", "fsync", "unlink", "ftruncate"):
            patch.setattr(os, name, counted(getattr(os, name)))
        with suppress(KilledError):
            person(log)
    if (log / ".forget" / "plan.json").exists():
        assert run("forget", str(log), "--resume").exit_code == 0
    elif holds(log, *SPELLINGS):
        assert Log.open(log).digest() == Log.open(base / "log").digest()
        whole(log)
        person(log)
    assert holds(log, *SPELLINGS) == []
    whole(log)
