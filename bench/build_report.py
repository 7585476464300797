"""The report on building sites, bench/RESULTS.md: runs in, Markdown out. Measures nothing and computes only what it shows."""

import itertools
from collections.abc import Iterator, Mapping

from bench.peers import OURS, PEERS
from bench.peers.peer import Peer, Step
from bench.results import Goal, Output, Run, exponent, goals, kept, median, ratio, reached

_KINDS = {"disk": "## Output on disk", "tmpfs": "## Output in memory (tmpfs)"}
_STEPS = {Step.COLD: "cold", Step.UNCHANGED: "nothing changed", Step.RECORD: "one record edited", Step.TEMPLATE: "one template edited"}
_PAGES_BYTES, _PAGES_SECONDS, _MEMORY, _GROWN = 1e9, 600.0, 1e9, 100_000
"""GitHub Pages' limits for a published site and for a deployment; the memory that so many records may take."""
_INTRODUCTION = """# Building the site, beside other programs

Every program builds the same records of test data (`bench/corpus.py`: about 0.8 KB of front matter and 250 words of Markdown, Vietnamese
only, no pictures, no share cards) into the same files: for each record its page and the two files of its code, which hold the page once
more, and an index of all records and a sitemap. Each page shows a table of facts, the text, the sources, the QR symbol of the code's
address, and the cards of the same neighbours. `python -m bench build` writes this report; the raw figures are in
[RESULTS.json](RESULTS.json), and `python -m bench build --rewrite` makes the report from them again.

- **cold**: output and caches are removed before. **nothing changed**: the same command again. **one record edited**: a sentence more in
  the summary and in the text of the record in the middle, another one each round; every page that shows the record is right
  afterwards. **one template edited**: an attribute more in the template of records.
- On ext4 new files pass over the numbers of files that were removed within the last minutes. So a cold build, which follows a removal,
  takes longer than one into a place where nothing was, and the more so the more files and folders a program makes; all programs alike
  begin so. In memory there is no such cost.
- **wall** and **cpu** (user and system, the process and all that it started) in seconds, **memory** in MB: the most that was resident at
  a time. For a single process that is the kernel's high-water mark, for several the largest sum of their proportional shares (PSS),
  looked at every 10 ms (`bench/running.py`) in a cold build of its own at each size, for looking costs time. All others are medians of
  the rounds.
- Rounds go through all programs in turn, each beginning with another. A program that has spent its time at a size takes part in no
  further round, and in at least one; the number of rounds stands in the table. Before each run the disk writes what is left to it.
- A **ratio** is ours by theirs, the median of the ratios of those rounds that both took part in: below 1 we are faster. Figures of
  different runs never meet in a ratio."""


def report(runs: Mapping[str, Run]) -> str:
    """The whole report; a kind of run that was never made is left out."""
    parts = [_INTRODUCTION]
    for kind, title in _KINDS.items():
        if kind in runs:
            parts.extend((title, *_compared(runs[kind])))
    if "growth" in runs:
        parts.extend(("## Growth of ours", *_growth(runs["growth"])))
    parts.extend(("## How each was run, and what still differs", _differences(runs)))
    return "\n\n".join(parts) + "\n"


def _compared(run: Run) -> Iterator[str]:
    yield run.conditions
    if run.notes:
        yield "\n".join(f"- {note}" for note in run.notes)
    for size in reversed(run.sizes):
        yield f"### {size:,} records"
        yield _figures(run, size)
    yield "### Ratios, ours by theirs"
    yield _ratios(run)
    if partial := _partial(run):
        yield "### Partial builds"
        yield partial
    yield "### Goals"
    yield _goals(run)
    yield "### Bytes"
    yield _bytes(run)


def _figures(run: Run, size: int) -> str:
    head = f"| | {' | '.join(_STEPS.values())} | memory, cold | rounds |\n|---|{'--:|' * (len(_STEPS) + 2)}"
    rows = []
    for peer in run.peers:
        cells = [_cell(run, peer, size, step) for step in _STEPS]
        cold = run.of(peer, size, Step.COLD)
        if cold:
            rows.append(f"| {_name(peer)} | {' | '.join(cells)} | {median(cold, 'memory') / 1e6:,.0f} | {len(cold)} |")
    return "\n".join((head, *rows)) + "\n\nWall seconds, in brackets processor seconds; memory in MB."


def _cell(run: Run, peer: str, size: int, step: Step) -> str:
    samples = run.of(peer, size, step)
    return f"{_seconds(median(samples, 'wall'))} ({_seconds(median(samples, 'processor'))})" if samples else "–"


def _ratios(run: Run) -> str:
    head = f"| records | against | {' | '.join(_STEPS.values())} | memory, cold |\n|--:|---|{'--:|' * (len(_STEPS) + 1)}"
    rows = []
    for size in reversed(run.sizes):
        for peer in run.peers:
            if peer != OURS.key and run.of(peer, size, Step.COLD):
                found = [*(ratio(run, peer, size, step, "wall") for step in _STEPS), ratio(run, peer, size, Step.COLD, "memory")]
                rows.append(f"| {size:,} | {_name(peer)} | {' | '.join(_number(each) for each in found)} |")
    return "\n".join((head, *rows))


def _partial(run: Run) -> str:
    """What the builds take that leave pages wrong, beside ours that leaves none."""
    rows = []
    for size in reversed(run.sizes):
        for peer in run.peers:
            if samples := run.of(peer, size, Step.PARTIAL):
                ours = run.of(OURS.key, size, Step.RECORD)
                cells = (_seconds(median(each, "wall")) if each else "–" for each in (samples, ours))
                rows.append(f"| {size:,} | {_name(peer)} | {' | '.join(cells)} |")
    head = (
        "After an edited record these programs have a quicker build, which makes the record's own page anew but not the others that show "
        "it (see the notes above). It does less than was asked for, so it is compared in no cell; wall seconds, and ours that leave "
        "every page right.\n\n| records | | partial build | ours, whole |\n|--:|---|--:|--:|"
    )
    return "\n".join((head, *rows)) if rows else ""


