"""Two portraits in profile, dignified and of nobody: no face is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .canvas import Canvas
from .paint import Point, mix, smooth, spline, trace
from .props import GOLD, RED, star

# Profiles face right; (0, 0) is the ear, one unit is half the head's height.
FACE_MAN: Sequence[Point] = trace(
    "0.56 -0.66, 0.66 -0.42, 0.68 -0.22, 0.655 -0.1, 0.71 0.06, 0.83 0.24, 0.81 0.32, 0.7 0.36, "
    "0.7 0.44, 0.755 0.5, 0.715 0.565, 0.745 0.625, 0.68 0.7, 0.69 0.8, 0.69 0.92, 0.6 1.02, "
    "0.44 1.03, 0.26 0.97, 0.19 1.08, 0.2 1.32, 0.26 1.52"
)


FACE_WOMAN: Sequence[Point] = trace(
    "0.52 -0.66, 0.61 -0.44, 0.635 -0.24, 0.6 -0.09, 0.645 0.06, 0.745 0.23, 0.735 0.29, "
    "0.645 0.345, 0.645 0.42, 0.705 0.48, 0.665 0.54, 0.695 0.6, 0.63 0.665, 0.635 0.75, "
    "0.63 0.85, 0.545 0.94, 0.4 0.95, 0.22 0.88, 0.13 1.02, 0.12 1.28, 0.16 1.5"
)


def placed(points: Sequence[Point], x: float, y: float, s: float, flip: bool = False) -> list[Point]:
    """Points of a profile put on the canvas: ear at (x, y), scaled, perhaps facing left."""
    k = -s if flip else s
    return [(x + px * k, y + py * s) for px, py in points]


def chan_dung_1(c: Canvas) -> None:
    """A woman in profile, hair in a knot, in an áo dài of jade, before a window's warm light."""
    c.px[:] = c.vertical([(0, "#0d4a4c"), (0.5, "#1c7a70"), (1, "#0f5450")])
    arch = np.maximum(np.hypot((c.X - 500) / 360, np.minimum(c.Y - 500, 0) / 360) - 1, 0)
    inside = smooth(0.004, 0.0, arch) * smooth(861, 859, np.abs(c.X - 500) + 500)
    c.over(c.vertical([(0, "#f4b860"), (0.4, "#ffe1a0"), (0.75, "#fff3d6"), (1, "#ffe9bd")]), inside)
    branch = c.layer()
    branch.line([(900, 250), (780, 300), (660, 290), (560, 330)], 8, "#6e4a34", 1, True)
    branch.line([(780, 300), (720, 370), (690, 380)], 5, "#6e4a34", 1, True)
    rng = np.random.default_rng(312)
    for px, py in trace("700 284, 640 296, 560 332, 692 382, 800 296, 742 344, 600 312, 840 268, 726 376, 664 268"):
        for a in np.linspace(0, 2 * np.pi, 6)[:5] + rng.random():
            branch.oval(
                px + 13 * np.cos(a),
                py + 13 * np.sin(a),
                12,
                9,
                mix("#f27a8c", "#ffd0d0", rng.random() * 0.6),
                1,
                np.degrees(a),
            )
        branch.oval(px, py, 5, 5, "#ffd23a")
    c.put(branch, alpha=0.8, soft=1.6)
    frame = np.exp(-((((arch * 360) - 8) / 6) ** 2)) * smooth(1250, 1100, c.Y)
    c.over("#e3b25a", np.clip(frame, 0, 1) * 0.9)
    c.glow(380, 560, 620, "#fff0c4", 0.35)
    x, y, s = 560.0, 560.0, 262.0
    bust, dress, hair = c.layer(), c.layer(), c.layer()
    back = trace(
        "-0.06 1.75, -0.36 1.3, -0.38 1.0, -0.42 0.7, -0.66 0.35, -0.8 -0.1, -0.74 -0.55, "
        "-0.48 -0.9, -0.1 -1.03, 0.26 -0.96, 0.45 -0.8"
    )
    bust.fill(spline(placed([*FACE_WOMAN, (0.2, 1.75), *back], x, y, s, True)), "#b06c4e")
    bust.shape(
        placed(trace("0.0 -0.02, -0.08 0.03, -0.09 0.18, -0.01 0.29, 0.06 0.22, 0.07 0.02"), x, y, s, True),
        "#bd7a5a",
    )
    bust.oval(*placed([(0.0, 0.36)], x, y, s, True)[0], 8, 10, "#fff6e0")
    hair.shape(
        placed(
            trace(
                "0.56 -0.62, 0.4 -0.42, 0.18 -0.26, 0.08 -0.06, -0.06 -0.04, -0.14 0.2, -0.16 0.42, "
                "-0.34 0.64, -0.56 0.58, -0.74 0.3, -0.84 -0.1, -0.78 -0.57, -0.5 -0.95, -0.1 -1.09, "
                "0.28 -1.02, 0.52 -0.82"
            ),
            x,
            y,
            s,
            True,
        ),
        "#1c1420",
    )
    hair.shape(
        placed(
            trace("-0.6 0.18, -0.84 0.08, -1.06 0.26, -1.1 0.56, -0.92 0.78, -0.66 0.72, -0.5 0.5"),
            x,
            y,
            s,
            True,
        ),
        "#241a28",
    )
    hair.line(placed([(-1.22, 0.16), (-0.44, 0.72)], x, y, s, True), 6, "#e0b04a")
    hair.oval(*placed([(-1.24, 0.14)], x, y, s, True)[0], 10, 10, RED)
    for k in (0.30, 0.14, -0.04, -0.24):
        hair.line(
            placed(
                [
                    (0.48, -0.7 + (0.3 - k) * 0.1),
                    (k - 0.1, -0.7 - k * 0.3),
                    (-0.5, -0.3 + (0.3 - k) * 0.8),
                    (-0.66, 0.28 + (0.3 - k) * 0.2),
                ],
                x,
                y,
                s,
                True,
            ),
            2,
            "#4a3848",
            0.7,
            True,
        )
    dress.fill(
        spline(
            placed(
                trace(
                    "-0.46 1.2, -0.3 1.34, 0.06 1.46, 0.2 1.4, 0.36 1.66, 0.74 1.88, 0.94 2.2, 0.98 2.9, "
                    "-1.36 2.9, -1.22 2.1, -0.92 1.72, -0.52 1.56"
                ),
                x,
                y,
                s,
                True,
            )
        ),
        "#0f6a5f",
    )
    dress.shape(
        placed(
            trace("-0.42 1.02, -0.1 1.14, 0.15 1.16, 0.22 1.42, 0.1 1.5, -0.26 1.42, -0.5 1.28"),
            x,
            y,
            s,
            True,
        ),
        "#12786b",
    )
    for i in range(26):
        px, py = placed([(rng.uniform(-0.9, 0.66), rng.uniform(1.95, 2.7))], x, y, s, True)[0]
        for a in np.linspace(0, 2 * np.pi, 6)[:5] + i:
            dress.oval(px + 6 * np.cos(a), py + 6 * np.sin(a), 5, 4, GOLD, 0.55, np.degrees(a))
    rim = {"light": (-0.9, -0.4), "rim": "#ffe6ac", "rim_amount": 0.95}
    c.put(bust, volume=0.35, round_=26, rim_width=5, **rim)
    c.put(dress, volume=0.4, round_=22, rim_width=4.5, **rim)
    c.put(hair, volume=0.45, round_=14, light=(-0.9, -0.5), rim="#ffd59a", rim_width=2.5, rim_amount=0.5)
    c.finish(31, contrast=0.12, warm=0.01, saturation=1.06, vignette=0.26, grain=0.0052, bloom=0.18)


