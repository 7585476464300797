"""A template and its context in, a page and the facts about it out.

Facts (links, ids, files used) are gathered while the template runs, never parsed back out of HTML. The page's style sheet
is put together of the parts that it used, and its Content-Security-Policy names exactly what stands in it, by hash
(CSP Level 3). Templates reach their context, the language's sentences and a handful of functions; nothing else.
"""

import base64
import hashlib
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from markupsafe import Markup

from disan import scripts, stylesheets
from disan.strings import Strings

LAYERS = ("tokens", "page", "prose", "parts", "print")
_POLICY, _STYLE = "\ue0f0", "\ue0f1"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks need to know of a page: the site paths that it links to, and the ids that it has."""

    links: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as HTML, and its facts."""

    html: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages share, under a name that changes with its content; `path` is a site path."""

    path: str
    content: bytes


class TemplateFaultError(Exception):
    """A template went wrong: which one, at which line, and what the template engine says."""

    def __init__(self, template: str, line: int, message: str) -> None:
        super().__init__(message)
        self.template, self.line, self.message = template, line, message


@dataclass
class _Gathering:
    links: dict[str, None] = field(default_factory=dict)
    anchors: dict[str, None] = field(default_factory=dict)
    styles: dict[str, None] = field(default_factory=dict)
    inline: dict[str, None] = field(default_factory=dict)
    painted: dict[str, None] = field(default_factory=dict)


class Renderer:
    """Renders pages with the templates of `folders`, the first that has a file winning. One page at a time.

    The functions that templates call stand in the environment, not in each page's context, so that a part is made ready once and
    not at each import; what they gather goes to the page in hand.
    """

    def __init__(self, folders: Sequence[Path], link: Callable[[str], str]) -> None:
        self._address = link
        self._folders = tuple(folders)
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # Each build has a renderer of its own; asking the disk at every inclusion took a fifth of a page's time.
        )
        self._environment.globals.clear()
        self._environment.globals.update(self._functions())
        self._gathering = _Gathering()
        self._strings: Strings
        self._minified: dict[str, str] = {}
        self.assets = self._read_assets()

    def source(self, name: str) -> str:
        """The text of a file among the templates that is no page; TemplateFaultError when there is none."""
        return self._file(name).read_text(encoding="utf-8")

    def page(self, template: str, context: object, strings: Strings) -> Rendered:
        """The page that `template` makes of `context` in the language of `strings`; TemplateFaultError when it cannot."""
        gathering = self._gathering = _Gathering()
        self._strings = strings
        variables = {"page": context, "policy": Markup(_POLICY), "style": Markup(_STYLE)}
        try:
            html = self._environment.get_template(template).render(variables)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFaultError(error.name or template, error.lineno, error.message or "") from error
        except jinja2.TemplateError as error:
            raise TemplateFaultError(*_where(error, template), str(error)) from error
        own = "".join(f".p{number}{{{rule}}}" for number, rule in enumerate(gathering.painted, 1))
        style = self._style(gathering.styles) + (f"@layer parts{{{own}}}" if own else "")
        html = html.replace(_STYLE, style).replace(_POLICY, _policy(style, gathering.inline))
        return Rendered(html, Facts(tuple(gathering.links), tuple(gathering.anchors)))

    def _functions(self) -> Mapping[str, Callable[..., str]]:
        """What templates may call."""
        names = ("link", "anchor", "declare", "asset", "uses", "script", "painted", "say", "language")
        return {name: getattr(self, f"_{name}") for name in names}

    def _link(self, path: str) -> str:
        self._gathering.links[path] = None
        return self._address(path)

    def _anchor(self, name: str) -> str:
        self._gathering.anchors[name] = None
        return name

    def _declare(self, name: str) -> str:
        self._gathering.anchors[name] = None
        return ""

    def _asset(self, name: str) -> str:
        return self._link(self.assets[name].path)

    def _uses(self, name: str) -> str:
        self._gathering.styles[name] = None
        return ""

    def _script(self, name: str) -> Markup:
        program = self._text(f"scripts/{name}.js", scripts.minified)
        self._gathering.inline[program] = None
        return Markup(program)

    def _painted(self, placeholder: str, focus: str) -> str:
        rules = [f"background:url({placeholder}) center/cover"] if placeholder else []
        rules += [f"object-position:{focus}"] if focus else []
        if not rules:
            return ""
        painted = self._gathering.painted
        painted[";".join(rules)] = None
        return f"p{list(painted).index(';'.join(rules)) + 1}"

    def _say(self, key: str, **values: object) -> str:
        return self._strings.say(key, **values)

    def _language(self) -> str:
        return self._strings.language

    def _text(self, name: str, minified: Callable[[str], str]) -> str:
        if name not in self._minified:
            self._minified[name] = minified(self._file(name).read_text(encoding="utf-8"))
        return self._minified[name]

    def _file(self, name: str) -> Path:
        for folder in self._folders:
            if (folder / name).is_file():
                return folder / name
        raise TemplateFaultError(name, 1, f"no such file: {name}")

    def _style(self, used: Mapping[str, None]) -> str:
        parts = {layer: [f"css/{layer}.css"] for layer in LAYERS}
        parts["parts"] = [f"{name}.css" for name in sorted(used)]
        sheets = ((layer, self._text(name, stylesheets.minified)) for layer in LAYERS for name in parts[layer])
        return f"@layer {','.join(LAYERS)};" + "".join(f"@layer {layer}{{{css}}}" for layer, css in sheets if css)

    def _read_assets(self) -> dict[str, Asset]:
        assets: dict[str, Asset] = {}
        for folder in reversed(self._folders):
            for file in sorted((folder / "assets").rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    name = file.relative_to(folder / "assets").as_posix()
                    content = file.read_bytes()
                    if file.suffix == ".js":
                        content = scripts.minified(content.decode("utf-8")).encode("utf-8")
                    digest = hashlib.sha256(content).hexdigest()[:8]
                    stem, _, suffix = name.rpartition(".")
                    assets[name] = Asset(f"/assets/{stem}.{digest}.{suffix}", content)
        return assets


def _policy(style: str, inline: Mapping[str, None]) -> str:
    programs = " ".join(["'self'", *(_hash(program) for program in inline)])
    rules = {
        "default-src": "'none'",
        "script-src": programs,
        "style-src": _hash(style),
        "img-src": "'self' data:",
        "media-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _where(error: jinja2.TemplateError, template: str) -> tuple[str, int]:
    """The innermost template line of a traceback, which jinja2 rewrites to template lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return template, 1
    name = frames[-1].filename.replace("\\", "/").rpartition("templates/")[2]
    return name, frames[-1].lineno or 1
