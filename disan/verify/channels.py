"""How people are told that something is wrong: by mail, by a webhook; and a sign of life for whoever notices when it stops.

A message and the surroundings go in, it is sent or a NotPossibleError says why not. Passwords, and addresses that are as good as one (a
bot's has its token in it), come from the surroundings alone and are never shown.
"""

import json
import smtplib
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from msgspec import Struct

from disan.core import listeners
from disan.core.addresses import leads_to_a_page
from disan.core.problems import NotPossibleError
from disan.verify.exchange import ask, trust

MAIL_TO, MAIL_FROM, SMTP, USER, PASSWORD = "DISAN_MAIL_TO", "DISAN_MAIL_FROM", "DISAN_SMTP", "DISAN_SMTP_USER", "DISAN_SMTP_PASSWORD"
WEBHOOK, BODY, HEARTBEAT = "DISAN_WEBHOOK", "DISAN_WEBHOOK_BODY", "DISAN_HEARTBEAT"
_SECONDS = 20
_PORTS = {"smtp": 587, "smtps": 465}
_HERE = ("localhost", "127.0.0.1", "::1")
_PLAIN_BODY = '{"text": "{title}\\n{text}", "state": "{state}"}'


class Message(Struct, frozen=True):
    """What is told: a line, the rest, and `failed` or `recovered`."""

    title: str
    text: str
    state: str


def mail(message: Message, given: Mapping[str, str]) -> None:
    """Sends it to every address of DISAN_MAIL_TO by the server DISAN_SMTP (smtps://host:465, or smtp://host:587 with STARTTLS)."""
    server = _server(given.get(SMTP, "smtp://localhost:25"))
    letter = EmailMessage()
    try:
        letter["Subject"] = listeners.one_line(message.title, 200)
        letter["From"] = given.get(MAIL_FROM) or given.get(USER) or given[MAIL_TO].partition(",")[0]
        letter["To"] = given[MAIL_TO]
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=letter["From"].addresses[0].domain)
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(listeners.terminal(message.text))
        with _opened(server) as connection:
            if given.get(PASSWORD):
                connection.login(given.get(USER, ""), given[PASSWORD])
            connection.send_message(letter)
    except (OSError, ValueError, IndexError) as error:
        raise NotPossibleError("verify.no_mail", host=server.hostname, reason=listeners.one_line(str(error), 300)) from error


def _server(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        right = parts.scheme in _PORTS and parts.hostname and parts.port != 0 and parts.username is None
    except ValueError:
        right = False
    if not right:
        raise NotPossibleError("verify.bad_smtp", name=SMTP)
    return parts


def _opened(server: SplitResult) -> smtplib.SMTP:
    """Connects; nothing is said in clear to another machine. Raises OSError, of which what smtplib raises is a sort."""
    host, port = server.hostname or "", server.port or _PORTS[server.scheme]
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=trust())
    connection = smtplib.SMTP(host, port, timeout=_SECONDS)
    try:
        connection.ehlo()
        if host not in _HERE or connection.has_extn("starttls"):
            connection.starttls(context=trust())
    except BaseException:
        connection.close()
        raise
    return connection


def post(message: Message, given: Mapping[str, str]) -> None:
    """Posts it as JSON to DISAN_WEBHOOK, in the form of DISAN_WEBHOOK_BODY, in whose texts {title}, {text} and {state} are put in."""
    try:
        form = json.loads(given.get(BODY) or _PLAIN_BODY)
    except (ValueError, RecursionError) as error:
        raise NotPossibleError("verify.bad_body", name=BODY) from error
    holes = {"{title}": message.title, "{text}": message.text, "{state}": message.state}
    _reach(given[WEBHOOK], WEBHOOK, listeners.json(_filled(form, holes)).encode())


def _filled(form: object, holes: Mapping[str, str]) -> object:
    if isinstance(form, dict):
        return {name: _filled(each, holes) for name, each in form.items()}
    if isinstance(form, list):
        return [_filled(each, holes) for each in form]
    if isinstance(form, str):
        for hole, value in holes.items():
            form = form.replace(hole, listeners.plain(value))
    return form


def give_a_sign_of_life(address: str) -> None:
    """Asks the address of a dead man's switch."""
    _reach(address, HEARTBEAT)


def _reach(address: str, name: str, data: bytes | None = None) -> None:
    if not leads_to_a_page(address):
        raise NotPossibleError("verify.bad_service", name=name)
    reply = ask(address, _SECONDS, 100_000, data=data, media_type="application/json" if data else "")
    if not HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
        raise NotPossibleError("verify.no_service", name=name, host=urlsplit(address).hostname, reason=reply.status or reply.fault)
