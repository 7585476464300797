"""How the form program (Sveltia CMS) is set up for a project: its repository, its languages, and a form for each kind.

Settings, kinds and records go in, the program's configuration comes out as JSON. Reads no files.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from disan.content.catalogue import Catalogue
from disan.content.record import Record
from disan.content.settings import Settings
from disan.core import listeners
from disan.core.strings import load
from disan.editing.forms.fields import of_kind

_BRANCH = "main"
_LONGEST_SIDE = 2560
"""Pixels to which a picture is made smaller before it is saved: more than any page shows."""


def written(settings: Settings, catalogue: Catalogue) -> bytes:
    """The configuration as a file."""
    return listeners.json(configuration(settings, catalogue)).encode()


def configuration(settings: Settings, catalogue: Catalogue) -> dict[str, Any]:
    """The configuration; names are those of Sveltia CMS's documentation. `settings.repository` is the address of a repository on GitHub."""
    references = _references(catalogue)
    return {
        "backend": _backend(settings),
        "app_title": settings.name.of(settings.languages[0]),
        "site_url": settings.url,
        "media_folder": "content",
        "public_folder": "",
        "i18n": {
            "structure": "multiple_files",
            "locales": list(settings.languages),
            "default_locale": settings.languages[0],
            "initial_locales": "default",
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "media_libraries": {"default": {"config": _pictures()}, "stock_assets": False},
        "collections": [_collection(kind, references) for kind in catalogue.kinds],
    }


def _backend(settings: Settings) -> dict[str, Any]:
    """Sign-in is by a token that the editor makes at GitHub: no server of ours stands between."""
    path = urlsplit(settings.repository or "").path.strip("/").removesuffix(".git")
    return {"name": "github", "repo": path, "branch": _BRANCH, "auth_methods": ["token"]}


def _pictures() -> dict[str, Any]:
    """A telephone's picture becomes smaller and loses what it says of itself, where it was taken among that."""
    smaller = {"format": "webp", "quality": 85, "width": _LONGEST_SIDE, "height": _LONGEST_SIDE}
    return {"slugify_filename": True, "transformations": {"raster_image": smaller}}


def _collection(kind: type[Record], references: Mapping[str, str]) -> dict[str, Any]:
    """Nothing is deleted in a form: its code may be printed."""
    strings = load("vi")
    return {
        "name": kind.folder,
        "label": strings.of(kind.plural),
        "label_singular": strings.of(kind.name),
        "folder": f"content/{kind.folder}",
        "path": "{{slug}}/index",
        "media_folder": "",
        "public_folder": "",
        "create": True,
        "delete": False,
        "i18n": True,
        "aliases_field": False,
        "slug": {"template": "{{title}}", "editable": ["create"]},
        "fields": of_kind(kind, references, strings),
    }


def _references(catalogue: Catalogue) -> Mapping[str, str]:
    """Every record by its reference, with its title and kind, as an editor looks for it."""
    strings = load("vi")
    return {each.reference: f"{each.title} ({strings.of(each.kind.name).lower()})" for each in catalogue.items}
