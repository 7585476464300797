"""The way to a record: links that open a map app at its coordinates, or have the app look for it by name. An entry in, links out."""

from urllib.parse import quote

from disan.content.gazetteer import Gazetteer
from disan.content.record.entry import Entry
from disan.pages.contexts import Way


def way(entry: Entry, known: Gazetteer) -> Way | None:
    """To the record's own coordinates, else to what its name finds; never to its commune's point. None of what stands nowhere."""
    coordinates = entry.record.coordinates
    if coordinates is None:
        return _search(entry, known) if entry.places and entry.record.stands_somewhere() else None
    latitude, longitude = f"{coordinates.latitude:.5f}", f"{coordinates.longitude:.5f}"
    pair = f"{latitude},{longitude}"
    return Way(
        f"geo:{pair}?q={pair}",
        f"https://www.google.com/maps/dir/?api=1&destination={pair}",
        f"https://maps.apple.com/?daddr={pair}",
        latitude,
        longitude,
    )


def _search(entry: Entry, known: Gazetteer) -> Way:
    """Of a text everything but RFC 3986's unreserved characters is escaped; `geo:0,0?q=` is how Android writes a search in RFC 5870."""
    words = quote(", ".join(_words(entry, known)), safe="")
    return Way(
        f"geo:0,0?q={words}",
        f"https://www.google.com/maps/search/?api=1&query={words}",
        f"https://maps.apple.com/?q={words}",
    )


def _words(entry: Entry, known: Gazetteer) -> dict[str, None]:
    """Name, village, commune and province as signs have them: in Vietnamese on every page, each once.

    Of a commune that is none of the province's, its district instead of the province, where it is told.
    """
    first, villages = entry.places[0].place, (each.place.village for each in entry.places)
    commune = f"{entry.communes[0].kind} {entry.communes[0].name}" if len(entry.communes) == 1 else first.name
    around = known.name if any(each.match for each in entry.places) else first.district or known.name
    return dict.fromkeys(filter(None, (entry.record.title, next(filter(None, villages), ""), commune, around)))
