"""What two threads ask for at a time is made once."""

import threading
import time

from frontlog.reference.once import once


def test_the_second_thread_waits_and_has_the_same() -> None:
    made: list[object] = []

    @once
    def slow(name: str) -> object:
        """Slow."""
        time.sleep(0.05)
        made.append(object())
        return made[-1]

    got: list[object] = []
    threads = [threading.Thread(target=lambda: got.append(slow("a"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert got == made * 4
    assert slow("b") is not slow("a")
    assert slow.__doc__ == "Slow."


def test_a_fault_is_not_kept() -> None:
    tries: list[int] = []

    @once
    def moody() -> int:
        tries.append(1)
        return 1 // (len(tries) - 1)

    try:
        moody()
    except ZeroDivisionError:
        tries.append(1)
    assert moody() == 0
