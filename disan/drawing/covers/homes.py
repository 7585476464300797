"""Motifs that are houses of families, villages and offices: what tells one sort from another is its outline. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import END, at, box, disc, flag, line, mirrored, palm, path, ring, row, star, waves


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


def ancestral_yard() -> str:
    """A house of three bays behind its screen wall, in a yard between two gate posts."""
    roof = path("M-150-262H150L196-150H-196z") + line("M-140-244H140M-150-220H150M-162-196H162M-174-172H174", 5, "$cut", "7 7")
    ridge = (
        path("M-160-280q2 18 24 16H136q22 2 24-16v26H-160z")
        + mirrored(path("M150-262l22-26 10 10-16 36z"))
        + disc(0, -278, 14, "$glow")
        + ring(0, -278, 21, 5)
    )
    walls = box(-172, -152, 344, 142, "$wall") + row(-178, 178, -152, -10, 14, 4) + row(-150, 150, -132, -30, 5, 22)
    screen = box(-92, -112, 184, 104) + box(-104, -122, 208, 14) + path("M-104-122q-14-14-20-30q34 6 44 18H80q10-12 44-18q-6 16-20 30z")
    sign = (
        disc(0, -60, 34, "$cut")
        + ring(0, -60, 25, 5)
        + line("M-14-70h28M-14-60h28M-14-50h28M0-78v36", 5)
        + line("M-78-98H78M-78-20H78", 4, "$cut", "8 6")
    )
    post = (
        box(-13, -186, 26, 186)
        + box(-20, -196, 40, 12)
        + path("M-22-198q22-50 44 0z")
        + box(-5, -172, 10, 146, "$cut")
        + disc(0, -226, 9, "$glow")
    )
    wall = box(126, -40, 90, 40) + line("M132-24h78", 4, "$cut", "9 6")
    return walls + roof + ridge + mirrored(wall + at(234, 0, post)) + screen + sign + box(-262, -10, 524, 10)


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


def village_hall() -> str:
    """A village's cultural house with a flat front: parapet, four posts, wide doors; the flag before it, a loudspeaker beside it."""
    body = box(-190, -152, 390, 152, "$wall") + path("M-214-176H224V-152H-214zM-120-176V-206H130V-176z") + box(-104, -198, 218, 24, "$glow")
    letters = line("M-90-186H102", 9, "$ink", "14 7") + line("M-206-164H216", 4, "$cut", "16 8")
    posts = row(-194, 204, -152, -12, 17, 5) + box(-214, -12, 438, 12)
    doors = "".join(box(x, -108, 62, 96) + line(f"M{x + 31}-108V-12M{x + 6}-62h50", 4, "$cut") for x in (-166, -26, 114))
    horn = line("M252 0V-214", 7) + path("M252-200l-40-20v44zM254-188l30-12v36z")
    return body + letters + doors + posts + at(-250, 0, flag(0, 0, -320)) + horn


def village_roof() -> str:
    """A village's cultural house under a long hipped roof of tiles, a path and hedges before it, the flag in the middle of its yard."""
    roof = path("M-132-232H148L236-128H-220z") + line("M-124-216H140M-140-196H156M-158-174H174M-178-152H194", 5, "$cut", "8 8")
    ridge = path("M-146-246h308v18h-308z")
    walls = box(-190, -130, 396, 122, "$wall") + row(-196, 212, -130, -8, 16, 6) + box(-30, -104, 76, 96) + line("M8-104V-8", 4, "$cut")
    windows = "".join(box(x, -98, 50, 50) + line(f"M{x + 25}-98v50M{x}-73h50", 4, "$cut") for x in (-164, -90, 68, 142))
    emblem = path("M-60-176L8-244L76-176z") + disc(8, -198, 19, "$red") + star(8, -198, 14, "$gold")
    hedges = "".join(disc(x, -10, 17) for x in (-262, -236, -212, 236, 262))
    return walls + windows + roof + ridge + emblem + box(-216, -8, 448, 8) + hedges + at(-240, 0, flag(0, 0, -296))


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


def stilt_hall() -> str:
    """A house of two storeys, the lower one open for the water, with an outer stair and a railed roof to wait on."""
    posts = row(-190, 150, -116, 34, 20, 4) + box(-214, -128, 392, 18)
    upper = box(-190, -236, 344, 110, "$wall") + row(-194, 158, -236, -126, 14, 4)
    windows = "".join(box(x, -208, 60, 46, "$glow") + line(f"M{x + 30}-208v46M{x}-185h60", 4) for x in (-160, 64)) + box(-48, -210, 60, 84)
    roof = box(-216, -252, 396, 18) + row(-206, 168, -288, -252, 6, 14) + line("M-210-290H172", 7) + flag(-18, -252, -376)
    stair = path("M154-128h30L266 30h-34z") + line("M176-104h32M188-80h32M200-56h32M212-32h32M224-8h32", 5, "$cut")
    boat = path("M-284-2q12 28 60 28h70q40 2 56-38q-26 10-60 10h-66q-40 0-60 0z") + line("M-238 12l-24-74", 6)
    flood = path(f"M{-END} 24H{END}V62H{-END}z", "$wall") + waves(28, 6, "$glow") + waves(46, 5)
    return posts + upper + windows + roof + stair + flood + boat


def counter() -> str:
    """A counter with two windows and a ticket board, under the emblem of an office."""
    front = box(-230, -226, 460, 226, "$wall") + path("M-262-226L0-322L262-226z") + path("M-170-238L0-300L170-238z", "$wall")
    emblem = disc(0, -262, 22, "$red") + star(0, -262, 16, "$gold")
    board = box(-230, -226, 460, 14) + box(-178, -204, 356, 30, "$glow") + line("M-154-189H154", 9, "$ink", "18 9")
    window = box(-54, -156, 108, 92, "$cut") + disc(0, -112, 19) + path("M-38-64q4-34 38-34t38 34z")
    bar = box(-252, -66, 504, 20) + box(-236, -46, 472, 46) + row(-210, 210, -38, -8, 5, 12, "$cut")
    sheet = path("M-26-66l10-22h40l-10 22z", "$glow")
    return front + emblem + board + at(-112, 0, window) + at(112, 0, window) + row(-236, 236, -212, 0, 18, 3) + bar + sheet


HOMES = {
    "ancestral-house": (
        ancestral_house,
        ancestral_yard,
    ),
    "thatched-house": (thatched_house,),
    "village-house": (
        village_house,
        village_hall,
        village_roof,
    ),
    "stilt-house": (
        stilt_house,
        stilt_hall,
    ),
    "counter": (counter,),
}
