"""`verify`: what a built folder and a live site answer for printed codes. The live site is on loopback; all content is test data."""

import csv
import datetime
import io
import json
import re
import shutil
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import trustme

from disan import cli
from disan.core.strings import load
from disan.verify import finding, hosting, hosts, live, proof
from disan.verify.client import Client
from disan.verify.finding import About, Finding
from disan.verify.live import LiveSite
from disan.verify.proof import Promises
from tests.fixtures.projects import TODAY, Project, Site, relic

CODES = ("7K3QM", "82MW3")
HEADER = "code,batch,date,address,level,matrix,size,quantity,note\n"
CLIENT = Client(timeout=5, pauses=(0, 0))


def row(code: str, host: str) -> str:
    return f"{code},2026-11-thu,2026-11-23,{host}/Q/{code},Q,0123456789abcdef,a5,1,\n"


def files(host: str, url: str) -> dict[str, str | bytes]:
    """Two relics whose plaques were printed for `host`, and a site that stands at `url`."""
    names = "name: {vi: Trang thử, en: Test site}\ntagline: {vi: Để thử, en: For tests}\n"
    settings = f"{names}url: {url}\nplaque_url: {url}\nlanguages: [vi, en]\nprovince: content/province\n"
    relics: dict[str, str | bytes] = {f"content/relics/den-{code.lower()}/index.vi.md": relic(f"Đền {code}", code=code) for code in CODES}
    return {**relics, "content/site.yml": settings, "content/plaques.csv": HEADER + "".join(row(code, host) for code in CODES)}


