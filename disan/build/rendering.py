"""Plans into staged pages: those that are up to date stay, the others are rendered, several at a time.

Plans, the templates and the cache go in; staged files and the facts of pages come out. Checks no link.
"""

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, msgpack

from disan.build import budgets
from disan.build.cache import Cache, Table
from disan.build.output import Stage, Staged
from disan.build.records import SYMBOLS
from disan.core import processes
from disan.core.problems import Position, Problem
from disan.core.strings import load
from disan.pages import Plan
from disan.pages.contexts import Context, RecordPage
from disan.pages.embed_parts import EmbedPage
from disan.pages.parts import SymbolDrawing
from disan.render import Facts, RenderedPage, Renderer, TemplateFaultError

Progress = Callable[[int, int], None]
"""Is told how many pages are rendered, and of how many."""
_WORTH_PROCESSES = 100
"""Pages from which on further processes pay for their start, as many as one takes in the time of two starts."""


class SitePages(Struct, frozen=True):
    """The pages of a site by path: digests of all that they were made of, and the compressed bytes of those that may be too heavy."""

    digests: Mapping[str, str] = {}
    weights: Mapping[str, int] = {}


CODES = "/Q/"
"""How the site paths of printed codes begin."""
PAGES: Table[SitePages] = Table("pages", SitePages)
FACTS: Table[Facts] = Table("facts", Facts)


class _StagedPage(Struct, frozen=True):
    """What a process sends of a page: its number among the plans, or the fault of its template."""

    number: int
    staged: tuple[Staged, ...] = ()
    facts: Facts = Facts((), ())
    weight: int = 0
    symbol: SymbolDrawing | None = None
    """Of a page that is no record's."""
    fault: tuple[str, int, str] | None = None


class Site:
    """All pages of a site: rendered now, or up to date."""

    def __init__(self, plans: Sequence[Plan], renderer: Renderer, templates: str, cache: Cache, stage: Stage) -> None:
        self.plans, self._renderer, self._cache, self._stage = plans, renderer, cache, stage
        self._before = (cache.last(PAGES, "") if stage.before.digests else None) or SitePages()
        self._digests = {plan.path: f"{plan.digest} {templates}" for plan in plans}
        self._weights: dict[str, int] = {}
        self._rendered: dict[str, Facts] = {}
        self.problems: list[Problem] = []
        self.faulty: set[str] = set()
        """The paths of pages that a template's fault kept from being rendered."""
        self.lost = bool(self._before.digests.keys() - self._digests.keys())
        """Whether something is gone that other pages may lead to: a page, or an anchor of one."""

    def render(self, jobs: int, progress: Progress) -> None:
        """Renders the pages that are not up to date; a template's fault is told once for each template and line."""
        fresh = [plan for plan in self.plans if not self._up_to_date(plan)]
        faults: dict[tuple[str, int], Problem] = {}
        for done, each in enumerate(_in_processes(fresh, self._renderer, self._stage, jobs if len(fresh) >= _WORTH_PROCESSES else 1), 1):
            plan = fresh[each.number]
            if each.fault:
                template, line, message = each.fault
                values = {"message": message, "origin": plan.origin}
                self.faulty.add(plan.path)
                faults.setdefault((template, line), Problem("template", Position(f"templates/{template}", line), values=values))
            else:
                self._stage.take(each.staged)
                self._take(plan, each)
            progress(done, len(fresh))
        self.problems += faults.values()
        for plan in (each for each in self.plans if each.path not in self.faulty):
            self.problems += budgets.page_problems(plan.path, plan.origin, self._weight(plan))

    def checked(self) -> Iterator[tuple[Plan, Facts]]:
        """The pages whose links are to be checked: those rendered now, and where something that others may lead to is gone, all."""
        there = (plan for plan in self.plans if plan.path not in self.faulty)
        return ((plan, self.facts(plan)) for plan in there if self.lost or plan.path in self._rendered)

    def facts(self, plan: Plan) -> Facts:
        """The facts of a page; one of which the cache has lost them is rendered again for them."""
        found = self._rendered.get(plan.path) or self._cache.get(FACTS, plan.path, self._digests[plan.path])
        return found or _page(plan, plan.context(), self._renderer).facts

    @property
    def rendered(self) -> int:
        """How many pages were rendered now."""
        return len(self._rendered)

    def keep(self) -> None:
        """Keeps what the next build needs to know, now that the pages are in their places."""
        for table in (FACTS, SYMBOLS):
            self._cache.drop(table, self._before.digests.keys() - self._digests.keys())
        self._cache.put(PAGES, "", "", msgpack.encode(SitePages(self._digests, self._weights)))

    def _up_to_date(self, plan: Plan) -> bool:
        return self._before.digests.get(plan.path) == self._digests[plan.path] and self._stage.kept((*plan.files, *plan.twins))

    def _take(self, plan: Plan, page: _StagedPage) -> None:
        before = self._cache.last(FACTS, plan.path) if plan.path in self._before.digests else page.facts
        self.lost = self.lost or before is None or not set(before.anchors) <= set(page.facts.anchors)
        self._cache.put(FACTS, plan.path, self._digests[plan.path], msgpack.encode(page.facts))
        self._rendered[plan.path] = page.facts
        if page.weight:
            self._weights[plan.path] = page.weight
        if page.symbol:
            self._cache.put(SYMBOLS, plan.path, page.symbol.address, msgpack.encode(page.symbol))

    def _weight(self, plan: Plan) -> int:
        if plan.path not in self._rendered and plan.path in self._before.weights:
            self._weights[plan.path] = self._before.weights[plan.path]
        return self._weights.get(plan.path, 0)


