"""Motifs that are no buildings but places: tombs, memorials, passes, mounds, mountains, water. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import END, at, box, disc, line, mirrored, path, ring, row, star, waves


def stele() -> str:
    """A stele on its tortoise before the wall and the mound of a tomb."""
    mound = path("M96-20q6-128 88-128t88 128z", "$wall") + line("M124-54q60-26 120 0M140-88q44-20 88 0", 4, "$cut", "9 8")
    wall = box(-278, -44, 556, 44, "$wall") + row(-270, 270, -62, -44, 26, 11, "$wall") + line("M-266-22H266", 5, "$cut", "24 11")
    wall += line("M108-44H272", 3, "$cut")
    slab = path("M-84-66V-282Q-84-352 0-352T84-282V-66z") + path("M-66-78V-278Q-66-334 0-334T66-278V-78z", "$wall")
    sun = disc(0, -284, 25, "$glow") + ring(0, -284, 33, 4, "$ink", "4 4") + line("M-58-250H58", 5)
    words = "".join(line(f"M{x}-236V-88", 13, "$ink", "13 8 9 6 15 7") for x in (-44, -15, 15, 44))
    shell = path("M-146-20q18-72 146-72t146 72z") + line("M-104-44q104-40 208 0M-52-76l-20 52M52-76l20 52M0-84v60", 5, "$cut")
    head = path("M-134-34q-46-34-74-10q-22 20 6 36q32 14 76 4z") + disc(-186, -34, 6, "$glow") + path("M138-26q34-4 44 22h-52z")
    feet = path("M-128-22h50v26h-62zM76-22h50l14 26h-64z") + box(-176, -6, 352, 10)
    return mound + wall + slab + sun + words + shell + head + feet


def mountain_pass() -> str:
    """A gate in the saddle between two mountains, the wall that runs up from it, and the road that winds there."""
    left = path("M-3000 10V-60L-420-60L-300-200L-214-330L-150-262L-104-168L-60-130V10z", "$ink")
    right = path("M3000 10V-40L470-40L330-180L262-250L206-352L150-276L112-190L60-130V10z", "$ink")
    faces = path("M-214-330L-250-240L-206-250L-220-170L-176-196L-150-262zM206-352L168-262L206-280L196-196L246-230L262-250z", "$wall")
    saddle = path("M-110-134H110L210 20H-210z", "$wall")
    walls = line("M-64-140L-104-178L-152-272M64-140L112-198L150-286", 20, "$wall", "15 5")
    gate = path("M-58-118V-196H58V-118z") + path("M-70-196H70V-208H-70z") + line("M-66-214H70", 14, "$ink", "14 10.6")
    arch = path("M-24-118V-146Q-24-176 0-176T24-146V-118z", "$glow") + line("M-50-184H50", 4, "$cut", "12 6")
    road = path("M-20-120H20Q50-98 6-84T-52-56Q-30-40 40-30T96 20H-30Q0-4-46-18T-96-58Q-88-82-40-92T-20-120z", "$cut")
    pines = "".join(
        at(x, y, path("M0-54L20-22H10L26 2H-26L-10-22H-20z", "$wall"), s)
        for x, y, s in ((-196, 0, 1), (-250, -10, 0.8), (240, -6, 1), (186, 4, 0.8))
    )
    return left + right + faces + saddle + walls + gate + arch + road + pines


def war_memorial() -> str:
    """A tall monument with a star above its steps, flames of stone on both sides, incense and a wreath before it."""
    steps = "".join(box(-half, top, 2 * half, 14) for half, top in ((232, -14), (190, -28), (148, -42))) + line(
        "M-216-14H216M-176-28H176", 3, "$cut"
    )
    shaft = path("M-44-42L-28-318L0-346L28-318L44-42z") + path("M0-336V-42H34L21-314z", "$wall")
    crown = disc(0, -274, 38, "$red") + ring(0, -274, 42, 6, "$ink") + star(0, -274, 28, "$gold")
    wing = path("M52-42V-150L84-134L214-84V-42z") + path("M64-54V-128L202-78V-54z", "$wall")
    wing += line("M76-56V-106M98-56V-100M120-56V-92M142-56V-84M164-56V-76M186-56V-68", 9)
    wing += "".join(disc(x, y, 6) for x, y in ((76, -112), (98, -106), (120, -98), (142, -90), (164, -82), (186, -74)))
    wreath = ring(0, -92, 26, 13, "$glow", "7 3") + disc(0, -92, 11, "$cut")
    sticks = line("M-10-42v-16M10-42v-16", 3, "$cut")
    lamps = mirrored(box(206, -60, 20, 46) + path("M198-60h36l-8 -16h-20z") + path("M216-78q-16-20 0-40q16 20 0 40z", "$glow"))
    return mirrored(wing) + shaft + crown + wreath + sticks + steps + lamps


def shell_mound() -> str:
    """A mound cut open: layers of shells, a pot and a stone axe of those who ate them."""
    body = path("M-282 0Q-236-176-92-196Q30-220 128-180Q236-146 282 0z")
    layers = path("M-256-44Q-160-132 0-132T256-44L270-10Q160-84 0-84T-270-10z", "$wall")
    scallop = (
        path("M0 0Q-54-10-50-50Q-30-82 0-82T50-50Q54-10 0 0z", "$cut")
        + line("M0-6V-76M-7-6L-30-70M7-6L30-70M-12-8L-46-50M12-8L46-50", 5)
        + path("M-16 6h32l-6-14h-20z", "$cut")
    )
    spots = (
        (-196, -8, 0.8, -24),
        (-124, -44, 1, -10),
        (-30, -18, 1.1, 6),
        (66, -50, 0.95, 12),
        (146, -20, 1, 20),
        (218, -6, 0.66, 30),
        (-76, -118, 0.72, -16),
        (22, -128, 0.7, 10),
        (112, -112, 0.62, 24),
    )
    shells = "".join(at(x, y, scallop, scale, turn) for x, y, scale, turn in spots)
    pot = (
        path("M-76-196q-62-10-64-70q2-46 44-60l-10-22h104l-10 22q44 14 44 60q-2 60-64 70z")
        + line("M-132-278H22", 6, "$cut")
        + line("M-136-256H28", 12, "$cut", "5 9")
        + line("M-122-226H14", 5, "$glow", "9 7")
    )
    axe = at(150, -196, path("M-40 8L-32-88Q0-104 32-88L40 8Q0 26-40 8z") + path("M-40 8Q0 26 40 8L36-18Q0-2-36-18z", "$glow"), 1, 24)
    return axe + pot + body + layers + shells


def boat() -> str:
    """A river boat under its mat roof at the mouth of a river, with its helmsman and a sail far out."""
    water = path("M-3000-34H3000V64H-3000z", "$wall")
    far = path("M150-44l0-120q64 56 58 112zM142-44v-110q-34 60-34 102zM96-38h120l-16 22h-86z", "$far")
    hull = path("M-262-112q30 62 110 66h224q90-4 150-76q-8 110-110 136h-256q-104-14-118-126z") + line(
        "M-226-58q40 22 96 22h196q70-2 112-34", 5, "$cut", "22 8"
    )
    eye = disc(166, -42, 12, "$cut") + disc(168, -42, 5)
    roof = path("M-124-48V-96Q-116-190-12-190T100-96V-48z") + line(
        "M-92-60V-104Q-86-160-12-164M-56-60V-112M-18-60V-170M22-60V-164M62-60V-140", 5, "$cut", "9 6"
    )
    mouth = path("M64-48V-96Q60-150 30-176Q98-168 98-96V-48z", "$glow")
    sailor = (
        path("M-190-104q-14-48 10-74l26 6q18 34 8 70z")
        + disc(-164, -188, 15)
        + path("M-200-190Q-166-232-128-184z", "$glow")
        + line("M-216-240L-254 24", 7)
    )
    mast = line("M-40-188V-330", 8) + path("M-34-322q84 30 104 116l-104 4z", "$glow") + line("M-30-300l62 90M-30-270l34 62", 4)
    return water + far + sailor + mast + hull + eye + roof + mouth + waves(2, 6) + waves(24, 6, "$glow") + waves(46, 5)


def mountain() -> str:
    """Mountains whose faces are cut in the strokes of a print, clouds across them, pines at their foot."""
    back = path("M-300 10L-176-206L-112-150L-60-206L34-40L120-238L172-176L216-220L330 10z", "$wall")
    peak = path("M-236 10L-120-128L-74-196L-8-352L30-300L58-312L124-178L166-140L250 10z")
    cuts = path("M-8-352L-26-262L4-286L-12-176L30-222L26-130L70-186L82-226L58-312L30-300z", "$wall")
    strokes = line(
        "M-40-240L-84-128M-58-190L-130-84M-30-170L-66-60M-90-130L-170-30M-20-120L-44-24M60-130L72-30M96-150L124-30M130-120L176-24",
        6,
        "$cut",
        "34 12",
    )
    cloud = line("M-262-96h118q22 0 22-20t-24-20t-22 16M-236-74h170M262-128H150q-20 0-20-18t20-18t20 14M230-106H96", 8, "$cut")
    pine = path("M0-66L24-28H12L32 4H-32L-12-28H-24z")
    pines = "".join(at(x, 6, pine, s) for x, s in ((-262, 0.8), (-224, 1), (-178, 0.7), (196, 0.8), (236, 1.1), (276, 0.8)))
    return back + peak + cuts + strokes + cloud + pines


def sea() -> str:
    """Sails on the open sea, and before them waves in the round scales of old carvings."""
    water = path(f"M{-END}-96H{END}V64H{-END}z", "$wall") + line(f"M{-END}-84H{END}", 4, "$cut", "60 30 20 40")
    hull = path("M-92 0H100Q84 40 56 40H-44Q-76 34-92 0z") + line("M-66 14H78", 4, "$cut", "12 7")
    sails = path("M6-14L2-206Q104-150 92-14z", "$glow") + path("M-8-14V-176Q-78-100-74-14z", "$glow")
    ribs = line("M8-160Q50-146 68-124M8-110Q56-102 86-82M8-60Q60-56 92-44M-12-126Q-36-116-50-92M-12-70Q-44-64-68-50", 4)
    boat = sails + ribs + line("M-2-218V0", 7) + hull
    scales = "".join(_scales(y, start) for y, start in ((-40, 0), (-12, 36), (16, 0), (44, 36)))
    return water + at(-96, -112, boat, 1.16) + at(120, -104, boat, 0.7) + at(236, -94, boat, 0.42) + scales


def _scales(y: float, start: float) -> str:
    """A row of round waves, each of rings within one another: discs are the round dashes of a line."""
    rings = ((74, "$ink"), (60, "$cut"), (52, "$ink"), (34, "$glow"), (26, "$ink"))
    strokes = "".join(f'<path d="M{start - END} {y}H{END}" stroke="{colour}" stroke-width="{width}"/>' for width, colour in rings)
    return f'<g fill="none" stroke-linecap="round" stroke-dasharray="0 72">{strokes}</g>'


def road() -> str:
    """A road that winds from the reader to the hills, with a milestone and two who walk it."""
    hillside = path("M-3000 10V-70L-420-70Q-300-190-170-130Q-90-230 40-190Q150-250 240-130Q330-170 420-60H3000V10z", "$wall")
    stops = "".join(
        line(f"M{x} {y}v-46", 6) + path(f"M{x} {y - 46}l40 14-40 16z", "$glow") for x, y in ((-8, -186), (150, -128), (-146, -88))
    )
    road = path("M-6-186h14Q96-162 150-128T30-88T-150-74T90-40T84 70H-150Q-60 10-70-14T-196-66T-24-108T96-138T-6-186z", "$cut")
    middle = line("M2-180Q84-160 124-130T0-96T-172-70T20-26T-34 64", 5, "$ink", "16 12")
    stone = (
        path("M168 8V-92Q168-136 214-136T260-92V8z")
        + path("M168-84V-92Q168-136 214-136T260-92V-84z", "$red")
        + line("M190-52H238M190-28H226", 9, "$cut")
    )
    walker = (
        disc(0, -96, 13)
        + path("M-34-102Q0-136 34-102z", "$glow")
        + path("M-16-80H16L24-34H-22z")
        + line("M-10-36L-20 6M10-36L22 6M18-70L34-30V6", 8)
    )
    return hillside + stops + road + middle + stone + at(-212, 4, walker, 1.25) + at(-262, 0, walker, 1)


PLACES = {
    "stele": (stele,),
    "mountain-pass": (mountain_pass,),
    "war-memorial": (war_memorial,),
    "shell-mound": (shell_mound,),
    "boat": (boat,),
    "mountain": (mountain,),
    "sea": (sea,),
    "road": (road,),
}
