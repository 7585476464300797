"""Ways to send the site's keeper a message that is written already: the settings and the words go in, links come out."""

from collections.abc import Iterator
from urllib.parse import quote

from disan.core.text import dialled
from disan.pages.language_view import LanguageView
from disan.pages.phase_parts import ActionShown


def ways(view: LanguageView, subject: str, text: str) -> tuple[ActionShown, ...]:
    """One for each contact in the settings, so none where they have none. A text for Zalo, which takes none, is copied on the way."""
    return tuple(_ways(view, subject, text))


def _ways(view: LanguageView, subject: str, text: str) -> Iterator[ActionShown]:
    contact, say = view.settings.contact, view.strings.say
    if contact.mail:
        yield ActionShown("mail", say("send.mail"), f"mailto:{contact.mail}?subject={quote(subject)}&body={quote(text)}", "")
    if contact.sms:
        yield ActionShown("sms", say("send.sms"), f"sms:{dialled(contact.sms)}?body={quote(text)}", "")
    if contact.zalo:
        yield ActionShown("zalo", say("send.zalo"), f"https://zalo.me/{dialled(contact.zalo)}", text)
