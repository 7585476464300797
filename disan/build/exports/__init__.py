"""Files made of the catalogue that are no pages: sitemap.xml, robots.txt. Values in, bytes by name out."""

from collections.abc import Iterable

from msgspec import Struct

from disan.core import listeners
from disan.core.addresses import Addresses


class SitemapPage(Struct, frozen=True):
    """A page for the sitemap: its absolute address, the same page's in each language, and when it changed (RFC 3339) or ""."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    changed: str = ""


def sitemap(pages: Iterable[SitemapPage]) -> bytes:
    """sitemap.xml with language alternates (sitemaps.org 0.9; Google's "Localized versions of your pages")."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in sorted(pages, key=lambda page: page.url):
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{listeners.xml(url)}"/>' for language, url in page.alternates
        )
        changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
        lines.append(f"<url><loc>{listeners.xml(page.url)}</loc>{changed}{links}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()


def robots(addresses: Addresses) -> bytes:
    """robots.txt (RFC 9309): everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute('/sitemap.xml')}\n".encode()


def hosting(addresses: Addresses) -> dict[str, bytes]:
    """What GitHub Pages is told: no Jekyll; the domain, where the site stands at the root of one of its own."""
    files = {".nojekyll": b""}
    own = addresses.base_path == "" and not addresses.temporary
    return files | ({"CNAME": f"{addresses.host}\n".encode()} if own else {})