def _in_processes(plans: Sequence[Plan], renderer: Renderer, stage: Stage, jobs: int) -> Iterator[_StagedPage]:
    # Lists come first: they take longer than a record's page, and no process shall still have them when the others are done.
    order = sorted(range(len(plans)), key=lambda number: plans[number].template.startswith("kinds/"))
    work = functools.partial(_batch, plans, renderer, stage)
    samples = _samples(plans, order, jobs)
    batches = [samples, *processes.batches([number for number in order if number not in samples], jobs)]
    return itertools.chain.from_iterable(processes.mapped(work, batches, jobs))


def _samples(plans: Sequence[Plan], order: Iterable[int], jobs: int) -> list[int]:
    """A page of each template that has more pages than there are processes: made before these begin, it leaves no template to each of
    them to make ready."""
    pages = Counter(plan.template for plan in plans)
    return list({plans[number].template: number for number in order if pages[plans[number].template] > jobs}.values())


def _batch(plans: Sequence[Plan], renderer: Renderer, stage: Stage, numbers: Sequence[int]) -> list[_StagedPage]:
    return [_staged(plans[number], number, renderer, stage) for number in numbers]


def _page(plan: Plan, context: Context, renderer: Renderer) -> RenderedPage:
    """The page of a plan; TemplateFaultError where its template is faulty."""
    return renderer.page(plan.template, context, load(plan.language), twin=bool(plan.twins))


def _staged(plan: Plan, number: int, renderer: Renderer, stage: Stage) -> _StagedPage:
    context = plan.context()
    try:
        page = _page(plan, context, renderer)
    except TemplateFaultError as fault:
        return _StagedPage(number, fault=(fault.template, fault.line, fault.message))
    html = page.html.encode()
    twin = html if page.html == page.twin else page.twin.encode()
    if twin is html:
        staged = stage.staged((*plan.files, *plan.twins), html, f"{number}-page")
    else:
        staged = stage.staged(plan.files, html, f"{number}-page") + stage.staged(plan.twins, twin, f"{number}-code")
    at_code = twin if plan.twins else html if plan.path.startswith(CODES) else b""
    return _StagedPage(number, tuple(staged), page.facts, budgets.weight(at_code), _symbol(plan, context))


def _symbol(plan: Plan, context: Context) -> SymbolDrawing | None:
    """The QR code of a page that is no record's: a record's is kept with its own page, and a card for other sites has none."""
    if isinstance(context, EmbedPage):
        return None
    return None if isinstance(context, RecordPage) and not plan.path.startswith(CODES) else context.frame.symbol
