"""The benchmarks' command line: `python -m bench pages`, `lighthouse` or `photographs`, from the project's folder."""

import argparse


def main() -> None:
    """Runs one benchmark, which prints its report and writes it into bench/."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures the built site.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, rounds, purpose in (
        ("pages", 5, "first views over a modelled bad network; writes bench/PAGES.md"),
        ("photographs", 3, "photographs made ready, and how they arrive; writes bench/PHOTOGRAPHS.md"),
        ("lighthouse", 3, "Lighthouse as on a telephone; writes bench/LIGHTHOUSE.md"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--rounds", type=_rounds, default=rounds, help="how often each page is opened (default: %(default)s)")
    options = parser.parse_args()
    print(_measured(options.command, options.rounds))


def _measured(command: str, rounds: int) -> str:
    """The report of one benchmark. Each needs what the other does not: one playwright, the other Node."""
    if command == "pages":
        from bench import pages

        return pages.run(rounds)
    if command == "photographs":
        from bench import photographs

        return photographs.run(rounds)
    from bench import lighthouse

    return lighthouse.run(rounds)


def _rounds(given: str) -> int:
    """How many rounds; ValueError, which argparse tells, for none."""
    rounds = int(given)
    if rounds < 1:
        raise ValueError(given)
    return rounds


if __name__ == "__main__":
    main()
