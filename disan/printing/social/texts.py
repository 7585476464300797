"""What is posted with the pictures of a record: the post's text, and each picture in words for those who cannot see it.

A view, a record and its pictures in, the text of a file out. All sentences about the record are its own; the site's address ends the post.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from disan.content.record.entry import Entry
from disan.pages.language_view import CatalogueView
from disan.printing.posters import described
from disan.printing.social import networks
from disan.printing.social.highlights import highlights
from disan.printing.social.motion import SocialMotion
from disan.printing.social.pictures import SocialPicture, small_lines

_ENDS = ".!?…”:"


class PostText(Struct, frozen=True):
    """A post, and the words of the record that would have made it too long for a network."""

    text: str
    without: tuple[str, ...] = ()


def file_name(view: CatalogueView) -> str:
    """The file beside the pictures."""
    return f"{view.language}.txt"


def file_text(view: CatalogueView, entry: Entry, written: PostText, pictures: Sequence[SocialPicture], motion: SocialMotion | None) -> str:
    """What stands in it: the post, a title where a network wants one, the pictures in words."""
    say = view.strings.say
    limits = ", ".join(f"{each.name} {view.strings.number(each.longest)}" for each in networks.NETWORKS)
    title = view.title(entry).text
    count = view.strings.number(networks.length(written.text))
    parts = [say("social.post", count=count, limits=limits), written.text]
    if fits_title(title):
        parts += [say("social.title", count=view.strings.number(networks.LONGEST_TITLE)), title]
    parts.append(say("social.alt"))
    parts += [f"{each.file}\n{_alt(view, entry, each)}" for each in pictures]
    if motion:
        parts.append(f"{motion.file}\n{motion_alt(view, motion)}")
    return "\n\n".join(parts) + "\n"


def fits_title(title: str) -> bool:
    """Whether a network that wants a title takes it."""
    return networks.length(title) <= networks.LONGEST_TITLE


def post(view: CatalogueView, entry: Entry, wanted: str = "") -> PostText:
    """The post: title, lead, a figure or a quotation, whose the photograph is, hashtags, and in the end the address.

    The address is that of its page in this language. Lead, figure, quotation and hashtags are left out where they would make the post
    too long for a network; whose the photograph is, never.
    """
    small, ending = "\n".join(small_lines(view, entry)), view.addresses.absolute(view.path(entry))
    own, hashtags = list(_highlights(view, entry, wanted)), " ".join(f"#{each}" for each in view.settings.hashtags)
    parts = [part for part in (view.title(entry).text, *own, small, hashtags, ending) if part]
    kept, without = [part for part in parts if part not in (*own, hashtags)], []
    for part in (each for each in (*own, hashtags) if each):
        longer = [each for each in parts if each in (*kept, part)]
        if networks.length("\n\n".join(longer)) <= networks.LONGEST:
            kept = longer
        else:
            without.append(part)
    return PostText("\n\n".join(kept), tuple(without))


def _highlights(view: CatalogueView, entry: Entry, wanted: str) -> Iterator[str]:
    shown = highlights(view, entry, wanted)
    yield from (each.told(view.strings) for each in shown if each.sort == "lead")
    yield from (each.told(view.strings) for each in shown[:1] if each.sort != "lead")


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
