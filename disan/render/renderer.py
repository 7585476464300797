"""A template and its context in, a page and the facts about it out.

Facts (links, ids, files used) are gathered while the template runs, never parsed back out of HTML. The page's style sheet
is put together of the parts that it used, and its Content-Security-Policy names exactly what stands in it, by hash
(CSP Level 3). Templates reach their context, the language's sentences and a handful of functions; nothing else.
"""

import functools
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from disan.core.strings import Strings
from disan.render import styles
from disan.render.files import Asset, TemplateFiles
from disan.render.gathering import Gathering

if TYPE_CHECKING:
    from disan.render.engine import Engine

_POLICY, _STYLE = "\ue0f0", "\ue0f1"
"""What stands for the policy and the style sheet while a template runs."""
_ONLY = "\ue0f2"
"""What stands before and behind what the page has at one of its addresses only; the first of these begins with the name of that."""
_AT_CODE, _AT_PAGE = "\ue0f3", "\ue0f4"
"""The names of the code's address and of the page's own."""


class Facts(Struct, frozen=True):
    """What the checks need to know of a page: the site paths that it links to, the ids that it has."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]


class RenderedPage(Struct, frozen=True):
    """A page as HTML, and its facts. `twin`, where it was asked for, is the same page as it stands at its code's address."""

    html: str
    facts: Facts
    twin: str = ""


