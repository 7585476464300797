"""Edits of what stands around the records: settings, the ledger, articles, a site's own templates; and what happens to a project's disk."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from random import Random

from disan.render.folders import program_templates
from tests.edits import records
from tests.edits.world import CODES, COMMUNES, Text, World
from tests.fixtures.projects import Project

Edit = Callable[[World, Random], World]

SETTINGS = {
    "name": ("{vi: Trang thử, en: Test site}", "{vi: Trang thử khác, en: Another test site}"),
    "tagline": ("{vi: Dữ liệu để thử, en: Data for tests}", "{vi: Câu khác}"),
    "url": ("https://disan.example", "https://kho.example/trang"),
    "plaque_url": ("", "https://ma.example"),
    "languages": ("[vi, en]", "[vi]"),
    "keeper": ("", "{vi: Đoàn thử, en: The test union}"),
    "domain": ("", "{holder: Sở thử, until: 2030-12-31}", "{tell: Phòng thử}"),
    "contact": ("", "{mail: thu@disan.example}"),
    "opening": ("", "relics/den-thu"),
    "house_target": ("", "3", "5"),
    "review_months": ("", "6", "24"),
    "repository": ("", "https://kho.example/nguoi/trang"),
    "manual": ("", "có"),
    "share_cards": ("", "có"),
    "province": ("content/province", "ha-tinh"),
}
TEMPLATES = {
    "templates/parts/card.css": ".card{order:%s}\n",
    "templates/css/page.css": "p{margin:%sem}\n",
    "templates/kinds/relic.html": '{%% extends "record.html" %%}{%% block end %%}<p>%s</p>{%% endblock %%}\n',
    "templates/kinds/house.html": '{%% extends "record.html" %%}{%% block text %%}{{ page.nothing_%s }}{%% endblock %%}\n',
    "templates/blocks/quote.css": "blockquote{order:%s}\n",
    "templates/scripts/move.js": "void %s;\n",
    "templates/manual/vi/box.md": "/// hộp | Hộp thử %s\n\nChữ.\n///\n",
    "templates/share/card.typ": None,
}


def start() -> World:
    """Three relics, a house, a story and a trail that name each other, with pictures, translations and an article; empty tables."""
    made = {f"{kind}/{slug}": records.new_record(kind, number) for number, (kind, slug) in enumerate(FIRST)}
    story = made["stories/chuyen-thu"]
    english = Text("Test temple", {}, ("Near [[relics/den-mot]].",))
    made["relics/den-thu"] = replace(made["relics/den-thu"], english=english)
    told = replace(story.text, fields={"tells_of": "[relics/den-thu]"}, parts=("Mở đầu, xem [[relics/den-hai]].", *records.blocks()[:2]))
    made["stories/chuyen-thu"] = replace(story, text=told)
    trail, stops = made["trails/tuyen-thu"], "\n  - at: relics/den-thu\n  - name: Bến thử\n  - at: relics/den-hai"
    made["trails/tuyen-thu"] = replace(trail, text=replace(trail.text, fields={"stops": stops}))
    settings = {name: values[0] for name, values in SETTINGS.items() if values[0]}
    return World(made, settings, {}, {"content/about.vi.md": _article("Về trang thử", "Xem [[relics/den-mot]].")})


FIRST = (
    ("relics", "den-thu"),
    ("relics", "den-mot"),
    ("relics", "den-hai"),
    ("houses", "thon-thu"),
    ("stories", "chuyen-thu"),
    ("trails", "tuyen-thu"),
)


def _article(title: str, text: str) -> bytes:
    return f"---\ntitle: {title}\n---\n{text}\n".encode()


def setting(world: World, chance: Random) -> World:
    """Another value of a setting."""
    name = chance.choice(sorted(SETTINGS))
    chosen = {**world.settings, name: chance.choice(SETTINGS[name])}
    return replace(world, settings={each: value for each, value in chosen.items() if value})


def misset(world: World, chance: Random) -> World:
    """Settings that cannot be read, or name what is not there."""
    return replace(
        world, settings={**world.settings, **chance.choice(({"languages": "[xx]"}, {"opening": "relics/khong-co"}, {"url": "[hỏng"}))}
    )


def _with_row(world: World, table: str, row: str) -> World:
    return replace(world, tables={**world.tables, table: (*world.tables.get(table, ()), row)})


def print_plaque(world: World, chance: Random) -> World:
    """A row of plaques.csv, mostly for a code that a record has."""
    given = sorted({record.text.fields.get("code", "") for record in world.records.values()} & set(CODES))
    if not given and chance.random() < 0.9:
        return world
    code, batch = chance.choice(given or CODES), f"2026-1{chance.randrange(2)}-thu"
    return _with_row(world, "plaques", f"{code},{batch},2026-11-01,https://DISAN.EXAMPLE/Q/{code},Q,0123456789abcdef,a5,1,")


def retire(world: World, chance: Random) -> World:
    """A row of retired.csv: moved to another code, or gone."""
    code, target = chance.sample(CODES, 2)
    day = f"2026-11-0{chance.randint(1, 9)}"
    gone = f"{code},gone,,Nơi cũ,,{chance.choice(COMMUNES)},Không còn,,{day}"
    return _with_row(world, "retired", chance.choice((gone, f"{code},moved,{target},Nơi cũ,,,,,{day}")))


def hang(world: World, chance: Random) -> World:
    """A row of installed.csv; that a plaque was never printed stops the build."""
    printed = [row.partition(",")[0] for row in world.tables.get("plaques", ())] or list(CODES)
    return _with_row(world, "installed", f"{chance.choice(printed)},2026-11-1{chance.randrange(9)},cổng,")


def verify(world: World, chance: Random) -> World:
    """A row of verified.csv."""
    return _with_row(world, "verified", f"2026-11-1{chance.randrange(9)},5,{chance.randint(3, 5)},")


def unwrite_row(world: World, chance: Random) -> World:
    """A row of a table gone, or the table with its last."""
    if not world.tables:
        return world
    table = chance.choice(sorted(world.tables))
    rows = list(world.tables[table])
    del rows[chance.randrange(len(rows))]
    others = {name: kept for name, kept in world.tables.items() if name != table}
    return replace(world, tables={**others, table: tuple(rows)} if rows else others)


def change_row(world: World, chance: Random) -> World:
    """Another note on a printed plaque."""
    rows = world.tables.get("plaques", ())
    if not rows:
        return world
    at = chance.randrange(len(rows))
    changed = f"{rows[at].rpartition(',')[0]},ghi chú {chance.randrange(3)}"
    return replace(world, tables={**world.tables, "plaques": (*rows[:at], changed, *rows[at + 1 :])})


def article(world: World, chance: Random) -> World:
    """The page about the site in one of two languages, changed or gone."""
    path = f"content/about.{chance.choice(('vi', 'en'))}.md"
    text = chance.choice(("Chữ.", f"[[{chance.choice(sorted(world.records))}]]", "Xem [chỗ này](/di-tich/den-mot/).", ""))
    return world.with_other(path, _article(f"Về trang {chance.randrange(3)}", text)) if text else world.without_other(path)


def template(world: World, chance: Random) -> World:
    """A template or style of the site's own; the house's names what is not there, which stops the build where there is a house."""
    path = chance.choice(sorted(TEMPLATES))
    form = TEMPLATES[path]
    own = (program_templates() / "share/card.typ").read_text(encoding="utf-8") + f"// {chance.randrange(3)}\n"
    return world.with_other(path, form % chance.randrange(3) if form else own)


def remove_template(world: World, chance: Random) -> World:
    """One of the site's own templates gone, or all."""
    own = sorted(path for path in world.others if path.startswith("templates/"))
    for path in own if chance.random() < 0.3 else own and [chance.choice(own)]:
        world = world.without_other(path)
    return world


