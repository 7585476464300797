"""The sizes of pictures that networks show, and where on each words may stand. Frozen values, in pixels; knows no record.

Where they are from. None of them was confirmed at its source when this was written: each is as its page was remembered, and has to be
compared with it before anybody relies on it.
- 1080 x 1350 (4:5), a feed's upright picture: Meta Ads Guide, Facebook and Instagram feed. Whether grids show only its middle
  was not tried.
- 1080 x 1920 (9:16), stories and TikTok: Meta Ads Guide, which asks for some 14% above, 20% below (35% in Reels) and 6% at the
  sides without words, for the app's own controls. The 180 pixels kept free on the right for TikTok's buttons are a guess: we know no
  document that says.
- 1200 x 630 (1.91:1), a link's picture: Meta, Sharing, "Images in link shares". That it suits Zalo too is a guess: we know no
  document that says.
"""

from msgspec import Struct


class Rectangle(Struct, frozen=True):
    """A part of a picture, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


class PictureSize(Struct, frozen=True):
    """A picture's size; where its photograph or drawing, its ornament and its words stand; sizes of type, the largest first."""

    width: int
    height: int
    illustration: Rectangle
    ornament: Rectangle
    words: Rectangle
    code: int
    """The side that a code may take with its quiet zone."""
    kicker: int
    small: int
    titles: tuple[int, ...]
    figures: tuple[int, ...]
    quotations: tuple[int, ...]
    leads: tuple[int, ...]

    @property
    def name(self) -> str:
        """Its name: 1080x1350."""
        return f"{self.width}x{self.height}"


FEED = PictureSize(
    width=1080,
    height=1350,
    illustration=Rectangle(0, 0, 1080, 470),
    ornament=Rectangle(0, 470, 1080, 44),
    words=Rectangle(72, 556, 936, 728),
    code=222,
    kicker=30,
    small=24,
    titles=(72, 66, 60, 54, 48, 42, 37),
    figures=(150, 132, 116, 100, 84),
    quotations=(48, 44, 40, 36, 33),
    leads=(37, 35, 33, 31, 29),
)
STORY = PictureSize(
    width=1080,
    height=1920,
    illustration=Rectangle(0, 1290, 1080, 630),
    ornament=Rectangle(0, 0, 1080, 250),
    words=Rectangle(72, 300, 828, 930),
    code=222,
    kicker=32,
    small=25,
    titles=(78, 72, 66, 60, 54, 48, 42),
    figures=(160, 140, 120, 104, 88),
    quotations=(52, 48, 44, 40, 36),
    leads=(41, 38, 36, 34, 32),
)
LINK = PictureSize(
    width=1200,
    height=630,
    illustration=Rectangle(800, 0, 400, 630),
    ornament=Rectangle(0, 0, 800, 26),
    words=Rectangle(52, 58, 700, 536),
    code=160,
    kicker=24,
    small=20,
    titles=(54, 49, 44, 40, 36, 32, 28),
    figures=(88, 78, 68, 60),
    quotations=(34, 31, 28, 26),
    leads=(28, 26, 25, 24),
)
SIZES = (FEED, STORY, LINK)
