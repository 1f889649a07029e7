"""Landscapes: the lake, the river bridge, the old road."""

from __future__ import annotations

import numpy as np
import skia

from .canvas import Canvas
from .figures import Look, Pose, body
from .paint import Array, Layer, mix, smooth, trace
from .props import branches, foliage, grass


def nui_coc(c: Canvas) -> None:
    """A wide lake on an autumn morning: mountains in layers, wooded islets and a boat."""
    level = c.h * 0.56
    c.px[:] = c.vertical(
        [
            (0, "#2f6ea6"),
            (0.2, "#6fa8cc"),
            (0.38, "#bcd8dc"),
            (0.5, "#f4e6cc"),
            (0.56, "#fff0d4"),
            (1, "#fff0d4"),
        ]
    )
    clouds = c.noise(3, 120, 7, 0.55, 4.5)
    high = smooth(level * 0.98, level * 0.2, c.Y)
    c.over("#dfe9f0", smooth(0.5, 0.75, clouds) * high * 0.75)
    c.over("#ffffff", smooth(0.56, 0.7, clouds) * smooth(0.42, 0.62, c.noise(4, 60, 6, 0.55, 5)) * high * 0.55)
    sun = (392, level - 62)
    c.glow(*sun, 420, "#ffe0a8", 0.5)
    c.glow(*sun, 140, "#ffe3a2", 0.8)
    c.over("#fff6da", smooth(13, 11.8, np.hypot(c.X - sun[0], c.Y - sun[1])))
    for i, (dy, hgt, top, foot, base, rough) in enumerate(
        [
            (0, 118, "#8fb4c8", "#e6ecdf", 3, 0.46),
            (4, 92, "#5f92ac", "#cfe0dc", 4, 0.48),
            (8, 66, "#35708a", "#a4c8cc", 5, 0.5),
            (10, 42, "#1f4f64", "#6fa4ac", 6, 0.52),
        ]
    ):
        c.ridge(71 + i * 9, level + dy, hgt, top, foot, rough, base, 90, 0.07)
        c.mist(80 + i, level + dy - 6, 12, "#f2f4e6", 0.7)
    c.glow(*sun, 240, "#ffe8b8", 0.35)
    rng = np.random.default_rng(12)
    for x, w, hh in ((150, 90, 26), (760, 150, 34), (905, 70, 22), (560, 46, 14)):
        isle = c.layer()
        isle.shape(
            [
                (x - w / 2, level + 2),
                (x - w * 0.3, level - hh * 0.3),
                (x, level - hh * 0.45),
                (x + w * 0.32, level - hh * 0.25),
                (x + w / 2, level + 2),
            ],
            "#4a4a34",
        )
        n = int(w / 3.2)
        pts = np.stack([x + rng.normal(0, w * 0.2, n), level - hh * 0.35 - rng.random(n) * hh * 0.55], 1)
        foliage(isle, pts, hh * 0.22, rng, "#1c3a34", "#3f7048", "#e0b04a", (-0.9, -0.6), 1.1, 46)
        c.put(isle)
    c.reflect(9, level, 3.2, "#1f5878", 0.36)
    path = np.exp(-(((c.X - sun[0]) / (16 + 0.5 * (c.Y - level))) ** 2)) * smooth(level - 1, level + 3, c.Y)
    glint = smooth(0.56, 0.72, c.noise(21, 5, 3, 0.6, 9.0))
    c.screen("#fff0c4", path * (0.12 + 0.85 * glint))
    c.over("#fff6e0", np.exp(-(((c.Y - level - 1) / 2.2) ** 2)) * 0.5)
    boat = c.layer()
    bx, by = 602, level + 96
    boat.shape(
        [
            (bx - 44, by - 7),
            (bx - 30, by + 3),
            (bx + 20, by + 4.5),
            (bx + 44, by - 9),
            (bx + 20, by - 2),
            (bx - 26, by - 1),
        ],
        "#12242e",
    )
    body(
        boat,
        bx - 22,
        by + 1,
        40,
        Pose("side", 12, 4, (48, 64), (38, 60), (6, -6), (-14, -16)),
        Look.dark("#12242e", hat="non"),
    )
    boat.line([(bx - 6, by - 22), (bx + 26, by + 12)], 1.3, "#12242e")
    body(
        boat,
        bx + 14,
        by + 9,
        36,
        Pose("side", 6, 4, (40, 70), (30, 60), (84, 4), (80, 0)),
        Look.dark("#12242e", hat="non"),
        flip=True,
    )
    mirror = c.layer()
    mirror.oval(bx, by + 9, 42, 5, "#0a2630", 0.55)
    c.put(mirror, soft=2.5)
    c.put(boat, rim="#ffc678", rim_width=0.8, light=(-1, -0.6))
    for i, col in enumerate(("#0c2a34", "#12343a")):
        reeds = c.layer()
        grass(
            reeds,
            -20 + 700 * i,
            330 + 700 * i,
            c.h + 8,
            88 + 22 * i,
            190,
            rng,
            [col, mix(col, "#c8a24a", 0.4)],
            20,
            0.1,
        )
        c.put(reeds, soft=0.5)
    c.finish(8, contrast=0.2, warm=0.02, saturation=1.12, vignette=0.28)


