"""Motifs of what people did and do: rise, fight, carry, plant, remember, sing. Tokens as in `shapes`."""

from disan.drawing.covers.shapes import at, box, disc, flag, line, lotus, mirrored, path, ring, star


def uprising() -> str:
    """The drum that called villages together, between banners and raised staves."""
    spears = "".join(
        line(f"M{x} 0L{x + lean}-{tall}", 6) + at(x + lean, -tall, path("M-9 0L0-44L9 0z"))
        for x, lean, tall in ((-240, -14, 240), (-196, -8, 290), (-158, -4, 232), (162, 4, 242), (204, 8, 286), (244, 14, 236))
    )
    banner = (
        line("M-112 0V-366", 8)
        + path("M-108-362q50-24 100 0t92-6v104q-46 22-92 4t-100 2z", "$red")
        + line("M-84-330q36-12 76 4t70 0M-84-300q36-12 76 4t70 0", 6, "$gold", "18 10")
    )
    drum = (
        disc(0, -116, 104)
        + disc(0, -116, 84, "$wall")
        + ring(0, -116, 94, 7, "$glow", "7 8.1")
        + ring(0, -116, 60, 4)
        + star(0, -116, 42, "$ink")
    )
    stand = path("M-110 0L-70-74H-46L-64 0zM110 0L70-74H46L64 0z") + box(-140, -14, 280, 14)
    sticks = line("M128-246L56-158", 10) + disc(52, -154, 15, "$glow")
    return spears + banner + drum + stand + sticks


def sword() -> str:
    """A commander's sword and a helmet before crossed banners."""
    banner = (
        line("M-30-20L176-352", 8)
        + path("M172-346L262-300Q232-254 226-196L136-250Q132-300 172-346z", "$glow")
        + line("M178-310L236-278M160-276L222-240", 6)
    )
    shield = disc(0, -128, 112) + ring(0, -128, 94, 8, "$glow", "9 7.4") + disc(0, -128, 74, "$wall") + ring(0, -128, 52, 4)
    points = " ".join(
        f"{x} {y}"
        for x, y in (
            (0, -190),
            (12, -150),
            (54, -160),
            (24, -128),
            (54, -96),
            (12, -106),
            (0, -66),
            (-12, -106),
            (-54, -96),
            (-24, -128),
            (-54, -160),
            (-12, -150),
        )
    )
    blade = (
        path("M-9-66L-13-322L0-358L13-322L9-66z", "$cut")
        + line("M0-340V-70", 3)
        + path("M-60-66Q0-88 60-66L54-48H-54z")
        + box(-10, -50, 20, 46)
        + disc(0, 0, 14, "$glow")
    )
    return mirrored(banner) + shield + path(f"M{points}z") + blade + box(-110, 6, 220, 6)


def torch() -> str:
    """A book laid open below a flame: one who read, and carried it on."""
    rays = "".join(at(0, -232, path("M-6-92L0-132L6-92z", "$glow"), 1, angle) for angle in range(-110, 111, 22))
    flame = path("M0-330q70 60 58 126q-10 44-58 46q-50-4-58-48q-4-44 30-62q2 24 14 30q22-36 14-92z", "$red") + path(
        "M2-260q34 34 26 66q-8 28-28 30q-24-4-26-30q2-24 16-32q8 14 10 12q8-18 2-46z", "$gold"
    )
    handle = path("M-44-160h88l-14 26h-60zM-24-134h48l-12 92h-24z") + line("M-14-116h28M-12-96h24M-10-76h20", 5, "$cut")
    pages = path("M0-14Q-100-60-250-24V-84Q-100-118 0-72Q100-118 250-84V-24Q100-60 0-14z") + path(
        "M0-26Q-100-68-232-36V-76Q-100-102 0-58Q100-102 232-76V-36Q100-68 0-26z", "$cut"
    )
    lines = line("M-206-66Q-110-82-24-52M-206-50Q-110-66-24-36M24-52Q110-82 206-66M24-36Q110-66 206-50", 5, "$ink", "20 8")
    return rays + handle + flame + pages + lines + box(-250, -14, 500, 14)


def convoy() -> str:
    """Trucks under leaves on a road below bare hills: a war's road that was kept open."""
    hillside = path("M-3000 0V-80L-420-80L-300-170L-220-130L-110-250L-10-150L60-190L190-110L300-150L420-70H3000V0z", "$wall")
    pits = "".join(ring(x, y, 15, 5, "$cut", "7 4") for x, y in ((-190, -84), (-96, -150), (30, -116), (214, -84)))
    cab = path("M0 0V-104H66Q92-104 104-62L150-54V0z") + path("M16-92H62Q80-90 86-62H16z", "$glow") + box(132, -36, 22, 14, "$glow")
    bed = (
        path("M-206 0V-64H-8V0z")
        + path("M-212-60Q-220-170-108-170T-4-60z")
        + line("M-180-76Q-180-146-108-150M-140-76V-142M-104-76V-148M-66-76V-142M-32-76Q-34-120-60-140", 5, "$cut", "10 7")
    )
    leaves = "".join(
        at(x, y, path("M0 0Q-16-40 14-66Q26-24 0 0z", "$wall"), 1, turn)
        for x, y, turn in (
            (-190, -108, -60),
            (-150, -160, -30),
            (-100, -168, 4),
            (-50, -154, 34),
            (-10, -110, 58),
            (40, -102, -12),
            (74, -96, 30),
        )
    )
    wheels = "".join(disc(x, 6, 36) + ring(x, 6, 24, 6, "$cut") + disc(x, 6, 8, "$cut") for x in (-154, -66, 88))
    truck = bed + cab + leaves + wheels
    return (
        hillside + pits + at(60, -26, truck, 1.24) + path("M-3000 18H3000V34H-3000z", "$ink") + line("M-3000 26H3000", 5, "$glow", "40 26")
    )


