"""A route's points as files for maps and devices: GPX 1.1 (Topografix) and KML 2.2 (OGC 07-147r2). Words and points in, XML out."""

from collections.abc import Callable, Mapping, Sequence
from xml.etree import ElementTree as ET

from msgspec import Struct

from disan.core import listeners

_GPX, _KML = "http://www.topografix.com/GPX/1/1", "http://www.opengis.net/kml/2.2"


class Waypoint(Struct, frozen=True):
    """A point of a route: its name, its latitude and longitude in decimal degrees (WGS 84), the address of its page."""

    name: str
    point: tuple[float, float]
    address: str


Writer = Callable[[str, str, str, Sequence[Waypoint]], bytes]
"""Makes a file of a route's title, a sentence about it, the address of its page, and its points in order."""


def gpx(title: str, description: str, address: str, points: Sequence[Waypoint]) -> bytes:
    """GPX 1.1: each point as a waypoint, and all of them as a route, in order."""
    root = ET.Element("gpx", {"xmlns": _GPX, "version": "1.1", "creator": "disan"})
    about = ET.SubElement(root, "metadata")
    _texts(about, name=title, desc=description)
    ET.SubElement(about, "link", href=address)
    for each in points:
        _gpx_point(root, "wpt", each)
    if len(points) > 1:
        route = ET.SubElement(root, "rte")
        _texts(route, name=title)
        for each in points:
            _gpx_point(route, "rtept", each)
    return _written(root)


def _gpx_point(parent: ET.Element, tag: str, each: Waypoint) -> None:
    latitude, longitude = map(str, each.point)
    made = ET.SubElement(parent, tag, lat=latitude, lon=longitude)
    _texts(made, name=each.name)
    ET.SubElement(made, "link", href=each.address)


def kml(title: str, description: str, address: str, points: Sequence[Waypoint]) -> bytes:
    """KML 2.2: a placemark for each point, in order, and no line between them, which would look like a road."""
    root = ET.Element("kml", {"xmlns": _KML})
    document = ET.SubElement(root, "Document")
    _texts(document, name=title, description=f"{description} {address}")
    for each in points:
        mark = ET.SubElement(document, "Placemark")
        _texts(mark, name=each.name, description=each.address)
        latitude, longitude = each.point
        _texts(ET.SubElement(mark, "Point"), coordinates=f"{longitude},{latitude}")
    return _written(root)


def _texts(parent: ET.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ET.SubElement(parent, tag).text = listeners.xml_text(text)


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


WRITERS: Mapping[str, Writer] = {"gpx": gpx, "kml": kml}
"""By the endings of the files."""
