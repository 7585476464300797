"""Shapes that several motifs share, as SVG markup. Measures are units of a drawing: the ground is at 0, up is negative.

Colours stand as tokens: `$ink` is the motif's own, `$wall` paler, `$cut` what was cut out of it, `$glow` its one bright thing;
`$red` and `$gold` are the colours of the flag.
"""

END = 3000
"""How far a drawing goes on to both sides of its middle."""


def at(x: float, y: float, markup: str, scale: float = 1, turn: float = 0) -> str:
    """The markup at another place, larger or turned."""
    sized = f"scale({scale:g})" if scale != 1 else ""
    turned = f"rotate({turn:g})" if turn else ""
    return f'<g transform="translate({x:g} {y:g}){turned}{sized}">{markup}</g>'


def mirrored(markup: str) -> str:
    """The markup on both sides of the middle."""
    return f'{markup}<g transform="scale(-1 1)">{markup}</g>'


def path(data: str, fill: str = "") -> str:
    """A filled shape."""
    return f'<path d="{data}" fill="{fill}"/>' if fill else f'<path d="{data}"/>'


def line(data: str, width: float, colour: str = "$ink", dashes: str = "") -> str:
    """A stroke, in dashes where they are given."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def disc(x: float, y: float, radius: float, fill: str = "$ink") -> str:
    """A filled circle."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"/>'


def ring(x: float, y: float, radius: float, width: float, colour: str = "$ink", dashes: str = "") -> str:
    """A circle's line."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def box(left: float, top: float, width: float, height: float, fill: str = "") -> str:
    """A filled rectangle."""
    return path(f"M{left:g} {top:g}h{width:g}v{height:g}h{-width:g}z", fill)


def row(left: float, right: float, top: float, bottom: float, width: float, count: int, colour: str = "$ink") -> str:
    """Upright posts from `left` to `right`, both included: one broad dashed stroke."""
    gap = (right - left - count * width) / (count - 1)
    return line(f"M{left:g} {(top + bottom) / 2:g}H{right:g}", bottom - top, colour, f"{width:g} {gap:.1f}")


def curved_roof(ridge: float, top: float, eave: float, bottom: float, lift: float = 30) -> str:
    """A hipped roof of half widths `ridge` and `eave`, whose corners sweep up by `lift`; rows of tiles are cut into it."""
    middle = ridge + (eave - ridge) * 0.3
    side = f"Q{middle:g} {bottom - lift * 0.7:g} {eave:g} {bottom - lift:g}Q{eave - 14:g} {bottom:g} {eave - 60:g} {bottom:g}"
    other = f"Q{14 - eave:g} {bottom:g} {-eave:g} {bottom - lift:g}Q{-middle:g} {bottom - lift * 0.7:g} {-ridge:g} {top:g}z"
    outline = path(f"M{-ridge:g} {top:g}H{ridge:g}{side}H{60 - eave:g}{other}")
    rows = max(1, round((bottom - top) / 30))
    tiles = "".join(_tiles(ridge, top, eave, bottom, (each + 1) / (rows + 0.6)) for each in range(rows))
    return outline + f'<g fill="none" stroke="$cut" stroke-width="4" stroke-dasharray="5 9">{tiles}</g>'


def _tiles(ridge: float, top: float, eave: float, bottom: float, share: float) -> str:
    half = ridge + (eave - ridge) * share * share * 0.72 - 12
    level = top + (bottom - top) * share
    return f'<path d="M{-half:.0f} {level:.0f}H{half:.0f}"/>'


def ridge_dragons(half: float, top: float) -> str:
    """The bar of a ridge with upturned ends, and two dragons that bow to a disc."""
    bar = path(f"M{-half - 22:g} {top - 20:g}q2 18 24 16H{half - 2:g}q22 2 24-16v18q-8 14-24 14H{2 - half:g}q-18 0-24-14z")
    dragon = f"M{half - 8:g} {top:g}q-6-34-26-28t-30 8-24-10-22-2"
    other = f"M{8 - half:g} {top:g}q6-34 26-28t30 8 24-10 22-2"
    return bar + line(dragon + other, 8) + disc(0, top - 26, 13, "$glow")


def palm(height: float) -> str:
    """An areca palm: a thin trunk and a tuft of drooping leaves."""
    leaves = "q14-40 52-24q-36-4-48 26q30-22 50 20q-26-26-50-18q8 24-6 46q-2-30-6-44q-24-8-48 20q18-42 46-24q-12-28-46-20q36-20 50 18z"
    return line(f"M0 0Q4 {-height / 2:g} 0 {-height:g}", 8) + path(f"M2 {-height:g}{leaves}")


def star(x: float, y: float, radius: float, fill: str = "$glow") -> str:
    """A five-pointed star."""
    unit = radius / 100
    corners = [(0, -100), (23, -31), (95, -31), (37, 12), (59, 81), (0, 38), (-59, 81), (-37, 12), (-95, -31), (-23, -31)]
    points = " ".join(f"{x + dx * unit:.0f} {y + dy * unit:.0f}" for dx, dy in corners)
    return path(f"M{points}z", fill)


def flag(x: float, foot: float, top: float) -> str:
    """A pole and a flag that flies to the right, with a star."""
    cloth = f"M{x + 3:g} {top:g}c14-16 32-16 46 0s32 16 46 0v58c-14 16-32 16-46 0s-32-16-46 0z"
    return line(f"M{x:g} {foot:g}V{top - 10:g}", 7) + path(cloth, "$red") + star(x + 48, top + 29, 18, "$gold")


def lotus(x: float, y: float, scale: float = 1, fill: str = "$glow") -> str:
    """An open lotus, its foot at (x, y)."""
    petals = (
        "M0 0q-26-24 0-74q26 50 0 74M0 0q-46-10-40-56q38 14 40 56M0 0q46-10 40-56q-38 14-40 56M0 0q-50 8-66-26q46-12 66 26"
        "M0 0q50 8 66-26q-46-12-66 26"
    )
    return at(x, y, f'<path d="{petals}" fill="{fill}" stroke="$ink" stroke-width="4"/>', scale)


def smoke(x: float, y: float) -> str:
    """Smoke of incense that rises in curls."""
    return line(f"M{x:g} {y:g}q-16-18 0-34t0-34t-2-26", 5, "$cut")


def waves(y: float, width: float = 5, colour: str = "$cut") -> str:
    """A line of waves from one end of the drawing to the other; those of one line lie between those of another."""
    return line(f"M{-END - y % 20:g} {y:g}q10-12 20 0" + "t20 0" * (END // 10), width, colour)
