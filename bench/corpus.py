"""Records of test data in any number: a count goes in, the same records always come out. No place in them exists as told.

Each has some 0.8 KB of front matter and 250 words of body with three headings, a list, a quotation and a link to another record.
"""

import random
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from disan.content import province
from disan.content.gazetteer import Unit
from disan.core import codes

_TEXT = (
    "đền chùa đình làng xã cổng tam quan sân gạch mái ngói cột lim bia đá chuông đồng sắc phong hội xuân rước kiệu dâng hương tế lễ "
    "người dân dòng họ con cháu đời vua triều thờ thần thành hoàng mẫu giếng nước cây đa bến sông ngọn núi cánh đồng mùa lúa mưa nắng "
    "dựng lại sửa giữ gìn kể chuyện nhớ ơn học trò thầy đồ trống chèo hát ví dặm thuyền chợ phiên đường gió biển cát trăng rằm"
)
_WORDS = _TEXT.split()
_RANKS = ("special-national", "national", "provincial", "unranked")
_SORTS = ("Đền", "Chùa", "Đình", "Miếu", "Nhà thờ họ", "Lăng", "Giếng", "Cầu", "Làng", "Bến")
_NAMES = ("Nguyễn", "Trần", "Lê", "Phan", "Hoàng", "Đặng", "Võ", "Bùi", "Đông", "Tây", "Nam", "Bắc", "Thượng", "Hạ", "Cẩm", "Thạch")
_TYPES = ("history", "architecture", "archaeology", "scenic")


@dataclass(frozen=True, slots=True)
class BenchRecord:
    """One record before any program's own notation: plain values and a Markdown body whose one link is `[label](relics/slug)`."""

    slug: str
    title: str
    code: str
    summary: str
    rank: str
    type: str
    period: str
    commune: str
    honours: tuple[str, ...]
    festival: str
    """Day and month of the lunar year."""
    opening_hours: str
    ticket: str
    sources: tuple[tuple[str, str], ...]
    """Title and address of each."""
    body: str
    linked: tuple[str, str]
    """The label and the slug of the record that the body links to: it stands in the body as {link}."""


def communes() -> tuple[Unit, ...]:
    """The communes of the province that test data is put into."""
    known, _ = province.read(Path(), province.DEFAULT)
    assert known is not None, "it ships with the program"
    return known.today()


def records(count: int) -> Iterator[BenchRecord]:
    """So many records, at most 200,000: more would leave too few codes to draw from."""
    places = [unit.full for unit in communes()]
    taken: set[str] = set()
    for number in range(count):
        chance = random.Random(f"disan {number}")
        code = _code(taken, chance)
        taken.add(code)
        yield _record(number, count, code, chance.choice(places), chance)


def _code(taken: Set[str], chance: random.Random) -> str:
    """A code that is none of the taken ones, which are too many to be handed on for each record."""
    while (code := codes.generate(frozenset(), chance)) in taken:
        pass
    return code


def _record(number: int, count: int, code: str, commune: str, chance: random.Random) -> BenchRecord:
    other = (number * 7 + 1) % count
    name = " ".join(_words(chance, 2)).title()
    sort = _SORTS[number % len(_SORTS)] if number % 4 else f"{_SORTS[number % 7]} {_NAMES[number % len(_NAMES)]}"
    return BenchRecord(
        slug=f"di-tich-thu-{number:06d}",
        title=f"{sort} {name}, di tích thử {number:06d}",
        code=code,
        summary=_sentence(chance, 24),
        rank=chance.choice(_RANKS),
        type=chance.choice(_TYPES),
        period=f"thế kỷ {chance.randint(11, 19)}",
        commune=commune,
        honours=tuple(" ".join(_words(chance, 3)).capitalize() for _ in range(2)),
        festival=f"{chance.randint(1, 28)}/{chance.randint(1, 12)}",
        opening_hours=_sentence(chance, 8)[:-1],
        ticket=_sentence(chance, 6)[:-1],
        sources=tuple((_sentence(chance, 8), f"https://nguon.example/bai/{number}/{part}") for part in (1, 2, 3)),
        body=_body(chance),
        linked=(f"di tích thử {other:06d}", f"di-tich-thu-{other:06d}"),
    )


def _body(chance: random.Random) -> str:
    def paragraph(words: int) -> str:
        return " ".join(_sentence(chance, words // 3) for _ in range(3))

    items = "\n".join(f"- {_sentence(chance, 6)}" for _ in range(3))
    return "\n\n".join(
        (
            paragraph(54),
            f"## {_sentence(chance, 5)[:-1]}",
            f"{paragraph(45)} **{' '.join(_words(chance, 3))}** {{link}}.",
            items,
            f"## {_sentence(chance, 4)[:-1]}",
            f"> {_sentence(chance, 18)}",
            paragraph(48),
            f"## {_sentence(chance, 5)[:-1]}",
            paragraph(39),
        )
    )


def _sentence(chance: random.Random, words: int) -> str:
    return f"{' '.join(_words(chance, words)).capitalize()}."


def _words(chance: random.Random, count: int) -> list[str]:
    return chance.choices(_WORDS, k=count)
