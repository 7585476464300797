"""The bad network's arithmetic, on a clock that is moved by hand, and what its proxy and its server pass on. No timing is judged."""

import asyncio
import gzip
import heapq
import itertools
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.link import SEGMENT, Downlink, Link, Sender
from bench.origin import served
from bench.proxy import LOOPBACK, shaped

BYTES_PER_SECOND = 50_000
"""400 kbit/s."""


class HandClock:
    """A clock that stands still until it is told to go on to the next thing that was planned."""

    def __init__(self) -> None:
        self._now = 0.0
        self._planned: list[tuple[float, int, Callable[..., object], tuple[object, ...]]] = []
        self._numbers = itertools.count()

    def time(self) -> float:
        return self._now

    def call_at(self, when: float, callback: Callable[..., object], /, *arguments: object) -> object:
        heapq.heappush(self._planned, (when, next(self._numbers), callback, arguments))
        return None

    def run(self) -> None:
        while self._planned:
            self._now, _, callback, arguments = heapq.heappop(self._planned)
            callback(*arguments)


def noted(clock: HandClock, seen: list[tuple[float, int]]) -> Callable[[bytes], object]:
    """Notes when a segment arrives, and its size."""
    return lambda segment: seen.append((clock.time(), len(segment)))


def arrivals(link: Link, *answers: int) -> list[list[tuple[float, int]]]:
    """For connections that begin to send so many bytes each at the same moment: when each segment arrives, and its size."""
    clock, downlink = HandClock(), Downlink(link)
    arrived: list[list[tuple[float, int]]] = [[] for _ in answers]
    for seen, size in zip(arrived, answers, strict=True):
        Sender(link, downlink, clock, noted(clock, seen)).send(bytes(size))
    clock.run()
    return arrived


def test_two_round_trips_before_the_first_word() -> None:
    assert Link().handshake == pytest.approx(0.8)


def test_the_window_doubles_each_round_trip() -> None:
    assert [Link().window(trips) for trips in range(4)] == [14_600, 29_200, 58_400, 116_800]
    assert [Link().deliverable(trips) for trips in range(4)] == [0, 14_600, 43_800, 102_200]


@pytest.mark.parametrize("trips", [1, 2, 3])
def test_on_an_endless_downlink_only_slow_start_holds_back(trips: int) -> None:
    link = Link(bits_per_second=10**12)
    (arrived,) = arrivals(link, 300_000)
    # The n-th window arrives half a round trip after n - 1 whole ones.
    until = (trips - 0.5) * link.round_trip + 0.01
    assert sum(size for when, size in arrived if when < until) == link.deliverable(trips)


def test_one_segment_takes_its_time_on_the_downlink_and_half_a_round_trip() -> None:
    (arrived,) = arrivals(Link(), SEGMENT)
    assert [size for _, size in arrived] == [SEGMENT]
    assert arrived[0][0] == pytest.approx(SEGMENT / BYTES_PER_SECOND + 0.2)


def test_what_fits_the_first_window_never_waits() -> None:
    (arrived,) = arrivals(Link(), 14_600)
    assert arrived[-1][0] == pytest.approx(14_600 / BYTES_PER_SECOND + 0.2)


def test_one_byte_more_waits_for_the_first_acknowledgement() -> None:
    (arrived,) = arrivals(Link(), 14_601)
    # The first segment leaves after 29.2 ms and is acknowledged a round trip later; the byte then needs 0.02 ms of the downlink.
    assert arrived[-1][1] == 1
    assert arrived[-1][0] == pytest.approx(SEGMENT / BYTES_PER_SECOND + 0.4 + 1 / BYTES_PER_SECOND + 0.2)


def test_a_long_answer_fills_the_downlink_once_the_window_has_grown() -> None:
    (arrived,) = arrivals(Link(), 146_000)
    # One pause, between the first window and its first acknowledgement; each acknowledgement then frees two segments, which
    # need longer to leave than the next acknowledgement needs to come.
    first_acknowledged = SEGMENT / BYTES_PER_SECOND + 0.4
    assert arrived[-1][0] == pytest.approx(first_acknowledged + (146_000 - 14_600) / BYTES_PER_SECOND + 0.2)
    assert sum(size for _, size in arrived) == 146_000


def test_connections_share_one_downlink_first_come_first_served() -> None:
    first, second = arrivals(Link(), 14_600, 14_600)
    assert first[-1][0] == pytest.approx(14_600 / BYTES_PER_SECOND + 0.2)
    assert second[-1][0] == pytest.approx(29_200 / BYTES_PER_SECOND + 0.2)


def test_an_answer_passes_whole_and_compressed_and_the_connection_stays_open(tmp_path: Path) -> None:
    page, drawing = "Hà Tĩnh ".encode() * 20_000, bytes(range(256)) * 300
    (tmp_path / "trang.html").write_bytes(page)
    (tmp_path / "anh.avif").write_bytes(drawing)

    async def asked() -> list[tuple[dict[str, str], bytes]]:
        with served(tmp_path) as port:
            async with shaped(port, Link(bits_per_second=10**9, round_trip=0.001)) as shaped_port:
                trusting = ssl.create_default_context()
                trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
                reader, writer = await asyncio.open_connection(LOOPBACK, shaped_port, ssl=trusting)
                answers = []
                for path in ("/trang", "/anh.avif"):
                    writer.write(f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
                    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
                    headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
                    answers.append((headers, await reader.readexactly(int(headers["content-length"]))))
                writer.close()
                return answers

    text, picture = asyncio.run(asyncio.wait_for(asked(), 30))
    assert text[0]["content-encoding"] == "gzip"
    assert gzip.decompress(text[1]) == page
    assert "content-encoding" not in picture[0]
    assert picture[1] == drawing
