"""What is posted with the pictures of a record: the post's text, and each picture in words for those who cannot see it.

A view, a record and its pictures in, the text of a file out. All sentences about the record are its own; the site's address ends the post.
"""

from collections.abc import Iterator, Sequence

from disan.content.record.entry import Entry
from disan.pages.language_view import CatalogueView
from disan.printing.posters import described
from disan.printing.social import networks
from disan.printing.social.highlights import highlights
from disan.printing.social.motion import SocialMotion
from disan.printing.social.pictures import SocialPicture, small_lines

_ENDS = ".!?…”:"


def file_text(
    view: CatalogueView, entry: Entry, pictures: Sequence[SocialPicture], motion: SocialMotion | None = None, wanted: str = ""
) -> str:
    """The file beside the pictures: the post, a title where a network wants one, the pictures in words."""
    say, text = view.strings.say, post(view, entry, wanted)
    limits = ", ".join(f"{each.name} {view.strings.number(each.longest)}" for each in networks.NETWORKS)
    title = view.title(entry).text
    count = view.strings.number(networks.length(text))
    parts = [say("social.post", count=count, limits=limits), text]
    if networks.length(title) <= networks.LONGEST_TITLE:
        parts += [say("social.title", count=view.strings.number(networks.LONGEST_TITLE)), title]
    parts.append(say("social.alt"))
    parts += [f"{each.file}\n{_alt(view, entry, each)}" for each in pictures]
    if motion:
        parts.append(f"{motion.file}\n{motion_alt(view, motion)}")
    return "\n\n".join(parts) + "\n"


def post(view: CatalogueView, entry: Entry, wanted: str = "") -> str:
    """The post: title, lead, a figure or a quotation, whose the photograph is, hashtags, and in the end the address.

    The address is that of its page in this language. A part before it that would make the post too long for a network is left out.
    """
    title, ending = view.title(entry).text, view.addresses.absolute(view.path(entry))
    text = title
    for part in (*_sentences(view, entry, wanted), " ".join(f"#{each}" for each in view.settings.hashtags)):
        longer = f"{text}\n\n{part}"
        if part and networks.length(f"{longer}\n\n{ending}") <= networks.LONGEST:
            text = longer
    return f"{text}\n\n{ending}"


def _sentences(view: CatalogueView, entry: Entry, wanted: str) -> Iterator[str]:
    shown = highlights(view, entry, wanted)
    yield from (each.told(view.strings) for each in shown if each.sort == "lead")
    yield from (each.told(view.strings) for each in shown[:1] if each.sort != "lead")
    yield "\n".join(small_lines(view, entry))


def _alt(view: CatalogueView, entry: Entry, picture: SocialPicture) -> str:
    """A picture in words: what is drawn or photographed, the words on it, its code."""
    say = view.strings.say
    words = [view.title(entry).text, *([picture.highlight.told(view.strings)] if picture.highlight else []), *small_lines(view, entry)]
    told = [
        described(view, entry),
        say("social.words", words=" ".join(map(_sentence, words))),
        say("social.code", address=picture.code.says),
    ]
    return " ".join(map(_sentence, told))


def motion_alt(view: CatalogueView, motion: SocialMotion) -> str:
    """An animation in words: what it ends with."""
    told = [view.strings.say("social.moves", words=" ".join(map(_sentence, motion.told)))]
    return " ".join(map(_sentence, [*told, view.strings.say("social.code", address=motion.code.says)]))


def _sentence(words: str) -> str:
    line = " ".join(words.split())
    return line if line.endswith(tuple(_ENDS)) else f"{line}."
