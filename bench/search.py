"""`python -m bench search`: what the search finds, how much it loads and how long it takes, in Chromium; goes to bench/SEARCH.md.

The content of this repository, and test data up to 5,000 records beside it. Of 100 queries (queries.toml) somebody has said what is right.
"""

import functools
import gzip
import shutil
import statistics
import tempfile
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from disan.content.catalogue import Item
from disan.core import text
from disan.pages.view import View
from msgspec import Struct, convert
from playwright.sync_api import Browser, sync_playwright
from tests.fixtures.browsing import ARGUMENTS, Served
from tests.fixtures.projects import Project, views
from tests.fixtures.searching import Engine, publish
from tests.requirements import ROOT, located

from bench import machine, neighbours
from bench.corpus import records
from bench.peers import peer
from bench.peers.disan import PEER

REPORT = Path(__file__).parent / "SEARCH.md"
QUERIES = Path(__file__).parent / "queries.toml"
SIZES = (125, 1_000)
MOST = 5_000
SLOWER = 4
SHOWN = 5
NAMED = (
    *("dong loc", "đồng lộc", "ĐỒNG LỘC", "den cui", "dinh", "hai thuong lan ong", "nguyen du", "ha huy tap", "thach ha", "xuan my"),
    *("loc ha", "xom dong thac", "nguyne du", "7O48Z"),
)
"""The queries whose first answers the report shows."""
_TIMED = """([typed]) => {
  const began = performance.now();
  engine.answer(index, typed, { most: 5 });
  return performance.now() - began;
}"""


class Query(Struct, frozen=True):
    """What is typed, in which language of the site, and what is right: records, and all that has a place of these names."""

    typed: str
    language: str = "vi"
    right: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """The last words of the paths of pages that are no record's and no place's."""


def queries() -> list[Query]:
    """The labelled queries."""
    return convert(tomllib.loads(QUERIES.read_text(encoding="utf-8"))["query"], list[Query])


def run(rounds: int) -> str:
    """Measures, writes the report and gives it back."""
    before = machine.busy()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(located("chromium")), args=list(ARGUMENTS))
        about = machine.described({"Chromium": browser.version}, f"python -m bench search --rounds {rounds}")
        with _found(ROOT, browser) as (own, engines, sizes):
            parts = [
                _quality(own, engines),
                _firsts(engines["vi"], len(own["vi"].catalogue.items)),
                _times(engines["vi"], "the content", rounds),
            ]
            weights = [("the content", len(own["vi"].catalogue.items), sizes)]
        for size in SIZES:
            with _test_data(size) as root, _found(root, browser) as (found, engines, sizes):
                weights.append(("test data", len(found["vi"].catalogue.items), sizes))
        with _test_data(MOST, beside=ROOT / "content") as root, _found(root, browser) as (found, engines, sizes):
            count = len(found["vi"].catalogue.items)
            parts += [_firsts(engines["vi"], count), _times(engines["vi"], "the content among test data", rounds)]
            weights.append(("the content among test data", count, sizes))
        browser.close()
    conditions = f"{about}\n- Load of the machine: {before} before, {machine.busy()} at the end"
    report = "\n\n".join(("# Search", conditions, _weights(weights), *parts)) + "\n"
    report += _by_hand()
    REPORT.write_text(report, encoding="utf-8")
    return report


def _by_hand() -> str:
    """What the report that stands says of full text, which is measured by hand."""
    before, mark, after = (REPORT.read_text(encoding="utf-8") if REPORT.is_file() else "").partition("## Full text")
    return f"\n{mark}{after}" if before else ""


@contextmanager
def _test_data(count: int, beside: Path | None = None) -> Iterator[Path]:
    """A project of so many records of test data; with the content `beside`, of as many in all."""
    with tempfile.TemporaryDirectory(prefix="disan-search-") as folder:
        root = Path(folder) / "project"
        real = [each for kind in beside.iterdir() if kind.is_dir() for each in kind.iterdir() if each.is_dir()] if beside else []
        made = list(records(count - len(real)))
        peer.write(PEER, root, made, neighbours.found(made), 0)
        for each in real:
            shutil.copytree(each, root / "content" / each.parent.name / each.name)
        yield root


@contextmanager
def _found(root: Path, browser: Browser) -> Iterator[tuple[Mapping[str, View], Mapping[str, Engine], Mapping[str, bytes]]]:
    """The views of a project, an engine for each, and the files of the Vietnamese index."""
    with tempfile.TemporaryDirectory(prefix="disan-search-") as folder, views(Project(root)) as found:
        made = {language: publish(view, Path(folder)) for language, view in found.items()}
        served = Served(Path(folder), "/")
        yield found, {language: Engine(browser, served.url, view) for language, view in found.items()}, made["vi"]
        served.stop()