def far_bank(c: Canvas, rng: np.random.Generator, level: float) -> None:
    """The town on the other bank, its windows lit, trees before it."""
    town, lamps = c.layer(), c.layer()
    x = -10.0
    while x < 1010:
        w = rng.uniform(14, 34)
        hh = rng.uniform(14, 46) * (1 + 0.5 * np.exp(-(((x - 230) / 140) ** 2)))
        tone = mix("#3a2a34", "#8a5c58", rng.random() * 0.5)
        town.rect(x, level - hh, w - 1, hh, tone)
        if rng.random() < 0.5:
            town.poly(
                [(x - 1, level - hh), (x + w / 2, level - hh - 7), (x + w, level - hh)], mix(tone, "#5a2018", 0.5)
            )
        for wy in np.arange(level - hh + 4, level - 5, 5.5):
            for wx in np.arange(x + 3, x + w - 4, 4.6):
                if rng.random() < 0.42:
                    lamps.rect(wx, wy, 1.9, 2.6, mix("#ffd27a", "#fff0c0", rng.random()))
        x += w
    c.put(town, volume=0.2, light=(1, -0.4))
    c.put(lamps)
    c.put(lamps, alpha=0.8, soft=3)
    trees = c.layer()
    pts = np.stack([rng.uniform(0, 1000, 120), level - rng.uniform(0, 8, 120)], 1)
    foliage(trees, pts, 8, rng, "#160f12", "#33261f", "#94602f", (0.8, -0.5), 1.2, 44)
    c.put(trees)


def song_cau(c: Canvas) -> None:
    """The river at dusk: a long bridge on piers, the lit town bank and its reflection."""
    level = c.h * 0.6
    c.px[:] = c.vertical(
        [(0, "#3c4462"), (0.22, "#8a6a78"), (0.42, "#dd9468"), (0.56, "#ffcf88"), (0.6, "#ffdc9c"), (1, "#ffdc9c")]
    )
    clouds = c.noise(31, 140, 7, 0.55, 4.0)
    c.over("#6a4658", smooth(0.48, 0.74, clouds) * smooth(level, 0, c.Y) * 0.8)
    c.over("#ffb870", smooth(0.57, 0.68, clouds) * smooth(0, level, c.Y) * smooth(level, level * 0.6, c.Y) * 0.8)
    c.glow(735, level - 40, 460, "#ffb660", 0.6)
    c.ridge(33, level + 2, 92, "#a5706a", "#f0b888", 0.47, 4, 90, 0.08)
    c.ridge(37, level + 2, 54, "#72505a", "#d99c78", 0.5, 5, 60, 0.08)
    rng = np.random.default_rng(34)
    far_bank(c, rng, level)
    deck = c.layer()
    dark = "#241a20"
    xs = np.linspace(-10, 1010, 40)
    yd = 1.0 * (level - 82 + 26 * ((xs - 540) / 540) ** 2)
    top = list(zip(xs, yd, strict=True))
    deck.poly(top + list(zip(xs[::-1], yd[::-1] + 12, strict=True)), dark)
    deck.line([(px, py - 9) for px, py in top], 1.2, dark)
    for px in np.arange(4, 1000, 9):
        py = float(np.interp(px, xs, yd))
        deck.line([(px, py), (px, py - 9)], 0.6, dark)
    lights = c.layer()
    for px in np.arange(40, 1000, 76):
        py = float(np.interp(px, xs, yd))
        deck.line([(px, py), (px, py - 44), (px + 5, py - 48), (px + 11, py - 48)], 1.5, dark, 1, False)
        lights.oval(px + 12, py - 46.5, 2.8, 1.6, "#fff2c8")
    for px in (95, 290, 485, 680, 875):
        py = float(np.interp(px, xs, yd))
        for o in (-16, 8):
            deck.poly(
                [(px + o, py + 8), (px + o + 9, py + 8), (px + o + 11, level + 16), (px + o - 2, level + 16)], "#2c2126"
            )
        deck.shape([(px - 60, py + 10), (px - 18, py + 20), (px + 18, py + 20), (px + 60, py + 10)], dark)
        deck.rect(px - 24, py + 12, 48, 7, dark)
        deck.rect(px - 26, level + 8, 54, 12, "#1d1519", radius=3)
    for px, kind in trace("170 0, 235 1, 330 0, 430 2, 560 0, 610 1, 760 2, 840 0"):
        py = float(np.interp(px, xs, yd))
        if kind == 2:
            deck.rect(px, py - 15, 38, 14, dark, radius=3)
        else:
            deck.oval(px, py - 3, 3.6, 3.6, dark), deck.oval(px + 12, py - 3, 3.6, 3.6, dark)
            deck.line([(px, py - 4), (px + 5, py - 7), (px + 12, py - 4)], 2.6, dark)
            body(deck, px + 5, py - 1, 23, Pose("side", 6, 0, (50, 70), (50, 70), (78, 10), (70, 10)), Look.dark(dark))
    c.put(deck, volume=0.35, round_=3, light=(0.7, -0.7), rim="#ffbf78", rim_width=0.7, rim_amount=0.6)
    c.reflect(36, level + 14, 4.0, "#3a2c3a", 0.38)
    c.put(lights)
    for r, a in ((2, 1.0), (7, 0.9), (18, 0.7)):
        c.put(lights, alpha=a, soft=r)
    glint = smooth(0.56, 0.74, c.noise(38, 5, 3, 0.6, 9.0))
    path = np.exp(-(((c.X - 735) / (30 + 0.5 * (c.Y - level))) ** 2)) * smooth(level + 12, level + 20, c.Y)
    c.screen("#ffc27a", path * (0.15 + 0.8 * glint))
    bank = c.layer()
    bank.shape(
        [(-30, c.h + 20), (-30, c.h - 74), (90, c.h - 66), (230, c.h - 34), (400, c.h - 6), (460, c.h + 30)], "#160f10"
    )
    grass(bank, -10, 420, c.h - 4, 62, 420, rng, ["#160f10", "#2a1a14", "#3d2716"], 60, 0.12)
    c.put(bank, rim="#c8803e", rim_width=0.5, light=(1, -1), rim_amount=0.5)
    c.finish(9, contrast=0.18, saturation=1.12, vignette=0.26)


