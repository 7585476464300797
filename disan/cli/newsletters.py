"""`newsletter`: what came and changed since a day, as an e-mail, a page and a leaflet."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.posting import told_too_long
from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, day, out_folder, print_problems, today
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError, stops
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.build.reading import Reading
    from disan.printing.newsletters.gathering import NewsPeriod
    from disan.printing.newsletters.making import MadeNewsletter


def _newsletter(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    from disan.build import reading
    from disan.printing.newsletters.gathering import NewsPeriod
    from disan.printing.plaques import permanence

    root = options.root.resolve()
    period = NewsPeriod(options.since, options.until or today(options))
    if period.until < period.since:
        raise NotPossibleError("newsletter.backwards", since=period.since.isoformat(), until=period.until.isoformat())
    with reading.opened(root, period.until) as (found, told):
        unlasting = permanence.check_plaque_url(root, found.project.settings) if found and not options.accept_temporary_address else ()
        problems = [*told, *unlasting]
        print_problems([problem for problem in problems if problem.grade == "error"], strings, "text")
        if found is None or stops(problems):
            return WRONG_CONTENT
        if options.language and options.language not in found.views:
            raise NotPossibleError("handout.no_language", language=options.language, languages=", ".join(found.views))
        chosen = [options.language] if options.language else list(found.views)
        out = out_folder(options, f"newsletter/{period.until.isoformat()}")
        return _made(root, found, chosen, period, out, strings)


def _made(root: Path, found: "Reading", languages: Sequence[str], period: "NewsPeriod", out: Path, strings: Strings) -> int:
    from disan.printing.newsletters import gathering, making
    from disan.render.folders import folder_with

    news = gathering.gather(found.views[languages[0]], period)
    if news is None:
        tell(strings.say("newsletter.nothing", since=period.since.isoformat(), until=period.until.isoformat()))
        return FINE
    for language in languages:
        with told_too_long():
            made = making.make(root, found.views[language], news, out, lambda template: folder_with(root, template))
        _tell_shortened(made, language, strings)
    count = {"fresh": strings.number(len(news.fresh)), "changed": strings.number(len(news.changed))}
    tell(strings.say("newsletter.made", out=out, **count))
    if not found.project.settings.contact.unsubscribe:
        tell(strings.say("newsletter.before_sending"))
    return FINE


def _tell_shortened(made: "MadeNewsletter", language: str, strings: Strings) -> None:
    """What has no room in a language, and what an editor can do about it."""
    from disan.printing.newsletters import mail

    name = strings.called(language)
    if made.shortened:
        counts = {"mail": made.mailed, "page": made.paged, "leaflet": made.printed, "whole": made.records}
        told = {each: strings.number(count) for each, count in counts.items()}
        tell(strings.say("newsletter.shortened", language=name, **told), error=True)
    if made.cut:
        sizes = {"size": strings.number(round(made.size / 1000)), "most": strings.number(mail.LARGEST // 1000)}
        tell(strings.say("newsletter.cut", language=name, **sizes), error=True)


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", type=day, required=True, help="newsletter_since")
    command.add_argument("--until", type=day, default=None, help="newsletter_until")
    command.add_argument("--language", help="newsletter_language")
    command.add_argument("--out", type=Path, help="newsletter_out")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.set_defaults(today=None)


NEWSLETTER = Command(_add_arguments, _newsletter)
