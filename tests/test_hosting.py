"""How paths are answered: the rows of GitHub Pages' observed behaviour, and what must never be answered."""

from pathlib import Path

import pytest

from disan.verify.hosting import Answer, answer, content_type

FILES = (
    "404.html",
    "index.html",
    "file.html",
    "folder/index.html",
    "both.html",
    "both/index.html",
    "bare/inside.html",
    "Q/7K3QM.html",
    "Q/7K3QM/index.html",
    "đền/index.html",
    "plain",
    "style.css",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one file of each sort, and a secret beside it."""
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    site = tmp_path / "site"
    for name in FILES:
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    return site


def served(root: Path, given: Answer) -> str | None:
    """The served file, relative to the site."""
    return given.file.relative_to(root).as_posix() if given.file else None


@pytest.mark.parametrize("base", ["/", "/kho/"])
@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("file", "file.html"),
        ("file.html", "file.html"),
        ("folder/", "folder/index.html"),
        ("folder/index.html", "folder/index.html"),
        ("folder/index", "folder/index.html"),
        ("both", "both.html"),
        ("both/", "both/index.html"),
        ("Q/7K3QM", "Q/7K3QM.html"),
        ("Q/7K3QM/", "Q/7K3QM/index.html"),
        ("plain", "plain"),
        ("%C4%91%E1%BB%81n/", "đền/index.html"),
        ("style.css?v=1", "style.css"),
    ],
)
def test_a_file_is_answered(root: Path, base: str, path: str, file: str) -> None:
    given = answer(root, base, base + path)
    assert (given.status, served(root, given), given.location) == (200, file, None)


@pytest.mark.parametrize("path", ["file/", "file.html/", "none", "folder/none", "bare/", "q/7k3qx", "Q/7k3qx", "Folder/", "FILE", "style"])
def test_what_is_not_there_gets_the_404_page(root: Path, path: str) -> None:
    given = answer(root, "/", f"/{path}")
    assert (given.status, served(root, given), given.content_type) == (404, "404.html", "text/html; charset=utf-8")


def test_what_jekyll_keeps_back_is_answered_only_where_it_is_told_not_to_run(root: Path) -> None:
    names = ("_den/index.html", ".hidden.html", "#a.html", "~a.html", "a.html~")
    for name in names:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).touch()
    paths = [f"/{name.replace('#', '%23').removesuffix('index.html')}" for name in names]
    assert {answer(root, "/", path).status for path in paths} == {404}
    (root / ".nojekyll").touch()
    assert {answer(root, "/", path).status for path in paths} == {200}


@pytest.mark.parametrize(
    ("base", "path", "location"),
    [
        ("/", "/folder", "/folder/"),
        ("/", "/bare", "/bare/"),
        ("/kho", "/kho/folder?x=1", "/kho/folder/?x=1"),
        ("/kho/", "/kho", "/kho/"),
        ("/", "/%C4%91%E1%BB%81n", "/%C4%91%E1%BB%81n/"),
    ],
)
def test_a_folder_without_its_slash_moves(root: Path, base: str, path: str, location: str) -> None:
    assert answer(root, base, path) == Answer(301, None, location, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["/", "/folder/", "/khoa/", "/other/kho/", ""])
def test_outside_the_base_path_stands_another_site(root: Path, path: str) -> None:
    given = answer(root, "/kho/", path)
    assert (given.status, given.file) == (404, None)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/..%2Fsecret.html",
        "/%2e%2e/secret",
        "/folder/../../secret",
        "/..\\secret.html",
        "//file",
        "/./file",
        "/%00",
        "/%ff",
    ],
)
def test_nothing_outside_the_site_is_answered(root: Path, path: str) -> None:
    given = answer(root, "/", path)
    assert (given.status, served(root, given)) == (404, "404.html")


def test_a_site_without_a_404_page_still_says_404(tmp_path: Path) -> None:
    assert answer(tmp_path / "never-built", "/", "/") == Answer(404, None, None, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("sw.js", "application/javascript; charset=utf-8"),
        ("a.JPG", "image/jpeg"),
        ("app.webmanifest", "application/manifest+json; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
        (".nojekyll", "application/octet-stream"),
    ],
)
def test_content_types(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected
