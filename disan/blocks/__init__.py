"""The blocks of an emagazine's text, one class each; `every` is the list, in the order in which the guide tells of them.

A new block is one class here, one template and one style sheet in templates/blocks/, one example in the guide.
"""

import functools

from disan.record.block import Block


@functools.cache
def every() -> tuple[type[Block], ...]:
    """The blocks. They are loaded when they are first asked for: most texts have none."""
    from disan.blocks.figures import Chart, Numbers, Timeline
    from disan.blocks.media import Audio, Video
    from disan.blocks.pictures import Beside, Compare, Grid, Overlay, Pair, Picture, Scroll, Step
    from disan.blocks.places import Map
    from disan.blocks.words import Box, Chapter, Credits, Inscription, Quote

    return (
        *(Chapter, Picture, Pair, Grid, Beside, Overlay, Compare, Scroll, Step),
        *(Quote, Box, Inscription, Numbers, Chart, Timeline, Map, Audio, Video, Credits),
    )
