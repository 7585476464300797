"""Runs the command `disan` from a checkout: `python build.py --help` says how."""

from disan.__main__ import run

if __name__ == "__main__":
    run("python build.py")
