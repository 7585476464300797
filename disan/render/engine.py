"""The template engine: a template's name and its variables in, text out; and which templates a template is made of.

All that the program knows of jinja2 is here. Its faults leave as TemplateFaultError, with template and line.
"""

import functools
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from disan.render.compiled import Compiled
from disan.render.faults import TemplateFaultError

_PARTS = "parts_of_template"


_SHORT = 200
"""Characters of a text that is worth remembering escaped."""
_remembered = functools.lru_cache(4096)(escape)


def _escape(value: Any) -> str:
    """What an expression gives, as it stands in a page; markupsafe's `escape`, which makes an object of each value each time."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return _remembered(value) if kind is str and len(value) < _SHORT else escape(value)


def _marked(text: str) -> Markup:
    """Text that is HTML as it is, without the questions that markupsafe asks of any other object."""
    return str.__new__(Markup, text)


class _Macro(jinja2.runtime.Macro):
    """A macro that is called as a function where it is given all that it names, in order."""

    def __init__(self, *values: Any) -> None:
        super().__init__(*values)
        special = self.caller or self.catch_kwargs or self.catch_varargs or not self._default_autoescape
        self._plain = -1 if special else self._argument_count

    def __call__(self, *values: Any, **named: Any) -> Any:
        if named or len(values) != self._plain:
            return super().__call__(*values, **named)
        return _marked(self._func(*values))


class _Generator(CodeGenerator):
    """Compiles calls as they are: no function of ours asks for the context, which jinja2 looks for at each call.

    So `operator.call` stands for the context's own `call`.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  jinja2's name.
        self.write("call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")


class _Environment(jinja2.Environment):
    """An environment whose compiled templates say which templates they name, and which notes the names that are chosen on the way.

    All its templates share its globals, and none of them changes while it lives: a template is found by its name alone.
    """

    code_generator_class = _Generator
    escape = staticmethod(_escape)
    macro = _Macro
    ready: dict[str, jinja2.Template]

    chosen: MutableMapping[str, None]
    """Where the names go that `{% include "blocks/" ~ name ~ ".html" %}` and its like work out, whether or not there is such a template."""

    def make_globals(self, d: Any) -> MutableMapping[str, Any]:  # noqa: ARG002 - jinja2's own name; what a template adds is nothing.
        return self.globals

    def get_template(self, name: Any, *surroundings: Any, **more: Any) -> jinja2.Template:
        found = self.ready.get(name)
        if found is None:
            found = self.ready[name] = super().get_template(name, *surroundings, **more)
        return found

    def get_or_select_template(self, template_name_or_list: Any, *surroundings: Any, **more: Any) -> jinja2.Template:
        names = [template_name_or_list] if isinstance(template_name_or_list, str) else template_name_or_list
        return self.select_template(names, *surroundings, **more)

    def select_template(self, names: Any, *surroundings: Any, **more: Any) -> jinja2.Template:
        self.chosen.update(dict.fromkeys(names))
        return super().select_template(names, *surroundings, **more)

    def _generate(self, source: nodes.Template, *surroundings: Any, **more: Any) -> str:
        """The names stand in the compiled template, so that one that is kept compiled need not be parsed for them."""
        named = sorted({each for each in meta.find_referenced_templates(source) if each})
        bases: Iterator[Any] = source.find_all((nodes.Extends, nodes.Import, nodes.FromImport))
        if any(not isinstance(each.template, nodes.Const) for each in bases):
            # Which one it imports is worked out once for all pages, when it is made ready: it may be any.
            named += self.list_templates(["html"])
        own = f"{_PARTS} = {named!r}\nescape = environment.escape\nMacro = environment.macro\nfrom operator import call\n"
        return f"{super()._generate(source, *surroundings, **more)}\n{own}"


class Engine:
    """Renders the templates of `folders`, the first that has a file winning.

    `functions` are what templates may call. They stand in the environment, not in each page's context, so that a part is made
    ready once and not at each import. `compiled` names, for folders of templates, those in which they are kept compiled.
    """

    def __init__(
        self, folders: Sequence[Path], functions: Mapping[str, Callable[..., str]], compiled: Mapping[Path, Path] | None = None
    ) -> None:
        self.environment = _Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=Compiled(compiled, Path(__file__).read_bytes()) if compiled else None,
            auto_reload=False,  # Each build has an engine of its own; asking the disk at every inclusion took a fifth of a page's time.
        )
        self.environment.ready = {}
        self.environment.globals.clear()
        self.environment.globals.update(functions)
        self._closures: dict[str, frozenset[str]] = {}

    def render(self, template: str, variables: Mapping[str, object], chosen: MutableMapping[str, None]) -> str:
        """The text; `chosen` gets the names of templates that no template names in words."""
        self.environment.chosen = chosen
        try:
            return self.environment.get_template(template).render(variables)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFaultError(error.name or template, error.lineno, error.message or "") from error
        except TemplateFaultError:
            raise
        except jinja2.TemplateError as error:
            raise TemplateFaultError(*_where(error, template), str(error)) from error
        except Exception as error:  # Of a sentence that there is none of, a number added to a text: all that an expression can do wrong.
            raise TemplateFaultError(*_where(error, template), f"{type(error).__name__}: {error}") from error

    def parts(self, template: str) -> frozenset[str]:
        """The template and all that it extends, imports and includes by name, and so on down; those too that there are none of."""
        known = self._closures.get(template)
        if known is None:
            found, left = set[str](), [template]
            while left:
                name = left.pop()
                if name not in found:
                    found.add(name)
                    left += self._named(name)
            known = self._closures[template] = frozenset(found)
        return known

    def _named(self, template: str) -> list[str]:
        try:
            compiled = self.environment.get_template(template)
        except jinja2.TemplateError:  # There is none, or it is faulty and did not run.
            return []
        named: list[str] = compiled.root_render_func.__globals__[_PARTS]
        return named


def _where(error: Exception, template: str) -> tuple[str, int]:
    """The innermost template line of a traceback, which jinja2 rewrites to template lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return template, 1
    name = frames[-1].filename.replace("\\", "/").rpartition("templates/")[2]
    return name, frames[-1].lineno or 1