def volunteers() -> str:
    """Young volunteers' things: a flag, a wide-brimmed hat, spade and hoe, and a basket of earth."""
    hoes = (
        line("M-214 0L-120-270M232 0L150-286", 11)
        + at(-120, -270, path("M-10-10L74 12Q66 60 34 84Q24 34-14 14z"), 1, -8)
        + at(150, -286, path("M-34 14L-44-60Q0-118 28-70L34-6z") + line("M-4-16V-70", 5, "$cut"), 1, -16)
    )
    hat = (
        path("M-150-72Q-110-100-84-104Q-84-196 4-196T92-104Q118-100 158-72Q4-30-150-72z")
        + path("M-84-104Q4-78 92-104V-118Q4-92-84-118z", "$glow")
        + line("M-120-76Q4-46 128-76", 5, "$cut", "13 8")
    )
    badge = disc(4, -146, 21, "$red") + star(4, -146, 15, "$gold")
    basket = path("M-92-44H100L72 6H-64z") + line("M-80-32H88M-72-16H80M-66-2H74", 6, "$cut", "12 8") + path("M-104-52H112v14H-104z")
    return flag(-4, -60, -340) + hoes + hat + badge + basket


def sapling() -> str:
    """A young tree just planted, spade and watering can beside it."""
    heap = path("M-190 6Q-130-54 0-58T190 6z") + line("M-130-12q60-26 120-28M20-42q60 4 110 28", 5, "$cut", "14 9")
    stem = line("M0-50Q-8-160 4-262", 11)
    leaf = "M0 0Q18-62 96-70Q84 6 0 0z"
    leaves = (
        at(0, -150, path(leaf, "$ink"), 1.25)
        + at(-2, -120, f'<g transform="scale(-1 1)">{path(leaf)}</g>', 1.3)
        + at(2, -206, path(leaf), 1)
        + at(0, -190, f'<g transform="scale(-1 1)">{path(leaf)}</g>', 1)
    )
    top = at(4, -246, path("M0 0Q-36-50 0-104Q36-50 0 0z", "$glow"))
    veins = line("M8-154Q50-182 92-216M-8-124Q-56-154-100-192M8-208Q40-230 74-258M-6-194Q-40-214-74-244", 4, "$cut")
    spade = at(
        206,
        6,
        line("M0-70V-236", 10) + line("M-26-236H26", 12) + path("M-38-86H38V-34Q38 0 0 18Q-38 0-38-34z") + line("M-22-70V-34", 5, "$cut"),
        1,
        8,
    )
    can = (
        path("M-262-92h96l10 92h-116z")
        + line("M-164-40L-106-112", 14)
        + path("M-122-128l34 30-14 10-34-30z")
        + line("M-250-92q34-66 72 0", 9)
        + line("M-252-60H-172", 5, "$glow")
    )
    water = line("M-92-92q14 22 14 46M-84-104q26 20 34 56", 4, "$cut", "7 8")
    return spade + can + water + stem + leaves + veins + top + heap


def candles() -> str:
    """Candles lit for the dead, lotus flowers between them on dark water."""
    candle = (
        line("M0-4V-116", 40)
        + line("M0-4V-116", 32, "$cut")
        + path("M-17-118h34v22q-8 12-12-4q-6 22-12 0q-6 10-10-6z", "$wall")
        + line("M0-118v-16", 4)
        + path("M0-186q26 34 20 46q-6 14-20 14t-20-14q-6-12 20-46z", "$glow")
        + path("M0-156q10 14 8 20q-2 6-8 6t-8-6q-2-6 8-20z", "$red")
    )
    halo = ring(0, -150, 40, 4, "$glow", "3 9")
    lit = halo + candle
    bowls = lotus(-170, 6, 1.35, "$wall") + lotus(170, 6, 1.35, "$wall") + lotus(0, 10, 1.6, "$wall")
    rows = at(-84, -8, lit, 1.12) + at(84, -8, lit, 1.12) + at(0, -40, lit, 1.5) + at(-236, -10, lit, 0.8) + at(236, -10, lit, 0.8)
    leaf = path("M-292 4q60-26 130 0q-60 22-130 0zM162 4q60-26 130 0q-60 22-130 0zM-90 8q90-30 180 0q-90 26-180 0z")
    return rows + leaf + bowls


def singers() -> str:
    """Two who sing in turn, in conical hats, a moon of song between them."""
    singer = (
        path("M-58 0Q-62-104-30-150Q0-166 30-150Q62-104 58 0z")
        + disc(0, -182, 30, "$wall")
        + path("M-82-190Q-30-224 0-262Q30-224 82-190Q0-172-82-190z", "$glow")
        + line("M-64-196Q0-180 64-196M-40-216Q0-206 40-216", 4)
        + path("M-10-150h20v150h-20z", "$wall")
        + line("M-40-110Q-4-80 36-116", 9, "$cut")
    )
    notes = "".join(line(f"M{x - 60}-{y}q20-18 40 0t40 0t40 0", 6, "$glow") for x, y in ((0, 250), (0, 276), (0, 302)))
    mat = path("M-262-6h524v16h-524z") + line("M-250 2H250", 5, "$cut", "12 8")
    return at(-128, 0, singer, 1.1) + at(128, 0, singer, 1.1) + notes + mat + ring(0, -60, 30, 8) + disc(0, -60, 18, "$glow")


DEEDS = {
    "uprising": (uprising,),
    "sword": (sword,),
    "torch": (torch,),
    "convoy": (convoy,),
    "volunteers": (volunteers,),
    "sapling": (sapling,),
    "candles": (candles,),
    "singers": (singers,),
}
