"""A record as schema.org JSON-LD, of what its fields say of themselves."""

import json

from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.pages import facts
from disan.pages.view import View


def json_ld(view: View, entry: Entry, url: str) -> str:
    """The record as schema.org JSON-LD, from what its fields say; `<` is escaped so that it cannot end its element."""
    edition = entry.editions[view.language]
    values: dict[str, object] = {"@context": "https://schema.org", "@type": entry.kind.schema_org, "url": url, "inLanguage": view.language}
    for name, said in schema.members(entry.kind):
        value = getattr(edition.record, name)
        if not said.schema_org or value is None or value == () or name in ("cover", "sound", "sources"):
            continue
        if name == "coordinates":
            values["geo"] = {"@type": "GeoCoordinates", "latitude": value.latitude, "longitude": value.longitude}
        else:
            texts = [getattr(value, "edtf", each) for each in facts.texts(view, value, said)]
            values[said.schema_org] = texts[0] if len(texts) == 1 else texts
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
