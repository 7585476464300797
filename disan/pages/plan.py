"""A plan: one page before it is rendered. What it is called, where it goes, which template makes it of what."""

import hashlib
from dataclasses import dataclass

from disan.pages.contexts import Context


@dataclass(frozen=True)
class Plan:
    """One page. `files` are its names in the site (more than one for a code: the same bytes answer for both)."""

    path: str
    """The site path at which readers find it."""
    files: tuple[str, ...]
    template: str
    context: Context
    language: str
    origin: str
    """The file that an editor would open to change it, from the project's root."""

    @property
    def digest(self) -> str:
        """Changes when anything that the page shows changes, and only then; templates and strings apart."""
        return hashlib.sha256(f"{self.template}\n{self.language}\n{self.context!r}".encode()).hexdigest()
