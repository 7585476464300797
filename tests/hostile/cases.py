"""Cases that share a site: each is a record of its own, refused with the place or published harmlessly, its word shown."""

import io
import itertools
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from tests.hostile.values import ADDRESSES, BODIES, CANARY, INVISIBLE, TEXTS, UNREADABLE
from tests.odd_recordings import mp3, mp4, ogg, wav
from tests.test_pictures import bomb, metadata, png_chunk

Files = Mapping[str, str | bytes | Callable[[], bytes]]
"""What stands in a file, or makes it where that takes a while."""


@dataclass(frozen=True)
class Case:
    """One hostile record: its name, the files of its folder, and whether it must be refused."""

    name: str
    files: Files
    refused: bool = False

    def written(self) -> Mapping[str, str | bytes]:
        """The files as they are to be written."""
        return {name: content() if callable(content) else content for name, content in self.files.items()}


def quoted(value: str) -> str:
    """A value as YAML has it in double quotation marks."""
    return json.dumps(value, ensure_ascii=False)


def small_picture(form: str = "PNG", **options: object) -> bytes:
    """A picture that any record may have."""
    made = io.BytesIO()
    Image.new("RGB", (60, 40), "brown").save(made, form, **options)
    return made.getvalue()


PICTURE = small_picture()


def record(fields: str = "", body: str = "Bài thử.", title: str = "Đền thử", relic: bool = True) -> str:
    """A record with some fields more."""
    own = "" if fields.startswith("title:") else f"title: {title}\n"
    kind = "type: history\n" if relic else ""
    sources = "" if "sources:" in fields else "sources:\n  - url: https://nguon.example/bai\n"
    return f"---\n{own}{kind}{sources}{fields}\n---\n{body}\n"


def _front(line: str) -> Callable[[str], Files]:
    return lambda value: {"index.vi.md": record(line.replace("{}", value))}


def _pictured(part: str) -> Callable[[str], Files]:
    parts = {"alt": "Ảnh", "credit": "Người thử", "licence": "CC0", "caption": "Chú thích"}

    def made(value: str) -> Files:
        shown = ", ".join(f"{name}: {value if name == part else said}" for name, said in parts.items())
        return {"index.vi.md": record(f"pictures:\n  - {{file: mot.png, {shown}}}"), "mot.png": PICTURE}

    return made


def _block(text: str) -> Callable[[str], Files]:
    return lambda value: {"index.vi.md": record(body=text.replace("{}", value))}


def _translated(value: str) -> Files:
    return {
        "index.vi.md": record("summary: Tóm tắt.", f"Bài thử {CANARY}."),
        "index.en.md": f"---\ntitle: {value}\nsummary: {value}\n---\nText.\n",
    }


DOORS: dict[str, Callable[[str], Files]] = {
    "title": _front("title: {}"),
    "title_note": _front("title_note: {}"),
    "other_names": _front("other_names: [{}]"),
    "summary": _front("summary: {}"),
    "disagreements": _front("disagreements: [{}]"),
    "period": _front("period: {}"),
    "place": _front("places: [{name: {}, village: {}, note: {}}]"),
    "source": _front("sources: [{title: {}, note: {}}]"),
    "reviewed": _front("reviewed: {by: {}, date: 2026-01-02}"),
    "picture, alt": _pictured("alt"),
    "picture, credit": _pictured("credit"),
    "picture, caption": _pictured("caption"),
    "translation": _translated,
    "quote": _block("/// trích dẫn\nspeaker: {}\nrole: {}\n\nCâu.\n///"),
    "chart": _block(
        "/// biểu đồ | Thử\nkind: thanh ngang\nunit: {}\nitems:\n  - {label: {}, value: 3}\n  - {label: Hai, value: 5}\nsource: {}\n///"
    ),
    "numbers": _block("/// con số\nitems:\n  - value: 3\n    label: {}\n///"),
    "verse": _block("/// thơ | Thơ\nauthor: {}\norigin: {}\n\nDòng một\n///"),
}
"""Where a text may be typed, as YAML has it."""
LINKS: dict[str, Callable[[str], str]] = {
    "link": lambda address: f"[{CANARY}]({address})",
    "link in brackets": lambda address: f"[{CANARY}](<{address}>)",
    "link of HTML": lambda address: f"<a href='{address}'>{CANARY}</a>",
    "picture": lambda address: f"![{CANARY}]({address})",
    "bare": lambda address: f"{CANARY} <{address}>",
}
"""How a text may lead elsewhere."""


def texts(per_value: int = 3) -> Iterator[Case]:
    """Every text through some doors, in turn so that all doors are tried."""
    doors = itertools.cycle(DOORS)
    for name, value in TEXTS.items():
        for door in itertools.islice(doors, min(per_value, len(DOORS))):
            yield Case(f"{door}: {name}", DOORS[door](quoted(value)))
    for door, (name, value) in itertools.product(("title", "disagreements", "quote"), UNREADABLE.items()):
        yield Case(f"{door}: {name}", DOORS[door](f'"{value}"'), refused=True)
    for door, (name, value) in itertools.product(("title", "summary"), INVISIBLE.items()):
        yield Case(f"{door}: {name}", DOORS[door](quoted(value)))


