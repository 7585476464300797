"""A page's style sheet and its Content-Security-Policy: names of sheets and programs in, CSS and a policy out (CSP Level 3)."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence

LAYERS = ("tokens", "page", "prose", "parts", "print")
_RULES = {
    "default-src": "'none'",
    "script-src": "",
    "style-src": "",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def sheets(used: Iterable[str]) -> dict[str, list[str]]:
    """The names of the files that a page's style sheet is made of, by layer; `used` are its parts' names ("parts/card")."""
    return {layer: sorted(f"{name}.css" for name in used) if layer == "parts" else [f"css/{layer}.css"] for layer in LAYERS}


def style(used: Iterable[str], painted: Sequence[str], rules: Callable[[str], str]) -> str:
    """The style sheet of a page with these parts; `painted` are the declarations of its classes p1, p2...; `rules` reads a file."""
    written = ((layer, rules(name)) for layer, names in sheets(used).items() for name in names)
    own = "".join(f".p{number}{{{declarations}}}" for number, declarations in enumerate(painted, 1))
    told = "".join(f"@layer {layer}{{{css}}}" for layer, css in written if css)
    return f"@layer {','.join(LAYERS)};{told}" + (f"@layer parts{{{own}}}" if own else "")


def alone(sheet: str) -> tuple[str, str]:
    """The style sheet and the policy of a page that has but one sheet and pictures: no program, no form, nothing of others."""
    return sheet, f"default-src 'none'; style-src {hashed(sheet)}; img-src 'self'; base-uri 'none'; form-action 'none'"


def policy(style_hash: str, program_hashes: Iterable[str], allowed: Iterable[tuple[str, str]] = ()) -> str:
    """The policy of a page with one style sheet and these programs in it; `allowed` are sources that it needs besides, by directive."""
    rules = _RULES | {"script-src": " ".join(["'self'", *program_hashes]), "style-src": style_hash}
    for name, source in allowed:
        rules[name] = f"{rules[name]} {source}".removeprefix("'none' ")
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def hashed(content: str) -> str:
    """How a policy names what stands in a page."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
