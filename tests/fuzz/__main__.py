"""`python -m tests.fuzz READER [options of libFuzzer]`: one reader under atheris, which looks for inputs that take new ways through it.

Needs `pip install atheris` (in tests/fuzz/requirements.txt; it has wheels for Linux and Python 3.11 to 3.13). A crash is left in a file
`crash-…`, which `python -m tests.fuzz READER crash-…` tries again.
"""

import sys

import atheris

with atheris.instrument_imports(include=["disan", "tests.fuzz.readers"]):
    from tests.fuzz.readers import READERS


def main() -> None:
    """Runs a reader until it fails or the options end it."""
    name, *options = sys.argv[1:] or [""]
    if name not in READERS:
        sys.exit(f"python -m tests.fuzz {{{','.join(READERS)}}} [-max_total_time=300] [-max_len=4096] [FOLDER]")
    atheris.Setup([name, *options], READERS[name])
    atheris.Fuzz()


main()
