"""Raw HTML to harmless HTML by an allow-list. Where links lead is judged afterwards, in `assembly`, which sees each of them.

The only module that knows the sanitiser.
"""

import functools
import re

import nh3

ALLOWED = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "pre", "hr", "br", "img"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span"),
        *("strong", "sub", "sup", "time", "u", "ruby", "rt", "rp"),
    }
)
"""What editors may use. No styles, frames, forms, media or scripts; `ruby` and `lang` are for Hán-Nôm."""

_DROPPED_WHOLE = {
    *("script", "style", "template", "noscript", "noembed", "noframes", "iframe", "object"),
    *("textarea", "select", "title", "svg", "math", "xmp"),
}
_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
_SHAPES = {
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "id": re.compile(r"fn(ref\d*)?:.+"),
    "align": re.compile(r"left|center|right"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "start": re.compile(r"\d{1,4}"),
    "colspan": re.compile(r"\d{1,2}"),
    "rowspan": re.compile(r"\d{1,2}"),
    "datetime": re.compile(r"[0-9T:.+Z-]{4,32}"),
}


def _allowed(_tag: str, attribute: str, value: str) -> str | None:
    shape = _SHAPES.get(attribute)
    return value if shape is None or shape.fullmatch(value) else None


@functools.cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED),
        clean_content_tags=_DROPPED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def sanitise(html: str) -> str:
    """The HTML as a browser would read it, reduced to the allow-list and written out well-formed."""
    return _cleaner().clean(html)
