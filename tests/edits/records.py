"""Edits of records: their fields, their texts block by block, their pictures and translations; records that come, go and are renamed.

Each takes the content and a source of chance, and gives the content after it. Some are mistakes, which stop a build.
"""

import io
from dataclasses import replace
from functools import cache
from random import Random

from PIL import Image

from tests.edits.world import CODES, COMMUNES, SLUGS, Text, World, Written
from tests.requirements import ROOT

KINDS = ("relics", "houses", "stories", "trails")
PLACELESS = ("stories", "trails")
NAMES = ("mot.png", "hai.png", "ba.png")


@cache
def blocks() -> tuple[str, ...]:
    """The text of every block, as editors are shown it."""
    return tuple(file.read_text(encoding="utf-8").strip() for file in sorted((ROOT / "tests/sites/blocks").glob("*.md")))


@cache
def picture(colour: int) -> bytes:
    """A small picture of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (48, 32), (40 * colour % 256, 90, 200 - 30 * colour)).save(stream, "PNG")
    return stream.getvalue()


def new_record(kind: str, number: int) -> Written:
    """A record with three pictures and a recording, of which blocks may be made."""
    place = f"\n  - name: {COMMUNES[number % len(COMMUNES)]}\n    as_of: 2025-08"
    files = {name: picture(index + number) for index, name in enumerate(NAMES)}
    fields = {} if kind in PLACELESS else {"places": place}
    return Written(Text(f"Nơi thử số {number}", fields, ("Bài thử.",)), None, {**files, "tieng.mp3": b"ID3"}, NAMES)


def _any(world: World, chance: Random) -> tuple[str, Written]:
    return chance.choice(sorted(world.records.items(), key=lambda each: each[0]))


def _word(chance: Random) -> str:
    return f"lần {chance.randrange(5)}"


def _set(world: World, reference: str, **fields: str) -> World:
    record = world.records[reference]
    kept = {name: value for name, value in {**record.text.fields, **fields}.items() if value}
    return world.with_record(reference, replace(record, text=replace(record.text, fields=kept)))


def _with_parts(world: World, reference: str, parts: tuple[str, ...]) -> World:
    record = world.records[reference]
    return world.with_record(reference, replace(record, text=replace(record.text, parts=parts)))


def add_record(world: World, chance: Random) -> World:
    """A new record; where the name is taken in its folder the old one is written anew."""
    reference = f"{chance.choice(KINDS)}/{chance.choice(SLUGS)}"
    return world.with_record(reference, new_record(reference.partition("/")[0], chance.randrange(6)))


def remove_record(world: World, chance: Random) -> World:
    """A record gone with its folder; the one that blocks name stays."""
    reference, _ = _any(world, chance)
    return world if reference == "relics/den-thu" else world.without_record(reference)


def rename_record(world: World, chance: Random) -> World:
    """A folder renamed, its old name told in `formerly` or not."""
    reference, record = _any(world, chance)
    kind, _, old = reference.partition("/")
    name = f"{kind}/{chance.choice(SLUGS)}"
    if name in world.records:
        return world
    renamed = world.without_record(reference).with_record(name, record)
    return _set(renamed, name, formerly=f"[{old}]") if chance.random() < 0.7 else renamed


def move_former_name(world: World, chance: Random) -> World:
    """A former name given to a record, or taken from it."""
    return _set(world, _any(world, chance)[0], formerly=chance.choice(("", "[ten-cu]", "[ten-cu, ten-xua]")))


def retitle(world: World, chance: Random) -> World:
    """Another title."""
    reference, record = _any(world, chance)
    return world.with_record(reference, replace(record, text=replace(record.text, title=f"Nơi thử {_word(chance)}")))


def resummarise(world: World, chance: Random) -> World:
    """Another summary, or none."""
    return _set(world, _any(world, chance)[0], summary=chance.choice(("", f"Sapô {_word(chance)}.")))


def move(world: World, chance: Random) -> World:
    """Another commune, with a point of its own or not."""
    reference, _ = _any(world, chance)
    if reference.startswith(PLACELESS):
        return world
    point = chance.choice(("", "18.3861, 105.7181", "18.4, 105.7"))
    return _set(world, reference, places=f"\n  - name: {chance.choice(COMMUNES)}\n    as_of: 2025-08", coordinates=point)


def code(world: World, chance: Random) -> World:
    """A code given or taken away; maybe one that another record has, which stops the build."""
    return _set(world, _any(world, chance)[0], code=chance.choice(("", *CODES)))


def draft(world: World, chance: Random) -> World:
    """A record made a draft, or published."""
    return _set(world, _any(world, chance)[0], draft=chance.choice(("có", "")))


def festival(world: World, chance: Random) -> World:
    """A relic's lunar day, which is reckoned for the year and the two after it."""
    relics = [each for each in sorted(world.records) if each.startswith("relics/")]
    return _set(world, chance.choice(relics), festivals=chance.choice(("", "\n  - lunar: 15/2", "\n  - lunar: 8/4\n    name: Lễ thử")))


def tell(world: World, chance: Random) -> World:
    """References of a record as a field: what a story tells of, what is related to another."""
    reference, _ = _any(world, chance)
    other = chance.choice(("", f"[{chance.choice(sorted(world.records))}]"))
    return _set(world, reference, **{"tells_of" if reference.startswith("stories/") else "related": other})


