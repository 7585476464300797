"""How to install what the program needs. A library that is missing goes in, a sentence comes out.

Uses nothing but Python's own library, for any other may be the one that is missing.
"""

import tomllib
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_FOR_PLAQUES = frozenset({"cv2", "ezdxf", "numpy", "pikepdf", "pypdfium2", "zxingcpp"})
"""The modules of the extra `plaques`."""


def command(extra: str = "") -> str:
    """The command that installs the program, with an extra's libraries where one is named: from a checkout, or as released."""
    checkout = (_PACKAGE.parent / "constraints.txt").is_file()
    package = "." if checkout else "disan"
    named = f'"{package}[{extra}]"' if extra else package
    return f"pip install -c constraints.txt -e {named}" if checkout else f"pip install {named}"


def missing(module: str, language: str) -> str:
    """The sentence, in a language, that tells which library is missing and how to install it."""
    sentences = tomllib.loads((_PACKAGE / "core" / "strings" / language / "interface.toml").read_text(encoding="utf-8"))
    extra = "plaques" if module.partition(".")[0] in _FOR_PLAQUES else ""
    return str(sentences[extra or "cli"]["not_installed"]).format(module=module, install=command(extra))