def stone_bridge(c: Canvas, rng: np.random.Generator, deck: float, level: float) -> Layer:
    """The body of the bridge with its three arches and worn stones."""
    bridge = c.layer()
    stone = "#55514a"
    bridge.shape(
        [
            (-40, deck + 26),
            (180, deck + 8),
            (480, deck),
            (760, deck + 6),
            (1040, deck + 22),
            (1040, level + 14),
            (-40, level + 14),
        ],
        stone,
    )
    hole = Layer.paint("#000000")
    hole.setBlendMode(skia.BlendMode.kClear)
    for ax, rx, ry in ((250, 86, 74), (480, 98, 84), (712, 88, 76)):
        bridge.canvas.drawArc(
            skia.Rect.MakeLTRB(ax - rx, level + 14 - ry, ax + rx, level + 14 + ry), 180, 180, True, hole
        )
    for ax, rx, ry in ((250, 86, 74), (480, 98, 84), (712, 88, 76)):
        for a in np.linspace(180, 360, 19):
            q = np.radians(a)
            bridge.line(
                [
                    (ax + np.cos(q) * rx, level + 14 + np.sin(q) * ry),
                    (ax + np.cos(q) * (rx + 11), level + 14 + np.sin(q) * (ry + 11)),
                ],
                0.8,
                "#2c2925",
                0.8,
            )
    for _ in range(520):
        bx, by = rng.uniform(0, 1000), rng.uniform(deck + 12, level + 10)
        bridge_tone = mix("#3a3732", "#8b857a", rng.random())
        if bridge.data[min(c.H - 1, int(by * c.s)), min(c.W - 1, int(bx * c.s)), 3] > 200:
            bridge.rect(bx, by, rng.uniform(5, 12), rng.uniform(3, 5), bridge_tone, 0.3, 1)
    return bridge


def wayfarers(c: Canvas, rng: np.random.Generator, px: Array, py: Array) -> None:
    """People on the bridge, on foot, with bicycles and with carrying poles."""
    people = c.layer()
    for i, x in enumerate((150, 205, 300, 352, 455, 540, 604, 668, 790, 850)):
        y = float(np.interp(x, px, py)) + 1
        look = Look.dark("#221f1b", hat="non" if i % 3 else "", lower="trousers")
        pose = Pose("side", 5, 0, (20 - 30 * (i % 2), 30), (-18, -6), (20 - 6 * (i % 2), 6), (-17, -28), 6, -30)
        body(people, x, y, 47 + rng.uniform(-2, 3), pose, look)
        if i in (1, 4, 8):
            for wx in (8, 38):
                _ring(people, x + wx, y - 8, 8, "#221f1b")
            people.line([(x + 8, y - 8), (x + 20, y - 20), (x + 34, y - 20), (x + 38, y - 8)], 1.2, "#221f1b")
            people.line([(x + 20, y - 20), (x + 24, y - 8), (x + 38, y - 8)], 1.1, "#221f1b")
            people.rect(x + 12, y - 30, 20, 11, "#2b2721", radius=3)
        elif i in (2, 6):
            people.line([(x - 24, y - 37), (x, y - 41), (x + 24, y - 37)], 1.3, "#221f1b", 1, True)
            for o in (-24, 24):
                people.line([(x + o, y - 37), (x + o, y - 18)], 0.6, "#221f1b")
                people.shape(
                    [(x + o - 8, y - 19), (x + o + 8, y - 19), (x + o + 5, y - 9), (x + o - 5, y - 9)], "#221f1b"
                )
    c.put(people)


