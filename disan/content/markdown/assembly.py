"""Clean HTML with marks goes in; parts, headings, words and faults come out. The last hand on the text: judges every link,
gives headings their ids, lifts pictures out of paragraphs. Allows no tag that `cleaning` has not let through.
"""

import html
import itertools
import re
from collections.abc import Callable

from disan.content.markdown import blocks, links, stray_signs
from disan.content.markdown.model import AddressPart, BlockPart, CardPart, ImagePart, Part, Prose, ReferencePart, Span, TextFault
from disan.content.markdown.shared import Shared
from disan.content.markdown.source_spans import Marked, bare
from disan.core import names

_TOKEN = re.compile(r'<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?: [^\s="<>/]+="[^"]*")*)>|(?P<words>[^<]+|<)')
_ATTRIBUTE = re.compile(r' ([^\s="<>/]+)="([^"]*)"')
_LETTER = re.compile(r"\w")
_VOID = frozenset({"br", "hr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HOLDS_FIGURES = frozenset({"div", "blockquote", "ul", "ol", "li", "dl", "dd", "table", "thead", "tbody", "tfoot", "tr", "th", "td"})


class _OpenElement:
    """An element that is not closed yet; `parts`, `words` and `figures` tell where its content begins."""

    def __init__(self, tag: str, parts: int, words: int, figures: int) -> None:
        self.tag, self.parts, self.words, self.figures = tag, parts, words, figures
        self.level = 0
        self.link: links.Target | None = None
        self.span: Span | None = None


class _Assembly:
    def __init__(self, marked: Marked, shared: Shared, inside: Callable[[int], BlockPart]) -> None:
        self.marked, self.shared, self.inside = marked, shared, inside
        self.faults = shared.faults
        self.parts: list[Part] = []
        self.words: list[str] = []
        self.opened: list[_OpenElement] = []
        self.figures: list[ImagePart | CardPart | BlockPart] = []
        self.counted = 0
        """Words inside blocks."""

    def take(self, close: str, tag: str, attributes: str, words: str) -> None:
        """The next token: words, or else a tag; all of the other is empty."""
        if words.isspace():  # Half of all words in HTML are the line breaks between its elements.
            self.parts.append(words)
            self.words.append(words)
        elif words:
            self.take_words(html.unescape(words))
        elif close:
            self.close()
        elif tag == "img":
            self.take_picture(_attributes(attributes))
        elif tag in _VOID:
            self.parts.append(f"<{tag}>")
            self.words.append(" ")
        else:
            self.open(tag, _attributes(attributes) if attributes else {})

    def take_words(self, typed: str) -> None:
        first, *others = (pieces := blocks.split_at_marks(typed))[0]
        self.take_own_words(first)
        for number, after in zip(pieces[1], others, strict=True):
            block = self.inside(number)
            self.counted += block.content.words + _word_count(block.title)
            self.figures.append(block)
            self.flush_figures()
            self.take_own_words(after)

    def take_own_words(self, typed: str) -> None:
        words = bare(typed)
        self.words.append(words)
        self.parts.append(html.escape(words, quote=False))
        if ("[^" in words or "**" in words) and not any(each.tag == "code" for each in self.opened):
            self.faults += stray_signs.faults(words, self.marked)

    def take_picture(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "")
        span, file = self.marked.span(source), names.comparable(bare(source).strip().removeprefix("./"))
        alt, title = (" ".join(bare(attributes.get(name, "")).split()) for name in ("alt", "title"))
        if not links.is_beside(file):
            self.faults.append(TextFault("picture-elsewhere", span, {"target": file}))
            return
        self.figures.append(ImagePart(file, alt, title, span))
        self.flush_figures()

    def flush_figures(self) -> None:
        if self.figures and all(each.tag in _HOLDS_FIGURES for each in self.opened):
            self.parts += self.figures
            self.figures.clear()

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        opened = _OpenElement(tag, len(self.parts), len(self.words), len(self.figures))
        self.opened.append(opened)
        if tag == "a":
            self.open_link(opened, attributes)
        elif tag in _HEADINGS:
            opened.level = max(2, int(tag[1]))
            self.parts.append("")  # The id is made of words that are still to come.
        else:
            self.parts.append(f"<{tag}{self.attributes_html(attributes)}>")
        if tag in {"br", "p", "li", "td", "th", "div", "blockquote", "dt", "dd"}:
            self.words.append(" ")

    def open_link(self, opened: _OpenElement, attributes: dict[str, str]) -> None:
        if "href" not in attributes:
            return
        typed = attributes.pop("href")
        opened.link = target = links.classify(bare(typed))
        if target.kind == "external":  # Many, and never told: where they stand is not looked for.
            self.parts.append(f'<a href="{html.escape(target.href)}"{self.attributes_html(attributes)} rel="noopener external">')
            return
        opened.span = self.marked.span(typed)
        if target.kind == "reference":
            return
        if target.kind == "address":
            self.parts += ['<a href="', AddressPart(target.href, opened.span), f'"{self.attributes_html(attributes)}>']
        elif target.kind == "anchor":
            anchor = _anchor(target.href[1:])
            self.shared.anchors.append((anchor, opened.span))
            self.parts.append(f'<a href="#{html.escape(anchor)}"{self.attributes_html(attributes)}>')
        else:
            self.faults.append(TextFault(target.kind, opened.span, {"target": target.href, "nearest": target.suggestion}))

    def attributes_html(self, attributes: dict[str, str]) -> str:
        """The attributes of a tag as HTML: ids once each, alignment as a class, since `align` is no longer HTML."""
        return "".join([self.attribute_html(name, bare(value)) for name, value in attributes.items()])

    def attribute_html(self, name: str, value: str) -> str:
        if name == "id":
            anchor = _anchor(value)
            if anchor in self.shared.ids:
                return ""
            self.shared.ids.add(anchor)
            return f' id="{html.escape(anchor)}"'
        if name == "align":
            return f' class="align-{value}"'
        return f' {name}="{html.escape(value)}"' if value.strip() else ""

    def close(self) -> None:
        opened = self.opened.pop()
        if opened.tag == "a":
            self.close_link(opened, self.blank(opened))
        elif opened.tag in _HEADINGS:
            self.close_heading(opened, self.blank(opened) and not self.holds_reference(opened))
        elif opened.tag == "p" and self.blank(opened) and (card := self.card(opened)):
            self.parts[opened.parts :] = []
            self.figures.append(card)
        elif opened.tag == "p" and all(isinstance(part, str) and not part.strip() for part in self.parts[opened.parts + 1 :]):
            del self.parts[opened.parts :]  # A paragraph of pictures only: the figures stand on their own.
        else:
            self.parts.append(f"</{opened.tag}>")
        self.flush_figures()

    def blank(self, opened: _OpenElement) -> bool:
        """Whether an element has no words."""
        return not any(words.strip() for words in self.words[opened.words :])

    def card(self, opened: _OpenElement) -> CardPart | None:
        """The card that a paragraph of one bare reference stands for; a list's or a table's paragraph stays a line."""
        if self.opened or self.figures:
            return None
        match self.parts[opened.parts + 1 :]:
            case [ReferencePart(target=target, label="", span=span, measure="")]:
                return CardPart(target, span)
        return None

    def holds_reference(self, opened: _OpenElement) -> bool:
        return any(isinstance(part, ReferencePart) for part in self.parts[opened.parts :])

    def close_link(self, opened: _OpenElement, blank: bool) -> None:
        target = opened.link
        if target is None:
            return
        if target.kind == "reference" and opened.span:
            label = " ".join("".join(self.words[opened.words :]).split())
            self.parts[opened.parts :] = [ReferencePart(target.href, label, opened.span, target.measure)]
            return
        if blank:
            # A link without words cannot be read aloud: a picture's description stands for them, else the address.
            words = next(
                (figure.alt for figure in self.figures[opened.figures :] if isinstance(figure, ImagePart) and figure.alt), target.href
            )
            self.words.append(words)
            self.parts.append(html.escape(words, quote=False))
        if target.kind in {"external", "anchor", "address"}:
            self.parts.append("</a>")

    def close_heading(self, opened: _OpenElement, blank: bool) -> None:
        if blank:
            del self.parts[opened.parts :]
            return
        words = " ".join("".join(self.words[opened.words :]).split())
        anchor = self.shared.add_heading(opened.level, words)
        self.parts[opened.parts] = f'<h{opened.level} id="{anchor}">'
        self.parts.append(f"</h{opened.level}>")

    def note_unused_footnotes(self) -> None:
        """Footnotes belong to the text, or the block's text, that defines them."""
        for anchor, span in [each for each in self.shared.anchors if each[0].startswith("fnref") and each[0] not in self.shared.ids]:
            name = anchor.partition(":")[2]
            self.shared.anchors.remove((anchor, span))
            self.faults.append(TextFault("unused-footnote", self.marked.first(f"[^{name}]:"), {"name": name}))


def assemble(clean: str, marked: Marked, shared: Shared, inside: Callable[[int], BlockPart]) -> Prose:
    """The prose of clean HTML, without headings and faults, which go to `shared`.

    `marked` tells where things were typed; `inside` reads a block, by its number, when its turn comes.
    """
    assembly = _Assembly(marked, shared, inside)
    for close, tag, attributes, words in _TOKEN.findall(clean):
        assembly.take(close, tag, attributes, words)
    assembly.note_unused_footnotes()
    return Prose(_join(assembly.parts), words=_word_count("".join(assembly.words)) + assembly.counted)


def _attributes(written: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def _anchor(typed: str) -> str:
    return re.sub(r"[^\w:.-]+", "-", bare(typed))


def _word_count(words: str) -> int:
    """How many words there are: runs without a space that have a letter or a digit."""
    typed = words.split()
    doubtful = itertools.filterfalse(str.isalnum, typed)
    return len(typed) - sum(1 for word in doubtful if not _LETTER.search(word))


def _join(parts: list[Part]) -> tuple[Part, ...]:
    joined: list[Part] = []
    for _, run in itertools.groupby(parts, type):
        holes = list(run)
        text = "".join([each for each in holes if isinstance(each, str)])
        joined += [text] if text else [each for each in holes if each != ""]
    return tuple(joined)
