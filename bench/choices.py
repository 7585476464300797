"""What `python -m bench build` can be asked for: arguments in, frozen choices out. Imports nothing heavy, for every benchmark loads it."""

import argparse
from dataclasses import dataclass

from bench.peers import PEERS

MEDIA = ("disk", "tmpfs")
SIZES = (125, 1_000, 10_000)
GROWTH_SIZES = (*SIZES, 100_000)
_LEAST = 10
"""Fewer records have too few neighbours."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is measured."""

    peers: tuple[str, ...]
    sizes: tuple[int, ...]
    """Counts of records, ascending."""
    rounds: int
    medium: str
    """Where the sites stand: `disk` or `tmpfs`."""
    allowed: float
    """Seconds after which a program has no further round at a size."""
    growth: bool
    """disan alone, one round."""
    rewrite: bool
    """Nothing is measured: the report is written again from the figures."""

    @property
    def command(self) -> str:
        """The command line that asks for the same."""
        sizes = f"--sizes {','.join(map(str, self.sizes))} --medium {self.medium}"
        if self.growth:
            return f"python -m bench build --growth {sizes}"
        return f"python -m bench build --peers {','.join(self.peers)} {sizes} --rounds {self.rounds} --allow {self.allowed:g}"


def add_arguments(command: argparse.ArgumentParser) -> None:
    """What `build` takes besides the number of rounds."""
    command.add_argument("--peers", type=_named, default=tuple(PEERS), help=f"of {','.join(PEERS)} (default: all)")
    command.add_argument("--sizes", type=_counted, help="counts of records (default: 125,1000,10000; with --growth 100000 too)")
    command.add_argument("--medium", choices=MEDIA, default=MEDIA[0], help="where the sites stand (default: %(default)s)")
    seconds = "seconds after which a program has no further round at a size (default: %(default)s)"
    command.add_argument("--allow", type=float, default=75.0, help=seconds)
    command.add_argument("--growth", action="store_true", help="disan alone, one round")
    command.add_argument("--rewrite", action="store_true", help="measures nothing: writes the report again from bench/RESULTS.json")


def chosen(options: argparse.Namespace) -> Choices:
    """The choices of a command line that was read."""
    sizes = options.sizes or (GROWTH_SIZES if options.growth else SIZES)
    return Choices(options.peers, sizes, options.rounds, options.medium, options.allow, options.growth, options.rewrite)


def _named(given: str) -> tuple[str, ...]:
    names = tuple(filter(None, given.split(",")))
    if unknown := set(names) - set(PEERS):
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PEERS)}")
    return names


def _counted(given: str) -> tuple[int, ...]:
    """Sizes, ascending; ValueError, which argparse tells, for what is no list of numbers."""
    sizes = tuple(sorted({int(each) for each in given.split(",")}))
    if sizes[0] < _LEAST:
        raise argparse.ArgumentTypeError(f"at least {_LEAST} records are needed")
    return sizes
