"""Motifs that are buildings: what tells one sort from another at the size of a thumbnail is its outline. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import (
    at,
    box,
    curved_roof,
    disc,
    flag,
    line,
    lotus,
    mirrored,
    palm,
    path,
    ridge_dragons,
    ring,
    row,
    smoke,
    star,
    waves,
)


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


def ancestral_house() -> str:
    """Three bays below a straight roof between stepped gable walls; a name board, a screen wall, areca palms."""
    walls = box(-176, -122, 352, 110, "$wall")
    door = box(-44, -104, 88, 92) + line("M-22-104V-12M0-104V-12M22-104V-12", 4, "$cut") + line("M-44-58H44", 4, "$cut")
    doors = at(0, 0, door) + at(-112, 0, door, 0.94) + at(112, 0, door, 0.94)
    roof = path("M-176-236H176L206-118H-206z") + line("M-164-218H164M-172-194H172M-180-170H180M-188-146H188", 5, "$cut", "7 7")
    gable = path("M168 0V-196h8v-24h10v-24h18v24h10v24h8V0z") + box(182, -180, 18, 150, "$wall") + ring(191, -214, 8, 4, "$cut")
    gables = gable + f'<g transform="scale(-1 1)">{gable}</g>'
    ridge = path("M-184-256q2 20 26 18H158q24 2 26-18v30H-184z") + disc(0, -254, 15, "$glow") + ring(0, -254, 22, 5)
    board = box(-52, -130, 104, 26, "$glow") + line("M-38-117H38", 8, "$ink", "12 9")
    palms = at(-250, 0, palm(300)) + at(262, 0, palm(250)) + at(232, 0, palm(190), 0.9)
    return palms + walls + doors + roof + ridge + gables + box(-214, -12, 428, 12) + board


def thatched_house() -> str:
    """A long thatched house with a bamboo fence and a water jar, as those whom a house remembers grew up in."""
    walls = box(-172, -98, 344, 86, "$wall") + row(-178, 178, -98, -10, 11, 7)
    door = box(-40, -88, 80, 78, "$ink") + line("M-130-64h52M-130-46h52M78-64h52M78-46h52", 6)
    thatch = mirrored(
        path("M-2-216Q80-220 150-206Q206-150 240-88q-20 12-34 2q-18 12-34 0q-18 12-36 0q-16 12-34 0q-18 12-34 0q-18 12-34 0q-18 12-36 0z")
    )
    straw = line("M-120-196l-34 70M-80-202l-24 90M-40-206l-14 94M0-208v96M40-206l14 94M80-202l24 90M120-196l34 70", 5, "$cut", "26 12")
    ridge = line("M-152-208Q0-236 152-208", 13) + line("M-140-211Q0-236 140-211", 4, "$glow", "10 10")
    fence = row(-280, -190, -52, 0, 8, 6) + row(190, 280, -52, 0, 8, 6) + line("M-284-38h98M-284-16h98M186-38h98M186-16h98", 6)
    jar = path("M84 0q-26-34 0-54h44q26 20 0 54z") + box(80, -62, 52, 9) + line("M78-30q28 12 56 0", 4, "$cut")
    banana = path("M-236-40q-20-90 16-150q22 70-8 150zM-232-40q-64-30-66-104q54 26 72 104zM-232-40q50-54 84-56q-22 56-76 62z", "$ink")
    return banana + walls + door + thatch + straw + ridge + fence + jar + box(-200, -10, 400, 10)


def village_house() -> str:
    """A village's cultural house: a broad gable with a star, a veranda, and the flag in its yard."""
    body = box(-206, -128, 320, 128, "$wall") + path("M-232-122L-46-226L140-122z") + path("M-168-134L-46-202L76-134z", "$wall")
    emblem = disc(-46, -158, 21, "$red") + star(-46, -158, 15, "$gold")
    board = box(-160, -122, 228, 22, "$glow") + line("M-140-111H50", 7, "$ink", "15 8")
    posts = row(-206, 114, -100, 0, 18, 4) + box(-234, -128, 376, 10)
    door = box(-80, -84, 68, 76) + line("M-46-84V-8", 4, "$cut")
    window = box(-32, -30, 64, 46) + line("M0-30V16M-32-7H32", 4, "$cut")
    windows = at(-136, -50, window, 0.9) + at(48, -50, window, 0.9)
    steps = box(-232, -8, 372, 8) + box(-100, -16, 108, 16)
    pole = flag(186, 0, -330) + box(164, -14, 44, 14)
    hedge = "".join(disc(x, -14, 16) for x in (-272, -250, 244, 268))
    return body + emblem + door + windows + posts + board + steps + hedge + pole


def stilt_house() -> str:
    """A house on posts above the flood, with a stair and a boat tied to it."""
    posts = row(-142, 162, -110, 30, 16, 5) + line("M-134-30L-62-104M154-30L82-104", 8)
    room = box(-152, -212, 324, 96, "$wall") + box(-176, -120, 372, 16) + row(-152, 172, -212, -118, 12, 5)
    windows = box(-122, -188, 44, 40, "$glow") + box(98, -188, 44, 40, "$glow") + box(-18, -190, 56, 72)
    roof = path("M-196-204Q10-352 216-204L204-190Q10-224-184-190z") + line(
        "M-116-236Q10-300 136-236M-150-214Q10-266 170-214", 5, "$cut", "8 9"
    )
    rail = row(-176, 190, -146, -118, 5, 16) + line("M-178-146H192", 6)
    stair = line("M20-106L-52 30M52-106L-20 30", 8) + line("M14-84h32M4-62h32M-8-40h32M-20-18h32M-32 4h32", 6)
    boat = (
        path("M-292-4q14 26 62 26h66q40-2 58-34q-26 8-60 8h-66q-40 0-60 0z")
        + line("M-236 10l-26-72", 6)
        + line("M-120-8L-142-34", 3, "$cut")
    )
    flood = path("M-3000 24H3000V62H-3000z", "$wall") + waves(28, 6, "$glow") + waves(46, 5)
    return posts + stair + room + windows + roof + rail + flood + boat


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


def counter() -> str:
    """A counter with two windows and a ticket board, under the emblem of an office."""
    front = box(-230, -226, 460, 226, "$wall") + path("M-262-226L0-322L262-226z") + path("M-170-238L0-300L170-238z", "$wall")
    emblem = disc(0, -262, 22, "$red") + star(0, -262, 16, "$gold")
    board = box(-230, -226, 460, 14) + box(-178, -204, 356, 30, "$glow") + line("M-154-189H154", 9, "$ink", "18 9")
    window = box(-54, -156, 108, 92, "$cut") + disc(0, -112, 19) + path("M-38-64q4-34 38-34t38 34z")
    bar = box(-252, -66, 504, 20) + box(-236, -46, 472, 46) + row(-210, 210, -38, -8, 5, 12, "$cut")
    sheet = path("M-26-66l10-22h40l-10 22z", "$glow")
    return front + emblem + board + at(-112, 0, window) + at(112, 0, window) + row(-236, 236, -212, 0, 18, 3) + bar + sheet


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
    "communal-house": communal_house,
    "temple": temple,
    "pagoda": pagoda,
    "ancestral-house": ancestral_house,
    "thatched-house": thatched_house,
    "village-house": village_house,
    "stilt-house": stilt_house,
    "citadel-gate": citadel_gate,
    "counter": counter,
    "bridge": bridge,
}
