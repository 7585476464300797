"""Texts that are no records, read or known already: a snapshot and the cache in, texts in each language and their pictures out."""

import functools
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import msgpack

from disan.build.cache import Cache, Table
from disan.build.snapshot import Snapshot
from disan.content import articles
from disan.pages.plan import digest
from disan.pages.reading import ArticleReading, Surroundings, read_article, read_manual
from disan.render.folders import template_folders

ARTICLES: Table[ArticleReading] = Table("articles", ArticleReading)


def read_articles(
    around: Surroundings, seen: Snapshot, templates: str, records: Sequence[str], cache: Cache, jobs: int
) -> Mapping[str, ArticleReading]:
    """The articles by name, and the manual of blocks where the settings ask for it.

    `templates` changes with anything among the templates; `records` are two records that the manual's examples name.
    """
    shared = [around.settings, around.gazetteer.digest, str(around.root)]
    content = str(around.root / "content")
    beside = [f"{path} {each}" for path, each in sorted(seen.digests.items()) if path.rpartition(os.sep)[0] == content]
    key = digest([*shared, *beside])
    found = {name: _known_or_read(name, key, cache, functools.partial(read_article, around, name, jobs)) for name in articles.NAMES}
    if around.settings.manual:
        found["manual"] = _known_or_read(
            "manual", digest([*shared, templates, *records]), cache, lambda: read_manual(around, template_folders(around.root), records)
        )
    return found


def _known_or_read(name: str, key: str, cache: Cache, read: Callable[[], ArticleReading]) -> ArticleReading:
    known = cache.get(ARTICLES, name, key)
    if known and all(Path(file).is_file() for _, file in known.copies):
        return known
    reading = read()
    cache.put(ARTICLES, name, key, msgpack.encode(reading))
    return reading
