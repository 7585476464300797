"""What the template of the search page and of its pages by letter is given. Holds no catalogue and no record."""

from msgspec import Struct

from disan.pages.facet_parts import CountedLink, FacetShown
from disan.pages.frame_parts import Frame
from disan.pages.map_parts import NearMe
from disan.pages.paging_parts import PageLinks
from disan.pages.parts import ListRow


class LetterShown(Struct, frozen=True):
    """The records whose titles begin with a letter, or as many of them as a page has room for."""

    anchor: str
    title: str
    count: str
    lines: tuple[ListRow, ...]


class SearchPage(Struct, frozen=True):
    """The search page, or one of its pages by letter.

    `shown` has every record by its letter, where the search page has room for all, or those of the one letter; `pages` are that letter's
    pages, where it has several.
    """

    frame: Frame
    title: str
    lead: str
    count: str
    letters: tuple[CountedLink, ...]
    shown: tuple[LetterShown, ...]
    facets: tuple[FacetShown, ...] = ()
    communes: tuple[CountedLink, ...] = ()
    pages: PageLinks | None = None
    near: NearMe | None = None
    """On the search page alone, where the place of anything is known."""
    full_text: bool = False
    """Whether whole texts may be searched too."""