def tu_lieu(c: Canvas) -> None:
    """An archive view: an old stone bridge and a road in misty mountains, people on the
    way with bicycles and carrying poles; grey, worn and grainy."""
    c.px[:] = c.vertical([(0, "#b9b2a4"), (0.3, "#d9d3c6"), (0.5, "#efeadf"), (1, "#d8d2c4")])
    c.over("#8f8a80", smooth(0.45, 0.8, c.noise(51, 200, 6, 0.55, 3.0)) * smooth(c.h * 0.5, 0, c.Y) * 0.5)
    for i, (y, hgt, top, foot, base, rough) in enumerate(
        [
            (0.44, 250, "#b4aea2", "#e6e1d6", 4, 0.5),
            (0.5, 210, "#8f8a80", "#dcd6ca", 5, 0.52),
            (0.57, 160, "#68645d", "#cdc7ba", 5, 0.54),
            (0.64, 100, "#47443f", "#b4aea2", 6, 0.55),
        ]
    ):
        c.ridge(207 + i * 4, c.h * y, hgt, top, foot, rough, base, 190, 0.2)
        c.mist(57 + i, c.h * y - 6, 34, "#ece7dc", 0.8)
    level = c.h * 0.76
    rng = np.random.default_rng(58)
    ground = c.layer()
    ground.poly([(0, level - 10), (1000, level - 10), (1000, c.h), (0, c.h)], "#77736a")
    c.put(ground)
    c.reflect(59, level - 9, 3.0, "#8d887d", 0.5, 0.9)
    deck = level - 96
    bridge = stone_bridge(c, rng, deck, level)
    px = np.arange(-20, 1021, 22)
    py = np.interp(px, [-40, 180, 480, 760, 1040], [deck + 26, deck + 8, deck, deck + 6, deck + 22])
    for a, b in zip(px, py, strict=True):
        bridge.rect(a - 1.6, b - 12, 3.2, 14, "#4a463f")
    bridge.line(list(zip(px, py - 12, strict=True)), 2.4, "#5d5950")
    c.put(bridge, volume=0.45, round_=4, light=(-0.6, -0.8), texture=0.75 + 0.5 * c.noise(61, 10, 4))
    wayfarers(c, rng, px, py)
    c.mist(62, level - 6, 26, "#e9e4d9", 0.55)
    front = c.layer()
    front.shape([(-40, c.h + 30), (-40, level + 40), (120, level + 52), (300, level + 110), (470, c.h + 20)], "#2b2823")
    grass(front, -20, 430, c.h, 92, 520, rng, ["#1f1c18", "#2f2b25", "#47423a"], 90, 0.06)
    tips = branches(front, 905, c.h + 30, 150, 30, -9, rng, "#1c1916", 5)
    foliage(front, np.array(tips), 27, rng, "#151310", "#26231f", "#57524a", (-0.6, -0.8), 2.1, 34)
    c.put(front)
    c.glow(420, c.h * 0.35, 520, "#ffffff", 0.22)
    grey = c.px @ np.array([0.3, 0.59, 0.11], np.float32)
    c.px[:] = grey[:, :, None]
    stain = c.noise(64, 260, 5, 0.5)
    c.px *= (0.93 + 0.12 * stain)[:, :, None]
    dust = c.layer()
    for _ in range(90):
        dust.oval(
            rng.uniform(0, 1000),
            rng.uniform(0, c.h),
            rng.uniform(0.3, 0.9),
            rng.uniform(0.3, 0.8),
            "#ffffff",
            rng.uniform(0.2, 0.6),
        )
    for _ in range(9):
        x = rng.uniform(0, 1000)
        y = rng.uniform(0, c.h)
        dust.line([(x, y), (x + rng.normal(0, 3), y + rng.uniform(20, 120))], 0.35, "#ffffff", 0.35)
    c.put(dust)
    c.finish(6, contrast=0.22, warm=0, saturation=0, vignette=0.42, grain=0.0221, bloom=0.2)


def _ring(layer: Layer, x: float, y: float, r: float, colour: str) -> None:
    """A bicycle wheel."""
    pts = [(x + r * np.cos(a), y + r * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 30)]
    layer.line(pts, 1.1, colour)
