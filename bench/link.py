"""The bad network as arithmetic: bytes to send and a clock go in, the moments at which they arrive go out.

The clock is handed over, so that the proxy runs this code in real time and a test runs it in none. Opens no socket.

What is modelled: slow start and clocking by acknowledgements (RFC 5681, with the first window of RFC 6928), and one downlink
that all connections share, first come, first served. What is not: loss, the uplink's rate (requests are small), and
headers of TCP and IP, which would add 3 % to every page alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

SEGMENT = 1460
"""Bytes of content in a full TCP segment: an Ethernet frame of 1,500 less two headers of 20."""


@dataclass(frozen=True, slots=True)
class Link:
    """A network: downlink in bits a second, round trip in seconds, what a connection costs before its first request."""

    bits_per_second: int = 400_000
    round_trip: float = 0.4
    handshake_round_trips: int = 2
    """One each for DNS and TCP. TLS has its own, over the link like everything said on a connection."""
    first_window: int = 10 * SEGMENT

    @property
    def handshake(self) -> float:
        """Seconds from opening a connection until the first word of TLS may leave."""
        return self.handshake_round_trips * self.round_trip

    @property
    def one_way(self) -> float:
        """Seconds that anything is under way, besides the time that the downlink needs for its bytes."""
        return self.round_trip / 2

    def window(self, round_trips: int) -> int:
        """Bytes that may be under way after so many round trips in which everything sent was acknowledged."""
        return self.first_window << round_trips

    def deliverable(self, round_trips: int) -> int:
        """Bytes that slow start lets through in so many round trips, however fast the downlink."""
        return self.window(round_trips) - self.first_window


class Clock(Protocol):
    """What an asyncio event loop offers, or a test."""

    def time(self) -> float:
        """Seconds since some moment."""

    def call_at(self, when: float, callback: Callable[..., object], /, *arguments: object) -> object:
        """Calls back at a moment, with arguments."""


class Downlink:
    """The one queue before the reader's radio: whatever connection it is of, what came first leaves first."""

    def __init__(self, link: Link) -> None:
        self._bytes_per_second = link.bits_per_second / 8
        self._free_at = 0.0

    def leaves(self, size: int, now: float) -> float:
        """Queues a segment of so many bytes; the moment at which the last of them has left."""
        self._free_at = max(now, self._free_at) + size / self._bytes_per_second
        return self._free_at


class Sender:
    """A server's side of one connection: takes bytes as the server writes them, delivers segments when they would arrive."""

    def __init__(self, link: Link, downlink: Downlink, clock: Clock, deliver: Callable[[bytes], object]) -> None:
        self._link, self._downlink, self._clock, self._deliver = link, downlink, clock, deliver
        self._waiting = bytearray()
        self._window = link.first_window
        self._under_way = 0

    @property
    def idle(self) -> bool:
        """Whether everything that was sent has been delivered and acknowledged."""
        return not self._waiting and not self._under_way

    def send(self, content: bytes) -> None:
        """Adds bytes to what this connection has to send."""
        self._waiting += content
        self._fill()

    def _fill(self) -> None:
        """Sends as many segments as the window has room for."""
        while self._waiting:
            segment = bytes(self._waiting[:SEGMENT])
            if self._under_way + len(segment) > self._window:
                return
            del self._waiting[:SEGMENT]
            self._under_way += len(segment)
            left = self._downlink.leaves(len(segment), self._clock.time())
            self._clock.call_at(left + self._link.one_way, self._deliver, segment)
            self._clock.call_at(left + self._link.round_trip, self._acknowledged, len(segment))

    def _acknowledged(self, size: int) -> None:
        """In slow start the window grows by what was acknowledged, so it doubles each round trip; nothing is lost here to end it."""
        self._under_way -= size
        self._window += size
        self._fill()
