"""How a record's page is cited, and when it was published: a view and a record in, what the page offers out.

The author is the site, whose name is an organisation's and never turned around; the address is the code's, which stays, where there is one.
"""

from disan.content.catalogue import Item
from disan.content.fields.times import VIETNAM
from disan.core import addresses as places
from disan.core import listeners
from disan.ledger.dates import written
from disan.pages.days import day
from disan.pages.parts import Citation, DatesShown, Said
from disan.pages.view import View


def dates(view: View, item: Item) -> DatesShown | None:
    """When the record was published and changed; None where nobody knows."""
    known = view.record_dates.get(item.reference)
    if known is None:
        return None
    first, last = (each.astimezone(VIETNAM).date() for each in (known.published, known.changed))
    key = "page.published" if first == last else "page.changed"
    told = view.strings.say(key, first=day(view.strings, first), last=day(view.strings, last))
    return DatesShown(written(known.published), written(known.changed), told, str(last.year))


def citation(view: View, item: Item, title: Said) -> Citation:
    """The record's page as a reference: after APA (7th edition), for BibTeX and as RIS."""
    known = dates(view, item)
    year, author = known.year if known else "", view.settings.name.of(view.language)
    address = permanent(view, item)
    return Citation(
        author=author.rstrip("."),
        year=year or view.strings.say("cite.no_year"),
        title=title,
        address=address,
        bibtex=_bibtex(item.slug, author, title.text, year, address),
        ris=_ris(author, title.text, year, address, title.language or view.language),
    )


def permanent(view: View, item: Item) -> str:
    """The address that stays: the code's, as plaques have it, else the page's."""
    if not item.code:
        return view.addresses.absolute(view.path(item))
    return f"{view.addresses.plaque_url}{places.code_path(item.code)}"


def _bibtex(name: str, author: str, title: str, year: str, address: str) -> str:
    """An entry of BibTeX; the inner braces keep names and capitals as they are."""
    values = {"author": f"{{{listeners.bibtex(author)}}}", "title": f"{{{listeners.bibtex(title)}}}", "year": year, "url": address}
    fields = "".join(f"  {field} = {{{value}}},\n" for field, value in values.items() if value)
    return f"@misc{{{name},\n{fields}}}"


def _ris(author: str, title: str, year: str, address: str, language: str) -> str:
    """A reference as RIS, of the type of an electronic one."""
    values = (("TY", "ELEC"), ("AU", author), ("TI", title), ("PY", year), ("UR", address), ("LA", language), ("ER", ""))
    return "\n".join(f"{tag}  - {listeners.ris(value)}" for tag, value in values if value or tag == "ER")