def chan_dung_2(c: Canvas) -> None:
    """A veteran in profile, his hair silver, in army green with his medals, before a great warm sun."""
    c.px[:] = c.vertical([(0, "#b8432f"), (0.4, "#e8793a"), (0.75, "#f6b25a"), (1, "#f3c77a")])
    c.over("#8f2a2a", smooth(0.45, 0.8, c.noise(301, 340, 5, 0.55, 3.4)) * smooth(900, 0, c.Y) * 0.5)
    sun = np.hypot(c.X - 560, c.Y - 520)
    c.over(c.vertical([(0, "#fff3cf"), (0.45, "#ffe7a8"), (0.75, "#ffcf74")]), smooth(391, 389, sun))
    c.glow(560, 520, 760, "#ffdf9a", 0.35)
    for i, (y, top, foot) in enumerate(
        ((900, "#d9703c", "#f2a55a"), (990, "#b24c38", "#d9803f"), (1085, "#7d2f33", "#a84a34"))
    ):
        c.ridge(304 + i * 3, y, 110, top, foot, 0.5, 3, 150, 0.05)
    x, y, s = 475.0, 560.0, 285.0
    silver, cloth = "#b4ada6", "#3f5238"
    back = trace(
        "-0.1 1.75, -0.52 1.3, -0.6 0.95, -0.66 0.62, -0.8 0.25, -0.84 -0.15, -0.76 -0.58, "
        "-0.5 -0.92, -0.1 -1.06, 0.28 -1.0, 0.5 -0.82"
    )
    bust, shirt, hair = c.layer(), c.layer(), c.layer()
    bust.fill(spline(placed([*FACE_MAN, (0.2, 1.75), *back], x, y, s)), "#8a4c3a")
    hair.shape(
        placed(
            trace(
                "0.6 -0.62, 0.38 -0.6, 0.26 -0.42, 0.2 -0.14, 0.12 -0.04, 0.1 -0.22, -0.08 -0.3, "
                "-0.18 -0.08, -0.17 0.22, -0.3 0.4, -0.66 0.46, -0.8 0.18, -0.86 -0.15, -0.78 -0.6, "
                "-0.5 -0.97, -0.1 -1.11, 0.3 -1.05, 0.56 -0.84"
            ),
            x,
            y,
            s,
        ),
        silver,
    )
    for i in range(15):
        q = i / 14
        strand = [
            (0.50 - 0.30 * q, -0.68 - 0.02 * q),
            (0.20 - 0.35 * q, -0.98 + 0.36 * q),
            (-0.40 - 0.08 * q, -0.72 + 0.34 * q),
            (-0.72 + 0.26 * q, -0.08 + 0.2 * q),
        ]
        hair.line(placed(strand, x, y, s), 1.6, ("#efe9e0", "#857c76")[i % 2], 0.55, True)
    bust.shape(
        placed(trace("-0.02 -0.12, -0.12 -0.06, -0.12 0.14, -0.03 0.27, 0.06 0.2, 0.07 -0.04"), x, y, s),
        "#9c5a44",
    )
    shirt.fill(
        spline(
            placed(
                trace(
                    "-0.62 1.24, -0.42 1.36, -0.05 1.52, 0.3 1.5, 0.42 1.62, 0.86 1.8, 1.14 2.1, 1.26 2.9, "
                    "-1.72 2.9, -1.56 2.05, -1.2 1.62"
                ),
                x,
                y,
                s,
            )
        ),
        cloth,
    )
    shirt.poly(
        placed(
            trace("-0.62 1.22, -0.3 1.34, 0.3 1.46, 0.34 1.7, 0.16 1.84, -0.18 1.6, -0.66 1.44"),
            x,
            y,
            s,
        ),
        mix(cloth, "#ffffff", 0.07),
    )
    shirt.line(placed([(0.24, 1.78), (0.34, 2.3), (0.36, 2.9)], x, y, s), 3, mix(cloth, "#000000", 0.4), 0.9, True)
    for by in (1.95, 2.25):
        shirt.oval(*placed([(0.26, by)], x, y, s)[0], 6, 6, mix(cloth, "#ffffff", 0.2))
    for i in range(4):
        mx, my = placed([(0.46 + 0.17 * i, 2.02 + 0.04 * i)], x, y, s)[0]
        shirt.rect(mx - 16, my - 46, 32, 42, ("#c8202e", "#e0b23a", "#c8202e", "#2f7a4a")[i], 1, 2)
        shirt.rect(mx - 5, my - 46, 10, 42, ("#f6cf4a", "#c8202e", "#f4f0e0", "#f6cf4a")[i])
        star(shirt, mx, my + 14, 21, "#ffd86a")
    shirt.poly(placed([(0.02, 1.60), (0.26, 1.70), (0.14, 1.82), (-0.10, 1.68)], x, y, s), "#c8202e")
    star(shirt, *placed([(0.08, 1.70)], x, y, s)[0], 9)
    rim = {"light": (0.9, -0.5), "rim": "#ffd98e", "rim_amount": 0.95}
    c.put(bust, volume=0.35, round_=30, rim_width=5.5, **rim)
    c.put(hair, volume=0.3, round_=16, light=(0.9, -0.5))
    c.put(shirt, volume=0.35, round_=24, rim_width=5, **rim)
    c.glow(900, 380, 520, "#ffdf9a", 0.16)
    c.finish(30, contrast=0.14, warm=0.02, saturation=1.06, vignette=0.26, grain=0.0104, bloom=0.18)