class Renderer:
    """Renders pages with the templates of `folders`, the first that has a file winning. One page at a time.

    What the functions gather that templates call goes to the page in hand. `link` turns a site path into an address.
    """

    def __init__(self, folders: Sequence[Path], link: Callable[[str], str]) -> None:
        self._address = functools.lru_cache(4096)(link)
        self._files = TemplateFiles(folders)
        self._gathering = Gathering()
        self._strings: Strings
        self._part = functools.lru_cache(2048)(self._rendered_part)
        self._surroundings = functools.lru_cache(256)(self._style_and_policy)

    @property
    def assets(self) -> Mapping[str, Asset]:
        """The files that pages share, by name."""
        return self._files.assets

    def source(self, name: str) -> str:
        """The text of a file among the templates that is no page; TemplateFaultError when there is none."""
        return self._files.text(name)

    def page(self, template: str, context: object, strings: Strings, *, twin: bool = False) -> RenderedPage:
        """The page that `template` makes of `context` in the language of `strings`; TemplateFaultError when it cannot.

        With `twin` also as it stands at its code's address: with what the template has between `at_code()` marks, and without what it has
        between those of `at_page()`.
        """
        gathering = self._gathering = Gathering()
        self._strings = strings
        variables = {"page": context, "policy": Markup(_POLICY), "style": Markup(_STYLE)}
        html = self._engine.render(template, variables)
        return self._finished(html, gathering, twin=twin)

    def _finished(self, html: str, gathering: Gathering, *, twin: bool) -> RenderedPage:
        if gathering.alone:
            return RenderedPage(_filled(html, *styles.alone(self._files.sheet(gathering.alone))), Facts(tuple(gathering.links), ()))
        used, painted = tuple(gathering.styles), tuple(gathering.painted)
        programs, every = tuple(gathering.programs), tuple(gathering.programs | gathering.twin_programs)
        allowed = tuple(gathering.allowed)
        pieces = html.split(_ONLY)
        here = _filled(_joined(pieces, _AT_PAGE), *self._surroundings(used, painted, programs, allowed))
        there = here if twin else ""
        if twin and len(pieces) > 1:
            there = _filled(_joined(pieces, _AT_CODE), *self._surroundings(used, painted, every, allowed))
        return RenderedPage(here, Facts(tuple(gathering.links), tuple(gathering.anchors)), there)

    def _style_and_policy(
        self, used: Sequence[str], painted: Sequence[str], programs: Sequence[str], allowed: Sequence[tuple[str, str]]
    ) -> tuple[str, str]:
        """What a page with these parts, declarations and programs has in its head."""
        style = styles.style(used, painted, self._files.sheet)
        return style, styles.policy(styles.hashed(style), (styles.hashed(self._files.program(name)) for name in programs), allowed)

    @functools.cached_property
    def _engine(self) -> "Engine":
        from disan.render.engine import Engine  # Loads jinja2, which a build that renders nothing does without.

        return Engine(self._files.folders, self._functions())

    def _functions(self) -> Mapping[str, Callable[..., str]]:
        """What templates may call."""
        names = "link anchor asset uses alone script allow painted recurring at_code at_page say language"
        return {name: getattr(self, f"_{name}") for name in names.split()}

    def _link(self, path: str) -> str:
        self._gathering.links[path] = None
        return self._address(path)

    def _anchor(self, name: str) -> str:
        self._gathering.anchors[name] = None
        return name

    def _asset(self, name: str) -> str:
        return self._link(self._files.asset(name).path)

    def _uses(self, name: str) -> str:
        self._gathering.styles[name] = None
        return ""

    def _alone(self, name: str) -> str:
        """A page that has this style sheet and pictures, and nothing else that other pages have: for a frame in another site."""
        self._gathering.alone = f"{name}.css"
        return ""

    def _script(self, name: str) -> Markup:
        self._gathering.programs[f"scripts/{name}.js"] = None
        return Markup(self._files.program(f"scripts/{name}.js"))

    def _allow(self, directive: str, source: str) -> str:
        """What the page needs its policy to allow beyond what every page may: `allow("form-action", "'self'")`."""
        self._gathering.allowed[directive, source] = None
        return ""

    def _painted(self, placeholder: str, focus: str) -> str:
        rules = [f"background:url({placeholder}) center/cover"] if placeholder else []
        rules += [f"object-position:{focus}"] if focus else []
        if not rules:
            return ""
        return self._gathering.paint(";".join(rules))

    def _recurring(self, part: Callable[..., str], *values: Hashable) -> Markup:
        """A part that shows its values and nothing else, and that many pages show with the same ones: run once and remembered."""
        html, gathered = self._part(part, self._strings.language, *values)
        return Markup(self._gathering.take(gathered, html))

    def _rendered_part(self, part: Callable[..., str], _language: str, *values: Hashable) -> tuple[str, Gathering]:
        page, self._gathering = self._gathering, Gathering(part=True)
        try:
            return str(part(*values)), self._gathering
        finally:
            self._gathering = page

    def _at_code(self, caller: Callable[[], str]) -> Markup:
        """What stands between `{% call at_code() %}` and `{% endcall %}`: in the page at its code's address only."""
        gathering = self._gathering
        here, gathering.programs = gathering.programs, gathering.twin_programs
        try:
            return Markup(_only(_AT_CODE, caller()))
        finally:
            gathering.programs = here

    def _at_page(self, caller: Callable[[], str]) -> Markup:
        """What stands between `{% call at_page() %}` and `{% endcall %}`: in the page at its own address only. It has no program."""
        return Markup(_only(_AT_PAGE, caller()))

    def _say(self, key: str, **values: object) -> str:
        return self._strings.say(key, **values)

    def _language(self) -> str:
        return self._strings.language


def _filled(html: str, style: str, policy: str) -> str:
    """The page with its style sheet and policy; both stand near its beginning, so that the rest is not looked through."""
    head, mark, body = html.partition(_STYLE)
    if mark and _POLICY not in head:
        return f"{head}{style}{body.replace(_POLICY, policy)}"
    return f"{head.replace(_POLICY, policy)}{style if mark else ''}{body}"


def _only(address: str, html: str) -> str:
    """What the page has at one of its addresses only."""
    return f"{_ONLY}{address}{html}{_ONLY}"


def _joined(pieces: Sequence[str], address: str) -> str:
    """The page as it stands at one of its addresses, of pieces of which every second one stands at one only."""
    kept = (piece for number, piece in enumerate(pieces) if number % 2 == 0 or piece.startswith(address))
    return "".join(piece.removeprefix(address) for piece in kept)
