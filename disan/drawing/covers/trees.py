"""Trees that stand beside a motif, each as high as a house, its foot at the ground. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import at, disc, line, palm, path


def _banyan() -> str:
    roots = path("M-26 0Q-8-60-14-120H16Q8-60 30 0zM-46 0Q-34-70-44-130h8Q-24-60-34 0zM46 0Q34-80 42-136h-8Q24-70 34 0z")
    crown = path("M-104-120q-34-40 6-66q-14-46 38-52q20-44 66-20q52-20 64 26q50 10 34 56q30 36-14 56q-60 22-194 0z")
    return roots + crown + line("M-70-150q30-26 62-8M4-196q30-24 58-4M-50-206q20-18 40-8", 5, "$far")


def _bamboo() -> str:
    stalks = line("M-44 0Q-52-150-92-262M-14 0Q-14-170-30-300M14 0Q20-160 34-280M40 0Q54-140 96-236", 9)
    joints = line("M-44 0Q-52-150-92-262M-14 0Q-14-170-30-300M14 0Q20-160 34-280M40 0Q54-140 96-236", 9, "$sky", "3 37")
    leaf = "M0 0q30-16 62 6q-34 12-62-6z"
    places = ((-92, -262, 200), (-88, -240, 150), (-30, -300, 210), (-28, -280, -10), (34, -280, -24), (30, -250, 190), (96, -236, 14))
    more = ((84, -206, -30), (-70, -206, 190), (-22, -236, 20), (24, -206, 10), (66, -180, 30))
    return stalks + joints + "".join(at(x, y, path(leaf), 1, turn) for x, y, turn in (*places, *more))


def _pine() -> str:
    crowns = "".join(
        path(f"M0 {top}Q-20 {top + 60} {-half} {top + 84}Q0 {top + 70} {half} {top + 84}Q20 {top + 60} 0 {top}z")
        for top, half in ((-290, 44), (-236, 62), (-180, 80))
    )
    return line("M0 0V-200", 13) + crowns


def _kapok() -> str:
    """A red cotton tree, which flowers before it has leaves."""
    boughs = line(
        "M0 0V-230M0-90Q50-110 76-170M0-90Q-50-110-76-170M0-150Q40-170 54-220M0-150Q-40-170-54-220M0-210L18-262M0-210L-18-262", 11
    )
    ends = (
        (76, -170),
        (-76, -170),
        (54, -220),
        (-54, -220),
        (18, -264),
        (-18, -264),
        (40, -124),
        (-40, -124),
        (30, -176),
        (-30, -176),
        (0, -236),
    )
    return boughs + "".join(disc(x, y, 12, "$glow") for x, y in ends)


def _palms() -> str:
    return at(-40, 0, palm(220)) + at(16, 0, palm(290)) + at(60, 0, palm(180), 0.9)


TREES = (_banyan, _bamboo, _pine, _kapok, _palms)