def bodies() -> Iterator[Case]:
    """Every body, and every address in every sort of link."""
    for name, body in BODIES.items():
        yield Case(f"body: {name}", {"index.vi.md": record(body=body), "mot.png": PICTURE})
    for (door, link), (name, address) in itertools.product(list(LINKS.items())[:3], ADDRESSES.items()):
        yield Case(f"{door}: {name}", {"index.vi.md": record(body=link(address))})
    for name, address in ADDRESSES.items():
        yield Case(f"source: {name}", {"index.vi.md": record(f"sources: [{{url: {quoted(address)}, title: {CANARY}}}]")})


def front_matter() -> Iterator[Case]:
    """Fields that are no text, and YAML itself."""
    lines = {
        "python": "summary: !!python/object/apply:os.system [touch /tmp/x]",
        "binary": "summary: !!binary aGVsbG8=",
        "alias": "summary: &a Chimyen\nperiod: *a",
        "billion laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nsummary: *c",
        "merge": "<<: {draft: có}\nsummary: Chimyen",
        "deep": "summary: " + "[" * 2000 + "]" * 2000,
        "deep tables": "summary: " + "{a: " * 500 + "x" + "}" * 500,
        "twice": "summary: a\nsummary: Chimyen",
        "document": "summary: Chimyen\n...\nperiod: x",
        "directive": "%YAML 9.9\nsummary: Chimyen",
        "key, script": '"<script>alert(1)</script>": Chimyen',
        "key, long": "k" * 5000 + ": Chimyen",
        "key, number": "1: Chimyen\n? [a, b]\n: c",
        "key, class": "__class__: Chimyen\n__init__: {a: b}",
        "keys, many": "".join(f"k{each}: Chimyen\n" for each in range(900)),
        "number": "coordinates: " + "9" * 5000,
        "number, none": "coordinates: [.nan, .inf]",
        "day": "listed: 99999-99-99",
        "code": "code: ../../x",
        "code, script": "code: '<script>'",
        "code, list": "code: [7K3QM]",
        "motif": "motifs: [__class__, ../../x]",
        "reference": "related: [../../../etc, 'relics/<script>', /relics/x, relics/]",
        "reference, many": "related: [" + ", ".join(f"relics/x{each}" for each in range(999)) + "]",
        "reference to itself": "part_of: relics/den-thu",
        "former": "formerly: ['../x', '<script>', 'a/b', '..', '.']",
        "former, many": "formerly: [" + ", ".join(f"a{each}" for each in range(5000)) + "]",
        "picture": "cover: {file: ../../../private.jpg, alt: a, credit: b, licence: c}",
        "picture, absolute": "cover: {file: /etc/hostname, alt: a, credit: b, licence: c}",
        "picture, Windows": "cover: {file: '..\\..\\private.jpg', alt: a, credit: b, licence: c}",
        "picture, address": "cover: {file: 'https://evil.example/x.jpg', alt: a, credit: b, licence: c}",
        "picture, folder": "cover: {file: ., alt: a, credit: b, licence: c}",
        "picture, hidden": "cover: {file: .git/config, alt: a, credit: b, licence: c}",
        "picture, record": "cover: {file: index.vi.md, alt: a, credit: b, licence: c}",
        "recording": "sound: {file: ../../../private.jpg, credit: a, licence: b}",
        "recording, record": "sound: {file: index.vi.md, credit: a, licence: b}",
        "focus": "pictures: [{file: mot.png, alt: a, credit: b, licence: c, focus: '1e9% ); } * {'}]",
        "kind": "type: '<script>'",
        "draft": "draft: [Chimyen]",
    }
    for name, given in lines.items():
        body = "Bài. Chimyen" if name in ("merge", "reference to itself") else "Bài."
        yield Case(f"fields: {name}", {"index.vi.md": record(given, body), "mot.png": PICTURE}, refused=name not in _TAKEN)


_TAKEN = ("directive", "document", "alias", "reference to itself")
"""Of these what stands there may be understood; the others are refused."""


def whole_files() -> Iterator[Case]:
    """Files that are no text as we know it."""
    good = record(f"summary: {CANARY}")
    raw: dict[str, bytes] = {
        "empty": b"",
        "zeros": bytes(3000),
        "no UTF-8": good.encode("utf-16"),
        "old letters": good.encode("utf-8").replace("ử".encode(), b"\xff"),
        "half a letter": good.encode() + b"\xc3",
        "surrogates": good.encode().replace(b"Chimyen", b"\xed\xa0\x80"),
        "mark": b"\xef\xbb\xbf" * 3 + good.encode(),
        "a word processor's": b"PK\x03\x04" + bytes(200),
        "too large": good.encode() + b"x" * 600_000,
        "one line": good.encode() + b"x " * 40_000,
        "no end": good.encode().replace(b"\n---\nB", b"\nB"),
        "only fences": b"---\n" * 1000,
        "conflict": good.encode() + b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n",
        "carriage returns": good.replace("\n", "\r").encode(),
        "line ends, mixed": good.replace("\n", "\r\n", 3).encode(),
        "tabs": good.replace("summary: ", "summary:\t").encode(),
        "zero": good.replace(CANARY, "a\0b").encode(),
        "escape": good.replace(CANARY, "a\x1b[2Jb").encode(),
        "turned": good.replace(CANARY, "a\u202eb\u202c" + CANARY).encode(),
        "hole": good.replace(CANARY, "a\ue0f2b").encode(),
    }
    for name, content in raw.items():
        yield Case(f"file: {name}", {"index.vi.md": content}, refused=name not in _READ)


