"""Plans into staged pages: those that the site has as they would be again are left alone, the others are made, several at a time.

Plans, the templates and the memory of the last build go in; staged files and the facts of pages come out. Checks nothing.
"""

import functools
import itertools
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from disan.build import processes
from disan.build.memory import Memory, Row
from disan.build.output import Stage, Staged
from disan.build.store import DamagedError
from disan.core.problems import Position, Problem
from disan.core.strings import load
from disan.drawing import share_cards
from disan.drawing.share_cards import ShareCard
from disan.pages import Plan
from disan.pages.contexts import Context, RecordPage
from disan.pages.parts import SymbolDrawing
from disan.pages.plan import digest
from disan.render import Facts, Renderer, TemplateFaultError

_WORTH_PROCESSES = 100
"""Records' pages from which on further processes pay for their start, as many as one takes in the time of two starts."""
_RECORDS_A_PAGE = 32
"""Records that a page of many shows in the time in which a record's page is made."""
Progress = Callable[[int, int], None]
Templates = Callable[[str], str]


class Page(NamedTuple):
    """A page that was made in this build."""

    plan: Plan
    row: Row
    facts: Facts
    card: ShareCard | None
    symbol: SymbolDrawing | None
    """Of a page that is no record's own: a record's is kept with it."""


class Rendered(NamedTuple):
    """All pages of a site: those made now, and those that stand. Its lists grow while it is made, and then no more."""

    made: list[Page]
    standing: list[Plan]
    problems: list[Problem]
    recipes: dict[str, tuple[str, ...]]
    gone: set[str]
    """The paths of pages that the last build had."""


class _RenderedParts(NamedTuple):
    """What a process sends of a page: its number among the plans, or the fault of its template."""

    number: int
    staged: tuple[Staged, ...] = ()
    facts: Facts | None = None
    card: ShareCard | None = None
    symbol: SymbolDrawing | None = None
    drawing: tuple[Staged, ...] = ()
    fault: tuple[str, int, str] | None = None
    damaged: bool = False
    """Whether what was kept for the page is lost."""


def rendered(
    plans: Sequence[Plan], renderer: Renderer, templates: Templates, memory: Memory, stage: Stage, jobs: int, progress: Progress
) -> Rendered:
    """Every plan's page, staged or standing; a template's fault is told once for each template and line.

    `templates` gives the digest of a file among them. DamagedError where what was kept for a page is lost.
    """
    rows, recipes = memory.pages(), dict(memory.recipes())
    state = functools.cache(lambda recipe: digest(templates(name) for name in recipes.get(recipe, ())))
    found = Rendered([], [], [], recipes, rows.keys() - {plan.path for plan in plans})
    fresh: list[Plan] = []
    for plan in plans:
        row = rows.get(plan.path)
        names = (*plan.files, *plan.twins, *filter(None, row[3:] if row else ()))
        if row and row[0] == plan.digest and row[2] == state(row[1]) and stage.kept(names):
            found.standing.append(plan)
        else:
            fresh.append(plan)
    faults: dict[tuple[str, int], Problem] = {}
    for done, each in enumerate(_in_processes(fresh, renderer, stage, jobs if _much(fresh, plans) else 1), 1):
        if each.damaged:
            raise DamagedError
        plan = fresh[each.number]
        if each.fault:
            template, line, message = each.fault
            values = {"message": message, "origin": plan.origin}
            faults.setdefault((template, line), Problem("template", Position(f"templates/{template}", line), values=values))
            continue
        assert each.facts is not None
        stage.take((*each.staged, *each.drawing))
        files = (*each.facts.files, *((share_cards.TEMPLATE,) if each.card else ()))
        recipe = sys.intern(digest(files))
        # Most links are those of all pages: one copy of each is enough, however many pages there are. So it is with recipes.
        facts = Facts(
            tuple(map(sys.intern, each.facts.links)), tuple(map(sys.intern, each.facts.anchors)), recipes.setdefault(recipe, files)
        )
        row = (plan.digest, recipe, state(recipe), each.card.path.lstrip("/") if each.card else "")
        found.made.append(Page(plan, row, facts, each.card, each.symbol))
        progress(done, len(fresh))
    found.problems.extend(faults.values())
    return found


def _much(fresh: Sequence[Plan], plans: Sequence[Plan]) -> bool:
    """Whether so much is to be made that several processes are quicker at it: nearly every page that is no record's shows all records."""
    of_many = sum(not plan.template.startswith("kinds/") for plan in fresh)
    return len(fresh) + of_many * len(plans) / _RECORDS_A_PAGE >= _WORTH_PROCESSES


def _in_processes(plans: Sequence[Plan], renderer: Renderer, stage: Stage, jobs: int) -> Iterator[_RenderedParts]:
    # Pages of many records come first and alone, so that no process still has a long one when the others are done.
    order = sorted(range(len(plans)), key=lambda number: plans[number].template.startswith("kinds/"))
    alone = sum(not plan.template.startswith("kinds/") for plan in plans)
    batches = [*(order[place : place + 1] for place in range(alone)), *processes.batches(order[alone:], jobs)]
    work = functools.partial(_batch, plans, renderer, stage)
    return itertools.chain.from_iterable(processes.mapped(work, batches, jobs))


def _batch(plans: Sequence[Plan], renderer: Renderer, stage: Stage, numbers: Sequence[int]) -> list[_RenderedParts]:
    return [_made(plans[number], number, renderer, stage) for number in numbers]


def _made(plan: Plan, number: int, renderer: Renderer, stage: Stage) -> _RenderedParts:
    try:
        context = plan.context()
    except DamagedError:
        return _RenderedParts(number, damaged=True)
    try:
        page = renderer.page(plan.template, context, load(plan.language), twin=bool(plan.twins))
    except TemplateFaultError as fault:
        return _RenderedParts(number, fault=(fault.template, fault.line, fault.message))
    if page.html == page.twin:
        staged = stage.staged((*plan.files, *plan.twins), page.html.encode(), f"{number}-page")
    else:
        staged = stage.staged(plan.files, page.html.encode(), f"{number}-page")
        staged += stage.staged(plan.twins, page.twin.encode(), f"{number}-code")
    symbol = context.frame.symbol if plan.path.startswith("/Q/") or not isinstance(context, RecordPage) else None
    return _RenderedParts(number, tuple(staged), page.facts, context.frame.share, symbol, _drawing(context, stage))


def _drawing(context: Context, stage: Stage) -> tuple[Staged, ...]:
    """The drawn cover that stands in the page, as a file for the cards of other pages: it need not be drawn once more for them."""
    if not isinstance(context, RecordPage) or not context.own.cover.inline:
        return ()
    cover = context.own.cover
    name = cover.drawing.lstrip("/")
    if stage.before.digests.get(name) == cover.drawing and stage.stands(name):
        return ()
    return tuple(stage.staged([name], cover.inline.encode(), name.replace("/", "-")))
