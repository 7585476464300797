"""What a page turned out to use while its template ran: links, ids, style sheets, programs.

A part that many pages show gathers by itself, once, and each page then takes what it gathered as though it had run there.
"""

FIRST_CLASS = 0xE100
"""The first of the characters that stand for classes in a part that is remembered (Unicode's private use area)."""


class Gathering:
    """What a page, or a part that is remembered, used while it was rendered, in the order of use."""

    __slots__ = ("allowed", "alone", "anchors", "links", "painted", "part", "programs", "styles", "twin_programs")

    def __init__(self, *, part: bool = False) -> None:
        self.links: dict[str, None] = {}
        self.anchors: dict[str, None] = {}
        self.styles: dict[str, None] = {}
        self.programs: dict[str, None] = {}
        """Names of the programs in the page."""
        self.twin_programs: dict[str, None] = {}
        """Of those that stand in it only at a code's address."""
        self.allowed: dict[tuple[str, str], None] = {}
        """What the page's policy allows beyond what every page may: a directive and a source."""
        self.alone = ""
        """The one style sheet of a page that has no other."""
        self.painted: dict[str, str] = {}
        """Declarations, and the class that has them in the page; in a part that is remembered, what stands for such a class."""
        self.part = part

    def paint(self, declarations: str) -> str:
        """The class that has these declarations."""
        count = len(self.painted)
        return self.painted.setdefault(declarations, chr(FIRST_CLASS + count) if self.part else f"p{count + 1}")

    def take(self, part: "Gathering", html: str) -> str:
        """The part's HTML as it stands here, its classes numbered as they are here; all that it used is used here."""
        self.links |= part.links
        self.anchors |= part.anchors
        self.styles |= part.styles
        self.programs |= part.programs
        self.twin_programs |= part.twin_programs
        self.allowed |= part.allowed
        for declarations, stand_in in part.painted.items():
            html = html.replace(stand_in, self.paint(declarations))
        return html
