"""Pages of prose that are no records, on small sites of test data."""

from tests.fixtures.projects import Site, rules
from tests.test_offline import picture


def test_a_picture_that_an_article_names_stands_beside_it(site_of: Site) -> None:
    described = "pictures:\n  - file: anh.jpg\n    alt: Ảnh thử\n    credit: Người thử\n    licence: CC0\n"
    files = {"content/editing.vi.md": f"---\ntitle: Hướng dẫn thử\n{described}---\nChữ.\n\n![Ảnh thử](anh.jpg)\n"}
    missing = site_of(files)
    assert rules(missing.build()) == {"missing-picture"}
    missing.write({"content/anh.jpg": picture()})
    assert missing.build(strict=True).problems == ()
    assert 'alt="Ảnh thử"' in missing.page("huong-dan/index.html")
