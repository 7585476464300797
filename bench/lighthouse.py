"""`python -m bench lighthouse`: what Lighthouse says of our pages with its settings for telephones; goes to bench/LIGHTHOUSE.md.

Lighthouse comes from npm, as bench/package-lock.json names it, into .cache/bench. It models its network and processor itself,
so the site is served as it is, on loopback. A category's score is the median of the rounds; what cost points in any round is told.
"""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fixtures.browsing import ARGUMENTS
from tests.requirements import located

from bench import machine, targets
from bench.origin import served
from bench.proxy import LOOPBACK
from bench.targets import ROOT, Target
from bench.view import TRUSTING

REPORT = Path(__file__).parent / "LIGHTHOUSE.md"
FOLDER = ROOT / ".cache" / "bench"
CATEGORIES = {"performance": "performance", "accessibility": "accessibility", "best-practices": "best practices", "seo": "SEO"}
_PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc")
_INSTALL = ("npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One run: scores of 0 to 100 by category, and for each category the audits that kept it from 100, as sentences."""

    scores: Mapping[str, int]
    lost: Mapping[str, tuple[str, ...]]
    lighthouse: str
    browser: str


def run(rounds: int) -> str:
    """Judges every page so many times, writes the report and gives it back."""
    install()
    with targets.built() as root, served(root) as port:
        pages = [page for page in targets.chosen(root) if page.name != "code page, median"]
        judged: dict[Target, list[Judgement]] = {page: [] for page in pages}
        conditions = machine.described({}, f"python -m bench lighthouse --rounds {rounds}")
        before = machine.busy()
        for number in range(1, rounds + 1):
            for page in pages:
                judgement = judge(f"https://{LOOPBACK}:{port}{page.path}")
                judged[page].append(judgement)
                print(f"{number}/{rounds}  {page.name:<20}  {' / '.join(map(str, judgement.scores.values()))}", flush=True)
    first = judged[pages[0]][0]
    conditions += f", Lighthouse {first.lighthouse}, {first.browser}\n- Load of the machine: {before} before, {machine.busy()} at the end"
    report = "\n\n".join((_introduction(rounds), conditions, _table(judged), _losses(judged))) + "\n"
    REPORT.write_text(report, encoding="utf-8")
    return report


def install() -> None:
    """Puts Lighthouse into .cache/bench unless it stands there as the lock file names it."""
    source = Path(__file__).parent
    stamp = FOLDER / ".installed"
    lock = (source / "package-lock.json").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == lock:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in _PACKAGE_FILES:
        shutil.copyfile(source / name, FOLDER / name)
    subprocess.run(_INSTALL, cwd=FOLDER, check=True)
    stamp.write_text(lock, encoding="utf-8")


def judge(address: str) -> Judgement:
    """One run of Lighthouse in a browser of its own; raises RuntimeError with its words when the page could not be judged."""
    command = (
        "node",
        str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        "--no-enable-error-reporting",
        f"--chrome-flags={' '.join((*ARGUMENTS, TRUSTING))}",
    )
    surroundings = {**os.environ, "CHROME_PATH": str(located("chromium"))}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not judge {address}: {done.stderr.strip()[-2000:]}")
    result = json.loads(done.stdout)
    if "runtimeError" in result:
        raise RuntimeError(f"Lighthouse could not judge {address}: {result['runtimeError']['message']}")
    return read(result)


def read(result: Mapping[str, dict[str, dict[str, object]]]) -> Judgement:
    """A judgement from Lighthouse's JSON."""
    scores: dict[str, int] = {}
    lost: dict[str, tuple[str, ...]] = {}
    for name in CATEGORIES:
        category = result["categories"][name]
        scores[name] = round(float(str(category["score"] or 0)) * 100)
        references = category["auditRefs"]
        assert isinstance(references, list)
        weighed = [result["audits"][reference["id"]] for reference in references if reference["weight"]]
        faulty = (audit for audit in weighed if isinstance(score := audit["score"], int | float) and score < 1)
        lost[name] = tuple(_sentence(audit) for audit in faulty) if scores[name] < 100 else ()
    environment = str(result["environment"]["hostUserAgent"])
    browser = next((part for part in environment.split() if "Chrome/" in part), environment)
    return Judgement(scores, lost, str(result["lighthouseVersion"]), browser.replace("Headless", "").replace("/", " "))


def _sentence(audit: Mapping[str, object]) -> str:
    """An audit that cost points: its name, its title, its value, and the first places that it names."""
    words = f"`{audit['id']}`: {audit['title']}"
    if audit.get("displayValue"):
        words += f" ({audit['displayValue']})"
    details = audit.get("details")
    items = details.get("items", []) if isinstance(details, dict) else []
    nodes = [item["node"]["snippet"] for item in items if isinstance(item, dict) and isinstance(item.get("node"), dict)]
    return words + "".join(f" `{node[:120]}`" for node in nodes[:2])


def _introduction(rounds: int) -> str:
    return f"# Lighthouse\n\nIts own settings for telephones. Medians of {rounds} rounds, a page's rounds being spread over the whole run."


def _table(judged: Mapping[Target, Sequence[Judgement]]) -> str:
    names = " | ".join(CATEGORIES.values())
    lines = [f"| page | {names} |", f"|---|{'--:|' * len(CATEGORIES)}"]
    for page, judgements in judged.items():
        scores = (statistics.median(judgement.scores[name] for judgement in judgements) for name in CATEGORIES)
        lines.append(f"| {page.name} `{page.path}` | {' | '.join(f'{score:.0f}' for score in scores)} |")
    return "\n".join(lines)


def _losses(judged: Mapping[Target, Sequence[Judgement]]) -> str:
    """Every score below 100, in any round, and what cost the points."""
    lines = [
        f"- {page.name}, {CATEGORIES[name]} {judgement.scores[name]}: {'; '.join(judgement.lost[name])}"
        for page, judgements in judged.items()
        for judgement in judgements
        for name in CATEGORIES
        if judgement.scores[name] < 100
    ]
    return "\n".join(("## What cost points", "", *(dict.fromkeys(lines) or ["Nothing, in any round."])))
