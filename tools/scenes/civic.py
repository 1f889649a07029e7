"""Town scenes: the meeting hall, the street of flags, the office, the lanterns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .figures import BACK, FRONT, STAND, WALK, Look, Pose, body, crowd_look
from .paint import Canvas, Colour, Layer, blur, mix, smooth
from .props import GOLD, blossoms, branches, bulb, flag, foliage, grass, pole, star, tree


def curtain(c: Canvas, x0: float, x1: float, y0: float, y1: float, seed: int, folds: int,
            dark: Colour = "#3a0409", mid: Colour = "#a3131c", lit: Colour = "#e0402e") -> None:
    """Heavy red cloth hanging in folds."""
    rng = np.random.default_rng(seed)
    u = (c.X - x0) / (x1 - x0)
    warp = np.interp(u[0], np.linspace(0, 1, 24), np.cumsum(rng.uniform(0.5, 1.5, 24)) / 24)[None, :]
    sway = 0.004 * np.sin((c.Y - y0) / 45) * (c.Y - y0) / (y1 - y0)
    wave = np.sin((warp + sway) * folds * 2 * np.pi) + 0.35 * np.sin((warp - sway) * folds * 4.6 * np.pi + 1)
    t = np.clip(wave / 2.4 + 0.5, 0, 1)
    col = np.where(t[:, :, None] < 0.5, mix(dark, mid, 0) + (np.array(mix(mid, mid, 0)) - mix(dark, dark, 0)) * (t * 2)[:, :, None],
                   mix(mid, mid, 0) + (mix(lit, lit, 0) - mix(mid, mid, 0)) * (t * 2 - 1)[:, :, None])
    box = smooth(x0 - 0.6, x0 + 0.6, c.X) * smooth(x1 + 0.6, x1 - 0.6, c.X) * smooth(y0 - 0.6, y0 + 0.6, c.Y) * smooth(y1 + 0.6, y1 - 0.6, c.Y)
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
    layer.shape([(x - s * 0.1, y - s * 0.34), (x - s * 0.3, y - s * 0.25), (x - s * sw, y - s * 0.06), (x - s * (sw + 0.04), y + s * 0.5),
                 (x, y + s * 0.62), (x + s * (sw + 0.04), y + s * 0.5), (x + s * sw, y - s * 0.06), (x + s * 0.3, y - s * 0.25), (x + s * 0.1, y - s * 0.34)], cloth)
    hx, hy = x + turn, y - s * 0.6
    layer.shape([(hx - s * 0.12, hy + s * 0.1), (hx - s * 0.125, y - s * 0.2), (hx, y - s * 0.14), (hx + s * 0.125, y - s * 0.2), (hx + s * 0.12, hy + s * 0.1)], skin)
    layer.oval(hx - s * 0.205, hy + s * 0.03, s * 0.035, s * 0.06, skin)
    layer.oval(hx + s * 0.205, hy + s * 0.03, s * 0.035, s * 0.06, skin)
    layer.shape([(hx, hy - s * 0.29), (hx - s * 0.15, hy - s * 0.23), (hx - s * 0.21, hy - s * 0.04), (hx - s * 0.17, hy + s * 0.14), (hx, hy + s * 0.2),
                 (hx + s * 0.17, hy + s * 0.14), (hx + s * 0.21, hy - s * 0.04), (hx + s * 0.15, hy - s * 0.23)], hair)
    if female:
        if rng.random() < 0.5:
            layer.shape([(hx - s * 0.22, hy - s * 0.05), (hx - s * 0.24, hy + s * 0.25), (hx - s * 0.16, hy + s * 0.46), (hx + s * 0.16, hy + s * 0.46),
                         (hx + s * 0.24, hy + s * 0.25), (hx + s * 0.22, hy - s * 0.05), (hx, hy - s * 0.2)], hair)
        else:
            layer.oval(hx, hy + s * 0.08, s * 0.11, s * 0.1, mix(hair, "#4a2a1a", 0.1))
    layer.shape([(x - s * 0.4, y + s * 0.2), (x - s * 0.36, y + s * 0.12), (x, y + s * 0.09), (x + s * 0.36, y + s * 0.12), (x + s * 0.4, y + s * 0.2),
                 (x + s * 0.42, y + s * 0.95), (x - s * 0.42, y + s * 0.95)], chair)


def hoi_truong(c: Canvas) -> None:
    """A meeting hall seen from the back rows: the lit stage with red curtain, flags and
    flowers, the speaker at the rostrum, rows of seated people against the light."""
    c.px[:] = c.vertical([(0, "#2a1610"), (0.3, "#4a281a"), (0.62, "#3a1d14"), (1, "#140a08")])
    x0, x1, y0, y1 = 205, 795, 112, 372
    room = c.layer()
    for side in (-1, 1):
        def sx(v: float, s: int = side) -> float:
            return 500 + s * v
        room.poly([(sx(295), 96), (sx(520), -60), (sx(520), 600), (sx(295), 392)], "#6a4028")
        for i in range(5):
            a = 300 + 42 * i * (1 + 0.22 * i)
            t = (a - 295) / 225
            top, bot = 96 - 156 * t + 22, 392 + 208 * t - 46
            room.poly([(sx(a), top), (sx(a + 14 + 6 * i), top - 8), (sx(a + 14 + 6 * i), bot + 10), (sx(a), bot)], "#8a5a38")
            room.poly([(sx(a + 2), top + 4), (sx(a + 4 + i), top + 2), (sx(a + 4 + i), bot), (sx(a + 2), bot)], "#d8a86a")
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
    deco = c.layer()
    deco.rect(322, 160, 120, 80, "#d01020")
    star(deco, 382, 200, 28)
    deco.rect(320, 158, 124, 3, "#e8c06a"), deco.rect(320, 240, 124, 3, "#e8c06a")
    for i, hx in enumerate((262, 284, 720, 742)):
        pole(deco, hx, 168, y1 - 16, 2.4, "#d8b46a")
        fw = 34
        deco.shape([(hx, 172), (hx + (fw if i < 2 else -fw) * 0.55, 186), (hx + (fw if i < 2 else -fw) * 0.62, 240),
                    (hx + (fw if i < 2 else -fw) * 0.34, 292), (hx, 270)], "#d0141f")
        star(deco, hx + (9 if i < 2 else -9), 216, 7.5, GOLD, 1, 0.62)
    deco.rect(470, 300, 190, 40, "#c8202a", radius=1)
    deco.rect(470, 297, 190, 5, "#e9dcc4")
    for i in range(5):
        body(deco, 488 + i * 38, 352, 96, replace(FRONT, arm1=(30, -50), arm2=(-30, 50)), Look(
            top=["#232733", "#3a2230", "#20242c", "#e8e0d0", "#23303a"][i], cut="short" if i != 1 else "long"))
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
    blossoms(flowers, x0 - 26, x1 + 26, y1 + 6, 12, 330, 5.0, rng, ["#f7c83a", "#d81f3a", "#fff0e0", "#f08ab0", "#f39a2c"])
    c.put(flowers, volume=0.3, round_=2)
    beam = np.clip(1 - np.abs(c.X - 500) / (150 + 0.5 * c.Y), 0, 1) * smooth(60, 200, c.Y) * smooth(430, 260, c.Y)
    c.screen("#ffcf8a", beam * 0.16)
    c.mist(6, 330, 120, "#ffb070", 0.12)
    floor = smooth(y1 + 40, y1 + 60, c.Y) * smooth(c.h, y1 + 60, c.Y)
    c.screen("#8a3a1c", floor * np.exp(-(((c.X - 500) / 330) ** 2)) * 0.3)
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
        c.put(layer, volume=0.22, round_=s * 0.09, light=(0, -1), rim="#ffb066", rim_width=0.035 * s + 0.25,
              rim_amount=0.85 - 0.25 * t, soft=max(0, (t - 0.8) * 4.5))
        if i < rows - 1:
            c.screen("#b04a22", np.exp(-(((c.Y - y) / (s * 1.2)) ** 2)) * np.exp(-(((c.X - 500) / 400) ** 2)) * 0.035)
    c.finish(12, contrast=0.14, warm=0.02, vignette=0.3, bloom=0.42)


def co_hoa(c: Canvas) -> None:
    """A street in autumn: red flags with the gold star down both sides, flower beds,
    yellowing trees, and the low sun at the end of the road."""
    vx, vy = 470.0, 268.0
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

    def spot(lane: float, depth: float) -> tuple[float, float, float]:
        k = 1 / depth
        return vx + lane * k, vy + 300 * k, k

    marks = c.layer()
    for d in np.arange(1.1, 14, 0.62):
        x, y, k = spot(-110, d)
        x2, y2, k2 = spot(-110, d + 0.25)
        marks.poly([(x - 5 * k, y), (x + 5 * k, y), (x2 + 5 * k2, y2), (x2 - 5 * k2, y2)], "#f4e6c8", 0.6)
    c.put(marks, soft=0.4)
    for d in (9.5, 7.2, 5.6, 4.4, 3.5, 2.8, 2.25, 1.8, 1.45, 1.15):
        haze = np.clip((d - 1.0) / 9, 0, 1) ** 0.62
        fog = mix("#fbe0ac", "#ffeac0", 0.5)
        layer, lit, back = c.layer(), c.layer(), c.layer()
        for side in (-1, 1):
            x, y, k = spot(side * (560 if side < 0 else 620), d)
            w, hh = 230 * k * 1.6, (380 + 110 * rng.random()) * k
            wall = mix(["#c9985a", "#b8674a", "#d9c08e", "#a88a6a", "#c7a070"][rng.integers(5)], fog, haze * 0.92)
            bx = x - w if side < 0 else x
            layer.rect(bx, y - hh, w, hh + 2, wall)
            layer.rect(bx, y - hh - 9 * k, w, 12 * k, mix(wall, "#6a2418", 0.35 * (1 - haze)))
            for wy in range(3):
                for wx in range(4):
                    layer.rect(bx + w * (0.08 + 0.235 * wx), y - hh * (0.9 - 0.28 * wy), w * 0.13, hh * 0.16,
                               mix(mix("#4a3426", "#e9b86a", 0.25 * rng.random()), fog, haze))
                layer.rect(bx, y - hh * (0.7 - 0.28 * wy), w, 5 * k, mix(mix(wall, "#fff0d0", 0.4), fog, haze * 0.5))
            layer.rect(bx, y - hh * 0.17, w, hh * 0.05, mix("#a02018", fog, haze))
        c.put(layer, volume=0.15, round_=3, light=(0.2, -1))
        for side in (-1, 1):
            x, y, k = spot(side * 420 + rng.normal(0, 10), d + 0.1)
            tips = branches(back, x, y, 150 * k, 26 * k, side * -5, rng, mix("#4a3322", fog, haze), 3)
            arr = np.array(tips)
            arr = np.vstack([arr, arr + rng.normal(0, 22 * k, arr.shape)])
            foliage(back, arr, 58 * k, rng, mix("#5d4a1e", fog, haze), mix("#b98a2c", fog, haze), mix("#ffdc7a", fog, haze * 0.6),
                    (-side, -0.5), max(0.8, 6.2 * k), 34 if d > 2 else 60)
        c.put(back, soft=0.5 if d > 2 else 0)
        for side in (-1, 1):
            x, y, k = spot(side * 300 - (0 if side < 0 else -30), d)
            bed0, bed1 = (x - 34 * k, x + 34 * k)
            lit.rect(bed0, y - 4 * k, bed1 - bed0, 9 * k, mix("#d9c8a4", fog, haze * 0.8), radius=k)
            blossoms(lit, bed0, bed1, y - 17 * k, 14 * k, 46, 5.2 * k, rng,
                     [mix(q, fog, haze * 0.75) for q in ("#f6b92a", "#e6322e", "#f57f1c", "#fff0d8")], mix("#3f5a22", fog, haze))
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
                    body(folk, x, y, 118 * k, replace(BACK, leg1=(5, 3), leg2=(-2, -6)), replace(
                        crowd_look(rng, ["#b02030", "#e9e0d0", "#33405a"], ["#2a2a33"]), cut="long", lower="aodai",
                        bottom="#efe6d8", hat="non"))
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
    layer.shape([(x - h * 0.1, y - h * 0.2), (x - h * 0.08, y - h * 0.42), (x + h * 0.08, y - h * 0.42), (x + h * 0.1, y - h * 0.2), (x, y - h * 0.12)],
                ["#8a1a1a", "#2a3a5a", "#4a4a4a"][rng.integers(3)])
    layer.oval(x, y - h * 0.31, h * 0.045, h * 0.02, "#ff5a3a")
    cloth: Colour = ["#e9e0d0", "#31405c", "#b8442a"][rng.integers(3)]
    layer.shape([(x - h * 0.06, y - h * 0.84), (x - h * 0.15, y - h * 0.76), (x - h * 0.2, y - h * 0.5), (x - h * 0.12, y - h * 0.38),
                 (x + h * 0.12, y - h * 0.38), (x + h * 0.2, y - h * 0.5), (x + h * 0.15, y - h * 0.76), (x + h * 0.06, y - h * 0.84)], cloth)
    layer.oval(x, y - h * 0.93, h * 0.085, h * 0.1, mix(["#e9e3d6", "#b01a24", "#2a2f3a"][rng.integers(3)], tone, 0.2))
    layer.line([(x - h * 0.2, y - h * 0.54), (x + h * 0.2, y - h * 0.54)], h * 0.02, tone)


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
    x0, x1, y0, y1 = 205, 845, 205, 585
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
    c.put(wall, volume=0.75, round_=2.2, light=(-0.9, -0.5), texture=0.93 + 0.12 * c.noise(45, 30, 5),
          shade=lambda x, y: 1.1 - 0.36 * smooth(x0, x1, x) + 0 * y)
    side = c.layer()
    side.poly([(x1, y0), (x1 + 46, y0 + 26), (x1 + 46, y1 - 6), (x1, y1)], "#8f7450")
    for floor in range(5):
        for i in range(2):
            wy = y0 + 28 + floor * 72 + i * 8
            side.poly([(x1 + 8 + i * 20, wy), (x1 + 20 + i * 20, wy + 6), (x1 + 20 + i * 20, wy + 46), (x1 + 8 + i * 20, wy + 42)], "#54452f")
    c.put(side)
    porch = c.layer()
    porch.rect(402, 500, 246, 16, "#f2ddb0"), porch.rect(396, 494, 258, 8, "#b7623c")
    porch.rect(420, 516, 210, 74, "#5a3d26")
    for i in range(4):
        porch.rect(446 + i * 42, 520, 34, 68, mix("#3a2c22", "#ffcf8a", 0.35))
    for px in (410, 470, 566, 628):
        porch.rect(px, 514, 13, 78, "#f7e9c8"), porch.rect(px - 3, 510, 19, 6, "#fff2d6"), porch.rect(px - 3, 586, 19, 8, "#e0c894")
    for i in range(5):
        porch.rect(396 - i * 9, 590 + i * 6, 258 + i * 18, 7, mix("#f3e2bc", "#b99b68", i * 0.16))
    c.put(porch, volume=0.6, round_=2.5, light=(-0.9, -0.5))
    ground = smooth(612, 615, c.Y)
    c.over("#c9ab78", ground * np.ones_like(c.X))
    c.over("#8a7450", ground * smooth(0.45, 0.7, c.noise(46, 60, 5, 0.55, 6)) * 0.4)
    for gx in np.linspace(-900, 1900, 29):
        line = np.exp(-(((c.X - (525 + (gx - 525) * (c.Y - 560) / 190)) / 1.1) ** 2))
        c.over("#94794f", line * ground * 0.35)
    beds = c.layer()
    for a, b in ((-20, 372), (680, 1020)):
        foliage(beds, np.stack([rng.uniform(a, b, 90), rng.uniform(604, 616, 90)], 1), 12, rng, "#25330f", "#5d7428", "#d6cc5a", (-0.8, -0.6), 2.0, 50)
        blossoms(beds, a, b, 612, 15, 190, 5, rng, ["#e8302c", "#f7b92a", "#f2761c", "#fff0d8"])
    c.put(beds)
    folk = c.layer()
    for i, (x, y, hh) in enumerate(((330, 668, 74), (372, 672, 76), (468, 640, 62), (590, 646, 64), (700, 680, 80), (742, 684, 78), (250, 704, 92))):
        p = replace(WALK, leg1=(16 + 4 * (i % 3), 6)) if i % 3 else STAND
        look = crowd_look(rng, ["#f0e8d8", "#dfe6ec", "#c8d3de"], ["#2c2f3a", "#3a3230"])
        if i in (1, 5):
            look = replace(look, lower="aodai", top="#c2263a", bottom="#f3ece0", cut="long")
        body(folk, x, y, hh, p, look, flip=x > 525)
    cast = c.layer()
    for x, y, hh in ((330, 668, 74), (372, 672, 76), (468, 640, 62), (590, 646, 64), (700, 680, 80), (742, 684, 78), (250, 704, 92)):
        cast.oval(x + hh * 0.62, y + hh * 0.06, hh * 0.62, hh * 0.05, "#3a2a14", 0.6, 5)
    c.put(cast, soft=2, alpha=0.7)
    c.put(folk, volume=0.5, round_=3, light=(-1, -0.4), rim="#fff0c4", rim_width=0.9)
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
    layer.gradient_rect(x, y, w, h, mix("#6f8896", "#f2d9a0", rng.random() * 0.35), mix("#2b343a", "#5a4a34", rng.random() * 0.5))
    layer.rect(x + w / 2 - 0.8, y, 1.6, h, "#efe0bc"), layer.rect(x, y + h * 0.36, w, 1.4, "#efe0bc")
    layer.rect(x - 4, y + h + 2, w + 8, 3.4, "#fff4da")


def den_long(c: Canvas) -> None:
    """Lanterns by night: strings of silk lanterns over an old street, people below."""
    c.px[:] = c.vertical([(0, "#0b1026"), (0.35, "#1a1838"), (0.62, "#45243c"), (0.78, "#7a3a34"), (1, "#1a0d12")])
    c.over("#060818", smooth(0.45, 0.75, c.noise(121, 260, 6, 0.55, 2)) * 0.5)
    rng = np.random.default_rng(122)
    ground = c.h * 0.86
    for depth, (k, tone) in enumerate(((0.42, "#5a2f38"), (0.62, "#3f2028"), (1.0, "#1f0f14"))):
        town, glass = c.layer(), c.layer()
        for side in (-1, 1):
            x = 500 + side * (90 + 190 * depth)
            w, hh = 300 * k + 130, 620 * k
            bx = x - w if side < 0 else x
            town.rect(bx, ground - hh, w, hh + 40, tone)
            town.shape([(bx - 26 * k, ground - hh + 8), (bx + w * 0.5, ground - hh - 78 * k), (bx + w + 26 * k, ground - hh + 8), (bx + w * 0.5, ground - hh + 22 * k)], mix(tone, "#000000", 0.4))
            town.rect(bx - 10, ground - hh * 0.44, w + 20, 16 * k, mix(tone, "#000000", 0.35))
            for fl in range(2):
                for i in range(3):
                    wx, wy = bx + w * (0.1 + 0.3 * i), ground - hh * (0.86 - 0.5 * fl)
                    glass.rect(wx, wy, w * 0.19, hh * (0.26 if fl == 0 else 0.34), mix("#ffb04a", "#ffdf9a", rng.random()), 0.92)
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
    c.over("#2a1416", smooth(ground, ground + 8, c.Y) * 0.9)
    c.screen("#ff9a4a", np.exp(-(((c.X - 500) / (120 + 1.2 * np.maximum(c.Y - ground, 0))) ** 2)) * smooth(ground, ground + 12, c.Y)
             * (0.25 + 0.6 * c.noise(127, 9, 4, 0.6, 7.0)))
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
        body(folk, x, y, 150 + (y - ground) * 1.4, [BACK, FRONT, WALK, STAND][i % 4],
             Look.dark("#1a0b0e", lower=str(rng.choice(["trousers", "aodai"])), cut=str(rng.choice(["short", "long"])), hat="non" if i % 6 == 0 else ""), bool(rng.random() < 0.5))
    c.put(folk, rim="#ff9a4a", rim_width=1.4, light=(0, -1), volume=0.3)
    for string, (y, sag, n, r, soft) in enumerate(((150, 110, 6, 44, 0.4), (10, 150, 5, 74, 0))):
        wire, balls, core = c.layer(), c.layer(), c.layer()
        xs = np.linspace(-40, 1040, n + 2)
        ys = y + sag * (1 - ((xs - 500) / 540) ** 2) + 26 * (string % 2)
        wire.line(list(zip(xs, ys, strict=True)), 1.8, "#0a0610", 1, True)
        c.put(wire)
        for i in range(1, n + 1):
            lantern(balls, core, xs[i], ys[i] + r * 1.5, r * rng.uniform(0.92, 1.1), hues[(i * 2 + string) % 6], i + string)
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
    outline = [(x - r * neck, top), (x - r * wide * 0.86, y - r * 0.52), (x - r * wide, y), (x - r * wide * 0.8, y + r * 0.56), (x - r * neck, bot),
               (x + r * neck, bot), (x + r * wide * 0.8, y + r * 0.56), (x + r * wide, y), (x + r * wide * 0.86, y - r * 0.52), (x + r * neck, top)]
    layer.line([(x, top - r * 0.55), (x, top)], r * 0.05, "#1a0d0a")
    layer.shape(outline, colour)
    layer.oval(x, y + r * 0.05, r * wide * 0.62, r * 0.7, mix(colour, "#ffe08a", 0.55), 0.75)
    layer.oval(x, y + r * 0.1, r * wide * 0.34, r * 0.42, "#fff3c4", 0.7)
    core.oval(x, y + r * 0.08, r * wide * 0.5, r * 0.55, "#ffffff")
    for q in (-0.78, -0.45, -0.14, 0.14, 0.45, 0.78):
        layer.line([(x + r * neck * q, top), (x + r * wide * q, y), (x + r * neck * q, bot)], r * 0.022, mix(colour, "#3a0808", 0.6), 0.75, True)
    for yy, s in ((top, -1), (bot, 1)):
        layer.rect(x - r * neck * 1.06, yy - r * 0.07, r * neck * 2.12, r * 0.14, "#c9963a", radius=r * 0.04)
    for q in np.linspace(-0.16, 0.16, 9):
        layer.line([(x + r * q * 0.4, bot + r * 0.2), (x + r * q, bot + r * 0.95)], r * 0.028, mix(colour, "#ffd27a", 0.25))
    layer.oval(x, bot + r * 0.17, r * 0.09, r * 0.1, "#e0b04a")
