"""Motifs that are things by which a record is known: what is written and read, rung, played and taken. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import at, box, disc, line, mirrored, path, ring, star


def woodblock() -> str:
    """A printing block with its handles and columns of cut signs; below it a book sewn with thread."""
    block = box(-206, -318, 412, 190) + box(-262, -250, 60, 54) + box(202, -250, 60, 54) + line("M-242-240v34M242-240v34", 5, "$cut")
    field = box(-186, -298, 372, 150, "$wall") + line("M-6-298V-148M6-298V-148", 4)
    signs = "".join(
        line(f"M{x}-288V-156", 22, "$ink", "16 7 20 6 11 8") + line(f"M{x}-284V-156", 5, "$wall", "9 5 14 6")
        for x in (-166, -130, -94, -58, -24, 24, 58, 94, 130, 166)
    )
    pages = path("M0-20Q-100-62-236-30V-112Q-100-142 0-100Q100-142 236-112V-30Q100-62 0-20z", "$cut") + line("M0-100V-20", 6)
    lines = "".join(
        line(f"M{x}-{112 + d}V-{52 + d // 2}", 7, "$ink", "9 5")
        for x, d in (
            (-206, 0),
            (-174, 5),
            (-142, 8),
            (-110, 6),
            (-78, 2),
            (-46, -6),
            (46, -6),
            (78, 2),
            (110, 6),
            (142, 8),
            (174, 5),
            (206, 0),
        )
    )
    cover = path("M-250-32V-100L-236-112V-30Q-100-62 0-20Q100-62 236-30V-112L250-100V-14Q100-40 20-4H-20Q-100-40-250-14z")
    return block + field + signs + pages + lines + cover


def bell() -> str:
    """A bronze bell hung in its frame, with the dragon that holds it."""
    frame = (
        box(-222, -336, 444, 22)
        + path("M-244-336q18-30 44-24v24zM244-336q-18-30-44-24v24z")
        + box(-204, -314, 26, 314)
        + box(178, -314, 26, 314)
        + mirrored(path("M204-20l40 20h-92z"))
    )
    loop = line("M-30-262q-6-58 30-56t30 56", 13) + disc(-30, -268, 10) + disc(30, -268, 10)
    body = path("M-84-258Q0-286 84-258Q104-200 106-126Q110-76 136-46H-136Q-110-76-106-126Q-104-200-84-258z") + path(
        "M-144-46h288v20h-288z", "$glow"
    )
    straps = line("M0-270V-50M-52-266Q-64-160-66-50M52-266Q64-160 66-50", 6, "$cut") + line(
        "M-98-196H98M-106-112H106M-118-74H118", 5, "$cut"
    )
    bosses = (
        "".join(disc(x, y, 7, "$glow") for y in (-232, -216) for x in (-34, -18, 18, 34))
        + ring(0, -150, 22, 6, "$glow")
        + disc(0, -150, 9, "$glow")
    )
    beam = at(232, -128, box(-62, -13, 118, 26) + line("M-40-186V-10M36-190V-10", 4), 1)
    return frame + beam + loop + body + straps + bosses + box(-260, -8, 520, 8)


def brush() -> str:
    """A poem on an unrolled scroll, the brush that writes it laid across, and its inkstone."""
    roller = box(218, -262, 34, 232) + box(224, -278, 22, 18) + box(224, -32, 22, 18)
    scroll = (
        box(-226, -250, 452, 208)
        + box(-214, -238, 428, 184, "$cut")
        + "".join(line(f"M{x}-224V-70", 13, "$ink", "16 8 10 8" if x % 80 else "10 8 18 8") for x in range(-180, 20, 40))
        + mirrored(roller)
    )
    tool = (
        path("M-15-96h30q8 46-15 96q-23-50-15-96z")
        + box(-18, -112, 36, 18, "$glow")
        + box(-13, -372, 26, 262, "$red")
        + box(-13, -384, 26, 14, "$ink")
    )
    stone = at(-176, -8, path("M-64-34h128l14 34h-156z") + path("M-42-28h84l6 12h-96z", "$wall"))
    return scroll + at(34, -64, tool, 1, 31) + stone


def form() -> str:
    """A form with its rows ticked, and the seal that makes it valid."""
    back = at(-34, -2, box(-116, -322, 250, 316, "$wall"), 1, -8)
    sheet = path("M-130-336H84L134-286V-4H-130z") + path("M-114-320H78V-280H118V-20H-114z", "$cut") + path("M84-336V-286H134z", "$wall")
    head = line("M-40-290H44", 12) + line("M-70-264H74", 7)
    ticks = "".join(
        ring(-82, y, 13, 6) + line(f"M-88 {y}l6 8l14-18", 6, "$red") + line(f"M-52 {y}H92", 9, "$ink", "60 8 40 8")
        for y in (-214, -166, -118)
    )
    seal = ring(68, -60, 44, 7, "$red") + ring(68, -60, 32, 4, "$red", "5 4") + star(68, -60, 24, "$red")
    stamp = at(
        196, -10, path("M-46-26h92v26h-92zM-36-44h72v18h-72zM-14-100h28v56h-28z") + disc(0, -116, 26) + line("M-38-13H38", 5, "$glow"), 1.15
    )
    pen = at(-206, 0, path("M-13-250h26v196l-13 40l-13-40z") + box(-13, -70, 26, 8, "$glow") + box(-13, -262, 26, 22, "$glow"), 1, 10)
    return back + sheet + head + ticks + seal + stamp + pen


def telephone() -> str:
    """A telephone that shows a code, the waves of its signal beside it."""
    body = (
        path("M-94-336q0-20 20-20h148q20 0 20 20V-20q0 20-20 20h-148q-20 0-20-20z")
        + box(-80, -318, 160, 274, "$cut")
        + box(-26, -340, 52, 8, "$wall")
        + disc(0, -22, 12, "$wall")
    )
    finder = box(0, 0, 40, 40) + box(7, 7, 26, 26, "$cut") + box(13, 13, 14, 14)
    code = (
        at(-60, -282, finder)
        + at(20, -282, finder)
        + at(-60, -202, finder)
        + line("M-10-278V-240M-10-232V-166M4-262V-250M14-232h46M-60-230h40", 10, "$ink", "10 10")
        + line("M14-212h46M24-192h36M14-172h46", 10, "$ink", "10 6 20 8")
    )
    button = box(-60, -136, 120, 30, "$glow") + line("M-60-90H60M-60-70H30", 8)
    signal = line("M132-260q36 82 0 164M166-292q62 114 0 228M202-320q84 142 0 286", 11)
    return signal + f'<g transform="scale(-1 1)">{signal}</g>' + body + code + button


def drum() -> str:
    """A bronze drum seen from the side, its bands, and what was gathered laid out in rising sheaves."""
    top = path("M-196-232Q-196-262 0-262T196-232L186-206H-186z") + path("M-176-238Q-170-252 0-252T176-238Q170-224 0-224T-176-238z", "$glow")
    bulge = (
        path("M-190-206H190Q224-150 168-118H-168Q-224-150-190-206z") + path("M-160-118H160L140-60H-140z") + path("M-140-60H140L196 0H-196z")
    )
    bands = (
        line("M-190-188H190M-194-140H194", 4, "$cut")
        + line("M-196-164H196", 30, "$wall", "7 9")
        + line("M-150-90H150", 40, "$wall", "22 9")
        + line("M-160-36H160M-176-18H176", 4, "$cut")
        + line("M-150-110H150M-142-68H142", 4, "$cut")
    )
    handles = mirrored(line("M198-186q36 4 34 34t-42 34", 10))
    sheaf = (
        path("M-20 0Q-14-60-40-116Q-20-130 0-124Q20-130 40-116Q14-60 20 0z")
        + line("M-16-46H16", 8, "$glow")
        + line("M-30-112l-18-30M-10-122l-6-36M10-122l6-36M30-112l18-30", 7, "$glow", "8 4")
    )
    return (
        at(-250, 0, sheaf, 1)
        + at(250, 0, sheaf, 1)
        + at(-214, 0, sheaf, 0.66)
        + at(214, 0, sheaf, 0.66)
        + handles
        + top
        + bulge
        + bands
        + _rays()
    )


def _rays() -> str:
    return "".join(at(0, -272, path("M-7-8L0-92L7-8z", "$ink"), 1, angle) for angle in range(-72, 73, 24))


def book() -> str:
    """A book from whose pages birds rise: a story."""
    pages = path("M0-10Q-110-66-262-28V-116Q-110-152 0-96Q110-152 262-116V-28Q110-66 0-10z") + path(
        "M0-28Q-110-80-240-46V-106Q-110-132 0-78Q110-132 240-106V-46Q110-80 0-28z", "$cut"
    )
    lines = line("M-212-92Q-110-112-28-72M-212-72Q-110-92-28-52M28-72Q110-112 212-92M28-52Q110-92 212-72", 6, "$ink", "24 9")
    bird = "M-62 4q30-8 50-18q4-22 36-44q-4 24-14 42q30-8 42-4l34-4l-34 14q-20 14-48 14q-14 18-44 30q12-16 16-30q-18-4-38 0z"
    birds = "".join(
        at(x, y, path(bird, c), s, t)
        for x, y, s, t, c in (
            (-20, -172, 1.25, -14, "$ink"),
            (88, -236, 1, -20, "$glow"),
            (-116, -252, 0.9, -10, "$ink"),
            (22, -312, 0.8, -22, "$ink"),
            (160, -316, 0.66, -24, "$glow"),
            (-196, -182, 0.7, -8, "$ink"),
        )
    )
    return birds + pages + lines + box(-262, -20, 524, 20) + line("M-240-8H240", 4, "$cut", "30 8")


def medicine() -> str:
    """A mortar and pestle, herbs, and the drawers of a physician's chest."""
    chest = box(-262, -250, 250, 250, "$ink") + "".join(
        box(x, y, 68, 48, "$wall") + disc(x + 34, y + 24, 7, "$glow") for x in (-250, -171, -92) for y in (-238, -180, -122, -64)
    )
    mortar = (
        path("M18-150H238Q232-60 176-44L196-16H60L80-44Q24-60 18-150z")
        + line("M26-128H230", 12, "$glow", "10 7")
        + line("M52-92Q128-64 204-92", 5, "$cut")
    )
    pestle = at(150, -150, path("M-13 0L-20-150Q0-184 20-150L13 0z"), 1, 24)
    leaf = "M0 0Q-34-44 0-96Q34-44 0 0z"
    sprig = "".join(at(78, -146, path(leaf, colour), 1, turn) for turn, colour in ((-52, "$ink"), (-20, "$glow"), (12, "$ink")))
    root = at(
        -136,
        -250,
        path("M-90 0q10-44 54-40q10-30 40-18q36-14 46 18q40-6 44 40z", "$wall") + line("M-60-6q20-30 50-26M0-6q10-30 50-24", 4, "$cut"),
    )
    return root + chest + pestle + sprig + mortar + box(-280, -8, 560, 8)


THINGS = {
    "woodblock": (woodblock,),
    "bell": (bell,),
    "brush": (brush,),
    "form": (form,),
    "telephone": (telephone,),
    "drum": (drum,),
    "book": (book,),
    "medicine": (medicine,),
}
