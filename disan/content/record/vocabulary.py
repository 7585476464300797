"""What schema.org calls the fields that every record has, where that differs by the type of the record. Classes name it; holds no values.

A property may only be said of types in its domain (https://schema.org/docs/datamodel.html): a place has no language, a person no sources.
"""

from collections.abc import Mapping

PLACE: Mapping[str, str] = {"places": "containedInPlace", "part_of": "containedInPlace", "coordinates": "geo"}
"""Of a Place."""
WORK: Mapping[str, str] = {"places": "contentLocation", "part_of": "isPartOf", "sources": "citation", "sound": "audio"}
"""Of a CreativeWork."""
EVENT: Mapping[str, str] = {"places": "location", "part_of": "superEvent"}
"""Of an Event."""
TRIP: Mapping[str, str] = {"part_of": "partOfTrip"}
"""Of a Trip."""