@dataclass
class Host:
    """A site on loopback that answers as GitHub Pages would, but where it was told otherwise: statuses, bodies, or where to go, in turn."""

    site: Path
    told: dict[str, list[int | str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, path: str) -> tuple[int, str, bytes]:
        self.asked.append(path)
        turns = self.told.get(path, [])
        turn = (turns.pop(0) if len(turns) > 1 else turns[0]) if turns else None
        if isinstance(turn, int):
            return turn, "/noi-khac/" if 300 <= turn < 400 else "", b""
        if isinstance(turn, str):
            return (302, turn, b"") if turn.startswith("http") else (200, "", turn.encode())
        given = hosting.answer(self.site, "", path)
        return given.status, given.location or "", given.file.read_bytes() if given.file else b""


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    standing = Host(tmp_path_factory.mktemp("live"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, location, body = standing.answer(self.path)
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    standing.address = f"http://127.0.0.1:{server.server_port}"
    running = Thread(target=server.serve_forever, args=(0.01,))
    running.start()
    yield standing
    server.shutdown()
    running.join()
    server.server_close()


@pytest.fixture
def host(standing: Host, tmp_path: Path) -> Host:
    """The host, of which each test may have another opinion."""
    standing.site, standing.told, standing.asked = tmp_path / "live", {}, []
    return standing


@pytest.fixture(scope="module")
def original(standing: Host, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("printed") / "project")
    project.write(files(standing.address, standing.address))
    assert not project.build().stopped
    return project


@pytest.fixture
def printed(original: Project, host: Host, tmp_path: Path) -> Project:
    """The project, built, and the same site standing on the host."""
    project = original.copied(tmp_path / "printed")
    shutil.copytree(project.out, host.site)
    return project


def promised(project: Project) -> Promises:
    known, problems = proof.read_promises(project.root)
    assert known is not None
    assert problems == []
    return known


def asked(project: Project, host: Host, today: datetime.date = TODAY) -> dict[str, str]:
    """What was found, by code or by what else was asked."""
    return {each.code or each.about: each.result for each in proof.check_live(promised(project), [host.address], today, CLIENT)}


def built(project: Project) -> dict[str, str]:
    return {each.code: each.result for each in proof.check_built(promised(project), project.out)}


ALL_RIGHT = {"7K3QM": "right", "82MW3": "right", "cname": "right", "ledger": "right"}


def test_a_built_site_answers_for_every_code(printed: Project) -> None:
    assert built(printed) == {"7K3QM": "right", "82MW3": "right"}


def test_a_lost_file_is_found(printed: Project) -> None:
    (printed.out / "Q" / "7K3QM.html").unlink()
    assert built(printed) == {"7K3QM": "moved", "82MW3": "right"}  # Pages sends the bare form to the folder that is left.
    shutil.rmtree(printed.out / "Q" / "7K3QM")
    assert built(printed) == {"7K3QM": "missing", "82MW3": "right"}


def test_the_folder_of_a_code_lost_alone_is_found(printed: Project) -> None:
    shutil.rmtree(printed.out / "Q" / "7K3QM")
    assert built(printed) == {"7K3QM": "missing", "82MW3": "right"}


def test_names_are_compared_by_case_as_the_host_does(printed: Project) -> None:
    (printed.out / "Q").rename(printed.out / "q-old")
    (printed.out / "q-old").rename(printed.out / "q")
    assert set(built(printed).values()) == {"missing"}


def test_the_page_of_another_place_is_no_answer(printed: Project) -> None:
    for name in ("7K3QM.html", "7K3QM/index.html"):
        shutil.copy(printed.out / "Q" / "82MW3.html", printed.out / "Q" / name)
    assert built(printed) == {"7K3QM": "nameless", "82MW3": "right"}


def test_a_code_that_only_the_head_names_is_not_named(printed: Project) -> None:
    for name in ("7K3QM.html", "7K3QM/index.html"):
        (printed.out / "Q" / name).write_text("<head><title>7K3QM</title></head><body><a href='/Q/7K3QM'>Đền</a>")
    assert built(printed)["7K3QM"] == "nameless"


def test_a_live_site_answers_for_every_code(printed: Project, host: Host) -> None:
    assert asked(printed, host) == ALL_RIGHT


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        ([301], "moved"),
        ([404], "missing"),
        ([410], "status"),
        ([503], "status"),
        ([500, 503, "<p>7K3QM</p>"], "right"),
        (["<p>Trang bán hàng</p>"], "nameless"),
        (["<p>7K3QMX</p>"], "nameless"),
    ],
)
def test_what_a_live_site_may_answer(printed: Project, host: Host, turns: list[int | str], result: str) -> None:
    host.told["/Q/7K3QM"] = turns
    assert asked(printed, host) == ALL_RIGHT | {"7K3QM": result}


def test_only_what_did_not_answer_is_asked_again(printed: Project, host: Host) -> None:
    host.told = {"/Q/7K3QM": [404], "/Q/82MW3": [503]}
    asked(printed, host)
    assert [host.asked.count(f"/Q/{code}") for code in CODES] == [1, 1 + len(CLIENT.pauses)]


def test_a_site_that_is_not_there_answers_nothing(printed: Project, host: Host) -> None:
    findings = proof.check_live(promised(printed), ["http://127.0.0.1:9"], TODAY, Client(timeout=1, pauses=()))
    assert {each.code or each.about: each.result for each in findings} == dict.fromkeys((*CODES, "cname", "ledger"), "unreachable")


def test_a_row_that_only_the_live_ledger_has_is_lost(printed: Project, host: Host) -> None:
    table = printed.root / "content" / "plaques.csv"
    table.write_text(HEADER + row(CODES[0], host.address), encoding="utf-8")
    found = {each.about: each for each in proof.check_live(promised(printed), [host.address], TODAY, CLIENT)}
    assert (found["ledger"].result, found["ledger"].detail) == ("lost", "82MW3 2026-11-thu")


def test_a_row_that_differs_from_the_live_ledger_is_lost(printed: Project, host: Host) -> None:
    table = printed.root / "content" / "plaques.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",a5,1,", ",a4,1,", 1), encoding="utf-8")
    assert asked(printed, host)["ledger"] == "lost"


def test_rows_that_the_live_site_has_not_yet_are_fine(printed: Project, host: Host) -> None:
    (host.site / "plaques.csv").write_text(HEADER + row(CODES[0], host.address), encoding="utf-8")
    assert asked(printed, host) == ALL_RIGHT


def test_an_unreadable_live_ledger_proves_nothing(printed: Project, host: Host) -> None:
    (host.site / "plaques.csv").write_text("<html>đăng nhập mạng</html>", encoding="utf-8")
    assert asked(printed, host)["ledger"] == "unreadable"


def test_a_domain_must_be_the_sites_own(printed: Project, host: Host) -> None:
    (host.site / "CNAME").write_text("cua-nguoi-khac.vn\n", encoding="utf-8")
    assert asked(printed, host)["cname"] == "wrong"  # A loopback address is lent: no domain belongs there.


def test_plaques_of_a_former_host_may_be_forwarded_from_it(
    site_of: Site, printed: Project, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of both hosts lead to the loopback, which a proxy of the surroundings stands for."""
    monkeypatch.setenv("http_proxy", host.address)
    monkeypatch.setenv("no_proxy", "")
    host.told = {
        "http://cu.disan-thu.vn/Q/7K3QM": ["http://disan-thu.vn/Q/7K3QM"],
        "http://disan-thu.vn/Q/7K3QM": ["<p>7K3QM</p>"],
        "http://cu.disan-thu.vn/Q/82MW3": [404],
    }
    project = site_of(files("http://CU.DISAN-THU.VN", "http://disan-thu.vn"))
    found = {each.code: each for each in live.check_codes(CLIENT, promised(project).subjects, LiveSite("http://disan-thu.vn"))}
    assert (found["7K3QM"].result, found["82MW3"].result) == ("forwarded", "missing")
    assert found["7K3QM"].right


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[Callable[[datetime.datetime], str]]:
    """Stands up a host on loopback whose certificate ends at a time, and gives its address; `tmp_path / "ca.pem"` vouches for it."""
    ending: list[Callable[[], None]] = []

    def stand(ends: datetime.datetime) -> str:
        authority = trustme.CA()
        issued = authority.issue_cert("localhost", not_before=ends - datetime.timedelta(days=150), not_after=ends)
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issued.configure_cert(context)
        server = QuietServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        running = Thread(target=server.serve_forever, args=(0.01,))
        running.start()
        ending.extend((server.shutdown, running.join, server.server_close))
        return f"https://localhost:{server.server_port}"

    yield stand
    for end in ending:
        end()


class QuietServer(ThreadingHTTPServer):
    """A server to which a client that goes away early is no event."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing."""


# Days are counted from date to date, so the certificate ends at noon whatever the hour of the test.
NOON = datetime.datetime.now(datetime.UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.mark.parametrize(("days", "result"), [(60, "right"), (22, "right"), (21, "ending"), (-1, "expired")])
def test_a_certificate_must_hold_three_weeks_more(
    certified: Callable[[datetime.datetime], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, result: str
) -> None:
    address = certified(NOON + datetime.timedelta(days=days))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    found = certificates(address)
    assert [(each.about, each.result) for each in found] == [("certificate", result)]


def certificates(address: str) -> list[Finding]:
    site = LiveSite(address)
    return list(hosts.check_certificates(CLIENT, hosts.hosts([], site), site, NOON.date()))


def test_a_certificate_of_another_name_or_from_nobody_known_is_not_trusted(
    certified: Callable[[datetime.datetime], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = certified(NOON + datetime.timedelta(days=60))
    assert [(each.result, each.right) for each in certificates(address)] == [("untrusted", False)]
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    assert [(each.result, each.right) for each in certificates(address.replace("localhost", "127.0.0.1"))] == [("stranger", False)]


FINDINGS = (
    Finding("code", "7K3QM", "2026-11-thu", "https://DISAN-THU.VN/Q/7K3QM", "right"),
    Finding("code", "82MW3", "2026-11-thu", "https://DISAN-THU.VN/Q/82MW3", "missing", "https://disan-thu.vn/Q/82MW3"),
    Finding("cname", "", "", "https://disan-thu.vn/CNAME", "wrong", 'của "người khác", ở đây'),
)


def test_findings_as_text_say_what_is_wrong_and_the_sum() -> None:
    said = finding.format_findings(FINDINGS, load("vi"), "text").splitlines()
    assert said[0] == "✗ 82MW3 2026-11-thu không có trang ở https://disan-thu.vn/Q/82MW3"
    assert said[-1] == "1 trên 2 mã mở đúng trang."
    assert [line[:12] for line in said[2:-1]] == ["→ Không có t", "→ CNAME: tên"], "what to do, each thing once"
    built = finding.format_findings(FINDINGS[:2], load("vi"), "text", built=True).splitlines()
    assert len(built) == 3
    assert "disan build" in built[1]
    assert len(finding.format_findings(FINDINGS[:1], load("vi"), "text").splitlines()) == 1, "where all is right there is nothing to do"
    assert finding.format_findings(FINDINGS, load("en"), "text").splitlines()[-1] == "1 of 2 codes open the right page."


def test_findings_as_csv_and_json_are_whole() -> None:
    rows = list(csv.DictReader(io.StringIO(finding.format_findings(FINDINGS, load("vi"), "csv"))))
    assert tuple(rows[0]) == ("about", "code", "batch", "address", "result", "detail", "site")
    assert rows == json.loads(finding.format_findings(FINDINGS, load("vi"), "json"))
    assert rows[2]["detail"] == FINDINGS[2].detail


def test_a_check_counts_codes_and_not_plaques() -> None:
    again = Finding("code", "7K3QM", "2027-01-thu", "https://DISAN-THU.VN/Q/7K3QM", "unreachable")
    counted = proof.summarise((*FINDINGS, again), TODAY)
    assert (counted.codes, counted.right, counted.failures) == (2, 0, ("cname", "7K3QM", "82MW3"))


def test_every_result_has_its_sentence() -> None:
    silent = ("unreachable", "slow", "endless", "untried", "status")
    results: dict[About, tuple[str, ...]] = {
        "code": ("right", "forwarded", "missing", "moved", "nameless", *silent),
        "certificate": ("right", "ending", "expired", "stranger", "untrusted", "invalid", "unreachable", "slow", "untried"),
        "dns": ("right", "missing", "private", "mixed", "stranger", "dangling", "unreachable"),
        "domain": ("right", "stated", "ending", "over", "held", "unknown"),
        "cname": ("right", "wrong", *silent),
        "ledger": ("right", "lost", "unreadable", *silent),
    }
    for language in ("vi", "en"):
        for about, names in results.items():
            for name in names:
                wrong = Finding("code", "7K3QM", "", "x", name, "y") if about == "code" else Finding(about, "", "", "x", name, "y")
                assert ("→" in finding.format_findings([wrong], load(language), "text")) == (not wrong.right)


def run(project: Project, *words: str) -> int:
    return cli.main(["verify", *words, "--root", str(project.root)])


def test_the_command_ends_by_what_it_found(printed: Project, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(printed) == 0
    assert run(printed, host.address) == 0
    assert "2 trên 2 mã mở đúng trang." in capsys.readouterr().out
    host.told["/Q/7K3QM"] = [404]
    assert run(printed, host.address) == 1
    assert run(printed, "disan-thu.vn") == 2
    shutil.rmtree(printed.out)
    assert run(printed) == 1
    assert "disan build" in capsys.readouterr().err


def test_a_check_is_recorded_and_shown(printed: Project, host: Host) -> None:
    host.told["/Q/7K3QM"] = [404]
    assert run(printed, host.address, "--record", "--today", "2026-11-23") == 1
    host.told.clear()
    assert run(printed, host.address, "--record", "--today", "2026-11-30") == 0
    table = (printed.root / "content" / "verified.csv").read_text(encoding="utf-8").splitlines()
    assert table[1:] == ["2026-11-23,2,1,7K3QM", "2026-11-30,2,2,"]
    assert not printed.build().stopped
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", printed.page("tinh-trang/index.html")))
    assert "30/11/2026" in page
    assert "2 trên 2" in page or "2/2" in page


def test_a_broken_record_does_not_hide_what_the_codes_answer(printed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (printed.root / "content" / "relics" / "den-7k3qm" / "index.vi.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    assert run(printed) == 1
    said = capsys.readouterr()
    assert "2 trên 2 mã mở đúng trang." in said.out
    assert "den-7k3qm" in said.out + said.err
