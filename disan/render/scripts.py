"""Scripts made small: JavaScript text in, the same program without comments and spare space out."""

import rjsmin


def minified(javascript: str) -> str:
    """The program alone; nothing is renamed."""
    return str(rjsmin.jsmin(javascript)).strip()
