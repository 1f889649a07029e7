"""The street of flags by day and the street of lanterns by night."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .canvas import Canvas
from .figures import BACK, FRONT, STAND, WALK, Look, body, crowd_look
from .paint import Colour, Layer, blur, mix, smooth
from .props import blossoms, branches, bulb, flag, foliage, pole

END = 470.0, 268.0  # where the street vanishes


def spot(lane: float, depth: float) -> tuple[float, float, float]:
    """A place on the road and the scale there."""
    k = 1 / depth
    return END[0] + lane * k, END[1] + 300 * k, k


def houses(c: Canvas, rng: np.random.Generator, d: float, haze: float, fog: Colour) -> None:
    """The houses on both sides at one depth of the street."""
    layer = c.layer()
    for side in (-1, 1):
        x, y, k = spot(side * (560 if side < 0 else 620), d)
        w, hh = 230 * k * 1.6, (380 + 110 * rng.random()) * k
        wall = mix(["#c9985a", "#b8674a", "#d9c08e", "#a88a6a", "#c7a070"][rng.integers(5)], fog, haze * 0.92)
        bx = x - w if side < 0 else x
        layer.rect(bx, y - hh, w, hh + 2, wall)
        layer.rect(bx, y - hh - 9 * k, w, 12 * k, mix(wall, "#6a2418", 0.35 * (1 - haze)))
        for wy in range(3):
            for wx in range(4):
                layer.rect(
                    bx + w * (0.08 + 0.235 * wx),
                    y - hh * (0.9 - 0.28 * wy),
                    w * 0.13,
                    hh * 0.16,
                    mix(mix("#4a3426", "#e9b86a", 0.25 * rng.random()), fog, haze),
                )
            layer.rect(bx, y - hh * (0.7 - 0.28 * wy), w, 5 * k, mix(mix(wall, "#fff0d0", 0.4), fog, haze * 0.5))
        layer.rect(bx, y - hh * 0.17, w, hh * 0.05, mix("#a02018", fog, haze))
    c.put(layer, volume=0.15, round_=3, light=(0.2, -1))


def co_hoa(c: Canvas) -> None:
    """A street in autumn: red flags with the gold star down both sides, flower beds,
    yellowing trees, and the low sun at the end of the road."""
    vx, vy = END
    c.px[:] = c.vertical([(0, "#5fa4cf"), (0.2, "#a9cfdc"), (0.4, "#fbe9c0"), (0.5, "#fff0cc"), (1, "#d9b98a")])
    c.over("#fff4dc", smooth(0.5, 0.8, c.noise(21, 150, 6, 0.55, 3)) * 0.5)
    c.glow(vx + 10, vy - 20, 520, "#ffd98e", 0.75)
    c.ridge(23, vy + 6, 60, "#d9bd92", "#f8dfb0", 0.5, 5, 60, 0.06)
    road = smooth(vy, vy + 1.5, c.Y)
    tone = c.noise(22, 60, 6, 0.55, 5.0)
    c.over("#a48a6c", road * np.ones_like(c.X))
    c.px *= (1 - 0.22 * road * (tone - 0.4))[:, :, None]
    c.over("#6d5a4a", smooth(vy, c.h, c.Y) * 0.5)
    glare = np.exp(-(((c.X - vx - 10) / (26 + 0.55 * np.maximum(c.Y - vy, 0))) ** 2)) * road
    c.screen("#ffd48a", glare * 0.55 * (0.55 + 0.6 * c.noise(24, 12, 4, 0.6, 8.0)))
    rng = np.random.default_rng(25)

    marks = c.layer()
    for d in np.arange(1.1, 14, 0.62):
        x, y, k = spot(-110, d)
        x2, y2, k2 = spot(-110, d + 0.25)
        marks.poly([(x - 5 * k, y), (x + 5 * k, y), (x2 + 5 * k2, y2), (x2 - 5 * k2, y2)], "#f4e6c8", 0.6)
    c.put(marks, soft=0.4)
    for d in (9.5, 7.2, 5.6, 4.4, 3.5, 2.8, 2.25, 1.8, 1.45, 1.15):
        haze = np.clip((d - 1.0) / 9, 0, 1) ** 0.62
        fog = mix("#fbe0ac", "#ffeac0", 0.5)
        lit, back = c.layer(), c.layer()
        houses(c, rng, d, haze, fog)
        for side in (-1, 1):
            x, y, k = spot(side * 420 + rng.normal(0, 10), d + 0.1)
            tips = branches(back, x, y, 150 * k, 26 * k, side * -5, rng, mix("#4a3322", fog, haze), 3)
            arr = np.array(tips)
            arr = np.vstack([arr, arr + rng.normal(0, 22 * k, arr.shape)])
            foliage(
                back,
                arr,
                58 * k,
                rng,
                mix("#5d4a1e", fog, haze),
                mix("#b98a2c", fog, haze),
                mix("#ffdc7a", fog, haze * 0.6),
                (-side, -0.5),
                max(0.8, 6.2 * k),
                34 if d > 2 else 60,
            )
        c.put(back, soft=0.5 if d > 2 else 0)
        for side in (-1, 1):
            x, y, k = spot(side * 300 - (0 if side < 0 else -30), d)
            bed0, bed1 = (x - 34 * k, x + 34 * k)
            lit.rect(bed0, y - 4 * k, bed1 - bed0, 9 * k, mix("#d9c8a4", fog, haze * 0.8), radius=k)
            blossoms(
                lit,
                bed0,
                bed1,
                y - 17 * k,
                14 * k,
                46,
                5.2 * k,
                rng,
                [mix(q, fog, haze * 0.75) for q in ("#f6b92a", "#e6322e", "#f57f1c", "#fff0d8")],
                mix("#3f5a22", fog, haze),
            )
            pole(lit, x, y - 232 * k, y, 3.2 * k, mix("#b8a88a", fog, haze * 0.8))
            flag(lit, x, y - 228 * k, 104 * k, rng, True, 1.0, 0.16, mix("#cf1020", fog, haze * 0.72), flip=side > 0)
        c.put(lit, volume=0.2, round_=2, light=(0.2, -1))
        if d in (4.4, 2.8, 1.8):
            folk = c.layer()
            lanes = {4.4: (-190, 40, 150), 2.8: (-60, 170), 1.8: (60, -210)}[d]
            for lane in lanes:
                x, y, k = spot(lane, d)
                if rng.random() < 0.5 or lane == 60:
                    rider(folk, x, y, 128 * k, rng, mix("#3a2a22", fog, haze))
                else:
                    body(
                        folk,
                        x,
                        y,
                        118 * k,
                        replace(BACK, leg1=(5, 3), leg2=(-2, -6)),
                        replace(
                            crowd_look(rng, ["#b02030", "#e9e0d0", "#33405a"], ["#2a2a33"]),
                            cut="long",
                            lower="aodai",
                            bottom="#efe6d8",
                            hat="non",
                        ),
                    )
            c.shadow(folk, 3, 0.3, 8, 10)
            c.put(folk, volume=0.4, round_=3, light=(0, -1), rim="#ffe2a0", rim_width=1.0)
        c.glow(vx + 10, vy - 10, 420, "#ffdb98", 0.06)
    leaves = c.layer()
    for _ in range(170):
        x, y = rng.uniform(0, 1000), rng.uniform(vy + 30, c.h)
        k = (y - vy) / 300
        leaves.oval(x, y, 4.6 * k, 1.7 * k, mix("#e9a92c", "#8a4a18", rng.random()), 0.9, rng.uniform(-40, 40))
    for _ in range(34):
        leaves.oval(rng.uniform(0, 1000), rng.uniform(40, vy + 120), 2.6, 1.3, "#f2c04a", 0.85, rng.uniform(0, 180))
    c.put(leaves)
    c.finish(13, contrast=0.18, warm=0.03, saturation=1.1, vignette=0.24, bloom=0.4)


def rider(layer: Layer, x: float, y: float, h: float, rng: np.random.Generator, tone: Colour) -> None:
    """A motorbike rider going away from us."""
    layer.oval(x, y - h * 0.13, h * 0.04, h * 0.14, mix(tone, "#000000", 0.5))
    layer.shape(
        [
            (x - h * 0.1, y - h * 0.2),
            (x - h * 0.08, y - h * 0.42),
            (x + h * 0.08, y - h * 0.42),
            (x + h * 0.1, y - h * 0.2),
            (x, y - h * 0.12),
        ],
        ["#8a1a1a", "#2a3a5a", "#4a4a4a"][rng.integers(3)],
    )
    layer.oval(x, y - h * 0.31, h * 0.045, h * 0.02, "#ff5a3a")
    cloth: Colour = ["#e9e0d0", "#31405c", "#b8442a"][rng.integers(3)]
    layer.shape(
        [
            (x - h * 0.06, y - h * 0.84),
            (x - h * 0.15, y - h * 0.76),
            (x - h * 0.2, y - h * 0.5),
            (x - h * 0.12, y - h * 0.38),
            (x + h * 0.12, y - h * 0.38),
            (x + h * 0.2, y - h * 0.5),
            (x + h * 0.15, y - h * 0.76),
            (x + h * 0.06, y - h * 0.84),
        ],
        cloth,
    )
    layer.oval(x, y - h * 0.93, h * 0.085, h * 0.1, mix(["#e9e3d6", "#b01a24", "#2a2f3a"][rng.integers(3)], tone, 0.2))
    layer.line([(x - h * 0.2, y - h * 0.54), (x + h * 0.2, y - h * 0.54)], h * 0.02, tone)


def old_town(c: Canvas, rng: np.random.Generator, ground: float) -> None:
    """Three depths of houses with lit, barred windows."""
    for depth, (k, tone) in enumerate(((0.42, "#5a2f38"), (0.62, "#3f2028"), (1.0, "#1f0f14"))):
        town, glass = c.layer(), c.layer()
        for side in (-1, 1):
            x = 500 + side * (90 + 190 * depth)
            w, hh = 300 * k + 130, 620 * k
            bx = x - w if side < 0 else x
            town.rect(bx, ground - hh, w, hh + 40, tone)
            town.shape(
                [
                    (bx - 26 * k, ground - hh + 8),
                    (bx + w * 0.5, ground - hh - 78 * k),
                    (bx + w + 26 * k, ground - hh + 8),
                    (bx + w * 0.5, ground - hh + 22 * k),
                ],
                mix(tone, "#000000", 0.4),
            )
            town.rect(bx - 10, ground - hh * 0.44, w + 20, 16 * k, mix(tone, "#000000", 0.35))
            for fl in range(2):
                for i in range(3):
                    wx, wy = bx + w * (0.1 + 0.3 * i), ground - hh * (0.86 - 0.5 * fl)
                    glass.rect(
                        wx,
                        wy,
                        w * 0.19,
                        hh * (0.26 if fl == 0 else 0.34),
                        mix("#ffb04a", "#ffdf9a", rng.random()),
                        0.92,
                    )
            town.rect(bx, ground - 4, w, 20, mix(tone, "#000000", 0.5))
        c.put(town, volume=0.3, round_=6, light=(0, 1))
        c.put(glass)
        c.put(glass, soft=10, alpha=0.6)
        lines = c.layer()
        for side in (-1, 1):
            x = 500 + side * (90 + 190 * depth)
            w, hh = 300 * k + 130, 620 * k
            bx = x - w if side < 0 else x
            for fl in range(2):
                for i in range(3):
                    wx, wy = bx + w * (0.1 + 0.3 * i), ground - hh * (0.86 - 0.5 * fl)
                    ph = hh * (0.26 if fl == 0 else 0.34)
                    for q in (0.33, 0.66):
                        lines.rect(wx + w * 0.19 * q, wy, 1.6 * k, ph, mix(tone, "#000000", 0.4))
                    for q in (0.25, 0.5, 0.75):
                        lines.rect(wx, wy + ph * q, w * 0.19, 1.4 * k, mix(tone, "#000000", 0.4))
        c.put(lines)
        c.mist(124 + depth, ground - 40, 130, "#c8643c", 0.3)


def den_long(c: Canvas) -> None:
    """Lanterns by night: strings of silk lanterns over an old street, people below."""
    c.px[:] = c.vertical([(0, "#0b1026"), (0.35, "#1a1838"), (0.62, "#45243c"), (0.78, "#7a3a34"), (1, "#1a0d12")])
    c.over("#060818", smooth(0.45, 0.75, c.noise(121, 260, 6, 0.55, 2)) * 0.5)
    rng = np.random.default_rng(122)
    ground = c.h * 0.86
    old_town(c, rng, ground)
    c.over("#2a1416", smooth(ground, ground + 8, c.Y) * 0.9)
    c.screen(
        "#ff9a4a",
        np.exp(-(((c.X - 500) / (120 + 1.2 * np.maximum(c.Y - ground, 0))) ** 2))
        * smooth(ground, ground + 12, c.Y)
        * (0.25 + 0.6 * c.noise(127, 9, 4, 0.6, 7.0)),
    )
    hues = ["#ff3a20", "#ff8a1c", "#ffc23a", "#e8204a", "#ff5a3a", "#d8284a"]
    for depth in range(9, 0, -1):  # strings across the street, coming out of its end
        k = 1.55 / (depth + 1.2)
        wire, far = c.layer(), c.layer()
        xs = np.linspace(500 - 660 * k, 500 + 660 * k, 9)
        ys = ground - 90 - 1010 * k + 150 * k * (1 - ((xs - 500) / (660 * k)) ** 2)
        wire.line(list(zip(xs, ys, strict=True)), 1.6 * k, "#0a0610", 0.9, True)
        for i, (x, y) in enumerate(zip(xs, ys, strict=True)):
            bulb(far, x, y + 40 * k, 34 * k, hues[(i * 2 + depth) % 6])
        c.put(wire)
        c.put(far, soft=26 * k, alpha=0.8)
        c.put(far, soft=1 + 2.4 * k)
    folk = c.layer()
    for i, x in enumerate((500, 396, 612, 452, 566, 330, 690, 250, 760, 428)):
        y = ground + (2, 10, 14, 30, 36, 44, 40, 74, 82, 96)[i]
        body(
            folk,
            x,
            y,
            150 + (y - ground) * 1.4,
            [BACK, FRONT, WALK, STAND][i % 4],
            Look.dark(
                "#1a0b0e",
                lower=str(rng.choice(["trousers", "aodai"])),
                cut=str(rng.choice(["short", "long"])),
                hat="non" if i % 6 == 0 else "",
            ),
            bool(rng.random() < 0.5),
        )
    c.put(folk, rim="#ff9a4a", rim_width=1.4, light=(0, -1), volume=0.3)
    for string, (y, sag, n, r, soft) in enumerate(((150, 110, 6, 44, 0.4), (10, 150, 5, 74, 0))):
        wire, balls, core = c.layer(), c.layer(), c.layer()
        xs = np.linspace(-40, 1040, n + 2)
        ys = y + sag * (1 - ((xs - 500) / 540) ** 2) + 26 * (string % 2)
        wire.line(list(zip(xs, ys, strict=True)), 1.8, "#0a0610", 1, True)
        c.put(wire)
        for i in range(1, n + 1):
            lantern(
                balls, core, xs[i], ys[i] + r * 1.5, r * rng.uniform(0.92, 1.1), hues[(i * 2 + string) % 6], i + string
            )
        c.put(balls, alpha=0.75, soft=r * 0.9)
        c.put(balls, soft=soft, volume=0.25, round_=r * 0.25)
        glow = blur(core.data[:, :, 3].astype(np.float32) / 255, r * 0.32 * c.s)
        c.screen("#ffe6a0", glow * 0.85)
    c.finish(15, contrast=0.14, warm=0.02, saturation=1.12, vignette=0.3, bloom=0.5)


def lantern(layer: Layer, core: Layer, x: float, y: float, r: float, colour: Colour, kind: int) -> None:
    """A silk lantern on bamboo ribs with its tassel: round, garlic or drum shaped."""
    top, bot = y - r, y + r
    wide = (1.12, 1.0, 0.8)[kind % 3]
    neck = (0.3, 0.34, 0.62)[kind % 3]
    outline = [
        (x - r * neck, top),
        (x - r * wide * 0.86, y - r * 0.52),
        (x - r * wide, y),
        (x - r * wide * 0.8, y + r * 0.56),
        (x - r * neck, bot),
        (x + r * neck, bot),
        (x + r * wide * 0.8, y + r * 0.56),
        (x + r * wide, y),
        (x + r * wide * 0.86, y - r * 0.52),
        (x + r * neck, top),
    ]
    layer.line([(x, top - r * 0.55), (x, top)], r * 0.05, "#1a0d0a")
    layer.shape(outline, colour)
    layer.oval(x, y + r * 0.05, r * wide * 0.62, r * 0.7, mix(colour, "#ffe08a", 0.55), 0.75)
    layer.oval(x, y + r * 0.1, r * wide * 0.34, r * 0.42, "#fff3c4", 0.7)
    core.oval(x, y + r * 0.08, r * wide * 0.5, r * 0.55, "#ffffff")
    for q in (-0.78, -0.45, -0.14, 0.14, 0.45, 0.78):
        layer.line(
            [(x + r * neck * q, top), (x + r * wide * q, y), (x + r * neck * q, bot)],
            r * 0.022,
            mix(colour, "#3a0808", 0.6),
            0.75,
            True,
        )
    for yy in (top, bot):
        layer.rect(x - r * neck * 1.06, yy - r * 0.07, r * neck * 2.12, r * 0.14, "#c9963a", radius=r * 0.04)
    for q in np.linspace(-0.16, 0.16, 9):
        layer.line(
            [(x + r * q * 0.4, bot + r * 0.2), (x + r * q, bot + r * 0.95)], r * 0.028, mix(colour, "#ffd27a", 0.25)
        )
    layer.oval(x, bot + r * 0.17, r * 0.09, r * 0.1, "#e0b04a")
