"""Motifs that are buildings of a faith, a village or a ruler: what tells one sort from another is its outline. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import at, box, curved_roof, disc, line, lotus, mirrored, path, ridge_dragons, row, smoke, waves


def communal_house() -> str:
    """A long low hall under a roof far higher than its posts."""
    steps = box(-62, -22, 124, 8, "$cut") + box(-74, -10, 148, 6, "$cut")
    floor = box(-262, -26, 524, 26) + steps
    hall = box(-222, -118, 444, 92, "$wall") + row(-232, 232, -124, -26, 17, 8) + box(-232, -62, 170, 8) + box(62, -62, 170, 8)
    rails = row(-210, -70, -54, -28, 5, 10, "$cut") + row(70, 210, -54, -28, 5, 10, "$cut")
    return hall + rails + floor + curved_roof(150, -272, 292, -112, 48) + ridge_dragons(150, -272)


def temple() -> str:
    """A small hall of two roofs, one above the other, between two tall gate posts, with incense before it."""
    hall = (
        box(-128, -120, 256, 104, "$wall")
        + row(-138, 138, -120, -16, 16, 4)
        + box(-34, -100, 68, 84, "$ink")
        + line("M0-98V-16", 4, "$cut")
    )
    upper = box(-84, -212, 168, 40, "$wall") + row(-86, 86, -214, -172, 10, 7)
    roofs = upper + curved_roof(116, -178, 186, -112, 34) + curved_roof(66, -292, 140, -206, 36) + ridge_dragons(66, -292)
    post = box(-15, -170, 30, 170) + box(-23, -12, 46, 12) + box(-22, -182, 44, 12) + path("M-17-186h34l-6-34h-22zM-20-222h40l-20-34z")
    carved = box(-7, -158, 14, 132, "$cut") + disc(0, -202, 7, "$glow")
    posts = at(-236, 0, post + carved) + at(236, 0, post + carved)
    urn = path("M-30-46h60l-8 30h-44zM-20-16l-6 16M-36-54h72v9h-72z") + line("M-16-16l-6 16M16-16l6 16", 8) + smoke(0, -56)
    return hall + box(-160, -16, 320, 16) + roofs + posts + urn


def pagoda() -> str:
    """A tower of many roofs that grows narrower, with its spire; low halls at its foot and a lotus pond before them."""
    storeys = ""
    for each in range(5):
        half, top = 84 - each * 11, -92 - each * 48
        window = path(f"M-11 {top + 40:g}v-16q11-16 22 0v16z", "$glow")
        storeys += box(-half + 16, top, 2 * half - 32, 50, "$wall") + window + curved_roof(half - 26, top - 18, half + 20, top + 8, 15)
    spire = path("M-6-302h12l-4-70h-4z") + "".join(box(-w, y, 2 * w, 8) for w, y in ((20, -318), (16, -334), (12, -350)))
    wing = box(112, -62, 116, 50, "$wall") + row(112, 228, -62, -12, 12, 4) + path("M122-112H196q20 26 66 32q-14 24-34 24H96q14-16 26-56z")
    tiles = line("M124-98H198M120-80H220", 4, "$cut", "5 9")
    gate = (
        box(-70, -92, 140, 92)
        + line("M-58-80H58", 5, "$cut", "11 7")
        + path("M-30 0v-44q30-40 60 0v44z", "$cut")
        + path("M-22 0v-40q22-30 22-30v70z", "$wall")
    )
    pond = lotus(-160, 6, 0.62) + lotus(160, 6, 0.62) + lotus(-214, 8, 0.46) + lotus(214, 8, 0.46)
    return mirrored(wing + tiles) + box(-252, -14, 504, 14) + storeys + spire + gate + pond


def temple_gate() -> str:
    """A gate of three arches under its own roofs, between four posts; the hall's roof rises behind it."""
    hall = (
        box(-120, -226, 240, 50, "$wall")
        + row(-122, 122, -226, -170, 10, 8)
        + curved_roof(80, -300, 176, -218, 36)
        + ridge_dragons(80, -300)
    )
    body = box(-214, -132, 428, 132) + path("M-46 0V-64Q-46-112 0-112T46-64V0z", "$cut") + path("M-36 0V-62Q-36-100 0-100V0z", "$wall")
    side = path("M88 0V-46Q88-84 118-84T148-46V0z", "$cut") + line("M80-108H156", 5, "$cut", "9 6")
    roofs = mirrored(at(118, 0, curved_roof(30, -176, 74, -126, 20))) + curved_roof(42, -196, 94, -126, 26)
    post = (
        box(-15, -206, 30, 206)
        + box(-22, -216, 44, 12)
        + path("M-17-220h34l-6-30h-22zM-20-254h40l-20-38z")
        + box(-6, -190, 12, 160, "$cut")
    )
    lamp = disc(0, -234, 7, "$glow")
    return hall + body + mirrored(side) + roofs + mirrored(at(60, 0, post + lamp) + at(238, 0, post + lamp, 0.82)) + box(-268, -10, 536, 10)


