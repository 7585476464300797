"""An order to pack a site, carried out: a project whose site is built in, one file out, whole or not at all."""

import datetime
import importlib.util
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from disan import __version__
from disan.build import output
from disan.build.project import Project
from disan.core import installation, listeners, whole
from disan.core.problems import Problem
from disan.core.strings import load
from disan.verify.handover import bag, gathering, program, readme
from disan.verify.handover.pieces import LeftOut, Piece, Portion


class PackOrder(Struct, frozen=True):
    """An order: `site` is the built site of the day, `plaques` where print files are; `more` goes in as it is."""

    project: Project
    site: Path
    plaques: Path
    out: Path
    today: datetime.date
    with_program: bool = True
    more: tuple[Piece, ...] = ()


class PackReport(Struct, frozen=True):
    """What became of an order; nothing was written where there are problems."""

    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    files: int = 0
    size: int = 0
    """Bytes of the archive."""
    web_archive: Path | None = None


def pack(order: PackOrder) -> PackReport:
    """Gathers everything and writes the archive. Raises OSError where the disk refuses."""
    with tempfile.TemporaryDirectory(prefix="disan-pack-") as work:
        portions = [*_of_the_site(order), *_brought(order, Path(work))]
        if problems := tuple(problem for portion in portions for problem in portion.problems):
            return PackReport(problems)
        pieces = {piece.name: piece.content for portion in portions for piece in portion.pieces}
        beside = _web_archive(order, pieces)
        told = [each for portion in portions for each in portion.left_out]
        left_out = (*told, beside) if isinstance(beside, LeftOut) else tuple(told)
        tags = {readme.NAME: readme.readme(order.project.settings.name.of("vi"), _facts(order, pieces), left_out)}
        with whole.replacing(order.out) as file:
            bag.write(file, order.out.stem, pieces, tags, dict(_about(order, left_out)))
    made = None if isinstance(beside, LeftOut) else beside
    return PackReport((), left_out, len(pieces), order.out.stat().st_size, made)


def _web_archive(order: PackOrder, names: Iterable[str]) -> Path | LeftOut:
    """Writes the built site as a web archive too; tells where the extra is missing that it takes."""
    if importlib.util.find_spec("warcio") is None:
        return LeftOut("web_archive", {"install": installation.command("pack")})
    from disan.verify.handover import web_archive

    settings, below = order.project.settings, f"{gathering.SITE}/"
    held = sorted(name.removeprefix(below) for name in names if name.startswith(below) and not name.endswith(output.LIST))
    beside = order.out.with_suffix(".wacz")
    with whole.replacing(beside) as file:
        web_archive.write(file, order.site, held, settings.addresses, settings.name.of("vi"), order.today)
    return beside


def _of_the_site(order: PackOrder) -> Iterator[Portion]:
    yield gathering.project(order.project.root)
    yield gathering.record_dates(order.project.root, order.project.ledger.dates)
    yield gathering.site(order.site)
    yield gathering.open_data(order.site)
    yield gathering.plaques(order.plaques, order.project.ledger.rows)
    yield Portion(order.more, (LeftOut("forms"),) if order.project.settings.admin else ())


def _brought(order: PackOrder, work: Path) -> Iterator[Portion]:
    """What other programs write first, into the folder `work`."""
    yield gathering.history(order.project.root, work)
    yield program.program(work) if order.with_program else Portion(left_out=(LeftOut("program"),))


def _facts(order: PackOrder, names: Iterable[str]) -> dict[str, str]:
    settings, today, base = order.project.settings, order.today, order.project.addresses.base_path
    held = sorted(names)
    return {
        "name_vi": settings.name.of("vi"),
        "name_en": settings.name.of("en"),
        "url": settings.url,
        "plaque_url": settings.addresses.plaque_url,
        "host": settings.addresses.host,
        "base": base,
        "place": "www" if base else "data/site",
        "copy": f"mkdir -p www{base}\ncp -R data/site/. www{base}\n" if base else "",
        "archive": order.out.stem,
        "day_vi": f"{today.day}/{today.month}/{today.year}",
        "today": today.isoformat(),
        "version": __version__,
        "wheel": next((name.rpartition("/")[2] for name in held if name.startswith(f"{program.FOLDER}/disan-")), ""),
        "machine": program.machine(),
        "records": str(len(order.project.catalogue.entries)),
        "codes": str(len(order.project.ledger.printed())),
    }


def _about(order: PackOrder, left_out: Iterable[LeftOut]) -> Iterator[tuple[str, str]]:
    """The lines of bag-info.txt (RFC 8493, 2.2.2); a value there has one line."""
    settings, strings = order.project.settings, load("en")
    if settings.keeper:
        yield "Source-Organization", listeners.one_line(settings.keeper.of("en"))
    yield "External-Identifier", settings.url
    yield "External-Description", listeners.one_line(settings.name.of("en"))
    yield "Bagging-Date", order.today.isoformat()
    yield "Bag-Software-Agent", f"disan {__version__}"
    for number, each in enumerate(left_out, 1):
        yield f"Left-Out-{number}", listeners.one_line(each.told(strings))
