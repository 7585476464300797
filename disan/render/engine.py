"""The template engine: a template's name and its variables in, text out; and which templates a template is made of.

All that the program knows of jinja2 is here. Its faults leave as TemplateFaultError, with template and line.
"""

import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes

from disan.render.faults import TemplateFaultError

_PARTS = "parts_of_template"


class _Environment(jinja2.Environment):
    """An environment whose compiled templates say which templates they name, and which notes the names that are chosen on the way."""

    chosen: MutableMapping[str, None]
    """Where the names go that `{% include "blocks/" ~ name ~ ".html" %}` and its like work out, whether or not there is such a template."""

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
        return f"{super()._generate(source, *surroundings, **more)}\n{_PARTS} = {named!r}\n"


class Engine:
    """Renders the templates of `folders`, the first that has a file winning.

    `functions` are what templates may call. They stand in the environment, not in each page's context, so that a part is made
    ready once and not at each import.
    """

    def __init__(self, folders: Sequence[Path], functions: Mapping[str, Callable[..., str]]) -> None:
        self.environment = _Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # Each build has an engine of its own; asking the disk at every inclusion took a fifth of a page's time.
        )
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
        except jinja2.TemplateError as error:
            raise TemplateFaultError(*_where(error, template), str(error)) from error

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
        except jinja2.TemplateNotFound:
            return []
        named: list[str] = compiled.root_render_func.__globals__[_PARTS]
        return named


def _where(error: jinja2.TemplateError, template: str) -> tuple[str, int]:
    """The innermost template line of a traceback, which jinja2 rewrites to template lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return template, 1
    name = frames[-1].filename.replace("\\", "/").rpartition("templates/")[2]
    return name, frames[-1].lineno or 1
