"""A project's content as a value: what its files are, and how they reach the disk."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace

from disan.core.codes import check_character
from tests.fixtures.projects import Project, some_communes

SLUGS = ("den-thu", "den-mot", "den-hai", "den-ba", "den-bon", "noi-moi", "noi-khac")
COMMUNES = ("xã Đồng Lộc", "xã Thạch Hà", "phường Thành Sen", "xã Cẩm Bình")
CODES = tuple(body + check_character(body) for body in ("9RK8", "4VR8", "YY12", "M20T", "7K3Q", "73C4"))
COLUMNS = {
    "plaques": "code,batch,date,address,level,matrix,size,quantity,note",
    "retired": "code,fate,target,title_vi,title_en,place,reason_vi,reason_en,date",
    "installed": "code,date,note,photo",
    "verified": "date,codes,right,failures",
}
_OF_A_KIND = {"relics": "type: history\n", "houses": "", "stories": "published: 2026-10\n", "trails": "standing: suggested\n"}
_TOLD = "    alt: Hình thử\n    credit: Người thử\n    licence: CC BY 4.0\n"


@dataclass(frozen=True)
class Text:
    """A record, or its translation: a title, other fields as lines of YAML, the parts of its text."""

    title: str
    fields: Mapping[str, str]
    parts: tuple[str, ...] = ()

    def written(self, first: str = "") -> bytes:
        """The file's content; `first` are fields that stand before the others."""
        fields = "".join(f"{name}: {value}\n" for name, value in self.fields.items())
        return f"---\ntitle: {self.title}\n{first}{fields}---\n\n".encode() + "\n\n".join(self.parts).encode() + b"\n"


@dataclass(frozen=True)
class Written:
    """A record as its editor knows it: its text, its English if any, the pictures in its folder by their names."""

    text: Text
    english: Text | None
    pictures: Mapping[str, bytes]
    listed: tuple[str, ...]
    """The pictures that its file names; those that only lie in the folder are not among them."""

    def files(self, reference: str) -> dict[str, bytes]:
        """Its files by their paths from the project's root."""
        folder = f"content/{reference}"
        pictures = "".join(f"  - file: {name}\n{_TOLD}" for name in self.listed)
        first = f"{_OF_A_KIND[reference.partition('/')[0]]}sources:\n  - url: https://nguon.example/bai\n"
        made = {f"{folder}/index.vi.md": self.text.written(first + (f"pictures:\n{pictures}" if pictures else ""))}
        if self.english:
            made[f"{folder}/index.en.md"] = self.english.written()
        return made | {f"{folder}/{name}": content for name, content in self.pictures.items()}


@dataclass(frozen=True)
class World:
    """All that a site is made of, but the program: records by reference, settings, rows of the ledger's tables, other files by path."""

    records: Mapping[str, Written]
    settings: Mapping[str, str]
    tables: Mapping[str, tuple[str, ...]]
    others: Mapping[str, bytes]

    def with_record(self, reference: str, record: Written) -> "World":
        """The same with another record at a reference."""
        return replace(self, records={**self.records, reference: record})

    def without_record(self, reference: str) -> "World":
        """The same without a record."""
        return replace(self, records={each: record for each, record in self.records.items() if each != reference})

    def with_other(self, path: str, content: str | bytes) -> "World":
        """The same with another file."""
        return replace(self, others={**self.others, path: content.encode() if isinstance(content, str) else content})

    def without_other(self, path: str) -> "World":
        """The same without a file, if there is one."""
        return replace(self, others={each: content for each, content in self.others.items() if each != path})

    def files(self) -> dict[str, bytes]:
        """Every file by its path from the project's root."""
        made = {"content/site.yml": "".join(f"{name}: {value}\n" for name, value in self.settings.items()).encode()}
        for reference, record in self.records.items():
            made |= record.files(reference)
        for name, rows in self.tables.items():
            made[f"content/{name}.csv"] = "\n".join([COLUMNS[name], *rows, ""]).encode()
        made |= {name: content.encode() for name, content in some_communes().items()}
        return made | dict(self.others)


def put(project: Project, before: World | None, after: World) -> None:
    """Makes the project's files those of `after`: renames a record's folder where one was renamed, then writes only what differs."""
    gone, new = (set(a.records) - set(b.records) for a, b in ((before or after, after), (after, before or after)))
    if len(gone) == len(new) == 1:
        (old,), (name,) = gone, new
        (project.root / "content" / name).parent.mkdir(exist_ok=True)
        shutil.move(project.root / "content" / old, project.root / "content" / name)
    wanted = after.files()
    for path in [each for folder in ("content", "templates") for each in (project.root / folder).rglob("*") if each.is_file()]:
        if path.relative_to(project.root).as_posix() not in wanted:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    project.write({path: content for path, content in wanted.items() if not _stands(project, path, content)})


def _stands(project: Project, path: str, content: bytes) -> bool:
    file = project.root / path
    return file.is_file() and file.read_bytes() == content
