"""The office building in the morning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .canvas import Canvas
from .figures import STAND, WALK, body, crowd_look
from .paint import Layer, mix, smooth
from .props import blossoms, flag, foliage, grass, pole, star, tree

WALL = 205, 845, 205, 585  # left, right, eaves and foot of the front
PLACES = (
    (330, 668, 74), (372, 672, 76), (468, 640, 62), (590, 646, 64), (700, 680, 80), (742, 684, 78), (250, 704, 92),
)  # fmt: skip


def front(c: Canvas, rng: np.random.Generator) -> None:
    """The long front: storeys of windows between pilasters, a gable in the middle."""
    x0, x1, y0, y1 = WALL
    wall = c.layer()
    wall.rect(x0, y0, x1 - x0, y1 - y0, "#e8cf98")
    wall.rect(415, y0 - 34, 220, y1 - y0 + 34, "#f0dcae")
    wall.rect(x0 - 8, y0 - 9, x1 - x0 + 16, 12, "#b7623c"), wall.rect(405, y0 - 46, 240, 14, "#b7623c")
    wall.poly([(430, y0 - 46), (620, y0 - 46), (525, y0 - 84)], "#e3c68c")
    star(wall, 525, y0 - 60, 13, "#c8102e")
    for floor in range(5):
        wy = y0 + 16 + floor * 74
        wall.rect(x0, wy + 58, x1 - x0, 6, "#f6e8c6")
        for i in range(14):
            wx = x0 + 14 + i * 45.2
            if 405 < wx + 15 < 645:
                continue
            window(wall, wx, wy, 29, 46, rng)
        for i in range(4):
            if floor < 4:
                window(wall, 432 + i * 49, wy - 12, 38, 56, rng)
    for i in range(15):
        px = x0 + 2 + i * 45.2
        if not 412 < px < 640:
            wall.rect(px, y0, 7, y1 - y0, "#f3e0b4")
    for px in (418, 466, 515, 564, 622):
        wall.rect(px, y0 - 30, 8, y1 - y0 - 40, "#f7e7c0")
    c.put(
        wall,
        volume=0.75,
        round_=2.2,
        light=(-0.9, -0.5),
        texture=0.93 + 0.12 * c.noise(45, 30, 5),
        shade=lambda x, y: 1.1 - 0.36 * smooth(x0, x1, x) + 0 * y,
    )


def entrance(c: Canvas) -> None:
    """The end wall in the shade, and the porch with its steps."""
    _, x1, y0, y1 = WALL
    side = c.layer()
    side.poly([(x1, y0), (x1 + 46, y0 + 26), (x1 + 46, y1 - 6), (x1, y1)], "#8f7450")
    for floor in range(5):
        for i in range(2):
            wy = y0 + 28 + floor * 72 + i * 8
            side.poly(
                [
                    (x1 + 8 + i * 20, wy),
                    (x1 + 20 + i * 20, wy + 6),
                    (x1 + 20 + i * 20, wy + 46),
                    (x1 + 8 + i * 20, wy + 42),
                ],
                "#54452f",
            )
    c.put(side)
    porch = c.layer()
    porch.rect(402, 500, 246, 16, "#f2ddb0"), porch.rect(396, 494, 258, 8, "#b7623c")
    porch.rect(420, 516, 210, 74, "#5a3d26")
    for i in range(4):
        porch.rect(446 + i * 42, 520, 34, 68, mix("#3a2c22", "#ffcf8a", 0.35))
    for px in (410, 470, 566, 628):
        (
            porch.rect(px, 514, 13, 78, "#f7e9c8"),
            porch.rect(px - 3, 510, 19, 6, "#fff2d6"),
            porch.rect(px - 3, 586, 19, 8, "#e0c894"),
        )
    for i in range(5):
        porch.rect(396 - i * 9, 590 + i * 6, 258 + i * 18, 7, mix("#f3e2bc", "#b99b68", i * 0.16))
    c.put(porch, volume=0.6, round_=2.5, light=(-0.9, -0.5))


def arrivals(c: Canvas, rng: np.random.Generator) -> None:
    """People coming to work, their shadows long beside them."""
    folk = c.layer()
    for i, (x, y, hh) in enumerate(PLACES):
        p = replace(WALK, leg1=(16 + 4 * (i % 3), 6)) if i % 3 else STAND
        look = crowd_look(rng, ["#f0e8d8", "#dfe6ec", "#c8d3de"], ["#2c2f3a", "#3a3230"])
        if i in (1, 5):
            look = replace(look, lower="aodai", top="#c2263a", bottom="#f3ece0", cut="long")
        body(folk, x, y, hh, p, look, flip=x > 525)
    cast = c.layer()
    for x, y, hh in PLACES:
        cast.oval(x + hh * 0.62, y + hh * 0.06, hh * 0.62, hh * 0.05, "#3a2a14", 0.6, 5)
    c.put(cast, soft=2, alpha=0.7)
    c.put(folk, volume=0.5, round_=3, light=(-1, -0.4), rim="#fff0c4", rim_width=0.9)


def tru_so(c: Canvas) -> None:
    """An office building in the morning: five storeys with pilasters and a porch, trees,
    a flag on its pole, people coming to work."""
    c.px[:] = c.vertical([(0, "#8fb0c4"), (0.35, "#cbd3c4"), (0.62, "#fbe6b8"), (1, "#e6cfa0")])
    c.over("#fff6e4", smooth(0.5, 0.78, c.noise(41, 190, 6, 0.55, 2.6)) * smooth(c.h * 0.7, 0, c.Y) * 0.8)
    c.glow(60, 330, 620, "#ffdc96", 0.6)
    c.ridge(42, 500, 130, "#b3ab96", "#f3e0b6", 0.5, 3, 120, 0.08)
    rng = np.random.default_rng(43)
    back = c.layer()
    for x in (40, 120, 900, 968):
        tree(back, x, 580, 190, rng, "#5a6430", "#93964a", "#f0dc8a", "#5a4630", (-1, -0.5), 2.6, 60)
    c.put(back, soft=0.8)
    c.mist(44, 540, 40, "#ffedc4", 0.5)
    front(c, rng)
    entrance(c)
    ground = smooth(612, 615, c.Y)
    c.over("#c9ab78", ground * np.ones_like(c.X))
    c.over("#8a7450", ground * smooth(0.45, 0.7, c.noise(46, 60, 5, 0.55, 6)) * 0.4)
    for gx in np.linspace(-900, 1900, 29):
        line = np.exp(-(((c.X - (525 + (gx - 525) * (c.Y - 560) / 190)) / 1.1) ** 2))
        c.over("#94794f", line * ground * 0.35)
    beds = c.layer()
    for a, b in ((-20, 372), (680, 1020)):
        foliage(
            beds,
            np.stack([rng.uniform(a, b, 90), rng.uniform(604, 616, 90)], 1),
            12,
            rng,
            "#25330f",
            "#5d7428",
            "#d6cc5a",
            (-0.8, -0.6),
            2.0,
            50,
        )
        blossoms(beds, a, b, 612, 15, 190, 5, rng, ["#e8302c", "#f7b92a", "#f2761c", "#fff0d8"])
    c.put(beds)
    arrivals(c, rng)
    mast = c.layer()
    pole(mast, 762, 96, 640, 5, "#d9d3c4")
    mast.rect(744, 634, 42, 14, "#e9d8b0"), mast.rect(736, 646, 58, 10, "#cdb684")
    flag(mast, 764, 104, 124, rng, True, 1.1, 0.12)
    c.put(mast, volume=0.4, round_=3, light=(-1, -0.4))
    near = c.layer()
    tree(near, 66, 712, 520, rng, "#20270c", "#59661f", "#e6cf58", "#3f2d1c", (-0.9, -0.6), 4.4, 110)
    tree(near, 962, 722, 440, rng, "#20270c", "#4f5c1e", "#cdbb50", "#3a2a1a", (-0.9, -0.6), 4.2, 100)
    pots = c.layer()
    for x, y in ((66, 712), (962, 722)):
        pots.oval(x + 70, y + 4, 130, 13, "#3a2a14", 0.5)
    c.put(pots, soft=5)
    pots = c.layer()
    for x, y in ((66, 712), (962, 722)):
        pots.oval(x, y + 1, 62, 15, "#f3e6c6"), pots.oval(x, y - 3, 55, 11, "#6a4a2a")
        grass(pots, x - 46, x + 46, y - 1, 16, 90, rng, ["#4f7a2a", "#86a83a", "#2f5a22"], 8)
    c.put(pots, volume=0.3, round_=2)
    c.put(near)
    c.glow(0, 260, 700, "#ffdf9e", 0.28)
    c.finish(14, contrast=0.16, warm=0.03, vignette=0.22)


def window(layer: Layer, x: float, y: float, w: float, h: float, rng: np.random.Generator) -> None:
    """A framed window with the sky in its panes."""
    layer.rect(x - 2, y - 2, w + 4, h + 4, "#f9efd6")
    layer.gradient_rect(
        x, y, w, h, mix("#6f8896", "#f2d9a0", rng.random() * 0.35), mix("#2b343a", "#5a4a34", rng.random() * 0.5)
    )
    layer.rect(x + w / 2 - 0.8, y, 1.6, h, "#efe0bc"), layer.rect(x, y + h * 0.36, w, 1.4, "#efe0bc")
    layer.rect(x - 4, y + h + 2, w + 8, 3.4, "#fff4da")