_READ = ("mark", "carriage returns", "line ends, mixed", "tabs", "turned", "one line", "old letters")


def _much_text() -> bytes:
    xmp = b"Raw profile type xmp\0\0" + zlib.compress(b"<x>" + b" " * 30_000_000)
    return PICTURE[:33] + png_chunk(b"zTXt", xmp) + PICTURE[33:]


def _much_profile() -> bytes:
    return PICTURE[:33] + png_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(90_000_000))) + PICTURE[33:]


def media() -> Iterator[Case]:
    """Pictures and recordings; `alt` or the record's text has the word."""
    pictures: dict[str, bytes | Callable[[], bytes]] = {
        "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
        "a page": b"<!doctype html><script>alert(1)</script>",
        "50,000 pixels square": bomb(50_000, 50_000),
        "two thousand million square": PICTURE[:16] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + PICTURE[24:],
        "no width": PICTURE[:16] + struct.pack(">II", 0, 40) + PICTURE[24:],
        "a text that unpacks to much": _much_text,
        "a profile that unpacks to much": _much_profile,
        "script in a comment": small_picture("GIF", comment=b"<script>alert(1)</script>"),
        "script behind": PICTURE + b"<script>alert(1)</script>",
        "script before": b"<script>alert(1)</script>" + PICTURE,
        "cut": small_picture("JPEG")[:200],
        "only a head": b"\xff\xd8\xff",
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(id) (r) file\n",
        "film": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        "an archive": b"PK\x03\x04" + bytes(90),
        "taken somewhere": small_picture("JPEG", exif=metadata(place=True)),
        "TIFF, round": b"II*\0\x08\0\0\0\1\0\0\1\3\0\1\0\0\0\1\0\0\0\x08\0\0\0",
        "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf" + b"\xff" * 90,
        "WebP": b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 60,
    }
    for name, content in pictures.items():
        fields = f"pictures:\n  - {{file: mot.png, alt: {CANARY}, credit: a, licence: CC0}}"
        yield Case(f"picture: {name}", {"index.vi.md": record(fields), "mot.png": content})
    sounds: dict[str, bytes] = {
        "a page": b"<!doctype html><script>alert(1)</script>",
        "a page behind a tag": b"ID3\x03\0\0\0\0\0\x10" + b"<script>alert(1)</script>" * 9,
        "a page behind sound": mp3() + b"<script>alert(1)</script>",
        "a tag without end": b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(90),
        "boxes in boxes": b"\0\0\0\x10ftypM4A " + b"\0\0\xff\xffmoov" * 5000,
        "a box of no size": mp4()[:24] + b"\0\0\0\0moov" + bytes(90),
        "a box of all sizes": mp4()[:24] + b"\0\0\0\1moov" + b"\xff" * 8,
        "pages without end": ogg()[:100] * 300,
        "a chunk of all sizes": wav()[:36] + b"LIST\xff\xff\xff\xff",
        "FLAC without end": b"fLaC" + b"\0\0\0\0" * 9000,
        "a list of films": b"#EXTM3U\nfile:///etc/passwd\n",
        "a program": b"MZ" + bytes(900),
        "nothing": b"",
    }
    for name, content in sounds.items():
        fields = "sound: {file: doc.mp3, credit: a, licence: b}"
        yield Case(f"recording: {name}", {"index.vi.md": record(fields, f"Bài. {CANARY}"), "doc.mp3": content})


def all_cases(per_value: int = 3) -> list[Case]:
    """The table, in its order."""
    return [*texts(per_value), *bodies(), *front_matter(), *whole_files(), *media()]


def drawn(count: int, chance: random.Random) -> Iterator[Case]:
    """So many more, put together by chance: parts of several values through any door, in a text, as a field, cut or turned."""
    pieces = [*TEXTS.values(), *BODIES.values(), *ADDRESSES.values(), *INVISIBLE.values()]
    for number in range(count):
        parts = [piece[chance.randrange(len(piece)) :][: chance.randrange(1, 80)] for piece in chance.sample(pieces, chance.randint(1, 4))]
        typed = chance.choice(("", " ", "\n")).join(parts) + f" {CANARY}"
        if chance.random() < 0.5:
            yield Case(f"drawn {number}", {"index.vi.md": record(body=chance.choice(list(LINKS.values()))(typed) + f"\n\n{CANARY}")})
        else:
            door = chance.choice(list(DOORS))
            yield Case(f"drawn {number}, {door}", DOORS[door](quoted(" ".join(typed.split()))))
