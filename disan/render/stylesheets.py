"""Style sheets made small: CSS text in, the same rules without comments and spare space out."""

import rcssmin


def minified(css: str) -> str:
    """The rules alone; nothing is reordered or merged."""
    return str(rcssmin.cssmin(css))