def _goals(run: Run) -> str:
    """A row for each goal against Hugo; of those against the others, the cells where we are not ahead."""
    head = "| records | against | | goal | measured | |\n|--:|---|---|--:|--:|---|"
    rows, ahead, behind = [], 0, []
    for goal in goals(run):
        measured = ratio(run, goal.peer, goal.size, goal.step, goal.measure)
        if measured is None:
            continue
        if goal.peer == "hugo":
            rows.append(_goal(goal, measured))
        elif kept(goal, measured):
            ahead += 1
        else:
            behind.append(_goal(goal, measured))
    others = ", ".join(_name(peer) for peer in run.peers if peer not in (OURS.key, "hugo"))
    told = f"Ahead of {others}: in {ahead} of {ahead + len(behind)} cells (wall of every step, memory cold)." if ahead or behind else ""
    table = "\n".join((head, *rows, *behind)) if rows or behind else ""
    return "\n\n".join(part for part in (table, told) if part)


def _goal(goal: Goal, measured: float) -> str:
    what = "memory, cold" if goal.measure == "memory" else _STEPS[goal.step]
    return f"| {goal.size:,} | {_name(goal.peer)} | {what} | {goal.shown} | {_number(measured)} | {'✓' if kept(goal, measured) else '✗'} |"


def _bytes(run: Run) -> str:
    head = "| records | | bytes of a record's page | files | bytes, MB |\n|--:|---|--:|--:|--:|"
    rows = [
        f"| {size:,} | {_name(peer)} | {output.page_bytes:,.0f} | {output.files:,} | {output.bytes / 1e6:,.1f} |"
        for size in reversed(run.sizes)
        for peer in run.peers
        if (output := run.output(peer, size))
    ]
    return "\n".join((head, *rows))


def _growth(run: Run) -> Iterator[str]:
    yield run.conditions
    measures = {
        "cold, s": [(size, median(run.of(OURS.key, size, Step.COLD), "wall")) for size in run.sizes],
        "nothing changed, s": [(size, median(run.of(OURS.key, size, Step.UNCHANGED), "wall")) for size in run.sizes],
        "one record edited, s": [(size, median(run.of(OURS.key, size, Step.RECORD), "wall")) for size in run.sizes],
        "memory, cold, MB": [(size, median(run.of(OURS.key, size, Step.COLD), "memory") / 1e6) for size in run.sizes],
        "output, MB": [(size, _output(run, size).bytes / 1e6) for size in run.sizes],
    }
    steps = list(itertools.pairwise(run.sizes))
    head = f"| | {' | '.join(f'{size:,}' for size in run.sizes)} | {' | '.join(f'{one:,} → {other:,}' for one, other in steps)} |"
    rows = [head, f"|---|{'--:|' * (len(run.sizes) + len(steps))}"]
    for name, points in measures.items():
        slopes = [f"{exponent(one, other):.2f}" for one, other in itertools.pairwise(points)]
        rows.append(f"| {name} | {' | '.join(_seconds(value) for _, value in points)} | {' | '.join(slopes)} |")
    yield "\n".join(rows)
    yield "The columns with arrows are exponents: the slope on logarithmic axes; 1 grows as the records do, 2 as their square. One round."
    yield _limits(run, {name: tuple(points) for name, points in measures.items()})


def _limits(run: Run, measures: Mapping[str, tuple[tuple[int, float], ...]]) -> str:
    if len(run.sizes) < 2:
        return ""
    by_bytes = reached(measures["output, MB"], _PAGES_BYTES / 1e6)
    by_time = reached(measures["cold, s"], _PAGES_SECONDS)
    last, memory = run.sizes[-1], measures["memory, cold, MB"][-1][1]
    lines = [
        f"GitHub Pages publishes sites of at most 1 GB: that is reached at about {by_bytes:,.0f} records.",
        f"A deployment there may take 10 minutes: a cold build on this machine would take them at about {by_time:,.0f} records.",
        "GitHub's own machines are others, and uploading comes on top.",
    ]
    if last >= _GROWN:
        mark = "✓" if memory < _MEMORY / 1e6 else "✗"
        lines.append(f"Memory at {last:,} records is {memory:,.0f} MB; the goal is less than {_MEMORY / 1e6:,.0f} MB {mark}.")
    return "\n".join(f"- {line}" for line in lines)


def _output(run: Run, size: int) -> Output:
    output = run.output(OURS.key, size)
    assert output is not None
    return output


def _differences(runs: Mapping[str, Run]) -> str:
    known: dict[str, Peer] = {OURS.key: OURS, **PEERS}
    measured = dict.fromkeys(peer for run in runs.values() for peer in run.peers)
    general = (
        "The others' templates carry a filler, labelled as such, in place of our style sheet and drawings, so that each page has as many "
        "bytes as ours; it is the same on every page, where our drawings differ. They show the same values in the same order; the "
        "lunar days without their solar dates. Symbols are of version 3, level Q, for all; each page's was drawn, decoded and compared "
        "on a small site before anything was measured, as were the list of files, both files of each code and the cards."
    )
    rows = [f"- **{known[key].name}**: {known[key].settings} {known[key].differs}" for key in measured if key in known]
    return "\n\n".join(part for part in (general, "\n".join(rows)) if part)


def _name(key: str) -> str:
    return OURS.name if key == OURS.key else PEERS[key].name


def _seconds(value: float) -> str:
    """Three digits that mean something, and thousands apart."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
