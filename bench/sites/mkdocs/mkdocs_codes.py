"""A hook of MkDocs's: a filter for QR codes, pages by slug, and each page once more at the two files of its code."""

from pathlib import Path
from typing import Any

import segno


def _qr(address: str) -> str:
    return str(segno.make(address, error="q", micro=False, boost_error=False).svg_inline(border=4))


def on_env(env: Any, files: Any, **_: Any) -> None:
    """Before templates are rendered."""
    env.filters["qr"] = _qr
    env.globals["by_slug"] = {Path(file.src_uri).stem: file.page for file in files.documentation_pages() if file.name != "index"}


def on_post_page(output: str, page: Any, config: Any) -> str:
    """After a page was rendered."""
    if "code" in page.meta:
        twin = Path(config["site_dir"]) / "Q" / page.meta["code"]
        twin.mkdir(parents=True, exist_ok=True)
        twin.with_suffix(".html").write_text(output, encoding="utf-8")
        (twin / "index.html").write_text(output, encoding="utf-8")
    return output
