"""Recordings as phones, programs and ill will make them, each with what is to become of it. Every byte is made here: test data."""

import struct
import wave
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

SECRET = "Nguyễn Thị Thử".encode()
PLACE = b"+18.3419+105.9030/"


@dataclass(frozen=True)
class OddRecording:
    """How to make one, its ending on the site ("" where it is not published), and what a check tells of it."""

    make: Callable[[], bytes]
    ending: str
    rules: frozenset[str] = frozenset()


LOCATED = frozenset({"located-recording"})
BAD = frozenset({"bad-recording"})


def mp3(*, place: bytes = b"") -> bytes:
    """Ten silent frames of MPEG 1, layer III, 128 kbit/s at 44.1 kHz (417 bytes each) between the tags of old and new players."""
    frames = (b"\xff\xfb\x90\x64" + bytes(413)) * 10
    body = b"TXXX" + struct.pack(">I", 12 + len(place)) + b"\0\0\x03location\0" + place if place else b""
    tag = body + b"TPE1" + struct.pack(">I", len(SECRET) + 1) + b"\0\0\x03" + SECRET
    size = bytes(len(tag) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\0\0" + size + tag + frames + b"TAG" + SECRET.ljust(125, b"\0")


def adts() -> bytes:
    """Ten frames of 64 bytes."""
    return (b"\xff\xf1\x50\x80" + bytes([64 >> 3, (64 & 7) << 5 | 0x1F, 0xFC]) + bytes(57)) * 10


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + name + body


def mp4(brand: bytes = b"M4A ", *, coding: bytes = b"mp4a", handler: bytes = b"soun") -> bytes:
    """One track; a name and a place in all the boxes where phones write them."""
    described = box(b"stsd", bytes(4) + struct.pack(">I", 1), box(coding, bytes(28)))
    media = box(b"mdia", box(b"hdlr", bytes(8) + handler + bytes(13)), box(b"minf", box(b"stbl", described)))
    told = box(b"udta", box(b"\xa9nam", SECRET), box(b"\xa9xyz", b"\0\x12\x15\xc7" + PLACE))
    return (
        box(b"ftyp", brand + bytes(4)) + box(b"moov", box(b"trak", media, told), told) + box(b"mdat", b"sound" * 40) + box(b"uuid", SECRET)
    )


def ogg(head: bytes = b"OpusHead", comments: bytes = b"OpusTags") -> bytes:
    """Three pages: what the stream is, its comments, its sound."""
    said = comments + struct.pack("<I", 4) + b"test" + struct.pack("<I", 2)
    for each in (b"ARTIST=" + SECRET, b"LOCATION=18.3419, 105.9030"):
        said += struct.pack("<I", len(each)) + each
    return page(0, head + bytes(11)) + page(1, said) + page(2, b"sound" * 10)


def page(number: int, packet: bytes) -> bytes:
    """A page of Ogg that holds one packet; nobody here asks for its checksum."""
    laces = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    return b"OggS\0\0" + bytes(8) + b"test" + struct.pack("<I", number) + bytes(4) + bytes([len(laces)]) + laces + packet


def wav(*more: bytes, coding: int = 1) -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\1\2" * 400)
    whole = written.getvalue()
    return whole[:20] + struct.pack("<H", coding) + whole[22:] + b"".join(more)


def riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def flac() -> bytes:
    said = struct.pack("<I", 0) + struct.pack("<I", 1) + struct.pack("<I", 7 + len(SECRET)) + b"ARTIST=" + SECRET
    stream = b"\0" + (34).to_bytes(3, "big") + bytes(34)
    return b"fLaC" + stream + b"\x84" + len(said).to_bytes(3, "big") + said + b"\xff\xf8" + b"sound" * 40


RECORDINGS: dict[str, OddRecording] = {
    "loi-doc.mp3": OddRecording(mp3, "mp3"),
    "Đền Củi, thuyết minh #1.mp3": OddRecording(lambda: mp3(place=PLACE), "mp3", LOCATED),
    "chi-khung.mp3": OddRecording(lambda: mp3()[-128 - 4170 : -128], "mp3"),
    "android.aac": OddRecording(adts, "aac"),
    "voice memo.m4a": OddRecording(mp4, "m4a", LOCATED),
    "m4a-goi-la.mp3": OddRecording(mp4, "m4a", LOCATED),
    "quicktime.mov": OddRecording(lambda: mp4(b"qt  "), "m4a", LOCATED),
    "zalo.ogg": OddRecording(ogg, "ogg", LOCATED),
    "vorbis.oga": OddRecording(lambda: ogg(b"\x01vorbis", b"\x03vorbis"), "ogg", LOCATED),
    "may-ghi.wav": OddRecording(lambda: wav(riff_chunk(b"LIST", SECRET), riff_chunk(b"bext", SECRET)), "wav"),
    "hat.flac": OddRecording(flac, "flac"),
    "chi-the.mp3": OddRecording(lambda: b"ID3\x03" + bytes(300), "mp3", frozenset({"damaged-recording"})),
    "cut.m4a": OddRecording(lambda: mp4()[:40], "m4a", frozenset({"damaged-recording"})),
    "dien-thoai-cu.amr": OddRecording(lambda: b"#!AMR\n" + b"<" * 320, "", BAD),
    "amr-goi-la.mp3": OddRecording(lambda: b"#!AMR\n" + b"<" * 320, "", BAD),
    "dien-thoai.3gp": OddRecording(lambda: mp4(b"3gp4", coding=b"samr"), "", BAD),
    "windows.wma": OddRecording(lambda: b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(300), "", BAD),
    "nen.wav": OddRecording(lambda: wav(coding=2), "", BAD),
    "trinh-duyet.webm": OddRecording(lambda: b"\x1aE\xdf\xa3" + bytes(300), "", BAD),
    "speex.ogg": OddRecording(lambda: ogg(b"Speex   ", b"Speex   "), "", BAD),
    "phim.mp4": OddRecording(lambda: mp4(b"mp42", handler=b"vide", coding=b"avc1"), "", BAD),
    "trang.html": OddRecording(lambda: b"<!doctype html><script>alert(1)</script>", "", BAD),
    "trang.mp3": OddRecording(lambda: b"ID3\x03" + bytes(20) + b"<script>alert(1)</script>", "", BAD),
    "hinh.svg": OddRecording(lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "", BAD),
    "lenh.js": OddRecording(lambda: b"alert(1)", "", BAD),
    "ghi-chu.txt": OddRecording("lời đọc".encode, "", BAD),
    "rong.wav": OddRecording(lambda: b"", "", BAD),
}
