"""Volleyball, badminton, the tug of war and the sprint."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from .canvas import Canvas
from .figures import PULL, SPRINT, Look, Pose, body, limb
from .paint import Array, Layer, Point, mix, smooth, spline, trace

SKINS = ("#c98a5e", "#b0714a", "#9a5f3e")


def disc(c: Canvas, x: float, y: float, r: float) -> Array:
    """The opacity of a hard-edged disc."""
    return smooth(r + 0.8, r - 0.8, np.hypot(c.X - x, c.Y - y))


def volleyball(c: Canvas, x: float, y: float, r: float) -> None:
    """A ball of three-banded panels in yellow, blue and white."""
    ball = c.layer()
    ball.canvas.save()
    ball.canvas.clipPath(
        spline([(x + r * np.cos(t), y + r * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 16)[:-1]]), True
    )
    ball.oval(x, y, r, r, "#fff6dc")
    for q in range(3):
        a = q * 2 * np.pi / 3 + 0.5
        ux, uy = np.cos(a), np.sin(a)
        for i, tone in enumerate(("#2b5fa8", "#f9c331", "#fff6dc")):
            o = r * (0.15 + 0.36 * i)
            ball.line(
                [
                    (x + ux * o - uy * 0.1 * r, y + uy * o + ux * 0.1 * r),
                    (x + ux * o * 1.1 - uy * r * 0.55, y + uy * o * 1.1 + ux * r * 0.55),
                    (x + ux * o * 0.8 - uy * r * 1.1, y + uy * o * 0.8 + ux * r * 1.1),
                ],
                r * 0.31,
                tone,
                1,
                True,
            )
    ball.canvas.restore()
    c.put(ball, volume=0.5, round_=r * 0.5, light=(-0.6, -0.8))


SPIKE = Pose("side", -14, 14, (226, 172), (128, 138), (-16, -72), (14, -52), -56, -40)


def bong_chuyen(c: Canvas) -> None:
    """A volleyball spike: the player high over the net, the ball against a great pale sun."""
    c.px[:] = c.vertical([(0, "#0b5563"), (0.3, "#1f8f92"), (0.62, "#8fd0bd"), (0.8, "#f6e2b4"), (1, "#f6e2b4")])
    c.over("#0a4656", smooth(0.5, 0.8, c.noise(211, 420, 5, 0.5, 3.0)) * smooth(800, 0, c.Y) * 0.35)
    c.over("#ffefc9", disc(c, 560, 520, 372) * 0.96)
    c.over("#ffd79a", disc(c, 560, 520, 372) * smooth(520, 900, c.Y) * 0.9)
    c.glow(560, 520, 620, "#fff2cf", 0.28)
    court = c.layer()
    court.rect(0, 1130, 1000, 220, "#e2703e")
    court.poly([(-60, 1240), (1060, 1180), (1060, 1192), (-60, 1254)], "#fff0d8")
    court.oval(390, 1262, 190, 16, "#8c3420")
    c.put(court, soft=0.8, texture=0.93 + 0.14 * c.noise(213, 18, 4, 0.55, 4.0))
    far = c.layer()
    rivals = replace(SPIKE, view="front", lean=0, arm1=(166, 176), arm2=(-166, -176), leg1=(8, -6), leg2=(-8, 6))
    for x, hh in ((724, 560), (872, 540)):
        body(
            far,
            x,
            1120,
            hh,
            rivals,
            Look(
                top="#1f6f86",
                bottom="#174a5e",
                skin="#2b7f8c",
                hair="#1d6a78",
                shoe="#0d3d4a",
                sleeve="short",
                lower="shorts",
            ),
            bulk=0.86,
        )
    c.put(far, volume=0.2, round_=6, light=(-0.8, -0.6))
    net = c.layer()
    for x in np.arange(-10, 1010, 25):
        net.line([(x, 706), (x, 980)], 1.7, "#0a4450", 0.75)
    for y in np.arange(706, 985, 25):
        net.line([(0, y), (1000, y)], 1.7, "#0a4450", 0.75)
    net.rect(-10, 690, 1020, 24, "#fdf6e6"), net.rect(-10, 972, 1020, 10, "#fdf6e6")
    net.rect(944, 540, 9, 442, "#c8102e")
    for y in np.arange(560, 980, 64):
        net.rect(944, y, 9, 30, "#fdf6e6")
    c.put(net)
    player = c.layer()
    look = Look(
        skin="#b3704a", top="#d8232f", bottom="#1b2438", shoe="#f7f0e0", sleeve="short", lower="shorts", hair="#150f10"
    )
    body(player, 400, 1040, 690, SPIKE, look)
    c.put(player, volume=0.5, round_=14, light=(0.8, -0.6), rim="#ffe9b8", rim_width=3.2, rim_amount=0.8)
    trail = c.layer()
    for i, w in enumerate((-34, -12, 10, 32)):
        trail.line([(640 + w * 0.4, 210 + w), (480 + w, 128 + w * 1.1 - 5 * i)], 3, "#ffffff", 0.5)
    c.put(trail, soft=1)
    volleyball(c, 640, 226, 66)
    c.finish(17, contrast=0.14, warm=0.0, saturation=1.1, vignette=0.24, grain=0.0078, bloom=0.18)


def racquet(c: Canvas, x: float, y: float, r: float, turn: float) -> None:
    """A racquet whose head is centred at (x, y): frame, strings, shaft and grip."""
    sheet = c.layer()
    k = sheet.canvas
    k.save()
    k.translate(float(x), float(y)), k.rotate(float(turn))
    head = skia.Path.Oval(skia.Rect.MakeLTRB(-r * 0.8, -r, r * 0.8, r))
    k.save()
    k.clipPath(head, True)
    for q in np.arange(-r, r, r * 0.094):
        sheet.line([(q, -r), (q, r)], 2.0, "#f8fbe8", 0.85), sheet.line([(-r, q), (r, q)], 2.0, "#f8fbe8", 0.85)
    k.restore()
    frame = Layer.paint("#f3b51c")
    frame.setStyle(skia.Paint.kStroke_Style), frame.setStrokeWidth(float(r * 0.075))
    k.drawPath(head, frame)
    sheet.poly([(-r * 0.13, r * 0.96), (r * 0.13, r * 0.96), (r * 0.04, r * 1.2), (-r * 0.04, r * 1.2)], "#f3b51c")
    sheet.rect(-r * 0.032, r * 1.1, r * 0.064, r * 1.3, "#2b3a3a")
    sheet.rect(-r * 0.075, r * 2.2, r * 0.15, r * 1.2, "#e8e2d0", 1, r * 0.05)
    for q in np.arange(2.24, 3.4, 0.1):
        sheet.line([(-r * 0.075, r * q), (r * 0.075, r * (q + 0.07))], 2.4, "#b9ae94")
    k.restore()
    c.shadow(sheet, 10, 0.35, 22, 34)
    c.put(sheet, volume=0.6, round_=5, light=(-0.5, -0.9))


def shuttle(c: Canvas, x: float, y: float, s: float, turn: float) -> None:
    """A shuttlecock flying cork first: the skirt of feathers behind a white cork."""
    sheet = c.layer()
    k = sheet.canvas
    k.save()
    k.translate(float(x), float(y)), k.rotate(float(turn))
    order = sorted(np.linspace(0, 2 * np.pi, 17)[:-1] + 0.1, key=np.sin)
    for a in order:
        w, d = np.cos(a), np.sin(a)
        tone = mix("#8fa79a", "#fffdf3", 0.5 + 0.5 * d)
        p0, p1 = (w * s * 0.2, -s * 0.1), (w * s * 0.78, -s * (1.62 - 0.14 * d))
        dx = s * 0.145 * (0.35 + 0.65 * abs(d))
        sheet.shape(
            [
                (p0[0] + (p1[0] - p0[0]) * 0.42, p0[1] + (p1[1] - p0[1]) * 0.42),
                (p1[0] - dx, p1[1] + s * 0.3),
                (p1[0] - dx * 0.7, p1[1]),
                (p1[0] + dx * 0.9, p1[1] - s * 0.03),
                (p1[0] + dx, p1[1] + s * 0.28),
            ],
            tone,
        )
        sheet.line([p0, p1], s * 0.022, mix("#6f8578", "#efe8cf", 0.5 + 0.5 * d))
    for q in (0.5, 0.72):
        pts = [
            (np.cos(a) * s * (0.2 + 0.58 * q * 0.62), -s * (0.1 + 0.94 * q) + np.sin(a) * s * 0.05)
            for a in np.linspace(0, np.pi, 20)
        ]
        sheet.line(pts, s * 0.03, "#d8cdb0")
    sheet.shape(
        [
            (-s * 0.25, -s * 0.16),
            (s * 0.25, -s * 0.16),
            (s * 0.27, s * 0.04),
            (s * 0.17, s * 0.24),
            (0, s * 0.31),
            (-s * 0.17, s * 0.24),
            (-s * 0.27, s * 0.04),
        ],
        "#fffaf0",
    )
    sheet.rect(-s * 0.262, -s * 0.17, s * 0.524, s * 0.11, "#c8102e", 1, s * 0.03)
    k.restore()
    c.put(sheet, volume=0.5, round_=s * 0.08, light=(-0.5, -0.9))


def cau_long(c: Canvas) -> None:
    """Badminton: the racquet swinging up from the corner at the shuttlecock, over a green court."""
    c.px[:] = c.vertical([(0, "#063a2c"), (0.5, "#0f7a50"), (1, "#0a4f39")])
    c.glow(690, 300, 760, "#7fe0a0", 0.5)
    lines = c.layer()
    for pts in (
        ((-40, 940), (1040, 640)),
        ((-40, 700), (1040, 470)),
        ((180, 1040), (700, 380)),
        ((560, 1040), (920, 380)),
        ((-60, 560), (1040, 372)),
    ):
        lines.line(list(pts), 9, "#e9f6e4", 0.5)
    c.put(lines, soft=2.2)
    c.px *= (0.94 + 0.12 * c.noise(221, 12, 4, 0.6, 3.0))[:, :, None]
    racquet(c, 400, 520, 250, 34)
    fist = c.layer()
    skin = "#d79a6a"
    limb(fist, np.array([-130.0, 1160.0]), np.array([50.0, 976.0]), [(0, 96), (0.6, 78), (1, 62)], skin)
    for i in range(4):
        fist.oval(52 + i * 26 - 14, 1012 - i * 36 - 40, 46, 24, mix(skin, "#7a3f24", 0.06 * i), 1, 22)
    c.put(fist, volume=0.6, round_=12, light=(-0.3, -1))
    trail = c.layer()
    for w in (-58, -30, 0, 30, 58):
        trail.line([(760 + w, 190 + w), (1010 + w * 0.5, -12 + w * 0.55)], 5, "#ffffff", 0.34)
    c.put(trail, soft=3)
    shuttle(c, 692, 300, 150, 52)
    c.finish(18, contrast=0.16, warm=0.0, saturation=1.12, vignette=0.36, grain=0.0072, bloom=0.22)


def keo_co(c: Canvas) -> None:
    """The tug of war: two teams in red and in blue lean back along the rope, dust at their feet."""
    ground = 336.0
    c.px[:] = c.vertical([(0, "#49b3c9"), (0.45, "#a9dcd6"), (0.78, "#fdf0cf"), (1, "#fdf0cf")])
    c.over("#ffffff", smooth(0.52, 0.72, c.noise(231, 110, 6, 0.55, 3.2)) * smooth(220, 20, c.Y) * 0.7)
    c.over("#fff3c2", disc(c, 500, 190, 128) * 0.9)
    c.ridge(232, 292, 60, "#63a88f", "#bfe0c4", 0.5, 6, 70, 0.05)
    rng = np.random.default_rng(233)
    crowd = c.layer()
    for row in range(3):
        for x in np.arange(-5, 1010, 15.5):
            xx, y, s = x + rng.normal(0, 3), 268 + row * 15 + rng.normal(0, 2), 11 + row * 1.4
            tone = mix(
                ("#e8b04a", "#d9705a", "#f3ead6", "#4f8f9c", "#6fa86a", "#c94f6a")[rng.integers(6)],
                "#bfe0d0",
                0.42 - 0.14 * row,
            )
            crowd.shape(
                [
                    (xx - s * 0.62, y + s * 1.9),
                    (xx - s * 0.6, y + s * 0.5),
                    (xx, y + s * 0.2),
                    (xx + s * 0.6, y + s * 0.5),
                    (xx + s * 0.62, y + s * 1.9),
                ],
                tone,
            )
            if rng.random() < 0.22:
                crowd.line([(xx + s * 0.5, y + s * 0.7), (xx + s * 0.7, y - s * 0.9)], s * 0.24, tone)
            crowd.oval(xx, y - s * 0.1, s * 0.34, s * 0.42, mix("#4a3026", "#bfe0d0", 0.34 - 0.1 * row))
    c.put(crowd, soft=0.6)
    flags = c.layer()
    for x0, x1, y, sag in ((-20, 505, 26, 46), (495, 1020, 26, 46)):
        xs = np.linspace(x0, x1, 22)
        ys = y + sag * (1 - ((xs - (x0 + x1) / 2) / ((x1 - x0) / 2)) ** 2)
        flags.line(list(zip(xs, ys, strict=True)), 1, "#3a5a5a", 1, True)
        for i, (x, yy) in enumerate(zip(xs, ys, strict=True)):
            flags.poly(
                [(x - 8, yy), (x + 8, yy), (x + 1, yy + 19)], ("#e2343a", "#f7bf2c", "#ffffff", "#2f86b8")[i % 4]
            )
    c.put(flags, volume=0.2, round_=2)
    earth = c.layer()
    earth.rect(0, 312, 1000, 100, "#d99a52")
    earth.line([(500, 312), (500, 402)], 3, "#fff3dc", 0.9)
    c.put(earth, texture=0.9 + 0.2 * c.noise(234, 14, 5, 0.6, 4.0))
    teams, shade = c.layer(), c.layer()
    hands: list[Point] = []
    for side, shirt, shorts in ((-1, "#d9232e", "#2a2430"), (1, "#1f5fae", "#f2ead8")):
        for i in range(5, -1, -1):
            x = 500 + side * (96 + i * 74)
            pose = replace(PULL, lean=-34 - 3 * (i % 3), leg1=(60 - 5 * (i % 2), 10), leg2=(38, 26 - 6 * (i % 3)))
            look = Look(
                skin=SKINS[i % 3],
                top=shirt,
                bottom=shorts,
                sleeve="short",
                lower="shorts" if i % 3 else "trousers",
                shoe="#f7f0e2",
            )
            hand = body(teams, x, ground + 18 + 4 * (i % 2), 168, pose, look, flip=side > 0)
            shade.oval(x, ground + 22, 56, 5, "#6a3a14")
            hands.append(hand)
    c.put(shade, soft=3, alpha=0.6)
    rope = c.layer()
    hands.sort()
    xs = [-30.0, *(x for x, _ in hands), 1030.0]
    ys = [hands[0][1], *(y for _, y in hands), hands[-1][1]]
    rope.line(list(zip(xs, ys, strict=True)), 5.5, "#f0dcae", 1, True)
    for x in np.arange(-10, 1010, 6):
        y = float(np.interp(x, xs, ys))
        rope.line([(x - 2, y + 2.6), (x + 2, y - 2.6)], 1.1, "#a88448")
    c.put(rope, volume=0.5, round_=2)
    c.put(teams, volume=0.5, round_=4, light=(0, -1), rim="#fff6d8", rim_width=1.0, rim_amount=0.6)
    knot = c.layer()
    y = float(np.interp(500, xs, ys))
    knot.poly([(496, y - 4), (504, y - 4), (512, y + 38), (503, y + 30), (495, y + 40)], "#e2202c")
    knot.oval(500, y, 8, 8, "#f03a3a")
    c.put(knot, volume=0.4, round_=3)
    c.mist(235, 362, 20, "#ffe7bd", 0.75, 90, 3.0)
    c.finish(19, contrast=0.14, warm=0.01, saturation=1.1, vignette=0.18, grain=0.0065, bloom=0.2)


def dien_kinh(c: Canvas) -> None:
    """The sprint: runners come out of the distance down a brick-red track; the first one
    breasts the tape."""
    vx, vy = -140.0, 470.0
    c.px[:] = c.vertical([(0, "#2b2a5e"), (0.2, "#7a4f86"), (0.32, "#f08f6a"), (0.36, "#ffc98a"), (1, "#ffc98a")])
    c.glow(150, 440, 560, "#ffd08a", 0.6)
    rng = np.random.default_rng(241)
    stand = c.layer()
    stand.poly([(-10, 420), (1010, 250), (1010, 520), (-10, 480)], "#262550")
    stand.poly([(-10, 408), (1010, 206), (1010, 224), (-10, 414)], "#1b1a3e")
    for _ in range(1500):
        x = rng.uniform(0, 1000)
        a, b = 424 - 0.158 * x, 474 + 0.03 * x
        stand.oval(
            x,
            rng.uniform(a, b),
            1.6 + x * 0.003,
            2 + x * 0.004,
            mix(("#f2a65a", "#e2566a", "#f3e3c8", "#6f7fd0")[rng.integers(4)], "#262550", rng.uniform(0.15, 0.6)),
        )
    c.put(stand, soft=1.2)
    track = c.layer()
    track.poly([(-20, 478), (1020, 508), (1020, 1350), (-20, 1350)], "#c2452d")
    track.poly([(-20, 478), (1020, 508), (1020, 540), (-20, 484)], "#4f8a4a")
    for end in (560, 640, 780, 1010, 1400, 2050):
        a = (end - vy) / (1000 - vx)
        w = 4 + (end - 540) * 0.010
        track.poly([(vx, vy), (1010, vy + a * (1010 - vx)), (1010, vy + a * (1010 - vx) + w * 2.2)], "#fff0dc", 0.92)
    c.put(track, texture=0.9 + 0.2 * c.noise(242, 5, 4, 0.65, 2.5))
    c.over("#5a1430", smooth(480, 1333, c.Y) * smooth(900, 0, c.X) * 0.45)
    c.screen("#ffb066", smooth(980, 470, c.Y) * smooth(470, 480, c.Y) * 0.22)
    shade, back, front = c.layer(), c.layer(), c.layer()
    for x, y, hh, top in ((150, 640, 210, "#f2b632"), (300, 760, 330, "#2f86c8"), (92, 905, 400, "#f4efe2")):
        body(
            back,
            x,
            y,
            hh,
            replace(SPRINT, arm1=(-62, 18), arm2=(66, 148), leg1=(-30, -70), leg2=(80, -6), foot1=-60, foot2=16),
            Look(skin="#9a5a3c", top=top, bottom="#23203c", shoe="#f7efdc", sleeve="short", lower="shorts"),
        )
        shade.oval(x + hh * 0.1, y + 4, hh * 0.34, hh * 0.03, "#3a0a1c")
    shade.oval(640, 1224, 270, 22, "#3a0a1c")
    c.put(shade, alpha=0.6, soft=6)
    c.put(back, volume=0.4, round_=6, light=(-0.7, -0.7), rim="#ffd49a", rim_width=1.8, soft=0.5)
    look = Look(skin="#a9653f", top="#d81f2e", bottom="#1d1b38", shoe="#ffe23a", sleeve="short", lower="shorts")
    body(front, 600, 1205, 800, SPRINT, look)
    c.put(front, volume=0.5, round_=16, light=(-0.75, -0.6), rim="#ffe0ac", rim_width=4, rim_amount=0.85)
    tape = c.layer()
    ribbon = trace("1010 640, 880 716, 780 764, 690 776, 600 752, 530 716, 450 706, 380 738")
    tape.shape(ribbon + [(x - 3, y + 22) for x, y in reversed(ribbon)], "#fffaf0")
    c.put(tape, volume=0.2, round_=8, light=(0, -1))
    c.finish(20, contrast=0.16, warm=0.02, saturation=1.12, vignette=0.26, grain=0.0078, bloom=0.25)
