"""Names of pictures and recordings as they are typed, and as they lie on the disk: compared in one form, published under safe names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disan.core import names
from tests.fixtures.projects import Site, relic, rules
from tests.odd_recordings import mp3
from tests.test_pictures import flag, saved

FOLDER = "content/relics/den-thu"
PICTURE = saved(flag(60, 40), "JPEG")
WAYS = {
    "percent-coded": ("anh cong.jpg", "anh%20cong.jpg"),
    "percent-coded letters": ("cổng đền.jpg", "c%E1%BB%95ng%20%C4%91%E1%BB%81n.jpg"),
    "percent-coded on the disk": ("anh%20cong.jpg", "anh cong.jpg"),
    "the disk's own percent": ("anh%20cong.jpg", "anh%20cong.jpg"),
    "a share": ("giảm 50%.jpg", "giảm 50%.jpg"),
    "decomposed on the disk": (unicodedata.normalize("NFD", "Cổng đền.jpg"), "Cổng đền.jpg"),
    "decomposed as typed": ("Cổng đền.jpg", unicodedata.normalize("NFD", "Cổng đền.jpg")),
    "both": (unicodedata.normalize("NFD", "Cổng đền.jpg"), "C%E1%BB%95ng%20%C4%91%E1%BB%81n.jpg"),
    "a Mac's screenshot": ("Ảnh màn hình 9.41.00\u202fAM.jpg", "Ảnh màn hình 9.41.00 AM.jpg"),
    "an invisible mark": ("anh\u200b-cong.jpg", "anh-cong.jpg"),
    "eth for đ": ("Ðền.jpg", "Đền.jpg"),
    "beside": ("anh.jpg", "./anh.jpg"),
    "a number sign": ("anh #1.jpg", "anh #1.jpg"),
    "an ampersand": ("Cổng & sân + 'giếng'.jpg", "Cổng & sân + 'giếng'.jpg"),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_picture_is_found_however_its_name_is_written(way: str, site_of: Site) -> None:
    """In the fields, in the text and in a block, whichever of the ways each of them has."""
    disk, typed = WAYS[way]
    extra = f'cover: {{file: "{typed}", alt: a, credit: b, licence: c}}\npictures: [{{file: "{disk}", alt: ảnh, credit: b, licence: c}}]\n'
    body = f'![](<{typed}>)\n\n/// ảnh\nfile: "{typed}"\n///\n'
    project = site_of({f"{FOLDER}/index.vi.md": relic(code="7K3QM", extra=extra, body=body), f"{FOLDER}/{disk}": PICTURE})
    assert project.build(strict=True).problems == ()
    page = project.page("di-tich/den-thu/index.html")
    assert page.count('alt="ảnh"') == 2
    assert all(file.isascii() and not set(file) & set("#?:\\% ") for file in project.files())


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_a_recording_is_found_however_its_name_is_written(way: str, site_of: Site) -> None:
    disk, typed = (name.replace(".jpg", ".mp3") for name in WAYS[way])
    extra = f'sound: {{file: "{typed}", credit: a, licence: b}}\n'
    project = site_of({f"{FOLDER}/index.vi.md": relic(code="7K3QM", extra=extra), f"{FOLDER}/{disk}": mp3()})
    assert project.build(strict=True).problems == ()
    (published,) = (file for file in project.files() if file.startswith("sounds/"))
    assert published.isascii()
    assert not set(published) & set("#?:\\% ")
    assert f'src="/{published}"' in project.page("di-tich/den-thu/index.html")


def test_recordings_whose_safe_names_are_alike_stay_apart(site_of: Site) -> None:
    blocks = "\n".join(
        f'/// âm thanh | Thử\nfile: "{name}"\ncredit: a\nlicence: b\n\nLời.\n///\n' for name in ("Đền.mp3", "den.mp3", "Dền.mp3")
    )
    project = site_of({f"{FOLDER}/index.vi.md": relic(code="7K3QM", body=blocks)})
    project.write({f"{FOLDER}/{name}": mp3() + bytes([number]) for number, name in enumerate(("Đền.mp3", "den.mp3", "Dền.mp3"))})
    assert not project.build().stopped
    assert len([file for file in project.files() if file.startswith("sounds/")]) == 3


def test_a_name_that_leads_elsewhere_is_no_file_of_the_folder(site_of: Site) -> None:
    extra = "sound: {file: ../../site.yml, credit: a, licence: b}\ncover: {file: ..%2Fanh.jpg, alt: a, credit: b, licence: c}\n"
    project = site_of({f"{FOLDER}/index.vi.md": relic(code="7K3QM", extra=extra), "content/relics/anh.jpg": PICTURE})
    assert rules(project.check()) == {"missing-sound", "missing-picture"}


@given(st.text(min_size=1, max_size=30))
def test_a_name_is_compared_in_one_form(name: str) -> None:
    once = names.comparable(name)
    assert once == unicodedata.normalize("NFC", once)
    assert names.comparable(unicodedata.normalize("NFD", name)) == once or "%" in name
    assert names.fault(names.portable(name)) == ""
