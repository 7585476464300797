"""A value that takes more than one line to tell."""

from msgspec import Struct


class Lines(Struct, frozen=True):
    """What stands first, what stands small below it, and what only a reader who asks sees, on paper everybody."""

    first: str
    small: str = ""
    folded: tuple[str, ...] = ()

    def whole(self) -> str:
        """All of it in one line."""
        return ", ".join(filter(None, (self.first, self.small, *self.folded)))
