"""The pictures of README, made of our own content: a record's page on a phone, and the record's plaque.

`.venv/bin/python -m docs.pictures` writes phone.png and plaque.png beside this file. It needs what the tests need (`make test` installs
it) and Chromium. The content is copied first, so that no plaque of a picture enters the ledger.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.fixtures.browsing import ARGUMENTS, Served
from tests.requirements import ROOT, located

CODE = "S7Y7D"
"""Of the record shown: Nguyễn Du's memorial, whose facts and level of protection are sourced."""
BATCH = "2026-11"
SCREEN: ViewportSize = {"width": 360, "height": 720}
"""Of the phone, in CSS pixels."""
MOST_BYTES = 150_000
FRAME = """<!doctype html><style>
body { margin: 0; padding: 8px; width: 384px }
img { display: block; width: 360px; border: 10px solid #1b1a18; border-radius: 38px; box-shadow: 0 0 0 2px #8a8378 }
</style><img src="data:image/png;base64,%s" alt="">"""


def main() -> None:
    """Builds the site and the plaque in a temporary folder and takes a picture of each."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "content", root / "content")
        disan("build", "--root", folder, "--out", str(root / "site"))
        disan("plaques", "--root", folder, "--codes", CODE, "--size", "a6", "--batch", BATCH, "--accept-temporary-address")
        (proof,) = (root / "plaques" / BATCH / "proofs").glob("*.png")
        keep("plaque.png", proof.read_bytes())
        with browser() as chromium:
            keep("phone.png", framed(chromium, screenshot(chromium, root / "site")))


def disan(*arguments: str) -> None:
    """Runs a command of the program; raises CalledProcessError where it fails."""
    subprocess.run([sys.executable, ROOT / "build.py", *arguments], check=True)


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium, closed in the end."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(located("chromium")), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


def screenshot(chromium: Browser, site: Path) -> bytes:
    """What a phone shows that has scanned the code, as PNG at two device pixels a CSS pixel."""
    served = Served(site, "/")
    page = chromium.new_page(viewport=SCREEN, device_scale_factor=2, locale="vi-VN")
    page.goto(f"{served.url}/Q/{CODE}", wait_until="networkidle")
    taken = page.screenshot()
    served.stop()
    return taken


def framed(chromium: Browser, screen: bytes) -> bytes:
    """The screen in the frame of a phone, on nothing, as PNG."""
    page = chromium.new_page(viewport={"width": 400, "height": 756}, device_scale_factor=2)
    page.set_content(FRAME % b64encode(screen).decode())
    return page.screenshot(omit_background=True)


def keep(name: str, picture: bytes) -> None:
    """Writes a picture in as many colours as a repository can bear; raises ValueError where it is too heavy even so."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGBA").quantize(64, Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
    if len(stream.getvalue()) > MOST_BYTES:
        raise ValueError(f"{name}: {len(stream.getvalue())} bytes are more than {MOST_BYTES}")
    (Path(__file__).parent / name).write_bytes(stream.getvalue())


if __name__ == "__main__":
    main()
