"""The template engine: a template's name and its variables in, text out.

All that the program knows of jinja2 is here. Its faults leave as TemplateFaultError, with template and line.
"""

import traceback
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from disan.render.faults import TemplateFaultError


class _Context(Context):
    """The variables of a page. What it calls wants them never: asking each function for that took a tenth of a page's time."""

    def call(self, function: Callable[..., Any], /, *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        """What a function gives; the engine's own word of the loop or block that calls it ends here."""
        return function(*values, **named)


class _Environment(jinja2.Environment):
    """An environment whose templates have no variables of their own beside its functions, and show values, of which none has items."""

    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002  The engine's own.
        """The functions, as they are: a map of maps, searched at each of a page's fourteen imports, took an eighth of its time."""
        return self.globals


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled once for all builds of a process. They stay in memory: what lies on a disk others may have put there."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template's code, which is that of its source; none where it was not compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remembers a template's code."""
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Engine:
    """Renders the templates of `folders`, the first that has a file winning.

    `functions` are what templates may call. They stand in the environment, not in each page's context, so that a part is made
    ready once and not at each import.
    """

    def __init__(self, folders: Sequence[Path], functions: Mapping[str, Callable[..., str]]) -> None:
        self._environment = _Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
            cache_size=-1,
            auto_reload=False,  # Each build has an engine of its own; asking the disk at every inclusion took a fifth of a page's time.
        )
        self._environment.globals.clear()
        self._environment.globals.update(functions)

    def render(self, template: str, variables: Mapping[str, object]) -> str:
        """The text."""
        try:
            return self._environment.get_template(template).render(variables)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFaultError(error.name or template, error.lineno, error.message or "") from error
        except TemplateFaultError:
            raise
        except jinja2.TemplateError as error:
            raise TemplateFaultError(*_where(error, template), str(error)) from error
        except Exception as error:  # Of a sentence that there is none of, a number added to a text: all that an expression can do wrong.
            raise TemplateFaultError(*_where(error, template), f"{type(error).__name__}: {error}") from error


def _where(error: Exception, template: str) -> tuple[str, int]:
    """The innermost template line of a traceback, which jinja2 rewrites to template lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if not frames:
        return template, 1
    name = frames[-1].filename.replace("\\", "/").rpartition("templates/")[2]
    return name, frames[-1].lineno or 1
