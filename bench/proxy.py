"""The bad network in real time: a port on loopback goes in, a port that answers as if over the link comes out.

Carries bytes and knows nothing of HTTP or TLS. Runs in the event loop that it is opened in.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bench.link import Downlink, Link, Sender

LOOPBACK = "127.0.0.1"
_PIECE = 65536


@contextlib.asynccontextmanager
async def shaped(port: int, link: Link) -> AsyncIterator[int]:
    """Opens a port on loopback that leads to `port` over `link`, every connection sharing its downlink; yields that port."""
    downlink = Downlink(link)
    under_way: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        # A browser that is done may reset what is still on its way to it.
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await _carry(reader, writer, port, link, downlink)
        writer.close()

    server = await asyncio.start_server(accept, LOOPBACK, 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        for task in list(under_way):
            task.cancel()
        # Until the far side is told, a server there would wait for what this connection still has to say.
        await asyncio.gather(*under_way, return_exceptions=True)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, link: Link, downlink: Downlink) -> None:
    """One connection: its handshake, then requests up and answers down until one side has finished."""
    opened_at = asyncio.get_running_loop().time()
    upstream_reader, upstream_writer = await asyncio.open_connection(LOOPBACK, port)
    try:
        upward = asyncio.create_task(_requests(reader, upstream_writer, link, opened_at + link.handshake))
        downward = asyncio.create_task(_answers(upstream_reader, writer, link, downlink))
        await asyncio.wait({upward, downward}, return_when=asyncio.FIRST_COMPLETED)
        for task in (upward, downward):
            task.cancel()
        await asyncio.gather(upward, downward, return_exceptions=True)
    finally:
        upstream_writer.close()


async def _requests(reader: asyncio.StreamReader, upstream: asyncio.StreamWriter, link: Link, ready_at: float) -> None:
    """Requests on their way up: none before the handshake, and each half a round trip under way."""
    loop = asyncio.get_running_loop()
    while piece := await reader.read(_PIECE):
        loop.call_at(max(loop.time(), ready_at) + link.one_way, upstream.write, piece)


async def _answers(upstream: asyncio.StreamReader, writer: asyncio.StreamWriter, link: Link, downlink: Downlink) -> None:
    """Answers on their way down, as slow start and the shared downlink let them."""
    sender = Sender(link, downlink, asyncio.get_running_loop(), writer.write)
    while piece := await upstream.read(_PIECE):
        sender.send(piece)
    while not sender.idle:
        await asyncio.sleep(link.one_way)
