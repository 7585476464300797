"""What a text and the texts of its blocks share while they are put together: the page's ids, links to them, headings, faults."""

from collections.abc import Iterator

from disan.content.markdown.model import Heading, Span, TextFault
from disan.core import text


class Shared:
    """Grows as the text is read, in the order in which it is read."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.faults: list[TextFault] = []
        self.ids: set[str] = set()
        self.numbers: dict[str, int] = {}
        """How often each slug was given."""
        self.anchors: list[tuple[str, Span]] = []

    def add_heading(self, level: int, words: str, block: str = "") -> str:
        """Notes a heading and gives its id: its slug, which begins with a letter, or the first free one of those with 2, 3 … behind it."""
        slug = text.slug(words) or "phan"
        slug = slug if slug[0].isalpha() else f"phan-{slug}"
        number, anchor = self.numbers.get(slug, 1), slug
        while anchor in self.ids:
            number += 1
            anchor = f"{slug}-{number}"
        self.numbers[slug] = number
        self.ids.add(anchor)
        self.headings.append(Heading(level, anchor, words, block))
        return anchor

    def dead_anchors(self) -> Iterator[TextFault]:
        """The links within the page that lead to none of its ids."""
        for anchor, span in self.anchors:
            if anchor not in self.ids:
                nearest = text.nearest(anchor, self.ids)
                yield TextFault("dead-anchor", span, {"target": f"#{anchor}", "nearest": f"#{nearest}" if nearest else ""})
