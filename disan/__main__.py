"""Runs the command `disan` as `python -m disan`."""

from disan.cli import run

if __name__ == "__main__":
    run("python -m disan")
