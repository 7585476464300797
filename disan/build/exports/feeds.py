"""Atom feeds (RFC 4287): a feed as a value in, the file's bytes out."""

from collections.abc import Iterator

from disan.core import listeners
from disan.ledger.dates import written
from disan.pages.feed_files import Feed, FeedEntry
from disan.pages.parts import Said

TYPE = "application/atom+xml"


def atom(feed: Feed) -> bytes:
    """The file. It was updated when the newest of its entries was."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">',
        _element("id", feed.url),
        _element("title", feed.title),
        _element("subtitle", feed.subtitle),
        _element("updated", written(max(entry.changed for entry in feed.entries))),
        f'<link rel="self" type="{TYPE}" href="{listeners.xml(feed.url)}"/>',
        f'<link rel="alternate" type="text/html" href="{listeners.xml(feed.page)}"/>',
        f"<author>{_element('name', feed.author)}{_element('uri', feed.site)}</author>",
        _element("rights", feed.rights),
        *(line for entry in feed.entries for line in _entry(entry)),
        "</feed>",
        "",
    ]
    return "\n".join(lines).encode()


def _entry(entry: FeedEntry) -> Iterator[str]:
    yield "<entry>"
    yield _element("id", entry.identity)
    yield _said("title", entry.title)
    yield f'<link rel="alternate" type="text/html" href="{listeners.xml(entry.url)}"/>'
    yield _element("published", written(entry.published))
    yield _element("updated", written(entry.changed))
    yield f'<category term="{listeners.xml(entry.term)}" label="{listeners.xml(entry.kind)}"/>'
    if entry.summary:
        yield _said("summary", entry.summary)
    yield "</entry>"


def _said(name: str, said: Said) -> str:
    return f'<{name} xml:lang="{said.language}">{listeners.xml(said.text)}</{name}>' if said.language else _element(name, said.text)


def _element(name: str, value: str) -> str:
    return f"<{name}>{listeners.xml(value)}</{name}>"
