"""The benchmarks' command line: `python -m bench pages` or another, from the project's folder."""

import argparse
import importlib

from bench import choices


def main() -> None:
    """Runs one benchmark, which prints its report and writes it into bench/."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the built site, and the building of it.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, rounds, purpose in (
        ("build", 5, "sites of test data built by disan and by other programs; writes bench/RESULTS.md"),
        ("pages", 5, "first views over a modelled bad network; writes bench/PAGES.md"),
        ("preview", 10, "from an editor's save to the renewed page; writes bench/PREVIEW.md"),
        ("photographs", 3, "photographs made ready, and how they arrive; writes bench/PHOTOGRAPHS.md"),
        ("plaques", 3, "105 plaques made and verified; writes bench/PLAQUES.md"),
        ("scanning", 30, "symbols before a simulated camera; writes bench/SCANNING.md"),
        ("search", 5, "what the search finds, what it loads and how long it takes; writes bench/SEARCH.md"),
        ("load", 5, "the site behind nginx: requests a second, bytes of a visit; writes bench/LOAD.md"),
        ("mutants", 45, "small faults put into a copy of the program, and whether a test finds them; writes bench/MUTANTS.md"),
        ("lighthouse", 3, "Lighthouse as on a telephone; writes bench/LIGHTHOUSE.md"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument(
            "--rounds",
            type=_rounds,
            default=rounds,
            help="how often each is measured, or how many are drawn, at most (default: %(default)s)",
        )
        if name == "build":
            choices.add_arguments(command)
    options = parser.parse_args()
    print(_measured(options))


def _measured(options: argparse.Namespace) -> str:
    """The report of one benchmark. Each is imported alone, for one needs playwright, another Node, another the plaques' libraries."""
    module = importlib.import_module(f"bench.{options.command}")
    return str(module.run(choices.chosen(options) if options.command == "build" else options.rounds))


def _rounds(given: str) -> int:
    """How many rounds; ValueError, which argparse tells, for none."""
    rounds = int(given)
    if rounds < 1:
        raise ValueError(given)
    return rounds


if __name__ == "__main__":
    main()
