"""What keeps `verify` no longer than it may, what it asks beside codes, and whom it tells. Every host is on loopback."""

import datetime
import email
import email.policy
import gzip
import json
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
import trustme

from disan import cli
from disan.core.strings import load
from disan.verify import alarm, hosts, live
from disan.verify.client import Client, Resolved
from disan.verify.finding import Finding, Subject, mentions_code
from disan.verify.live import LiveSite
from tests.fixtures.projects import Site, relic

TODAY = datetime.date(2026, 11, 30)
CODE = "7K3QM"
OLD, NEW = "http://cu.disan-thu.vn", "http://disan-thu.vn"
QUICK = Client(timeout=0.5, pauses=())
HEAD = b"HTTP/1.1 200 OK\r\n"
PAGE = HEAD + b"Connection: close\r\n\r\n<p>7K3QM</p>"


@dataclass
class Wire:
    """A host on loopback that answers a path with raw bytes, all at once, over and over, or one by one; `came` is what it was sent."""

    port: int = 0
    answers: dict[str, bytes] = field(default_factory=dict)
    for_ever: dict[str, bytes] = field(default_factory=dict)
    dripping: set[str] = field(default_factory=set)
    came: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Server(ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no event."""


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """It is the proxy of the surroundings as well, so that every name of http leads to it."""
    standing = Wire()
    monkeypatch.setenv("no_proxy", "")

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split()[1].decode().removeprefix(standing.address).removeprefix(OLD)
            headers = {name.lower(): value for name, _, value in (line.partition(b": ") for line in iter(self.rfile.readline, b"\r\n"))}
            standing.came.append((path, self.rfile.read(int(headers.get(b"content-length", b"0")))))
            for byte in standing.answers.get(path, PAGE) if path in standing.dripping else ():
                self.wfile.write(bytes([byte]))
                time.sleep(0.02)
            if path not in standing.dripping:
                self.wfile.write(standing.answers.get(path, b"" if path in standing.for_ever else PAGE))
            while path in standing.for_ever:
                self.wfile.write(standing.for_ever[path])

    with Server(("127.0.0.1", 0), Handler) as server:
        standing.port = server.server_address[1]
        monkeypatch.setenv("http_proxy", standing.address)
        running = Thread(target=server.serve_forever, args=(0.01,))
        running.start()
        yield standing
        server.shutdown()
        running.join()


def asked(client: Client = QUICK) -> tuple[str, str]:
    """What is found of a code whose plaque has a former host's address, from which it may be forwarded to the site."""
    (found,) = live.check_codes(client, [Subject(CODE, "2026-11-thu", f"{OLD}{PATH}")], LiveSite(NEW))
    return found.result, found.detail


PATH = f"/Q/{CODE}"
HOSTILE: dict[str, tuple[dict[str, bytes], dict[str, bytes], bool, str]] = {
    "headers, a byte at a time": ({PATH: HEAD + b"X: 1\r\n" * 60}, {}, True, "slow"),
    "body, a byte at a time": ({PATH: HEAD + b"\r\n" + b"x" * 200}, {}, True, "slow"),
    "body without an end": ({PATH: HEAD + b"\r\n"}, {PATH: b"x" * 65536}, False, "endless"),
    "chunks without an end": (
        {PATH: HEAD + b"Transfer-Encoding: chunked\r\n\r\n"},
        {PATH: b"ffff\r\n" + b"x" * 65535 + b"\r\n"},
        False,
        "endless",
    ),
    "headers without an end": ({PATH: HEAD}, {PATH: b"X: 1\r\n" * 1000}, False, "unreachable"),
    "one header without an end": ({PATH: HEAD + b"X: "}, {PATH: b"x" * 65536}, False, "unreachable"),
    "more length than there is": ({PATH: HEAD + b"Content-Length: 999999999999\r\n\r\n<p>x</p>"}, {}, False, "nameless"),
    "a chunk of less than nothing": ({PATH: HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n"}, {}, False, "unreachable"),
    "no HTTP": ({PATH: b"\x00\xff" * 50}, {}, False, "unreachable"),
    "nothing": ({PATH: b""}, {}, False, "unreachable"),
    "a bomb of gzip": ({PATH: HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"7K3QM " * 10_000_000, 1)}, {}, False, "nameless"),
    "in a circle": ({PATH: b"HTTP/1.1 302 Found\r\nLocation: " + PATH.encode() + b"\r\n\r\n"}, {}, False, "moved"),
    **{
        f"on to {where}": ({PATH: b"HTTP/1.1 302 Found\r\nLocation: " + where.encode() + b"\r\n\r\n"}, {}, False, "moved")
        for where in (
            "http://[evil",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://a@127.0.0.1:1/",
            "//evil.example/",
            "\\\\a\x1b[2J",
        )
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_host_keeps_a_check_for_ever_or_leads_it_away(wire: Wire, name: str) -> None:
    answers, for_ever, drips, result = HOSTILE[name]
    wire.answers, wire.for_ever, wire.dripping = answers, for_ever, {PATH} if drips else set()
    assert asked()[0] == result


def test_a_page_elsewhere_is_no_page_of_ours_though_it_names_the_code(wire: Wire) -> None:
    wire.answers[PATH] = b"HTTP/1.1 302 Found\r\nLocation: http://disan-gia.vn/x\r\n\r\n"
    assert asked() == ("moved", "http://disan-gia.vn/x")
    assert [path for path, _ in wire.came] == [PATH], "it is not even asked"
    wire.answers[PATH] = f"HTTP/1.1 302 Found\r\nLocation: {NEW}/x\r\n\r\n".encode()
    assert asked() == ("forwarded", f"{NEW}/x")


def test_what_a_slow_host_leaves_unasked_is_told_and_keeps_no_other_waiting(wire: Wire) -> None:
    codes = [f"7K3Q{letter}" for letter in "0123456789ABCDEF"]
    wire.dripping = {f"/Q/{code}" for code in codes}
    subjects = [Subject(code, "2026-11-thu", f"{OLD}/Q/{code}") for code in codes]
    subjects.append(Subject(CODE, "2026-11-thu", f"{NEW}{PATH}"))
    client = Client(timeout=0.3, pauses=(), host_seconds=0.5)
    found = [each.result for each in live.check_codes(client, subjects, LiveSite(NEW))]
    assert set(found[:-1]) == {"slow", "untried"}
    assert found[-1] == "right"
    assert asked(client.begun(0)) == ("untried", "")
    wire.dripping, wire.answers, wire.came = set(), {f"/Q/{code}": b"" for code in codes}, []
    found = [each.result for each in live.check_codes(Client(pauses=(0, 0)), subjects[:-1], LiveSite(NEW))]
    assert set(found) == {"unreachable"}
    assert len(wire.came) < 3 * len(codes), "a host that is silent again and again is asked once for each"


def test_a_mirror_is_asked_for_every_code_itself(wire: Wire) -> None:
    subject = Subject(CODE, "2026-11-thu", f"https://DISAN.VN/Q/{CODE}")
    (found,) = live.check_codes(Client(pauses=()), [subject], LiveSite(wire.address, mirror=True))
    assert (found.result, found.site, found.address) == ("right", wire.address, f"{wire.address}{PATH}")


def test_a_code_is_named_where_a_reader_sees_it() -> None:
    assert mentions_code("<head><title>a</title></head><style>a</style><p>7K3QM<br>", CODE)
    for unseen in ("<head>7K3QM</head>", "<script>7K3QM", "<a href='/Q/7K3QM'>", "<style></p>7K3QM</style>", "<!-- 7K3QM -->", "7K3QMX"):
        assert not mentions_code(f"<p>a</p>{unseen}", CODE)


PAGES_4 = ("185.199.108.153", "185.199.109.153")


@pytest.mark.parametrize(
    ("alias", "addresses", "result"),
    [
        ("tinh-thu.github.io", PAGES_4, "right"),
        ("disan-thu.vn", ("2606:50c0:8000::153", "185.199.111.153"), "right"),
        ("disan-thu.vn", ("45.122.0.9",), "right"),
        ("disan-thu.vn", (*PAGES_4, "45.122.0.9"), "mixed"),
        ("nguoi-khac.github.io", PAGES_4, "stranger"),
        ("disan-thu.vn", ("192.168.1.7",), "private"),
        ("disan-thu.vn", (), "missing"),
    ],
)
def test_where_a_name_leads(wire: Wire, alias: str, addresses: tuple[str, ...], result: str) -> None:
    def resolve(_host: str) -> Resolved:
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return Resolved(alias, addresses)

    site = LiveSite(NEW)
    client = Client(pauses=(), resolve=resolve)
    assert [each.result for each in hosts.check_names(client, hosts.hosts([], site), site, "Tinh-Thu")] == [result]
    wire.answers[f"{NEW}/"] = b"HTTP/1.1 404 Not Found\r\n\r\n<strong>There isn't a GitHub Pages site here.</strong>"
    if result == "right" and set(addresses) & hosts.PAGES:
        assert [each.result for each in hosts.check_names(client, hosts.hosts([], site), site, "")] == ["dangling"]


@pytest.mark.parametrize(
    ("host", "told", "result"),
    [
        ("www.disan-thu.org", {"events": [{"eventAction": "expiration", "eventDate": "2027-11-30T00:00:00Z"}]}, ("right", "365")),
        ("disan-thu.org", {"events": [{"eventAction": "expiration", "eventDate": "2027-01-29T00:00:00Z"}]}, ("ending", "60")),
        ("disan-thu.org", {"status": ["active", "redemption period"]}, ("held", "redemption period")),
        ("disan-thu.org", {"events": [{"eventAction": "expiration", "eventDate": "hôm nay"}]}, ("unknown", "")),
        ("disan-thu.org", {"events": "x"}, ("unknown", "")),
        ("disan-thu.vn", {}, ("unknown", "")),
        ("di.thcs.thu.vn", {}, ("stated", "61")),
        ("thu.edu.vn", {}, ("over", "1")),
    ],
)
def test_how_long_a_domain_is_held(wire: Wire, host: str, told: object, result: tuple[str, str]) -> None:
    def answer(value: object) -> bytes:
        return HEAD + b"\r\n" + json.dumps(value).encode()

    wire.answers = {
        "/dns.json": answer({"services": [[["com"], ["javascript:x"]], [["net", "org"], [f"{wire.address}/rdap/"]], [["x"]]]}),
        "/rdap/domain/disan-thu.org": answer(told),
    }
    site = LiveSite(f"https://{host}")
    client = Client(pauses=(), registries=f"{wire.address}/dns.json")
    stated = {"di.thcs.thu.vn": datetime.date(2027, 1, 30), "thu.edu.vn": datetime.date(2026, 11, 29)}
    (found,) = hosts.check_domains(client, hosts.hosts([], site), site, TODAY, stated)
    assert (found.result, found.detail) == result
    assert found.address == host or found.address.count(".") == 1, "a domain, not a host of it"
    assert found.right == (result[0] in ("right", "stated", "unknown"))
    wire.answers["/dns.json"] = HEAD + b"\r\n" + b"[" * 100_000
    (found,) = hosts.check_domains(client, hosts.hosts([], site), site, TODAY, {})
    assert found.result == "unknown"


class Post(StreamRequestHandler):
    """A server of mail that takes everything, and asks for a password where it is told to."""

    def handle(self) -> None:
        self.wfile.write(b"220 thu\r\n")
        for line in iter(self.rfile.readline, b""):
            self.server.came.append(line)  # type: ignore[attr-defined]
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go\r\n")
                self.server.came.extend(iter(self.rfile.readline, b".\r\n"))  # type: ignore[attr-defined]
            known = {b"ehlo": b"250-thu\r\n250 AUTH PLAIN", b"auth": b"235 ok", b"quit": b"221 ok"}
            self.wfile.write(known.get(line[:4].lower(), b"250 ok") + b"\r\n")


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Callable[[bool], tuple[int, list[bytes]]]]:
    """Stands up a server of mail, behind TLS where that is wanted; gives its port, and the list of what comes."""
    ending: list[Callable[[], object]] = []

    def stand(secured: bool) -> tuple[int, list[bytes]]:
        server = Server(("127.0.0.1", 0), Post)
        came: list[bytes] = []
        server.came = came  # type: ignore[attr-defined]
        if secured:
            authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("localhost").configure_cert(context)
            authority.cert_pem.write_to_path(tmp_path / "ca.pem")
            server.socket = context.wrap_socket(server.socket, server_side=True)
        running = Thread(target=server.serve_forever, args=(0.01,))
        running.start()
        ending.extend((server.shutdown, running.join, server.server_close))
        return server.server_address[1], came

    yield stand
    for end in ending:
        end()


WRONG = Finding("code", CODE, "2026-11-thu", f"{NEW}{PATH}", "missing", "x\r\nBcc: a@b.vn\r\n.\r\n", NEW)


@pytest.mark.parametrize("secured", [False, True])
def test_a_mail_is_sent_and_a_password_only_behind_tls(
    post: Callable[[bool], tuple[int, list[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secured: bool
) -> None:
    port, came = post(secured)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem")) if secured else None
    given = {"DISAN_MAIL_TO": "canh@thu.example, hai@thu.example", "DISAN_SMTP": f"smtp{'s' * secured}://localhost:{port}"}
    given |= {"DISAN_SMTP_USER": "canh@thu.example", "DISAN_SMTP_PASSWORD": "bi-mat"} if secured else {}
    assert [each.values for each in alarm.tell([WRONG], tmp_path / "a" / "kept.json", given, load("vi"))] == []
    letter = email.message_from_bytes(b"".join(came[came.index(b"data\r\n") + 1 :]), policy=email.policy.default)
    assert "Bcc" not in letter
    assert letter["Subject"] == f"Mã đã in có 1 chỗ hỏng: {NEW}"
    assert "✗ 7K3QM 2026-11-thu không có trang" in letter.get_content()
    assert [each.lower() for each in came if each.startswith(b"rcpt")] == [
        b"rcpt to:<canh@thu.example>\r\n",
        b"rcpt to:<hai@thu.example>\r\n",
    ]
    assert any(each.startswith(b"AUTH PLAIN") for each in came) == secured


def test_another_machine_is_told_nothing_in_clear(post: Callable[[bool], tuple[int, list[bytes]]], tmp_path: Path) -> None:
    port, came = post(False)
    given = {"DISAN_MAIL_TO": "a@thu.example", "DISAN_SMTP": f"smtp://127.1:{port}", "DISAN_SMTP_PASSWORD": "x"}
    (error,) = alarm.tell([WRONG], tmp_path / "kept.json", given, load("vi"))
    assert "STARTTLS" in str(error.values["reason"])
    assert not any(each.startswith((b"AUTH", b"mail")) for each in came)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"DISAN_SMTP": "mail.example"}, "bad_smtp"),
        ({"DISAN_SMTP": "smtp://[a"}, "bad_smtp"),
        ({"DISAN_SMTP": "smtp://x:y@mail.example"}, "bad_smtp"),
        ({"DISAN_MAIL_TO": "a\nBcc: b@c.vn", "DISAN_SMTP": "smtp://127.0.0.1:9"}, "no_mail"),
        ({"DISAN_WEBHOOK": "file:///etc/passwd"}, "bad_service"),
        ({"DISAN_WEBHOOK": "http://127.0.0.1:9/", "DISAN_WEBHOOK_BODY": "{"}, "bad_body"),
        ({"DISAN_WEBHOOK": "https://127.0.0.1:9/bot1:bimat/"}, "no_service"),
    ],
)
def test_who_cannot_be_told_is_told_of_without_their_secrets(tmp_path: Path, given: dict[str, str], key: str) -> None:
    surroundings = given if "DISAN_WEBHOOK" in given else {"DISAN_MAIL_TO": "a@thu.example", **given}
    (error,) = alarm.tell([WRONG], tmp_path / "kept.json", surroundings, load("vi"))
    assert error.key == f"verify.{key}"
    assert "bimat" not in load("vi").say(error.key, **error.values)


def test_each_change_is_told_once_and_silence_is_noticed(
    site_of: Site, wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = site_of({f"content/relics/den-{code.lower()}/index.vi.md": relic(code=code) for code in (CODE, "82MW3")})
    nothing = b"HTTP/1.1 404 Not Found\r\n\r\n"
    fine = {"/CNAME": nothing, "/plaques.csv": nothing, "/retired.csv": nothing, "/Q/82MW3": HEAD + b"\r\n82MW3", "/hook": HEAD + b"\r\n"}
    monkeypatch.setenv("DISAN_WEBHOOK", f"{wire.address}/hook")
    monkeypatch.setenv("DISAN_WEBHOOK_BODY", '{"chat_id": 7, "parts": ["{state}", "{text}"]}')
    kept = tmp_path / "kept.json"

    def run(wrong: dict[str, bytes]) -> tuple[int, list[str], int]:
        """The exit code, what was told, and the signs of life."""
        wire.answers, wire.came = {**fine, **wrong}, []
        words = ["--notify", str(kept), "--heartbeat", f"{wire.address}/song", "--minutes", "1", "--root", str(project.root)]
        code = cli.main(["verify", wire.address, *words])
        bodies = [json.loads(body) for path, body in wire.came if path == "/hook"]
        assert all(each["chat_id"] == 7 for each in bodies)
        return code, [each["parts"][0] for each in bodies], sum(path == "/song" for path, _ in wire.came)

    assert run({}) == (0, [], 1)
    assert run({PATH: nothing}) == (1, ["failed"], 1)
    assert run({PATH: nothing}) == (1, [], 1)
    assert run({PATH: nothing, "/Q/82MW3": nothing}) == (1, ["failed"], 1)
    assert run({PATH: nothing}) == (1, [], 1)
    assert run({"/hook": nothing}) == (2, ["recovered"], 0), "who was not told is told by the next run"
    assert run({}) == (0, ["recovered"], 1)
    assert run({"/song": nothing}) == (2, [], 1)
    kept.write_bytes(b"[" * 10_000)
    assert run({PATH: nothing}) == (1, ["failed"], 1)
    capsys.readouterr()
    monkeypatch.delenv("DISAN_WEBHOOK")
    assert run({}) == (2, [], 0)
    assert "DISAN_MAIL_TO, DISAN_WEBHOOK" in capsys.readouterr().err
    assert cli.main(["verify", "--notify", str(kept), "--root", str(project.root)]) == 2
