"""The text of a strings file in, its sentences by dotted key out: every command begins with that.

Such files need little of TOML: tables, keys, texts on one line. That much is read here in a tenth of the library's time; a file
that has more is left to the library. Knows no language.
"""

import re
from collections.abc import Mapping

_LINE = re.compile(
    r"""(?:(?P<bare>[\w.-]+)|"(?P<quoted>[^"\\]+)")[ ]=[ ]"(?P<text>[^"\\\x00-\x1f\x7f]*(?:\\n[^"\\\x00-\x1f\x7f]*)*)"
    |\[(?P<table>[\w.-]+)\]
    |(?:\#.*)?""",
    re.ASCII | re.VERBOSE,
)


def read(content: str) -> dict[str, str]:
    """The sentences; tomllib.TOMLDecodeError where the text is no TOML."""
    sentences = _read(content)
    if sentences is None:
        import tomllib

        return _flattened(tomllib.loads(content))
    return sentences


def _read(content: str) -> dict[str, str] | None:
    """The sentences; None where a line is none of those that are read here, or says again what another said."""
    sentences: dict[str, str] = {}
    before, begun = "", {""}
    for line in content.split("\n"):
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        bare, quoted, text, table = found.groups()
        if table:
            before = f"{table}."
            if before in begun:
                return None
            begun.add(before)
        elif text is not None:
            key = f"{before}{bare or quoted}"
            if key in sentences:
                return None
            sentences[key] = text.replace("\\n", "\n")
    return sentences


def _flattened(table: Mapping[str, object], before: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat.update(_flattened(value, f"{before}{key}."))
        else:
            flat[f"{before}{key}"] = str(value)
    return flat
