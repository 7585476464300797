"""`python -m bench build`: sites of test data built by disan and by other programs. Figures go to bench/RESULTS.json, the report to
bench/RESULTS.md, which can be written again from the figures.

Programs are put into .cache/bench from their packages; sites stand below .cache/bench or in memory, and are gone afterwards.
"""

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench import build_report, machine, neighbours, proof, results, rounds
from bench.choices import Choices
from bench.corpus import BenchRecord, records
from bench.peers import OURS, PEERS
from bench.peers.peer import ROOT, Peer, Step, write
from bench.results import Output, Run, Sample
from bench.rounds import Site

REPORT = Path(__file__).parent / "RESULTS.md"
FIGURES = Path(__file__).parent / "RESULTS.json"
_MEDIA = {"disk": ROOT / ".cache" / "bench", "tmpfs": Path("/dev/shm")}
GROWTH = "growth"
_PROBED = 25
_LONGEST = 300.0
"""Seconds: a program whose round is expected to take longer is measured cold alone."""
_ENDLESS = 120.0
"""Seconds: a program whose cold build is expected to take longer is left out."""


def run(choices: Choices) -> str:
    """Measures what was chosen, keeps the figures size by size, writes the report and gives it back."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # So that sites in memory go where the bench is ended.
    runs = results.read(FIGURES)
    if not choices.rewrite:
        kind = GROWTH if choices.growth else choices.medium
        for measured in _growth(choices) if choices.growth else _compared(choices):
            runs[kind] = measured
            FIGURES.write_text(results.written(runs), encoding="utf-8")
            REPORT.write_text(build_report.report(runs), encoding="utf-8")
    report = build_report.report(runs)
    REPORT.write_text(report, encoding="utf-8")
    return report


def _compared(choices: Choices) -> Iterator[Run]:
    """The run so far, after each size."""
    chosen, notes = _installed(choices.peers)
    began, before = time.monotonic(), machine.busy()
    samples: list[Sample] = []
    outputs: list[Output] = []
    with _work(choices.medium) as work:
        fillers, found = _probed(chosen, work)
        notes.extend(found)
        for size in choices.sizes:
            steps = {peer.key: _steps(peer, size, samples) for peer in chosen}
            notes.extend(_said(peer, size, steps[peer.key]) for peer in chosen if steps[peer.key] != peer.steps)
            with _sites([peer for peer in chosen if steps[peer.key]], work, size, fillers) as (sites, written):
                samples.extend(rounds.measured(sites, size, choices.rounds, choices.allowed, steps))
                outputs.extend(_weighed(each, written) for each in sites)
            yield Run(_conditions(chosen, choices, began, before), tuple(samples), tuple(outputs), tuple(notes))


def _growth(choices: Choices) -> Iterator[Run]:
    """The run so far, after each size."""
    began, before = time.monotonic(), machine.busy()
    samples: list[Sample] = []
    outputs: list[Output] = []
    steps = {OURS.key: (Step.COLD, Step.UNCHANGED, Step.RECORD)}
    with _work(choices.medium) as work:
        for size in choices.sizes:
            with _sites((OURS,), work, size, {OURS.key: 0}) as (sites, written):
                samples.extend(rounds.measured(sites, size, 1, choices.allowed, steps))
                outputs.extend(_weighed(each, written) for each in sites)
            yield Run(_conditions((OURS,), choices, began, before), tuple(samples), tuple(outputs), ())


def _conditions(peers: Sequence[Peer], choices: Choices, began: float, before: str) -> str:
    versions = {name: version for peer in peers for name, version in peer.versions().items()}
    minutes = (time.monotonic() - began) / 60
    load = f"Load of the machine: {before} before, {machine.busy()} at the end; it took {minutes:.0f} minutes"
    return f"{machine.described(versions, choices.command)}\n- {load}"


def _installed(names: Sequence[str]) -> tuple[list[Peer], list[str]]:
    """Ours and those of the others that can be had, and what to say of those that cannot."""
    chosen, notes = [OURS], []
    for name in names:
        try:
            PEERS[name].install()
        except (RuntimeError, OSError, subprocess.CalledProcessError) as error:
            notes.append(f"{PEERS[name].name} is left out: {error}.")
        else:
            chosen.append(PEERS[name])
    notes.extend(f"{PEERS[name].name} was not asked for." for name in PEERS if name not in names)
    return chosen, notes


def _probed(peers: Sequence[Peer], work: Path) -> tuple[dict[str, int], list[str]]:
    """Each program on a small site: the filler that makes its pages as heavy as ours, and what a partial build leaves wrong.

    RuntimeError where any other output is not what was asked for: figures of it would compare nothing.
    """
    weights: dict[str, float] = {}
    notes: list[str] = []
    with _sites(peers, work, _PROBED, dict.fromkeys((peer.key for peer in peers), 0)) as (sites, written):
        shown = {slug: (*each.related, *each.near) for slug, each in neighbours.found(written).items()}
        for each in sites:
            rounds.built(each, _PROBED, Step.COLD, 1)
            faults = proof.faults(each.output, written)
            faults += [f"{one.slug} shows other cards" for one in written if proof.cards(each.output, one, written) != shown[one.slug]]
            if faults:
                raise RuntimeError(f"{each.peer.name}: {'; '.join(faults[:5])}")
            weights[each.peer.key] = proof.weight(each.output, written).page_bytes
            if each.peer.partial:
                rounds.built(each, _PROBED, Step.PARTIAL, 1)
                notes.extend(f"{each.peer.name}: {fault}." for fault in _stale(each, written, shown, Step.PARTIAL))
            rounds.built(each, _PROBED, Step.RECORD, 1)
            if faults := list(_stale(each, written, shown, Step.RECORD)):
                raise RuntimeError(f"{each.peer.name}: {'; '.join(faults)}")
    return {key: round(weights[OURS.key] - weight) for key, weight in weights.items()}, notes


def _stale(one: Site, written: Sequence[BenchRecord], shown: Mapping[str, tuple[str, ...]], step: Step) -> Iterator[str]:
    """What is wrong in an output after its record was edited."""
    expected = {slug for slug, cards in shown.items() if one.edited.slug in cards}
    stale = expected - proof.showing(one.output, written, rounds.told(1, step))
    if stale:
        yield f"of {len(expected)} pages that show an edited record's card, {len(stale)} still show the old one after a partial build"
    own = (one.output / proof.page(one.edited)).read_text(encoding="utf-8")
    cards = [record for record in written if record.slug in shown[one.edited.slug]]
    empty = [record for record in cards if record.summary not in own]
    if empty:
        yield f"of the {len(cards)} neighbours' cards on the edited record's own page {len(empty)} are empty after a partial build"


@contextlib.contextmanager
def _work(medium: str) -> Iterator[Path]:
    _MEDIA[medium].mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="disan-bench-", dir=_MEDIA[medium]))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def _sites(peers: Sequence[Peer], work: Path, size: int, fillers: Mapping[str, int]) -> Iterator[tuple[list[Site], list[BenchRecord]]]:
    """A site of so many records for each program, gone afterwards, and the records. The one in the middle is edited."""
    written = list(records(size))
    known = neighbours.found(written)
    edited = written[size // 2]
    sites = []
    for peer in peers:
        folder = work / f"{peer.key}-{size}"
        write(peer, folder, written, known, fillers[peer.key])
        sites.append(rounds.site(peer, folder, edited, known[edited.slug]))
    yield sites, written
    for each in sites:
        shutil.rmtree(each.folder)


def _weighed(one: Site, written: Sequence[BenchRecord]) -> Output:
    """What an output holds at the end; RuntimeError where it lacks a file."""
    missing = proof.missing(one.output, written)
    if missing:
        raise RuntimeError(f"{one.peer.name} did not write {missing[0]} and {len(missing) - 1} others")
    weight = proof.weight(one.output, written)
    return Output(one.peer.key, len(written), weight.files, weight.bytes, weight.page_bytes)


def _steps(peer: Peer, size: int, samples: Sequence[Sample]) -> tuple[Step, ...]:
    """All steps; the cold one alone, or none, where the last size says that they would take too long."""
    before = [sample for sample in samples if sample.peer == peer.key and sample.round == 1 and sample.size < size]
    last = max((sample.size for sample in before), default=0)
    expected = {sample.step: sample.wall * size / last for sample in before if sample.size == last}
    if expected.get(Step.COLD, 0.0) > _ENDLESS:
        return ()
    return (Step.COLD,) if sum(expected.values()) > _LONGEST else peer.steps


def _said(peer: Peer, size: int, steps: Sequence[Step]) -> str:
    if not steps:
        return f"{peer.name} at {size:,} records is left out: a cold build would take more than {_ENDLESS:.0f} s."
    return f"{peer.name} at {size:,} records is measured cold alone: a whole round would take more than {_LONGEST:.0f} s."
