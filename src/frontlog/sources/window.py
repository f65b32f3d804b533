"""Reading a long stream forward in constant memory: a window with push-back and search, and bounded inflating of gzip inside it."""

import re
import zlib
from collections.abc import Callable

STEP = 65_536
# A packed page is 3 to 20 times smaller than itself, a log of repeated lines up to 100 times. Deflate can reach 1,032.
BOMB_RATIO = 200
BOMB_FLOOR = 64_000_000  # bytes that may be inflated at any ratio: a small page of spaces is no attack
KEPT = 8_000_000  # packed bytes of one gzip member that are kept for a second look when it proves damaged


class DamagedError(Exception):
    """Packed bytes that cannot be unpacked, or that unpack to more than anyone would keep. The words say which."""


class Window:
    """The bytes of a stream in order. `position` is the offset of the next byte; what was taken may be pushed back."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._held = bytearray()
        self._done = False
        self.position = 0

    def peek(self, size: int) -> bytes:
        """The next bytes without taking them; fewer at the end."""
        while len(self._held) < size and not self._done:
            more = self._read(max(STEP, size - len(self._held)))
            self._held += more
            self._done = not more
        return bytes(self._held[:size])

    def take(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        taken = self.peek(size)
        del self._held[: len(taken)]
        self.position += len(taken)
        return taken

    def push(self, content: bytes) -> None:
        """Put taken bytes back in front."""
        self._held[:0] = content
        self.position -= len(content)

    def skip(self, size: int) -> int:
        """Pass over that many bytes without holding them. Returns how many there were."""
        passed = 0
        while passed < size and (part := self.take(min(STEP, size - passed))):
            passed += len(part)
        return passed

    def find(self, pattern: re.Pattern[bytes], longest: int) -> bool:
        """Pass over everything before the next match, which has at most `longest` bytes; False when the end came first."""
        while head := self.peek(STEP + longest):
            found = pattern.search(head)
            if found:
                self.take(found.start())
                return True
            self.take(max(1, len(head) - longest + 1) if len(head) > longest else len(head))
        return False


class Inflater:
    """One gzip member of a window, unpacked piece by piece. `read` gives empty bytes at its end and leaves the window right behind it."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._engine = zlib.decompressobj(31)
        self._kept: bytearray | None = bytearray()
        self.packed = 0
        self.unpacked = 0

    def read(self, size: int) -> bytes:
        """The next unpacked bytes, at most `size`. Raises DamagedError; `give_back` then lets the search go on behind the first byte."""
        while not self._engine.eof:
            fed = self._engine.unconsumed_tail or self._feed()
            try:
                out = self._engine.decompress(fed, size)
            except zlib.error as error:
                raise DamagedError(f"its packed bytes are damaged ({str(error).rpartition(': ')[2]})") from error
            self.unpacked += len(out)
            if self.unpacked > max(BOMB_FLOOR, BOMB_RATIO * self.packed):
                raise DamagedError(f"it unpacks to more than {BOMB_RATIO} times its size, as only a bomb does")
            if self._engine.eof:
                self._window.push(self._engine.unused_data)
            if out:
                return out
            if not fed and not self._engine.eof:
                raise DamagedError("its packed bytes end before their end")
        return b""

    def _feed(self) -> bytes:
        fed = self._window.take(STEP)
        self.packed += len(fed)
        if self._kept is not None:
            self._kept += fed
            if len(self._kept) > KEPT:
                self._kept = None
        return fed

    def give_back(self) -> None:
        """After damage: put back all but the first byte, so that a member whose start this one swallowed is found again."""
        if self._kept and not self._engine.eof:
            self._window.push(bytes(self._kept[1:]))
