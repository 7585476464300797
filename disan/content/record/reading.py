"""A record's folder in, an entry or its problems out. Looks at the names of the files beside it, never into pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from disan.content import markdown
from disan.content import source as sources
from disan.content.fields.plain import affirms
from disan.content.gazetteer import Gazetteer
from disan.content.record import bodies, schema
from disan.content.record.block import Block
from disan.content.record.entry import Edition, Entry
from disan.content.record.location import locate
from disan.content.record.model import Record
from disan.content.record.observation import observing
from disan.content.record.translation import merge, misfits, untranslated
from disan.content.record.validation import validate
from disan.content.source import Scalar, Source
from disan.core import files, text
from disan.core.files import Listing
from disan.core.names import by_comparison
from disan.core.problems import Position, Problem

ORIGINAL = "vi"
"""See docs/architecture.md, "Vietnamese is the language of record"."""
_FILE = re.compile(r"index\.([a-z]{2,3})\.md")
_SUGGESTED = 50
"""Problems for which all folders are looked through."""
_WORD = r"(?i:\.(?:docx?|odt|rtf|pdf)$)"
_ALIKE = rf"(?i:(?!index\.(?!{ORIGINAL}\b)[a-z]{{2,3}}\.md$)(?:.+\.(?:md|txt)|.+{_WORD}))"
"""What may be meant for the Vietnamese file, but for a translation."""


def read(kind: type[Record], folder: Path, path: str, languages: Sequence[str], known: Gazetteer) -> tuple[Entry | None, list[Problem]]:
    """The record in `folder`, whose name in problems is `path`; None when it cannot be read. Warnings may come with an entry.

    A draft may be unfinished: whatever is wrong with it is a warning, so that it stops nobody's build.
    """
    below = tuple(files.walk(folder, path))
    names = set(below[0].files)
    refused = [problem for each in below for problem in each.problems]
    problems = [*_slug_problems(folder.name, path), *_stray_translations(names, path, languages), *refused]
    if f"index.{ORIGINAL}.md" not in names:
        return None, [*(each for each in problems if each.rule != "stray-file"), _no_original(below, path)]
    texts: dict[str, Source] = {}
    for language in languages:
        if (name := f"index.{language}.md") in names:
            source, found = sources.read(folder / name, f"{path}/{name}")
            problems += found
            texts |= {language: source} if source else {}
    original = texts.get(ORIGINAL)
    record, found = validate(kind, original) if original else (None, [])
    problems += found
    if original is None or record is None:
        return None, _mildly(_with_records(problems, folder), original)
    editions, found = _editions(record, texts, languages)
    beside = by_comparison(names)
    problems = [*_without_echoes([*problems, *_with_records(found, folder)]), *_missing_sources(record, original)]
    problems += [*_missing_files(record, original, editions, beside), *_unordered_periods(record, original)]
    entry = Entry(kind, folder.name, path, record, original, editions, frozenset(texts), locate(record.places, known), beside)
    return entry, _mildly(problems, original)


def _with_records(problems: Sequence[Problem], folder: Path) -> list[Problem]:
    """The problems, the first of them with the records that are meant: whoever has more reads no further."""
    return [*(_with_record(each, folder) for each in problems[:_SUGGESTED]), *problems[_SUGGESTED:]]


def _with_record(problem: Problem, folder: Path) -> Problem:
    """A problem of a reference with the record that is meant by a title, as far as folders are named after titles."""
    typed = str(problem.values.get("value") or problem.values.get("target") or "")
    linked = problem.rule == "dead-link" and not problem.values["nearest"] and not set(typed) & {"/", "."}
    if not linked and problem.values.get("reason") != "record":
        return problem
    slug = text.slug(typed)
    content, own = folder.parent.parent, f"{folder.parent.name}/{folder.name}"
    kinds = files.listed(content, "content").folders
    found = (f"{kind}/{name}" for kind in kinds for name in files.listed(content / kind, f"content/{kind}").folders)
    names = {each.rpartition("/")[2]: each for each in found if each != own}
    inside = max((name for name in names if f"-{name}-" in f"-{slug}-"), key=len, default=None)
    near = inside or text.nearest(slug, names)
    return replace(problem, values={**problem.values, "nearest": names[near] if near else ""})


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """The problems without warnings of lines that have an error: what made the one mostly makes the other."""
    wrong = {(each.at.file, each.at.line) for each in problems if each.grade == "error"}
    return [each for each in problems if each.grade == "error" or (each.at.file, each.at.line) not in wrong]


def _mildly(problems: list[Problem], source: Source | None) -> list[Problem]:
    """The problems, as warnings where the file says that it is a draft."""
    _, said = source.front.entries.get("draft", (None, None)) if source else (None, None)
    draft = isinstance(said, Scalar) and affirms(said.text)
    return [replace(each, grade="warning") for each in problems] if draft else problems


def _editions(record: Record, texts: Mapping[str, Source], languages: Sequence[str]) -> tuple[dict[str, Edition], list[Problem]]:
    body, problems = bodies.read(texts[ORIGINAL])
    original = Edition(ORIGINAL, record, texts[ORIGINAL], body, ORIGINAL, texts[ORIGINAL], frozenset())
    editions = {ORIGINAL: original}
    for language in languages[1:]:
        if language in texts:
            editions[language], found = _translated(original, texts[language], language)
            problems += found
        else:
            editions[language] = replace(original, language=language, untranslated=untranslated(record, None))
    return editions, problems


def _translated(original: Edition, source: Source, language: str) -> tuple[Edition, list[Problem]]:
    record = original.record
    cls = schema.translation(type(record))
    translation, problems = validate(cls, source) if cls else (None, [])
    if translation is not None:
        problems += misfits(record, translation, source)
    fitting = translation if not problems else None
    values = merge(record, fitting) if fitting else record
    edition = replace(original, language=language, record=values, source=source, untranslated=untranslated(record, fitting))
    body, found = bodies.read(source)
    if body.words or not original.body.words:
        edition = replace(edition, body=body, body_language=language, body_source=source)
    return edition, [*problems, *found]


def _no_original(below: Sequence[Listing], path: str) -> Problem:
    """The Vietnamese file is not there, or goes by another name: Windows hides endings, and some write their texts in Word."""
    nested = [each.name.rpartition("/")[2] for each in below[1:] if f"index.{ORIGINAL}.md" in each.files]
    alike = [each for each in below[0].files if re.fullmatch(_ALIKE, each)]
    found = next(iter(nested or alike), "")
    called = "word" if re.search(_WORD, found) else "ending" if found.endswith(".txt") else "name"
    reason = "nested" if nested else called if found else ""
    values = {"reason": reason, "found": found, "parent": path.rpartition("/")[0]}
    return Problem("no-original", Position(f"{path}/index.{ORIGINAL}.md"), values=values)


def _slug_problems(name: str, path: str) -> Iterator[Problem]:
    if not text.is_folder_name(name) and not text.is_reserved(name):  # That is told of every folder and file.
        yield Problem("bad-slug", Position(path), values={"value": name, "right": text.folder_name(name)})


def _stray_translations(names: Iterable[str], path: str, languages: Sequence[str]) -> Iterator[Problem]:
    for name in sorted(names):
        match = _FILE.fullmatch(name)
        if match and match[1] not in languages:
            values = {"key": name, "reason": "language", "languages": ", ".join(languages)}
            yield Problem("bad-translation", Position(f"{path}/{name}"), values=values)
        elif name.endswith(".md") and not match:
            yield Problem("stray-file", Position(f"{path}/{name}"), "warning", {"value": name})


def _missing_sources(record: Record, source: Source) -> Iterator[Problem]:
    empty = [index for index, each in enumerate(record.sources) if not (each.url or each.title)]
    if not record.sources or empty:
        yield source.problem("no-sources", source.at("sources", *empty[:1]))
    for name in observing(type(record)):
        for place, each in enumerate(getattr(record, name)):
            if each.source is not None and not 1 <= each.source <= len(record.sources):
                at = source.at(name, place, "source")
                yield source.problem("unknown-source", at, value=each.source, count=len(record.sources))


def _unordered_periods(record: Record, source: Source) -> Iterator[Problem]:
    """Periods whose words name no time, so that nothing tells where they stand among others."""
    for path, period in schema.periods(record):
        if not period.spans:
            yield source.problem("unordered-period", source.at(*path), "warning", value=period.text)


def _missing_files(record: Record, source: Source, editions: Mapping[str, Edition], beside: Mapping[str, str]) -> Iterator[Problem]:
    """Files that the record or its text names and its folder has not."""
    pictures: list[tuple[str, tuple[str | int, ...]]] = [
        (picture.file, ("pictures", index, "file")) for index, picture in enumerate(record.pictures)
    ]
    pictures += [(record.cover.file, ("cover", "file"))] if record.cover else []
    sounds: list[tuple[str, tuple[str | int, ...]]] = [(record.sound.file, ("sound", "file"))] if record.sound else []
    for rule, named in (("missing-picture", pictures), ("missing-sound", sounds)):
        for file, place in named:
            if file not in beside:
                yield source.problem(rule, source.at(*place), file=file, nearest=text.nearest(file, beside.values()))
    for edition in {edition.body_language: edition for edition in editions.values()}.values():
        for part in edition.body.every():
            if isinstance(part, markdown.ImagePart):
                yield from _picture_problems(part.file, bodies.place(edition.body_source, part.span), edition, beside)
            elif isinstance(part, markdown.BlockPart) and isinstance(part.fields, Block):
                yield from _block_problems(part, part.fields, edition, beside)


def _block_problems(block: markdown.BlockPart, fields: Block, edition: Edition, beside: Mapping[str, str]) -> Iterator[Problem]:
    """Files that a block's options name. Options were read once for their values; their places are asked for only here."""
    source = edition.body_source
    for path, file in fields.named(pictures=True):
        yield from _picture_problems(file, bodies.option_place(source, block, *path), edition, beside)
    sound = fields.sound
    if sound and sound not in beside:
        at = bodies.option_place(source, block, "file")
        yield source.problem("missing-sound", at, file=sound, nearest=text.nearest(sound, beside.values()))


def _picture_problems(file: str, at: Position, edition: Edition, beside: Mapping[str, str]) -> Iterator[Problem]:
    """A picture in the text is described once, under `pictures:` (alt, credit, licence), and only named in the text."""
    source = edition.body_source
    if file not in beside:
        yield source.problem("missing-picture", at, file=file, nearest=text.nearest(file, beside.values()))
    elif file not in {picture.file for picture in edition.record.pictures}:
        yield source.problem("undescribed-picture", at, file=file)
