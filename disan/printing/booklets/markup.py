"""What templates render, as a tree that books can use: HTML in, elements out that are XML when written (XHTML).

White space is what a reader sees of it. What only a screen can do is undone: what opens by a tap stands open.
"""

import re
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree.ElementTree import Element, TreeBuilder, tostring

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "meta", "source", "track", "wbr"})
"""Elements without an end tag (HTML, 13.1.2)."""
_CASED = {"clippath": "clipPath", "preserveaspectratio": "preserveAspectRatio", "viewbox": "viewBox"}
"""Names of SVG as XML has them (HTML, 13.2.6.1), as far as our drawings use them."""
_FLOWING = frozenset(
    {
        *("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s"),
        *("small", "span", "strong", "sub", "sup", "time", "u"),
    }
)
"""Elements that stand within a line."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")


class _TreeReader(HTMLParser):
    """Builds the tree of HTML in which every element that has an end tag is ended."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self._as_typed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._as_typed += tag == "pre"
        self.builder.start(_CASED.get(tag, tag), {_CASED.get(name, name): value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self._as_typed -= tag == "pre"
        if tag not in _VOID:
            self.builder.end(_CASED.get(tag, tag))

    def handle_data(self, data: str) -> None:
        self.builder.data(data if self._as_typed else _BLANKS.sub(" ", data))


def read(html: str) -> Element:
    """The tree of an element as HTML, as it stands on paper or in a book."""
    reader = _TreeReader()
    reader.feed(html.strip())
    reader.close()
    tree = reader.builder.close()
    for each in list(tree.iter()):
        _undo(each)
    _trim(tree)
    return tree


def write(tree: Element) -> str:
    """The tree as XML; names are in no namespace, so that it stands in the one of whatever holds it."""
    return tostring(tree, encoding="unicode")


def words(tree: Element) -> str:
    """What a reader reads of an element, on one line."""
    return " ".join("".join(tree.itertext()).split())


def _undo(element: Element) -> None:
    """What opens by a tap is opened; `align`, which XHTML lacks, is a class; the language is said in XML's way too."""
    if element.tag == "details":
        element.tag, element.attrib = "div", {"class": "opened"}
    elif element.tag == "summary":
        element.tag, element.attrib = "p", {"class": "opened-title"}
    if aligned := element.attrib.pop("align", ""):
        element.set("class", f"align-{aligned}")
    if language := element.get("lang"):
        element.set("xml:lang", language)


def _trim(element: Element) -> None:
    """Drops the blanks that no reader sees: between blocks, and at the ends of what stands in one."""
    if element.tag == "pre" or element.tag in _FLOWING:
        return
    element.text = (element.text or "").lstrip(" ")
    children = list(element)
    for child, following in zip(children, [*children[1:], None], strict=False):
        tail = child.tail or ""
        if child.tag not in _FLOWING:
            tail = tail.lstrip(" ")
            _trim(child)
        child.tail = tail.rstrip(" ") if following is None or following.tag not in _FLOWING else tail
    if len(element) == 0 or element[0].tag not in _FLOWING:
        element.text = element.text.rstrip(" ")


def lead_within(tree: Element) -> None:
    """Has links to ids name the file of the part that has them, `text.xhtml#one`; a link to what is in none is one no more."""
    parts = {each.get("id"): part.get("id") for part in tree for each in part.iter() if each.get("id")}
    for each in tree.iter("a"):
        if (target := each.get("href", "")).startswith("#"):
            name = unquote(target[1:])
            if name in parts:
                each.set("href", f"{parts[name]}.xhtml#{name}")
            else:
                del each.attrib["href"]
