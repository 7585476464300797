"""One first view: an address in, what a reader on a telephone saw and when out. A browser of its own each time, so nothing is remembered.

All times are seconds from the start of the navigation, as the browser tells them (Paint Timing, Largest Contentful Paint).
"""

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from playwright.async_api import Browser, Playwright
from tests.fixtures.browsing import ARGUMENTS
from tests.requirements import located

VIEWPORT = (360, 640)
TRUSTING = "--ignore-certificate-errors"
"""Passes over the server's own certificate at once; to be asked about it would cost a second connection."""
SLOWDOWN = 4
"""How many times slower than this machine the telephone's processor is."""

# Pictures of the first screen, drawn covers among them: when the last of them had come.
_TIMINGS = """
async () => {
  const largest = await new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true});
    setTimeout(() => done(0), 3000);
  });
  const paints = Object.fromEntries(performance.getEntriesByType("paint").map(paint => [paint.name, paint.startTime]));
  const shown = [...document.images].filter(image => {
    const box = image.getBoundingClientRect();
    return image.complete && box.width && box.top < innerHeight && box.bottom > 0;
  });
  const came = shown.flatMap(image => performance.getEntriesByName(image.currentSrc)).map(entry => entry.responseEnd);
  const navigation = performance.getEntriesByType("navigation")[0];
  const before = performance.getEntriesByType("resource").filter(entry => entry.startTime < navigation.loadEventStart);
  return JSON.stringify({
    first_paint: paints["first-paint"] / 1000,
    first_content: paints["first-contentful-paint"] / 1000,
    first_screen: Math.max(paints["first-contentful-paint"], largest, ...came) / 1000,
    loaded: navigation.loadEventEnd / 1000,
    requests_before_load: 1 + before.length,
  });
}
"""


@dataclass(frozen=True, slots=True)
class View:
    """One first view. `first_screen`: the largest paint, and every picture of the first screen, have come.

    `size` and `requests` are those of the page until it was quiet for half a second without having been scrolled: bytes as
    they were sent, headers included. What a service worker keeps for later is not the page's and not among them.
    """

    first_paint: float
    first_content: float
    first_screen: float
    loaded: float
    size: int
    requests: int
    requests_before_load: int


@contextlib.asynccontextmanager
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    """A browser that has never been anywhere, closed afterwards."""
    browser = await playwright.chromium.launch(executable_path=str(located("chromium")), args=[*ARGUMENTS, TRUSTING])
    try:
        yield browser
    finally:
        await browser.close()


async def first_view(playwright: Playwright, address: str, slowdown: int = SLOWDOWN) -> View:
    """Opens `address` in a new browser with a Vietnamese reader's settings."""
    width, height = VIEWPORT
    async with chromium(playwright) as browser:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=2, is_mobile=True, has_touch=True, locale="vi-VN"
        )
        page = await context.new_page()
        inspector = await context.new_cdp_session(page)
        sizes: list[int] = []
        inspector.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        await inspector.send("Network.enable")
        await inspector.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        await page.goto(address, wait_until="networkidle", timeout=120_000)
        timings = json.loads(await page.evaluate(_TIMINGS))
        return View(**timings, size=sum(sizes), requests=len(sizes))
