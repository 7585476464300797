"""A site as a web archive: what other programs find in it, at the address of a page and of a code. Test data only."""

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.fixtures.projects import SETTINGS, TODAY, Project, Site, relic

HOME, CODE = "https://disan.example/", "https://ma.example/Q/7K3QM"


@pytest.fixture
def archive(site_of: Site) -> tuple[Project, Path]:
    """A site whose codes have an address of their own, and its archive."""
    from disan.build import output
    from disan.content import settings
    from disan.verify.handover import web_archive

    project = site_of(
        {"content/site.yml": SETTINGS + "plaque_url: https://ma.example\n", "content/relics/den/index.vi.md": relic(code="7K3QM")}
    )
    assert not project.build(jobs=1).stopped
    chosen, _ = settings.read(project.root)
    assert chosen
    made = project.root / "thu.wacz"
    for file in (made, project.root / "again.wacz"):
        with file.open("wb") as written:
            web_archive.write(written, project.out, sorted(output.listed(project.out)), chosen.addresses, "Trang thử", TODAY)
    assert made.read_bytes() == (project.root / "again.wacz").read_bytes(), "the same site gives the same bytes"
    return project, made


@pytest.mark.slow
def test_another_program_finds_it_valid_and_reads_pages_back(archive: tuple[Project, Path]) -> None:
    project, made = archive
    program = Path(sys.executable).parent / "wacz"
    done = subprocess.run([str(program), "validate", "-f", str(made)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Validation succeeded" in done.stdout
    with zipfile.ZipFile(made) as packed:
        assert packed.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED, "read by its offsets without unpacking"
        records = packed.read("archive/data.warc.gz")
        lines = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
        pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").decode().splitlines()][1:]
    assert lines == sorted(lines)
    found = {told["url"]: told for told in (json.loads(line.split(" ", 2)[2]) for line in lines)}
    for url, file in ((HOME, "index.html"), (CODE, "Q/7K3QM.html"), (f"{HOME}Q/7K3QM/", "Q/7K3QM/index.html")):
        begin = int(found[url]["offset"])
        record = next(iter(ArchiveIterator(io.BytesIO(records[begin : begin + int(found[url]["length"])]), check_digests="raise")))
        assert record.rec_headers.get_header("WARC-Target-URI") == url
        assert record.http_headers.get_header("Content-Type") == "text/html; charset=utf-8"
        assert record.content_stream().read() == (project.out / file).read_bytes()
    assert {"https://disan.example/", "https://disan.example/di-tich/den/"} <= {page["url"] for page in pages}
    assert next(page["title"] for page in pages if page["url"].endswith("/di-tich/den/")).startswith("Đền thử")


def test_another_program_makes_the_same_index(archive: tuple[Project, Path], tmp_path: Path) -> None:
    with zipfile.ZipFile(archive[1]) as packed:
        ours = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
        (tmp_path / "data.warc.gz").write_bytes(packed.read("archive/data.warc.gz"))
    command = [str(Path(sys.executable).parent / "cdxj-indexer"), "-s", str(tmp_path / "data.warc.gz")]
    theirs = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    def read(line: str) -> tuple[str, str, object]:
        key, when, told = line.split(" ", 2)
        return key, when, sorted(json.loads(told).items())

    assert sorted(map(read, ours), key=str) == sorted(map(read, theirs), key=str)
