"""A newsletter as one e-mail: HTML that mail programs show, and the same as plain text. A newsletter in, the bytes of an .eml file out.

Styles stand in the elements, for most programs drop style sheets; what remains of one is for dark screens and narrow ones. Nothing is
loaded but pictures of the site, and nothing tells who reads.
"""

import datetime
import email.policy
import textwrap
from collections.abc import Iterator
from email import charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr

import css_inline

from disan.content.fields.times import VIETNAM
from disan.core.strings import Strings, load
from disan.printing.newsletters.model import NewsGroup, Newsletter, NewsRecord
from disan.render import Renderer

LARGEST = 100_000
"""Bytes of the HTML as it is sent: Gmail cuts off what is beyond 102 KB."""
_WIDTH = 72
_SEND_HOUR = datetime.time(8)
_BOUNDARY = "disan-newsletter"
"""No line of text is it, and every run writes the same."""
_CHARSET = charset.Charset("utf-8")
_CHARSET.body_encoding = charset.QP
# The newer policies lose a space between two encoded words of a subject.
_POLICY = email.policy.compat32.clone(linesep="\r\n")


def html(news: Newsletter, renderer: Renderer) -> str:
    """The newsletter as HTML for mail programs, to paste into one that sends to many."""
    page = renderer.page("newsletter/mail.html", news, load(news.language)).html
    inliner = css_inline.CSSInliner(keep_at_rules=True, keep_style_tags=False, load_remote_stylesheets=False)
    return str(inliner.inline(page))


def message(news: Newsletter, marked_up: str) -> bytes:
    """The newsletter as a message that a mail program opens as a draft: without a recipient, and without a sender where none is known."""
    made = MIMEMultipart("alternative", _BOUNDARY, [_part(text(news), "plain"), _part(marked_up, "html")])
    made["Subject"] = Header(news.subject, _CHARSET, header_name="Subject")  # type: ignore[assignment]  # The stubs know texts only.
    if news.sender:
        made["From"] = formataddr((news.site_name, news.sender), _CHARSET)
    if news.unsubscribe:
        made["List-Unsubscribe"] = f"<mailto:{news.unsubscribe}>"
    made["Date"] = format_datetime(datetime.datetime.combine(datetime.date.fromisoformat(news.sent), _SEND_HOUR, VIETNAM))
    made["Content-Language"] = news.language
    made["X-Unsent"] = "1"
    return made.as_bytes(policy=_POLICY)


def sent_size(marked_up: str) -> int:
    """Bytes that HTML takes in a message, where most letters with marks are written as six or nine signs."""
    return len(_part(marked_up, "html").as_bytes(policy=_POLICY))


def _part(content: str, subtype: str) -> MIMEText:
    """A part in UTF-8, quoted-printable: a mail server that knows ASCII alone passes it on."""
    return MIMEText(content, subtype, _CHARSET)  # type: ignore[arg-type]  # A Charset is taken too, which the stubs do not know.


def text(news: Newsletter) -> str:
    """The newsletter as plain text, in lines of 72 letters; addresses stay whole on lines of their own."""
    return "\n".join(_lines(news, load(news.language))).rstrip() + "\n"


def _lines(news: Newsletter, strings: Strings) -> Iterator[str]:
    yield from (news.title.upper(), news.period, news.home)
    if news.featured:
        yield from _heading(strings.say("newsletter.featured"))
        yield from _told(news.featured)
    for title, groups in ((strings.say("newsletter.fresh"), news.fresh), (strings.say("newsletter.changed"), news.changed)):
        if groups:
            yield from _heading(title)
            for group in groups:
                yield from ("", f"-- {group.title} --")
                yield from _group(group)
    if news.current:
        yield from _heading(news.current.title)
        yield from _group(news.current)
    if news.days:
        yield from _heading(strings.say("newsletter.days"))
        for day in news.days:
            yield from (
                "",
                *_wrapped(f"* {day.when}: {day.name.text}"),
                *_wrapped(f"  {day.where}" if day.where else ""),
                f"  {day.address}",
            )
    if news.more_days:
        yield from ("", f"{news.more_days}: {news.calendar}")
    yield from ("", "-- ", *(line for words in _endings(news, strings) for line in _wrapped(words)))


def _endings(news: Newsletter, strings: Strings) -> Iterator[str]:
    """What stands at the end: why somebody gets it, how to get it no more, that nobody counts who reads."""
    yield strings.say("newsletter.why", site=news.site_name)
    if news.unsubscribe:
        yield strings.say("newsletter.unsubscribe", address=news.unsubscribe)
    else:
        yield strings.say("newsletter.no_unsubscribe")
    yield strings.say("newsletter.untracked")
    if news.keeper:
        yield strings.say("page.keeper", keeper=news.keeper)


def _heading(words: str) -> tuple[str, ...]:
    return ("", "", words.upper(), "=" * len(words))


def _group(group: NewsGroup) -> Iterator[str]:
    for record in group.records:
        yield from _told(record)
    if group.more:
        yield from ("", f"{group.more}: {group.address}")


def _told(record: NewsRecord) -> Iterator[str]:
    yield from ("", *_wrapped(f"* {record.title.text}"))
    for words in (record.kicker, record.when, record.state, record.summary.text if record.summary else ""):
        yield from _wrapped(words, "  ")
    yield f"  {record.address}"


def _wrapped(words: str, indent: str = "") -> list[str]:
    """Lines of words; what follows the first stands two further in, unless all of them do."""
    return textwrap.TextWrapper(_WIDTH, indent, indent or "  ", break_long_words=False, break_on_hyphens=False).wrap(words)
