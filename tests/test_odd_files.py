"""Sites with every odd picture or recording: each is shown or told, and no original changes without a word. Test data only."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from disan import cli
from disan.core.problems import Problem
from disan.drawing import pictures, recordings
from disan.drawing.recordings import Recording
from disan.editing import shrinking
from tests.fixtures.projects import SETTINGS, Project, Site, relic, rules
from tests.odd_pictures import PICTURES, scroll, silent
from tests.odd_recordings import PLACE, RECORDINGS, SECRET

PICTURED, HEARD = "content/relics/den-thu", "content/relics/den-nghe"


@dataclass(frozen=True)
class Tried:
    """What a check told of each file, what `shrink` said of each, and what the files were before and after."""

    told: Mapping[str, frozenset[str]]
    shrunk: Mapping[str, set[str]]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


def audio(file: str) -> str:
    return f'/// âm thanh | Thử\nfile: "{file}"\ncredit: Người thử\nlicence: CC BY 4.0\n\nLời.\n///\n'


def pictured(root: Path) -> Project:
    """A record with every picture."""
    project = Project(root)
    listed = "".join(f'  - {{file: "{name}", alt: Thử, credit: Người thử, licence: CC0}}\n' for name in PICTURES)
    project.write({"content/site.yml": SETTINGS, f"{PICTURED}/index.vi.md": relic(code="7K3QM", extra=f"pictures:\n{listed}")})
    project.write({f"{PICTURED}/{name}": each.make() for name, each in PICTURES.items()})
    return project


def sounding(root: Path, names: Iterable[str] = RECORDINGS) -> Project:
    """A record with recordings."""
    project = Project(root)
    blocks = "\n".join(map(audio, names))
    project.write({"content/site.yml": SETTINGS, f"{HEARD}/index.vi.md": relic(code="EZ600", title="Đền nghe", body=blocks)})
    project.write({f"{HEARD}/{name}": RECORDINGS[name].make() for name in names})
    return project


def tried(project: Project) -> Tried:
    told: dict[str, set[str]] = {}
    for problem in project.check().problems:
        told.setdefault(str(problem.values.get("file", "")), set()).add(problem.rule)
    before = contents(project)
    shrunk: dict[str, set[str]] = {}
    for each in shrinking.shrink(project.root, dry_run=False):
        file, said = (each.at.file, each.rule) if isinstance(each, Problem) else (each.file, "spare" if each.spare else "smaller")
        shrunk.setdefault(file.rpartition("/")[2], set()).add(said)
    return Tried({file: frozenset(rules) for file, rules in told.items()}, shrunk, before, contents(project))


def contents(project: Project) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in project.root.glob("content/relics/*/*")}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return tried(pictured(tmp_path_factory.mktemp("seen")))


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return tried(sounding(tmp_path_factory.mktemp("heard")))


@pytest.mark.slow
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_told_as_what_it_is_and_changed_only_with_a_word(name: str, seen: Tried) -> None:
    wanted = PICTURES[name]
    assert seen.told.get(name, frozenset()) == wanted.rules
    if wanted.after == "smaller":
        assert seen.shrunk[name] <= {"smaller", "spare"}
        assert len(seen.after[name]) < len(seen.before[name])
        assert silent(seen.after[name])
    else:
        assert seen.after[name] == seen.before[name]
        assert (name in seen.shrunk) == (wanted.after == "told")


@pytest.mark.parametrize("name", RECORDINGS)
def test_a_recording_is_told_as_what_it_is_and_cleaned_only_with_a_word(name: str, heard: Tried) -> None:
    wanted = RECORDINGS[name]
    assert heard.told.get(name, frozenset()) == wanted.rules
    assert (heard.after[name] != heard.before[name]) == (name in heard.shrunk) == ("located-recording" in wanted.rules)
    assert PLACE not in heard.after[name] or not wanted.ending


@pytest.mark.parametrize("name", RECORDINGS)
def test_what_is_published_of_a_recording_says_nothing_of_anybody(name: str) -> None:
    found = recordings.clean(RECORDINGS[name].make())
    assert (found.ending if isinstance(found, Recording) else "") == RECORDINGS[name].ending
    if isinstance(found, Recording):
        assert not any(secret in found.content for secret in (SECRET, PLACE, b"18.3419"))
        assert found.damaged or found.content.count(b"sound") == RECORDINGS[name].make().count(b"sound")
        assert recordings.clean(found.content) == Recording(found.ending, found.content, located=False, damaged=found.damaged)


def test_recordings_stand_under_names_that_every_address_can_have(tmp_path: Path) -> None:
    playable = [name for name, each in RECORDINGS.items() if each.ending]
    project = sounding(tmp_path, playable)
    assert not project.build().stopped
    published = sorted(file.name for file in (project.out / "sounds/relics/den-nghe").iterdir())
    assert len(published) == len(playable)
    assert all(name.isascii() and not set(name) & set(' #?:\\%"') for name in published)
    assert {"loi-doc.mp3", "hat.flac"} <= set(published), "a name that is safe stays"
    page = project.page("di-tich/den-nghe/index.html")
    assert all(f'src="/sounds/relics/den-nghe/{name}"' in page for name in published)


def test_the_second_picture_of_a_phone_is_told_when_it_goes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, f"{PICTURED}/hdr.jpg": PICTURES["hdr-co-noi-chup.jpg"].make()})
    assert cli.main(["shrink", "--root", str(tmp_path)]) == 0
    assert "hdr.jpg: giữ ảnh chính; bỏ ảnh phụ" in capsys.readouterr().out


@pytest.mark.slow
def test_a_scroll_is_shown_at_a_width_that_can_be_read(tmp_path: Path) -> None:
    """Of 1080 × 18,000 pixels, which no WebP can have."""
    file = tmp_path / "a.png"
    file.write_bytes(scroll(1080, 18_000))
    made = pictures.derive(file, tmp_path / "cache")
    assert isinstance(made, pictures.Derived)
    assert max(each.height for each in made.renditions) <= 16_383
    assert max(each.width for each in made.renditions) >= 600


@pytest.mark.parametrize(("size", "rule", "stopped"), [(11_000_000, "large-recording", False), (100_000_001, "oversized-file", True)])
def test_a_recording_that_is_too_long_for_the_way_is_told(size: int, rule: str, stopped: bool, site_of: Site) -> None:
    project = site_of({f"{HEARD}/index.vi.md": relic(code="EZ600", extra="sound: {file: dai.wav, credit: a, licence: b}\n")})
    project.write({f"{HEARD}/dai.wav": RECORDINGS["may-ghi.wav"].make()})
    os.truncate(project.root / HEARD / "dai.wav", size)
    report = project.check()
    assert rules(report) == {rule}
    assert report.stopped == stopped
