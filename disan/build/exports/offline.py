"""What a browser needs to keep the site: the service worker and the web manifest. Texts and addresses in, bytes out.

The worker names the shell and nothing else: its version depends on the shell's bytes and on its own program, so that no edit
of a record ever changes it. Addresses here are root-absolute, as a browser asks for them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from disan.content.settings import Settings
from disan.core import listeners
from disan.core.addresses import Addresses


def worker(program: str, base: str, offline: Iterable[tuple[str, str]], shell: Mapping[str, str], searched: Iterable[str]) -> bytes:
    """sw.js: the program below one line that says what it works for.

    `base` is the address of the site's root; `offline` has, for each language, the address that its pages begin with and that of its
    offline page; `shell` has a digest of everything to keep, by address; `searched` are the addresses of what the search reads, whose
    last copy is kept.
    """
    digest = hashlib.sha256(program.encode())
    for address, content in sorted(shell.items()):
        digest.update(f"\n{address} {content}".encode())
    narrowest_first = sorted(offline, key=lambda pair: (-len(pair[0]), pair))
    site = {
        "base": base,
        "version": digest.hexdigest()[:12],
        "shell": sorted(shell),
        "offline": narrowest_first,
        "searched": sorted(searched),
    }
    return f"const SITE={listeners.json(site)};\n{program}\n".encode()


def manifest(drawn: str, settings: Settings, addresses: Addresses, assets: Mapping[str, str]) -> bytes:
    """manifest.webmanifest (W3C Web Application Manifest): what designers set in `drawn`, with the site's names and addresses.

    Icons in `drawn` are named as in templates/assets; `assets` has their site paths by those names. A manifest has one language,
    the site's first; the others are in the members that end in `_localized`.
    """
    made = json.loads(drawn)
    first, *others = settings.languages
    home = addresses.link("/")
    words = {"name": settings.name, "description": settings.tagline}
    named: dict[str, object] = {"id": home, "start_url": home, "scope": home, "lang": first, "dir": "ltr"}
    for member, said in words.items():
        named[member] = said.of(first)
        if others:
            named[f"{member}_localized"] = {language: said.of(language) for language in others}
    icons = [{**icon, "src": addresses.link(assets[icon["src"]])} for icon in made["icons"]]
    return listeners.json({**named, **made, "icons": icons}, indent=1).encode() + b"\n"
