"""Sites of one size built again and again, every program in turn: sites in, samples out. Writes no report.

Every round goes through all programs, each time beginning with another, so that what slows the machine down for a while slows them
all; each does all steps before the next one begins. Before each run the disk has written what earlier ones left to it.
"""

import dataclasses
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench import proof
from bench.corpus import BenchRecord
from bench.neighbours import Neighbours
from bench.peers.peer import EDITS, Build, Peer, Step
from bench.results import Sample
from bench.running import memory, taken

Measure = TypeVar("Measure")
MARK = '<article class="record">'
"""What every program's template holds, and an edit changes."""


@dataclass(frozen=True, slots=True)
class Site:
    """One program's site of test data, ready to be built."""

    peer: Peer
    folder: Path
    edited: BenchRecord
    """The record that is edited."""
    neighbours: Neighbours
    """Its neighbours."""
    template: str
    """The records' template as it was written."""

    @property
    def output(self) -> Path:
        """Where the program writes."""
        return self.folder / self.peer.output


def site(peer: Peer, folder: Path, edited: BenchRecord, neighbours: Neighbours) -> Site:
    """A site that was written into a folder; ValueError where its template lacks what an edit changes."""
    template = (folder / peer.template).read_text(encoding="utf-8")
    if MARK not in template:
        raise ValueError(f"{peer.template} of {peer.name} holds no {MARK}")
    return Site(peer, folder, edited, neighbours, template)


def measured(sites: Sequence[Site], size: int, most: int, allowed: float, steps: Mapping[str, tuple[Step, ...]]) -> Iterator[Sample]:
    """Up to `most` rounds of the steps named for each program; one that spent its allowed seconds takes part in no further round."""
    spent = {each.peer.key: 0.0 for each in sites}
    for number in range(1, most + 1):
        turn = (number - 1) % len(sites)
        for each in (*sites[turn:], *sites[:turn]):
            if spent[each.peer.key] > allowed:
                continue
            began = time.monotonic()
            for step in steps[each.peer.key]:
                yield built(each, size, step, number)
            spent[each.peer.key] += time.monotonic() - began


def built(one: Site, size: int, step: Step, number: int) -> Sample:
    """One build after what its step asks for; RuntimeError where the program fails or its output does not show the edit.

    The first cold one is built once more to watch its memory.
    """
    watched = _prepared_and(memory, one, step, number) if step is Step.COLD and number == 1 else 0
    took = _prepared_and(taken, one, step, number)
    wanted = {**{edit: told(number, edit) for edit in EDITS}, Step.TEMPLATE: f'data-edition="{number}"'}.get(step)
    files = [proof.page(one.edited), *proof.twins(one.edited)]
    if wanted and not all(wanted in (one.output / name).read_text(encoding="utf-8") for name in files):
        raise RuntimeError(f"{one.peer.name} did not take an edited {step} into its output")
    print(f"{size:>7,}  {number}  {one.peer.name:<9} {step:<10} {took.wall:7.2f} s", flush=True)
    return Sample(one.peer.key, size, step, number, took.wall, took.processor, watched)


def _prepared_and(measured: Callable[[Sequence[str], Path], Measure], one: Site, step: Step, number: int) -> Measure:
    """What a build takes after what its step asks for, once the disk has written what earlier ones left to it."""
    edited = prepared(one, step, number)
    os.sync()
    return measured(one.peer.command(Build(one.folder, step, edited)), one.folder)


def prepared(one: Site, step: Step, number: int) -> str:
    """Does what comes before a build, another edit in each round; gives the edited file, below the site's folder, if any."""
    if step is Step.COLD:
        for name in (one.peer.output, *one.peer.caches):
            path = one.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        return ""
    if step in EDITS:
        said = told(number, step)
        summary, body = f"{one.edited.summary} {said}", f"{one.edited.body}\n\n{said}"
        record = dataclasses.replace(one.edited, summary=summary, body=body)
        name = one.peer.source_file.format(slug=record.slug)
        (one.folder / name).write_text(one.peer.source(record, one.neighbours), encoding="utf-8")
        return name
    if step is Step.TEMPLATE:
        edition = MARK.replace(">", f' data-edition="{number}">')
        (one.folder / one.peer.template).write_text(one.template.replace(MARK, edition), encoding="utf-8")
        return one.peer.template
    return ""


def told(number: int, step: Step) -> str:
    """The sentence that an edit adds."""
    return f"Sửa lần {number}." if step is Step.RECORD else f"Sửa một phần, lần {number}."
