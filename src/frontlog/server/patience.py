"""Connections with an end to patience: who says nothing, sends byte by byte or does not take the answer is hung up on."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0  # seconds without a whole request, or without taking a byte of the answer


class PatientProtocol(H11Protocol):
    """One connection. While the app works on an answer nothing is hurried."""

    patience = PATIENCE
    _watch: asyncio.TimerHandle | None = None
    _served: object = None
    _waiting = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch = self.loop.call_later(self.patience, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        transport = self.transport
        if transport.is_closing() and not transport.get_write_buffer_size():
            return
        waiting = transport.get_write_buffer_size()
        if (waiting and self._waiting and waiting >= self._waiting) or (not waiting and self._idle()):
            transport.abort()
            return
        self._waiting, self._served = waiting, self.cycle
        self._watch = self.loop.call_later(self.patience, self._look)

    def _idle(self) -> bool:
        """Whether no request has come whole since the last look, and none is being answered."""
        working = self.cycle is not None and not self.cycle.response_complete
        return not working and self.cycle is self._served


def impatient(seconds: float) -> type[PatientProtocol]:
    """The same with another end to its patience."""
    return type("PatientProtocol", (PatientProtocol,), {"patience": seconds})
