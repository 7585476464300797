"""Lines of Markdown go in, the structure of the text comes out, as GitHub would show it. Reads no word of a paragraph.

Where it differs from CommonMark it does so for editors who come from a word processor: no indentation makes code, any blank is a
blank, and a bullet two blanks further in is inside the item above it, however wide that item's sign is.
"""

import re
from collections.abc import Callable, Mapping

from disan.content.markdown import accidents, items, line_signs, tables
from disan.content.markdown.items import NumberedLine
from disan.content.markdown.line_signs import DEFINITION, FOOTNOTE, UNDERLINE, Sign, indentation, item_sign, sign
from disan.content.markdown.structure import (
    Definition,
    HeadingLine,
    ItemList,
    Paragraph,
    Piece,
    Quotation,
    Remark,
    Structure,
    ThematicBreak,
    Verbatim,
)

_CODE_INDENTATION = 4
"""Blanks before a line of signs that make it text (CommonMark, "indented code blocks"), and that continue a footnote."""
_VERSE_END = re.compile(r"(?:\\|<br\s*/?>)?\s*$")
"""What a line of verse need not end with."""
_INDENTED = re.compile(r"^\s+")


class _Structuring:
    def __init__(self) -> None:
        self.footnotes: dict[str, tuple[Piece, ...]] = {}
        self.definitions: dict[str, Definition] = {}
        self.remarks: list[Remark] = []
        self.openings: Mapping[Sign, Callable[[list[NumberedLine], int, list[Piece]], int]] = {
            "text": self.paragraph,
            "fence": self.code,
            "heading": self.heading,
            "break": self.thematic_break,
            "quote": self.quotation,
            "item": self.item_list,
            "html": self.html,
            "definition": self.definition,
            "block": self.block,
        }

    def read(self, lines: list[NumberedLine]) -> tuple[tuple[Piece, ...], bool]:
        """The pieces of these lines, and whether an empty line stands between two of them."""
        pieces: list[Piece] = []
        at, empty, apart = 0, False, False
        while at < len(lines):
            if line := lines[at][1].lstrip():
                apart = apart or (empty and bool(pieces))
                at = self.openings[sign(line)](lines, at, pieces)
                empty = False
            else:
                at, empty = at + 1, True
        return tuple(pieces), apart

    def paragraph(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        """A paragraph, or what the line below makes of it: a heading, the head of a table."""
        words = [(lines[at][0], lines[at][1].lstrip())]
        for end in range(at + 1, len(lines)):
            number, line = lines[end][0], lines[end][1].lstrip()
            if not line:
                break
            if UNDERLINE.fullmatch(line) and indentation(lines[end][1]) < _CODE_INDENTATION:
                self.remarks += accidents.of_underlined(words, line)
                pieces.append(HeadingLine(1 if line[0] == "=" else 2, "\n".join(text for _, text in words).strip()))
                return end + 1
            if (columns := tables.alignments(line)) and len(tables.cells(words[-1][1])) == len(columns):
                self.add_paragraph(words[:-1], pieces)
                return self.table(lines, end + 1, words[-1][1], columns, pieces)
            if line_signs.interrupts(line):
                break
            words.append((number, line))
        self.add_paragraph(words, pieces)
        return at + len(words)

    def add_paragraph(self, words: list[NumberedLine], pieces: list[Piece]) -> None:
        if words:
            self.remarks += accidents.of_paragraph(words)
            pieces.append(Paragraph("\n".join(text for _, text in words).rstrip()))

    def table(self, lines: list[NumberedLine], at: int, head: str, columns: tuple[str, ...], pieces: list[Piece]) -> int:
        end = at
        while end < len(lines) and (line := lines[end][1].lstrip()) and line_signs.is_text(line):
            end += 1
        self.remarks += accidents.of_rows(lines[at:end], len(columns))
        pieces.append(tables.table(head, columns, [line for _, line in lines[at:end]]))
        return end

    def heading(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        pieces.append(HeadingLine(*line_signs.heading(lines[at][1].lstrip())))
        return at + 1

    def thematic_break(self, _lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        pieces.append(ThematicBreak())
        return at + 1

    def block(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        """The mark of an editor's block, which is read by whoever knows them."""
        pieces.append(Paragraph(lines[at][1].strip()))
        return at + 1

    def code(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        indented = indentation(lines[at][1])
        fence = line_signs.fence_after(lines[at][1].lstrip(), "")
        for end in range(at + 1, len(lines)):
            if not line_signs.fence_after(lines[end][1].strip(), fence):
                break
        else:
            end = len(lines)
            self.remarks.append(accidents.unclosed(lines[at], fence))
        inside = (line[min(indented, indentation(line)) :] for _, line in lines[at + 1 : end])
        pieces.append(Verbatim("\n".join(inside)))
        return end + 1

    def html(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        """HTML up to an empty line; a comment, and text between `pre`, up to its end."""
        first = lines[at][1].lstrip().lower()
        last = "-->" if first.startswith("<!--") else "</pre>" if first.startswith("<pre") else ""
        for end in range(at, len(lines)):
            line = lines[end][1]
            if last in line.lower() if last else not line.strip():
                end += bool(last)  # noqa: PLW2901
                break
        else:
            end = len(lines)
            self.remarks += [accidents.unclosed(lines[at], "<!--")] if last == "-->" else []
        pieces.append(Verbatim("\n".join(line for _, line in lines[at:end]).strip(), html=True))
        return end

    def quotation(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        inside: list[NumberedLine] = []
        fence = ""
        for end in range(at, len(lines)):
            number, line = lines[end][0], lines[end][1].lstrip()
            if line.startswith(">"):
                line = line[1:].removeprefix(" ")
                fence = line_signs.fence_after(line, fence)
            elif fence or not (line := items.continuation(inside[-1][1], line)):
                break
            inside.append((number, line))
        pieces.append(Quotation(self.read(inside)[0]))
        return at + len(inside)

    def definition(self, lines: list[NumberedLine], at: int, _pieces: list[Piece]) -> int:
        number, line = lines[at][0], lines[at][1].lstrip()
        if found := FOOTNOTE.fullmatch(line):
            return self.footnote(found["name"], [(number, found["text"])], lines, at + 1)
        found = DEFINITION.fullmatch(line)
        assert found is not None, "the line was judged by this pattern"
        name = " ".join(found["name"].split())
        definition = Definition(number, name, found["target"].strip("<>"), found["title"] or found["quoted"] or found["inner"] or "")
        if self.definitions.setdefault(name.lower(), definition) is not definition:
            self.remarks.append(Remark("duplicate-definition", number, f"[{found['name']}]:", {"name": name}, stops=True))
        return at + 1

    def footnote(self, name: str, inside: list[NumberedLine], lines: list[NumberedLine], at: int) -> int:
        """A footnote goes on in lines that are indented, or that continue its last paragraph."""
        for end in range(at, len(lines)):
            number, line = lines[end]
            indented = indentation(line)
            if line.strip() and indented < _CODE_INDENTATION and not (line := items.continuation(inside[-1][1], line.lstrip())):
                break
            inside.append((number, line[min(_CODE_INDENTATION, indentation(line)) :]))
        pieces, _ = self.read(inside)
        if name in self.footnotes:
            self.remarks.append(Remark("duplicate-footnote", inside[0][0], f"[^{name}]:", {"name": name}, stops=True))
        self.footnotes.setdefault(name, pieces)
        return at + len(inside) - 1

    def item_list(self, lines: list[NumberedLine], at: int, pieces: list[Piece]) -> int:
        first = found = item_sign(lines[at][1].lstrip())
        listed: list[tuple[Piece, ...]] = []
        numbers: list[tuple[int, int | None]] = []
        end, loose = at, False
        while found and first and found.kind == first.kind:
            loose = loose or at > end
            inside = items.inside(lines, at, found)
            numbers.append((lines[at][0], found.number))
            at, end = at + len(inside), at + len(kept := items.without_end(inside))
            item, apart = self.read(kept)
            listed.append(item)
            loose = loose or apart
            found = item_sign(lines[at][1].lstrip()) if at < len(lines) else None
        self.remarks += accidents.of_numbers(numbers)
        pieces.append(ItemList(numbers[0][1], loose, tuple(listed)))
        return end


def read(text: str, above: int = 0) -> Structure:
    """The structure of a text; `above` lines stand before it in the whole."""
    structuring = _Structuring()
    pieces, _ = structuring.read(list(enumerate(_lines(text), above + 1)))
    return Structure(pieces, structuring.footnotes, tuple(structuring.definitions.values()), tuple(structuring.remarks))


def read_verse(text: str) -> Structure:
    """The structure of verse: every line is a line of a stanza, whatever its signs, as far in as it was typed."""
    stanzas = "\n".join(_VERSE_END.sub("", line) for line in _lines(text)).strip("\n")
    lines = (stanza.strip("\n").split("\n") for stanza in re.split(r"\n{2,}", stanzas))
    return Structure(
        tuple(Paragraph("  \n".join(_INDENTED.sub(lambda blanks: "\u00a0" * len(blanks[0]), line) for line in each)) for each in lines)
    )


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(_CODE_INDENTATION).split("\n")
