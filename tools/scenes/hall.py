"""The meeting hall, seen from its back rows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .canvas import Canvas
from .figures import FRONT, Look, body
from .paint import Colour, Layer, mix, smooth
from .props import GOLD, blossoms, pole, star

STAGE = 205, 795, 112, 372  # left, right, top and foot of the curtain


def curtain(
    c: Canvas,
    x0: float,
    x1: float,
    y0: float,
    y1: float,
    seed: int,
    folds: int,
    dark: Colour = "#3a0409",
    mid: Colour = "#a3131c",
    lit: Colour = "#e0402e",
) -> None:
    """Heavy red cloth hanging in folds."""
    rng = np.random.default_rng(seed)
    u = (c.X - x0) / (x1 - x0)
    warp = np.interp(u[0], np.linspace(0, 1, 24), np.cumsum(rng.uniform(0.5, 1.5, 24)) / 24)[None, :]
    sway = 0.004 * np.sin((c.Y - y0) / 45) * (c.Y - y0) / (y1 - y0)
    wave = np.sin((warp + sway) * folds * 2 * np.pi) + 0.35 * np.sin((warp - sway) * folds * 4.6 * np.pi + 1)
    t = np.clip(wave / 2.4 + 0.5, 0, 1)
    col = np.where(
        t[:, :, None] < 0.5,
        mix(dark, mid, 0) + (np.array(mix(mid, mid, 0)) - mix(dark, dark, 0)) * (t * 2)[:, :, None],
        mix(mid, mid, 0) + (mix(lit, lit, 0) - mix(mid, mid, 0)) * (t * 2 - 1)[:, :, None],
    )
    box = (
        smooth(x0 - 0.6, x0 + 0.6, c.X)
        * smooth(x1 + 0.6, x1 - 0.6, c.X)
        * smooth(y0 - 0.6, y0 + 0.6, c.Y)
        * smooth(y1 + 0.6, y1 - 0.6, c.Y)
    )
    shade = 1 - 0.4 * smooth(y0 + (y1 - y0) * 0.6, y1, c.Y)
    c.over(col.astype(np.float32) * shade[:, :, None], box)


def sitter(layer: Layer, x: float, y: float, s: float, rng: np.random.Generator, tone: Colour, chair: Colour) -> None:
    """Someone on a chair seen from behind: chair back, shoulders, neck, ears and hair."""
    turn = rng.normal(0, 0.05) * s
    w = rng.uniform(0.92, 1.08)
    female = rng.random() < 0.42
    skin = mix(tone, "#c07a4a", 0.22)
    cloth = mix(tone, [("#e8dccb"), ("#51566a"), ("#7a2a2a"), ("#2e3646")][rng.integers(4)], 0.2)
    hair = mix(tone, "#000000", 0.5)
    sw = 0.47 * w * (0.9 if female else 1.0)
    layer.shape(
        [
            (x - s * 0.1, y - s * 0.34),
            (x - s * 0.3, y - s * 0.25),
            (x - s * sw, y - s * 0.06),
            (x - s * (sw + 0.04), y + s * 0.5),
            (x, y + s * 0.62),
            (x + s * (sw + 0.04), y + s * 0.5),
            (x + s * sw, y - s * 0.06),
            (x + s * 0.3, y - s * 0.25),
            (x + s * 0.1, y - s * 0.34),
        ],
        cloth,
    )
    hx, hy = x + turn, y - s * 0.6
    layer.shape(
        [
            (hx - s * 0.12, hy + s * 0.1),
            (hx - s * 0.125, y - s * 0.2),
            (hx, y - s * 0.14),
            (hx + s * 0.125, y - s * 0.2),
            (hx + s * 0.12, hy + s * 0.1),
        ],
        skin,
    )
    layer.oval(hx - s * 0.205, hy + s * 0.03, s * 0.035, s * 0.06, skin)
    layer.oval(hx + s * 0.205, hy + s * 0.03, s * 0.035, s * 0.06, skin)
    layer.shape(
        [
            (hx, hy - s * 0.29),
            (hx - s * 0.15, hy - s * 0.23),
            (hx - s * 0.21, hy - s * 0.04),
            (hx - s * 0.17, hy + s * 0.14),
            (hx, hy + s * 0.2),
            (hx + s * 0.17, hy + s * 0.14),
            (hx + s * 0.21, hy - s * 0.04),
            (hx + s * 0.15, hy - s * 0.23),
        ],
        hair,
    )
    if female:
        if rng.random() < 0.5:
            layer.shape(
                [
                    (hx - s * 0.22, hy - s * 0.05),
                    (hx - s * 0.24, hy + s * 0.25),
                    (hx - s * 0.16, hy + s * 0.46),
                    (hx + s * 0.16, hy + s * 0.46),
                    (hx + s * 0.24, hy + s * 0.25),
                    (hx + s * 0.22, hy - s * 0.05),
                    (hx, hy - s * 0.2),
                ],
                hair,
            )
        else:
            layer.oval(hx, hy + s * 0.08, s * 0.11, s * 0.1, mix(hair, "#4a2a1a", 0.1))
    layer.shape(
        [
            (x - s * 0.4, y + s * 0.2),
            (x - s * 0.36, y + s * 0.12),
            (x, y + s * 0.09),
            (x + s * 0.36, y + s * 0.12),
            (x + s * 0.4, y + s * 0.2),
            (x + s * 0.42, y + s * 0.95),
            (x - s * 0.42, y + s * 0.95),
        ],
        chair,
    )


def walls(c: Canvas) -> None:
    """The panelled side walls, the ceiling and its lamps."""
    room = c.layer()
    for side in (-1, 1):

        def sx(v: float, s: int = side) -> float:
            return 500 + s * v

        room.poly([(sx(295), 96), (sx(520), -60), (sx(520), 600), (sx(295), 392)], "#6a4028")
        for i in range(5):
            a = 300 + 42 * i * (1 + 0.22 * i)
            t = (a - 295) / 225
            top, bot = 96 - 156 * t + 22, 392 + 208 * t - 46
            room.poly(
                [(sx(a), top), (sx(a + 14 + 6 * i), top - 8), (sx(a + 14 + 6 * i), bot + 10), (sx(a), bot)], "#8a5a38"
            )
            room.poly(
                [(sx(a + 2), top + 4), (sx(a + 4 + i), top + 2), (sx(a + 4 + i), bot), (sx(a + 2), bot)], "#d8a86a"
            )
    room.poly([(205, 96), (795, 96), (1020, -60), (-20, -60)], "#4a2e1e")
    c.put(room, soft=0.8)
    lamps = c.layer()
    for row, (y, k) in enumerate(((80, 0.34), (62, 0.44), (38, 0.6), (6, 0.85))):
        for i in range(-4, 5):
            if row < 3 or abs(i) < 5:
                lamps.oval(500 + i * 190 * k, y, 7 * k + 2, 2.2 * k + 0.8, "#fff0c8")
    c.put(lamps)
    c.put(lamps, soft=5)
    c.put(lamps, soft=14, alpha=0.8)


def ceremony(c: Canvas, rng: np.random.Generator) -> None:
    """What stands on the stage: flags, the table, the speaker, flowers."""
    x0, x1, _, y1 = STAGE
    deco = c.layer()
    deco.rect(322, 160, 120, 80, "#d01020")
    star(deco, 382, 200, 28)
    deco.rect(320, 158, 124, 3, "#e8c06a"), deco.rect(320, 240, 124, 3, "#e8c06a")
    for i, hx in enumerate((262, 284, 720, 742)):
        pole(deco, hx, 168, y1 - 16, 2.4, "#d8b46a")
        fw = 34
        deco.shape(
            [
                (hx, 172),
                (hx + (fw if i < 2 else -fw) * 0.55, 186),
                (hx + (fw if i < 2 else -fw) * 0.62, 240),
                (hx + (fw if i < 2 else -fw) * 0.34, 292),
                (hx, 270),
            ],
            "#d0141f",
        )
        star(deco, hx + (9 if i < 2 else -9), 216, 7.5, GOLD, 1, 0.62)
    deco.rect(470, 300, 190, 40, "#c8202a", radius=1)
    deco.rect(470, 297, 190, 5, "#e9dcc4")
    for i in range(5):
        body(
            deco,
            488 + i * 38,
            352,
            96,
            replace(FRONT, arm1=(30, -50), arm2=(-30, 50)),
            Look(top=["#232733", "#3a2230", "#20242c", "#e8e0d0", "#23303a"][i], cut="short" if i != 1 else "long"),
        )
    deco.rect(466, 301, 198, 46, "#b8141d", radius=1)
    for i in range(5):
        deco.rect(482 + i * 38, 305, 13, 6, "#f4ecd8")
    body(deco, 300, 356, 98, FRONT, Look(top="#22252f"))
    deco.poly([(282, 298), (318, 298), (313, 356), (287, 356)], "#8a4f26")
    deco.poly([(279, 294), (321, 294), (319, 301), (281, 301)], "#c98a4a")
    star(deco, 300, 324, 9)
    c.put(deco, volume=0.42, round_=3, light=(0.1, -1))
    flowers = c.layer()
    blossoms(flowers, 466, 664, 342, 9, 90, 4.2, rng, ["#f7c83a", "#e8334a", "#fff0e0", "#f08ab0"])
    blossoms(flowers, 282, 318, 296, 8, 26, 3.6, rng, ["#f7c83a", "#e8334a", "#fff0e0"])
    blossoms(
        flowers, x0 - 26, x1 + 26, y1 + 6, 12, 330, 5.0, rng, ["#f7c83a", "#d81f3a", "#fff0e0", "#f08ab0", "#f39a2c"]
    )
    c.put(flowers, volume=0.3, round_=2)


def audience(c: Canvas, rng: np.random.Generator) -> None:
    """Eight rows of seated people, nearer and darker towards us."""
    rows = 8
    for i in range(rows):
        t = i / (rows - 1)
        s = 25 * (1 + 0.02 * i) * 1.245**i
        y = 428 + 252 * t**1.42
        tone = mix("#7a3a24", "#0d0706", min(1, t * 1.15))
        chair = mix("#8a2a20", "#120605", min(1, 0.1 + t))
        layer = c.layer()
        gap = s * 1.12
        n = int(620 / gap) + 2
        off = gap * 0.5 * (i % 2)
        aisle = s * 0.62
        for j in range(-n, n + 1):
            x = 500 + (j + 0.5) * gap + np.sign(j + 0.5) * aisle - (off if j < 0 else -off)
            if not -80 < x < 1080 or abs(x - 500) < aisle + s * 0.3:
                continue
            empty = rng.random() < 0.05
            if empty:
                layer.rect(x - s * 0.4, y + s * 0.12, s * 0.8, s * 0.9, chair, 1, s * 0.1)
            else:
                sitter(layer, x + rng.normal(0, s * 0.03), y + rng.normal(0, s * 0.03), s, rng, tone, chair)
        c.put(
            layer,
            volume=0.22,
            round_=s * 0.09,
            light=(0, -1),
            rim="#ffb066",
            rim_width=0.035 * s + 0.25,
            rim_amount=0.85 - 0.25 * t,
            soft=max(0, (t - 0.8) * 4.5),
        )
        if i < rows - 1:
            c.screen("#b04a22", np.exp(-(((c.Y - y) / (s * 1.2)) ** 2)) * np.exp(-(((c.X - 500) / 400) ** 2)) * 0.035)


def hoi_truong(c: Canvas) -> None:
    """A meeting hall seen from the back rows: the lit stage with red curtain, flags and
    flowers, the speaker at the rostrum, rows of seated people against the light."""
    c.px[:] = c.vertical([(0, "#2a1610"), (0.3, "#4a281a"), (0.62, "#3a1d14"), (1, "#140a08")])
    x0, x1, y0, y1 = STAGE
    walls(c)
    curtain(c, x0, x1, y0, y1, 3, 17, "#4d060c", "#b5161f", "#e4452f")
    c.glow(500, 250, 380, "#ff9a5a", 0.35)
    stage = c.layer()
    stage.rect(x0 - 16, y0 - 18, x1 - x0 + 32, 20, "#7a4a26")
    stage.rect(x0 - 16, y0 - 18, 14, y1 - y0 + 22, "#6d4022"), stage.rect(x1 + 2, y0 - 18, 14, y1 - y0 + 22, "#6d4022")
    stage.poly([(x0, y1 - 26), (x1, y1 - 26), (x1 + 34, y1 + 16), (x0 - 34, y1 + 16)], "#a8703a")
    stage.poly([(x0 - 34, y1 + 16), (x1 + 34, y1 + 16), (x1 + 34, y1 + 44), (x0 - 34, y1 + 44)], "#5d3319")
    c.put(stage, volume=0.3, round_=4, texture=0.85 + 0.3 * c.noise(4, 16, 4, 0.5, 6.0))
    for a in np.arange(x0, x1, 21.0):
        swag = c.layer()
        swag.shape([(a, y0), (a + 21, y0), (a + 20, y0 + 16), (a + 10.5, y0 + 25), (a + 1, y0 + 16)], "#c11f24")
        swag.line([(a + 1, y0 + 16), (a + 10.5, y0 + 25), (a + 20, y0 + 16)], 1.8, "#e8b84a", 1, True)
        c.put(swag, volume=0.5, round_=3, light=(-0.4, -0.9))
    rng = np.random.default_rng(5)
    ceremony(c, rng)
    beam = np.clip(1 - np.abs(c.X - 500) / (150 + 0.5 * c.Y), 0, 1) * smooth(60, 200, c.Y) * smooth(430, 260, c.Y)
    c.screen("#ffcf8a", beam * 0.16)
    c.mist(6, 330, 120, "#ffb070", 0.12)
    floor = smooth(y1 + 40, y1 + 60, c.Y) * smooth(c.h, y1 + 60, c.Y)
    c.screen("#8a3a1c", floor * np.exp(-(((c.X - 500) / 330) ** 2)) * 0.3)
    audience(c, rng)
    c.finish(12, contrast=0.14, warm=0.02, vignette=0.3, bloom=0.42)
