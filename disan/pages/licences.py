"""The addresses of licences that are called by a short name, for programs, which know them by nothing else. A name in, an address out."""

import re

_CREATIVE_COMMONS = re.compile(r"CC(?:[ -](?P<terms>BY(?:-NC)?(?:-SA|-ND)?)|0)[ -](?P<version>\d\.\d)", re.IGNORECASE)


def address(name: str) -> str:
    """The address of a Creative Commons licence ("CC BY 4.0", "CC0 1.0"), as their site has it; empty for any other name."""
    found = _CREATIVE_COMMONS.fullmatch(name.strip())
    if found is None:
        return ""
    folder = f"licenses/{found['terms'].lower()}" if found["terms"] else "publicdomain/zero"
    return f"https://creativecommons.org/{folder}/{found['version']}/"
