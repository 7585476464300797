"""What a booklet's parts show, put in the place of the site's paths: pictures, drawn covers, charts, maps, codes.

A tree of elements goes in and is changed; drawings for the typesetter, and files for an EPUB, come out.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from disan.core import files
from disan.drawing import covers, pictures, qr
from disan.drawing.covers import Scene
from disan.drawing.pictures import Derived, Rendition
from disan.drawing.qr import Symbol
from disan.pages.language_view import LanguageView, cover_path
from disan.printing.booklets import markup
from disan.printing.booklets.model import BookletImage
from disan.printing.handouts import DrawnSymbol, drawn_symbol
from disan.printing.plaques.model import QUIET

RATIO = 84 / 50
"""The shape of a record's drawn cover, width over height."""
_WIDEST = 1200
"""Pixels of a picture: 118 mm at 258 pixels an inch, and few enough for an EPUB that is sent in a message."""
_VECTOR = "image/svg+xml"


class Illustrations:
    """Finds what the pages of some records show, and gathers what a booklet turned out to use; `style` are the rules of its drawings."""

    def __init__(self, view: LanguageView, ready: Iterable[Derived], scenes: Iterable[Scene], style: str) -> None:
        self._view, self._style = view, style
        self._renditions = {f"/pictures/{each.name}": best_of(derived) for derived in ready for each in derived.renditions}
        self._scenes: Mapping[str, Scene] = {cover_path(each): each for each in scenes}
        self.drawings: dict[str, str] = {}
        self.symbols: dict[str, DrawnSymbol] = {}
        self.images: dict[str, BookletImage] = {}

    def place(self, tree: Element) -> None:
        """Puts what is shown into the tree, by the names under which it is gathered."""
        for parent in list(tree.iter()):
            for index, child in enumerate(parent):
                if child.tag == "svg":
                    parent[index] = self._drawn(child, parent.attrib.pop("aria-label", ""))
                elif child.tag == "img" and child.get("class") == "code":
                    child.set("src", self._symbol(child.get("src", "")))
                elif child.tag == "img":
                    child.set("src", self._picture(child.get("src", "")))

    def _picture(self, path: str) -> str:
        """The name of the picture, or the drawn cover, that a page shows at this site path."""
        if path in self._scenes:
            return self._keep(path.lstrip("/"), covers.draw(self._scenes[path], RATIO))
        rendition = self._renditions[path]
        name = f"pictures/{rendition.name}"
        if name not in self.images:
            self.drawings[name] = pictures.as_svg(rendition)
            self.images[name] = BookletImage(name, "image/jpeg", files.content(rendition.file))
        return name

    def _symbol(self, address: str) -> str:
        """The name of the code that says an address."""
        name = f"codes/{len(self.symbols) + 1}.svg"
        found = next((name for name, each in self.symbols.items() if each.says == address), name)
        if found == name:
            self.symbols[name] = drawn_symbol(self._view, address)
            self.images[name] = BookletImage(name, _VECTOR, as_vector(qr.encode(address, "Q")).encode())
        return found

    def _drawn(self, drawing: Element, alt: str) -> Element:
        """What a page draws in itself, as a picture with the style that it has there."""
        province = self._view.gazetteer.drawing
        for index, each in enumerate(drawing):
            if each.tag == "image" and each.get("href") == province.path:
                drawing[index] = markup.read(province.document)
        drawing.set("xmlns", "http://www.w3.org/2000/svg")
        style = Element("style")
        style.text = self._style
        drawing.insert(0, style)
        name = self._keep(f"drawings/{len(self.images) + 1}.svg", markup.write(drawing))
        return Element("img", {"class": drawing.get("class", ""), "src": name, "alt": alt})

    def _keep(self, name: str, document: str) -> str:
        self.drawings[name] = document
        self.images[name] = BookletImage(name, _VECTOR, document.encode())
        return name


def best_of(derived: Derived) -> Rendition:
    """The JPEG of a picture that is printed: the widest within 1200 pixels."""
    files_of_it = [each for each in derived.renditions if each.format == "jpeg"]
    fitting = [each for each in files_of_it if each.width <= _WIDEST] or files_of_it[:1]
    return max(fitting, key=lambda each: each.width)


def as_vector(symbol: Symbol) -> str:
    """A code as an SVG document: black on white whatever the colours of the page that it stands on."""
    side = symbol.size + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{qr.path(symbol, QUIET)}"/></svg>'
    )
