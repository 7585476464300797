"""A plugin of Pelican's: a filter for QR codes, pages by slug, and each page once more at the two files of its code."""

import shutil
from pathlib import Path
from typing import Any

import segno
from pelican import signals


def _qr(address: str) -> str:
    return str(segno.make(address, error="q", micro=False, boost_error=False).svg_inline(border=4))


def _add_filter(pelican: Any) -> None:
    pelican.settings["JINJA_FILTERS"] = {**pelican.settings.get("JINJA_FILTERS", {}), "qr": _qr}


def _by_slug(generator: Any) -> None:
    for page in generator.pages:
        for name in ("honours", "sources", "related", "near"):
            value = getattr(page, name, [])
            setattr(page, name, [value] if isinstance(value, str) else value)
    generator.context["by_slug"] = {page.slug: page for page in generator.pages}


def _twins(path: str, context: Any) -> None:
    page = context.get("page")
    if page is None:
        return
    twin = Path(context["OUTPUT_PATH"]) / "Q" / page.code
    twin.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, twin.with_suffix(".html"))
    shutil.copyfile(path, twin / "index.html")


def register() -> None:
    """What Pelican calls."""
    signals.initialized.connect(_add_filter)
    signals.page_generator_finalized.connect(_by_slug)
    signals.content_written.connect(_twins)
