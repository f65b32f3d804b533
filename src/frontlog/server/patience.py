"""Connections with an end to patience: who says nothing, sends byte by byte or hardly takes the answer is hung up on, as is one more."""

import asyncio
import socket
import struct

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0  # seconds without a whole request, or without taking much of the answer
LEAST = 16_384  # bytes of an answer that are taken in that time: a line that is slower than a modem
MOST = 640  # connections at once, whatever they do; those that a server answers are fewer, and the others are told so

PIECE = 16_384  # bytes of a request that are looked at together: a head that is longer is refused, however fast it comes
AT_ONCE = struct.pack("ii", 1, 0)


class PatientProtocol(H11Protocol):
    """One connection. While the app works on an answer nothing is hurried."""

    patience = PATIENCE
    most = MOST
    _watch: asyncio.TimerHandle | None = None
    _served: object = None
    _waiting = 0
    _drained = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self._hang_up()
            return
        self._watch = self.loop.call_later(self.patience, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        for at in range(0, len(data), PIECE):
            if self.transport.is_closing():
                return
            super().data_received(data[at : at + PIECE])

    def resume_writing(self) -> None:
        self._drained = True  # most of what waited was taken, and more may wait by now
        super().resume_writing()

    def _look(self) -> None:
        transport = self.transport
        if transport.is_closing() and not transport.get_write_buffer_size():
            return
        waiting = transport.get_write_buffer_size()
        if (self._waiting and self._dawdles(waiting)) or (not waiting and self._idle()):
            self._hang_up()
            return
        self._waiting, self._served, self._drained = waiting, self.cycle, False
        self._watch = self.loop.call_later(self.patience, self._look)

    def _hang_up(self) -> None:
        """End the connection. Where an answer is not taken the system throws away, too, what it keeps of it."""
        if self.transport.get_write_buffer_size():
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.transport.abort()

    def _dawdles(self, waiting: int) -> bool:
        """Whether little of what waited at the last look has been taken since. Where another request is being answered by now, all was."""
        return bool(waiting) and self.cycle is self._served and not self._drained and self._waiting - waiting < LEAST

    def _idle(self) -> bool:
        """Whether no request has come whole since the last look, and none is being answered. Who has not sent all of a body is not waited
        for any longer than who has not sent all of a head."""
        working = self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body
        return not working and self.cycle is self._served


def impatient(seconds: float, most: int = MOST) -> type[PatientProtocol]:
    """The same with another end to its patience."""
    return type("PatientProtocol", (PatientProtocol,), {"patience": seconds, "most": most})