def walk(world: World, chance: Random) -> World:
    """Other stops of a trail: records, places of their own, or none."""
    trails = [each for each in sorted(world.records) if each.startswith("trails/")]
    if not trails:
        return world
    stops = [f"at: {each}" for each in chance.choices(sorted(world.records), k=3)]
    stops += [f"name: Bến {_word(chance)}", "{name: Chợ, coordinates: '18.39, 105.72'}", "{name: Cầu, commune: xã Đồng Lộc}"]
    chosen = chance.sample(stops, k=chance.randrange(len(stops)))
    return _set(world, chance.choice(trails), stops="".join(f"\n  - {each}" for each in chosen))


def spoil(world: World, chance: Random) -> World:
    """A mistake in a record's fields."""
    fault = chance.choice(({"code": "[hỏng"}, {"coordinates": "3, 5"}, {"khong_co": "gì"}, {"related": "[relics/khong-co]"}))
    return _set(world, _any(world, chance)[0], **fault)


def write_block(world: World, chance: Random) -> World:
    """A block, a chapter or a paragraph that names another record, added to a text."""
    reference, record = _any(world, chance)
    link = f"Gần [[{chance.choice(sorted(world.records))}]]."
    part = chance.choice((chance.choice(blocks()), chance.choice(blocks()), link, f"## Mục {_word(chance)}\n\nChữ."))
    at = chance.randint(0, len(record.text.parts))
    return _with_parts(world, reference, (*record.text.parts[:at], part, *record.text.parts[at:]))


def change_block(world: World, chance: Random) -> World:
    """Other words in a part of a text."""
    reference, record = _any(world, chance)
    if not record.text.parts:
        return world
    at = chance.randrange(len(record.text.parts))
    changed = record.text.parts[at].replace("thử", f"thử {_word(chance)}", 1)
    return _with_parts(world, reference, (*record.text.parts[:at], changed, *record.text.parts[at + 1 :]))


def remove_block(world: World, chance: Random) -> World:
    """A part of a text gone."""
    reference, record = _any(world, chance)
    at = chance.randrange(len(record.text.parts) or 1)
    return _with_parts(world, reference, (*record.text.parts[:at], *record.text.parts[at + 1 :]))


def add_picture(world: World, chance: Random) -> World:
    """A picture laid into the folder, named in the file, or shown as the cover."""
    reference, record = _any(world, chance)
    name = chance.choice((*NAMES, "bon.png"))
    laid = replace(record, pictures={**record.pictures, name: picture(chance.randrange(6))})
    if chance.random() < 0.5:
        laid = replace(laid, listed=tuple(dict.fromkeys([*record.listed, name])))
    changed = world.with_record(reference, laid)
    cover = f"\n  file: {name}\n  alt: Ảnh bìa thử\n  credit: Người thử\n  licence: CC0"
    return _set(changed, reference, cover=cover) if chance.random() < 0.3 else changed


def replace_picture(world: World, chance: Random) -> World:
    """Other pixels, or none, under the name of a picture."""
    reference, record = _any(world, chance)
    names = sorted(name for name in record.pictures if name.endswith(".png"))
    if not names:
        return world
    content = chance.choice((picture(chance.randrange(6)), picture(chance.randrange(6)), b"no picture"))
    return world.with_record(reference, replace(record, pictures={**record.pictures, chance.choice(names): content}))


def remove_picture(world: World, chance: Random) -> World:
    """A picture gone from the file, and from the folder or not; its block may be left without it."""
    reference, record = _any(world, chance)
    name = chance.choice((*NAMES, "bon.png"))
    listed = tuple(each for each in record.listed if each != name)
    left = {each: content for each, content in record.pictures.items() if each != name}
    changed = replace(record, listed=listed, pictures=left if chance.random() < 0.6 else record.pictures)
    without = world.with_record(reference, changed)
    return _set(without, reference, cover="") if f"file: {name}" in record.text.fields.get("cover", "") else without


def lose_picture(world: World, chance: Random) -> World:
    """The file of a picture gone that is still named."""
    reference, record = _any(world, chance)
    return world.with_record(reference, replace(record, pictures={}))


def translate(world: World, chance: Random) -> World:
    """A translation, or other words in it; with blocks, or with a title alone."""
    reference, record = _any(world, chance)
    parts = chance.choice(
        ((), (f"A test, {chance.randrange(5)}.",), (f"See [[{chance.choice(sorted(world.records))}]].", chance.choice(blocks())))
    )
    return world.with_record(reference, replace(record, english=Text(f"Test place {chance.randrange(5)}", {}, parts)))


def untranslate(world: World, chance: Random) -> World:
    """A translation gone."""
    reference, record = _any(world, chance)
    return world.with_record(reference, replace(record, english=None))


EVERY = (
    *(add_record, remove_record, rename_record, move_former_name, retitle, resummarise, move, code, draft, festival, tell, spoil),
    *(walk, walk),
    *(write_block, write_block, write_block, change_block, change_block, remove_block),
    *(add_picture, replace_picture, remove_picture, lose_picture, translate, translate, untranslate),
)
