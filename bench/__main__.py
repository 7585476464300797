"""The benchmarks' command line: `python -m bench pages` or another, from the project's folder."""

import argparse
import importlib


def main() -> None:
    """Runs one benchmark, which prints its report and writes it into bench/."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the built site.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, rounds, purpose in (
        ("pages", 5, "first views over a modelled bad network; writes bench/PAGES.md"),
        ("photographs", 3, "photographs made ready, and how they arrive; writes bench/PHOTOGRAPHS.md"),
        ("plaques", 3, "105 plaques made and verified; writes bench/PLAQUES.md"),
        ("scanning", 30, "symbols before a simulated camera; writes bench/SCANNING.md"),
        ("lighthouse", 3, "Lighthouse as on a telephone; writes bench/LIGHTHOUSE.md"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--rounds", type=_rounds, default=rounds, help="how often each is measured (default: %(default)s)")
    options = parser.parse_args()
    print(_measured(options.command, options.rounds))


def _measured(command: str, rounds: int) -> str:
    """The report of one benchmark. Each is imported alone, for one needs playwright, another Node, another the plaques' libraries."""
    return str(importlib.import_module(f"bench.{command}").run(rounds))


def _rounds(given: str) -> int:
    """How many rounds; ValueError, which argparse tells, for none."""
    rounds = int(given)
    if rounds < 1:
        raise ValueError(given)
    return rounds


if __name__ == "__main__":
    main()
