"""Builds the site: `python build.py --help` says how."""

import sys

from disan.cli import run

if __name__ == "__main__":
    run(sys.argv[1:])