def touch(project: Project, chance: Random) -> None:
    """A file's stamp becomes another, its content stays."""
    files = sorted(file for file in (project.root / "content").rglob("*") if file.is_file())
    os.utime(chance.choice(files), ns=(1, chance.randint(1, 5)))


def harm_site(project: Project, chance: Random) -> None:
    """Somebody takes away or alters a file of the site."""
    files = sorted(file for file in project.out.rglob("*") if file.is_file() and not file.name.startswith(".disan-"))
    if files:
        chosen = chance.choice(files)
        chosen.unlink() if chance.random() < 0.5 else chosen.write_bytes(b"altered")


def harm_cache(project: Project, chance: Random) -> None:
    """Somebody takes away a file of the cache."""
    files = sorted(file for file in (project.root / ".cache").rglob("*") if file.is_file())
    if files:
        chance.choice(files).unlink()


def clear(project: Project, chance: Random) -> None:
    """Somebody takes away the whole cache, or the whole site."""
    shutil.rmtree(chance.choice((project.root / ".cache", project.out)), ignore_errors=True)


EDITS: tuple[Edit, ...] = (
    *records.EVERY,
    *(setting, setting, misset, print_plaque, print_plaque, retire, hang, verify, unwrite_row, change_row, article, template, template),
    remove_template,
)
MISHAPS: tuple[Callable[[Project, Random], None], ...] = (touch, harm_site, harm_cache, clear)