def _quality(found: Mapping[str, View], engines: Mapping[str, Engine]) -> str:
    asked = queries()
    answers = [engines[each.language].ask([each.typed], most=SHOWN)[0]["hits"] for each in asked]
    shares = [_precision(found[each.language], each, hits) for each, hits in zip(asked, answers, strict=True)]
    short = ", ".join(f"`{each.typed}` {share:.2f}" for each, share in zip(asked, shares, strict=True) if share < 1)
    recall = "; ".join(f"{language}: {_recall(found[language], engines[language])}" for language in found)
    return (
        f"## What is found\n\nOf {len(found['vi'].catalogue.items)} titles, typed without marks, with them, in capitals and in NFD, the "
        f"first answer is the record, or one of the same title: {recall}.\n\nPrecision at {SHOWN}: **{statistics.mean(shares):.3f}**, the "
        f"mean over {len(asked)} labelled queries of what is right among the first {SHOWN} shown, divided by the number shown, {SHOWN} at "
        f"most; 0 where nothing is shown. Below 1: {short or 'none'}."
    )


def _precision(view: View, query: Query, hits: Sequence[Mapping[str, Any]]) -> float:
    paths = {view.path(item): item for item in view.catalogue.items}
    right = [_is_right(view, query, hit["path"], paths.get(hit["path"])) for hit in hits]
    return statistics.mean(right) if right else 0.0


def _is_right(view: View, query: Query, path: str, item: Item | None) -> bool:
    if item is None:
        units = (unit for unit in view.gazetteer.today() if view.commune(unit) == path)
        named = {name for unit in units for each in view.gazetteer.made_of(unit) for name in (each.full, each.district)}
        named |= {unit.full for unit in view.gazetteer.today() if view.commune(unit) == path}
        slugs = {text.slug(name) for name in named} or {path.rstrip("/").rpartition("/")[2]}
        return any(text.slug(name) in slugs for name in (*query.places, *query.pages))
    return item.reference in query.right or not set(query.places).isdisjoint(_places(view, item))


def _places(view: View, item: Item) -> Iterator[str]:
    """Where a record lies and lay, by its own words; of one that says nothing of before, what its communes were made of."""
    own = item.entry.record.places
    yield from (name for each in own for name in (each.name, each.district) if name)
    if not any(each.district for each in own):
        yield from (
            name for unit in view.catalogue.communes(item) for each in view.gazetteer.made_of(unit) for name in (each.full, each.district)
        )


def _recall(view: View, engine: Engine) -> str:
    titles = [view.row(item).title.text for item in view.catalogue.items]
    forms = (str, str.upper, functools.partial(unicodedata.normalize, "NFD"))
    counts = [_first(engine, titles, [form(each) for each in titles], str) for form in forms]
    bare = _first(engine, titles, [text.folded(each) for each in titles], text.folded)
    return ", ".join(map(str, (bare, *counts)))


def _first(engine: Engine, titles: Sequence[str], typed: Sequence[str], alike: Callable[[str], str]) -> int:
    """Of how many titles, typed so, one alike is the first answer."""
    answers = engine.ask(typed, most=1)
    pairs = zip(titles, answers, strict=True)
    return sum(bool(answer["hits"]) and alike(answer["hits"][0]["title"]) == alike(title) for title, answer in pairs)


def _firsts(engine: Engine, count: int) -> str:
    lines = [f"## First answers, {count:,} records", "", "| typed | found | first three |", "|---|--:|---|"]
    for typed, answer in zip(NAMED, engine.ask(NAMED, most=3), strict=True):
        leads = f"leads to `{answer['go']}`: " if answer["go"] else ""
        lines.append(f"| {typed} | {answer['count']} | {leads}{'; '.join(hit['title'] for hit in answer['hits'])} |")
    return "\n".join(lines)


def _times(engine: Engine, what: str, rounds: int) -> str:
    """Milliseconds at a slower processor: making the index ready, the first answer after it, and each key of the queries after that."""
    slow = engine.page.context.new_cdp_session(engine.page)
    ready, first, keys = [], [], []
    for number in range(rounds):
        engine.page.reload()
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        ready.append(engine.restart())
        first.append(float(engine.page.evaluate(_TIMED, [NAMED[number % 7]])))
        keys += [float(engine.page.evaluate(_TIMED, [typed[:end]])) for typed in NAMED for end in range(1, len(typed) + 1)]
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    keys.sort()
    return (
        f"Times of {what}, in milliseconds at a processor {SLOWER} times slower, median of {rounds} rounds: loaded and made ready "
        f"{statistics.median(ready):.0f}, first answer {statistics.median(first):.0f} (slowest {max(first):.0f}), each key after it "
        f"{statistics.median(keys):.0f} (19 of 20 within {keys[len(keys) * 19 // 20]:.0f}, slowest {keys[-1]:.0f})."
    )


def _weights(weights: Sequence[tuple[str, int, Mapping[str, bytes]]]) -> str:
    lines = ["## Bytes", "", "| what | records | names | gzip | leads | gzip |", "|---|--:|--:|--:|--:|--:|"]
    for what, count, files in weights:
        cells = (f"{size:,}" for content in files.values() for size in (len(content), len(gzip.compress(content, 9))))
        lines.append(f"| {what} | {count:,} | {' | '.join(cells)} |")
    lines += [
        "",
        "Names are loaded by the first query and kept; leads only where names answer with fewer than five. A next query loads nothing.",
    ]
    return "\n".join(lines)
