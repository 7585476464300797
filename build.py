"""Builds the site: `python build.py --help` says how."""

import sys

try:
    from disan.cli import main
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] == "disan":
        raise
    sys.exit(f"Thiếu thư viện {error.name}. Hãy chạy: pip install -e .\nMissing library {error.name}. Run: pip install -e .")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