def temple_terrace() -> str:
    """A hall on three terraces with a broad stair, trees of stone lamps on both sides."""
    terraces = "".join(box(-half, top, 2 * half, 26) for half, top in ((262, -22), (220, -46), (178, -70)))
    edges = line("M-252-16H-70M70-16H252M-210-40H-70M70-40H210", 4, "$cut", "13 7")
    stair = (
        box(-60, -70, 120, 70, "$wall")
        + line("M-60-60H60M-60-46H60M-60-32H60M-60-18H60M-60-5H60", 4)
        + mirrored(path("M60 4V-70l22-14 8 88z"))
    )
    hall = box(-146, -156, 292, 88, "$wall") + row(-152, 152, -160, -68, 15, 6) + box(-30, -140, 60, 72)
    roof = curved_roof(104, -262, 204, -148, 42) + ridge_dragons(104, -262)
    lamp = box(-6, -90, 12, 90) + box(-20, -128, 40, 40) + disc(0, -108, 11, "$glow") + path("M-32-126Q0-168 32-126z") + box(-18, -6, 36, 8)
    return hall + roof + terraces + edges + stair + mirrored(at(236, -20, lamp))


def pagoda_yard() -> str:
    """A tower beside the hall with the bell, as in a yard."""
    hall = (
        box(-236, -110, 260, 98, "$wall")
        + row(-242, 30, -112, -12, 14, 6)
        + at(-106, 0, curved_roof(96, -196, 176, -104, 36) + ridge_dragons(96, -196))
    )
    tower = ""
    for each in range(6):
        half, top = 66 - each * 7, -40 - each * 46
        window = path(f"M-9 {top + 32:g}v-14q9-14 18 0v14z", "$glow")
        tower += box(-half + 12, top - 6, 2 * half - 24, 50, "$wall") + window + curved_roof(half - 20, top - 22, half + 14, top + 2, 13)
    spire = path("M-5-286h10l-3-62h-4z") + box(-16, -302, 32, 8) + box(-12, -316, 24, 7)
    bell = path("M-136-72q4-30 26-30t26 30l8 16h-68z") + line("M-110-102v-12", 5)
    return (
        hall
        + bell
        + at(160, 0, tower + spire + box(-70, -12, 140, 12))
        + box(-268, -12, 536, 12)
        + lotus(-196, 8, 0.5)
        + lotus(-150, 8, 0.42)
    )


def citadel_gate() -> str:
    """A wall of laid stone with one arched gate, a watch tower above it and a banner."""
    wall = path("M-3000 0V-112H-150V0zM3000 0V-112H150V0z", "$wall") + line("M-3000-118H-160M3000-118H160", 16, "$wall", "20 14")
    courses = line("M-3000-88H-170M170-88H3000M-3000-30H-170M170-30H3000", 4, "$cut", "26 10")
    courses += line("M-2986-59H-170M184-59H3000", 4, "$cut", "26 10")
    gate = path("M-178 0L-156-176H156L178 0z") + box(-168, -188, 336, 14) + line("M-164-195H164", 16, "$ink", "22 16")
    stones = line("M-140-154H146M-150-104h84M66-104h86M-156-54h80M76-54h82", 4, "$cut", "30 9") + line(
        "M-136-128H150M-152-80h82M76-80h80M-158-28h84M80-28h80", 4, "$cut", "30 9"
    )
    arch = path("M-56 0V-66Q-56-124 0-124T56-66V0z", "$cut") + line("M-62 0V-66Q-62-130 0-130T62-66V0", 9, "$glow", "15 5")
    leaf = path("M-44 0V-64Q-44-112 0-112V0z", "$wall")
    tower = (
        box(-82, -252, 164, 58, "$wall") + row(-86, 86, -254, -194, 12, 5) + curved_roof(60, -312, 136, -246, 34) + box(-70, -324, 140, 14)
    )
    banner = line("M0-320V-384", 7) + path("M4-384q30-12 54 2t44 0l-20 20 20 20q-24 12-46-2t-52 0z", "$glow")
    return wall + courses + gate + stones + arch + leaf + tower + banner


def bridge() -> str:
    """A bridge of steel lattice over a river."""
    river = path("M-3000-6H3000V60H-3000z", "$wall") + waves(14, 6) + waves(38, 5, "$glow")
    piers = path("M-152-96h44l10 110h-64zM108-96h44l10 110h-64z")
    deck = box(-3000, -118, 6000, 26) + line("M-3000-105H3000", 4, "$cut", "14 10")
    arcs = line("M-262-118Q-130-330 0-118Q130-330 262-118", 15) + line(
        "M-206-118v-66M-168-118v-96M-130-118v-106M-92-118v-96M-54-118v-66", 7
    )
    other = line("M206-118v-66M168-118v-96M130-118v-106M92-118v-96M54-118v-66", 7)
    lattice = line("M-206-180L-168-118L-130-222L-92-118L-54-180M206-180L168-118L130-222L92-118L54-180", 5)
    return river + piers + arcs + other + lattice + deck


BUILDINGS = {
    "communal-house": (communal_house,),
    "temple": (
        temple,
        temple_gate,
        temple_terrace,
    ),
    "pagoda": (
        pagoda,
        pagoda_yard,
    ),
    "citadel-gate": (citadel_gate,),
    "bridge": (bridge,),
}
