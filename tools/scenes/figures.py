"""People: jointed figures with natural proportions, drawn as smooth outlines.

Angles are degrees from hanging straight down, positive towards the way the
figure faces (right, unless flipped); the trunk's lean is from upright.
Lengths are shares of the body's height.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .paint import Colour, Layer, Point, mix, trace

HEAD, NECK, TRUNK = 0.066, 0.055, 0.30
THIGH, SHIN, UPPER, FORE, HAND = 0.245, 0.24, 0.172, 0.15, 0.085


@dataclass(frozen=True)
class Pose:
    """How a body stands: near limbs are ``1``, far limbs ``2``."""

    view: str = "side"  # side, front, back
    lean: float = 2.0
    nod: float = 0.0
    arm1: Point = (6, 12)
    arm2: Point = (-4, 8)
    leg1: Point = (2, -1)
    leg2: Point = (-3, -5)
    foot1: float = 0.0
    foot2: float = 0.0
    lift: float = 0.0  # height of the lower foot above the ground
    fist: bool = False


@dataclass(frozen=True)
class Look:
    """Colours and clothes."""

    skin: Colour = "#a8714e"
    hair: Colour = "#17110f"
    top: Colour = "#e9e2d4"
    bottom: Colour = "#2a2a33"
    shoe: Colour = "#1a1614"
    sleeve: str = "long"  # long, short
    lower: str = "trousers"  # trousers, shorts, aodai
    cut: str = "short"  # hair: short, bun, long, tail
    hat: str = ""  # non
    hat_colour: Colour = "#e4cf9a"

    @staticmethod
    def dark(colour: Colour, **kw: object) -> Look:
        """A silhouette in one colour, limbs told apart by the faintest tints."""
        base = {
            "skin": mix(colour, "#ffffff", 0.035),
            "hair": colour,
            "top": colour,
            "bottom": mix(colour, "#000000", 0.12),
            "shoe": mix(colour, "#000000", 0.2),
            "hat_colour": mix(colour, "#ffffff", 0.06),
        }
        return Look(**(base | kw))  # type: ignore[arg-type]


def _dir(angle: float) -> np.ndarray:
    a = np.radians(angle)
    return np.array([np.sin(a), np.cos(a)])


def limb(
    layer: Layer,
    a: np.ndarray,
    b: np.ndarray,
    widths: list[tuple[float, float]],
    colour: Colour,
    bulge: float = 0.0,
) -> None:
    """A tapered limb from ``a`` to ``b``: half widths at shares of its length."""
    d = b - a
    n = np.array([-d[1], d[0]]) / (np.hypot(*d) or 1)
    left = [a + d * t + n * w * (1 + bulge) for t, w in widths]
    right = [a + d * t - n * w * (1 - bulge) for t, w in reversed(widths)]
    u = d / (np.hypot(*d) or 1)
    cap1 = a - u * widths[0][1] * 0.8
    cap2 = b + u * widths[-1][1] * 0.8
    layer.shape([tuple(p) for p in [cap1, *left, cap2, *right]], colour)


SHOE = trace(
    "-0.032 0.0, -0.036 0.028, -0.028 0.040, 0.03 0.040, 0.096 0.041, 0.108 0.030, 0.085 0.016, 0.045 0.0, "
    "0.022 -0.026, -0.022 -0.028"
)
# Trunks: share of the way from neck to hip, half width.
CHEST_FRONTAL = trace(
    "-0.03 0.03, 0.025 0.046, 0.075 0.09, 0.13 0.116, 0.22 0.116, 0.42 0.097, 0.68 0.083, 0.88 0.091, 1.02 0.096, "
    "1.05 0.088, 1.06 0.04"
)
CHEST = trace("0.0 0.03, 0.12 0.058, 0.3 0.074, 0.55 0.064, 0.8 0.062, 1.0 0.066, 1.05 0.055, 1.06 0.0")
BACKSIDE = trace("0.0 -0.034, 0.1 -0.062, 0.3 -0.07, 0.6 -0.052, 0.85 -0.066, 1.0 -0.073, 1.05 -0.06")
# Heads: sideways and up from the middle, in half heads.
FACE_SIDE = trace(
    "-0.5 1.02, 0.15 1.08, 0.6 0.8, 0.76 0.35, 0.78 0.1, 0.96 -0.16, 0.8 -0.28, 0.82 -0.46, 0.76 -0.62, 0.74 -0.86, "
    "0.42 -1.0, 0.1 -0.72, -0.2 -0.6, -0.62 -0.55, -0.92 0.1, -0.86 0.7"
)
HAIR_SIDE = trace(
    "0.68 0.62, 0.3 0.52, 0.12 0.2, -0.06 -0.02, -0.16 -0.4, -0.5 -0.62, -0.86 -0.35, -1.04 0.2, -0.9 0.86, -0.3 1.2, "
    "0.36 1.14, 0.74 0.84"
)
FACE_FRONTAL = trace(
    "0 1.05, 0.5 0.9, 0.74 0.4, 0.72 -0.2, 0.52 -0.75, 0 -1.08, -0.52 -0.75, -0.72 -0.2, -0.74 0.4, -0.5 0.9"
)
FAR = 0.16  # how much darker the limbs of the far side are


class Body:
    """One person's joints, and the strokes that clothe them."""

    def __init__(
        self, layer: Layer, place: Point, height: float, pose: Pose, look: Look, flip: bool, bulk: float
    ) -> None:
        self.layer, self.pose, self.look = layer, pose, look
        self.x, self.y = place
        self.height, self.bulk = height, bulk
        self.sx = -1.0 if flip else 1.0
        self.frontal = pose.view != "side"
        self.hip = np.array([0.0, 0.0])
        self.up = np.array([np.sin(np.radians(pose.lean)), -np.cos(np.radians(pose.lean))])
        self.side = np.array([-self.up[1], self.up[0]])
        self.neck = self.hip + self.up * TRUNK
        shoulder, hips, drop = (0.097, 0.058, 0.052) if self.frontal else (0.022, 0.016, 0.022)
        self.legs, self.arms = [], []
        for sign, (t, s) in ((1, pose.leg1), (-1, pose.leg2)):
            top = self.hip + self.side * hips * sign
            knee = top + _dir(t) * THIGH
            self.legs.append((top, knee, knee + _dir(s) * SHIN))
        for sign, (t, s) in ((1, pose.arm1), (-1, pose.arm2)):
            top = self.neck + self.side * shoulder * sign - self.up * drop
            elbow = top + _dir(t) * UPPER
            wrist = elbow + _dir(s) * FORE
            self.arms.append((top, elbow, wrist, wrist + _dir(s + (0 if self.frontal else 6)) * HAND))
        self.ground = max(leg[2][1] for leg in self.legs) + 0.04
        tilt = np.radians(pose.lean * 0.5 + pose.nod)
        self.head_up = np.array([np.sin(tilt), -np.cos(tilt)])
        self.head_side = np.array([-self.head_up[1], self.head_up[0]])
        self.centre = self.neck + self.head_up * (NECK + HEAD * 0.85)

    def at(self, p: np.ndarray) -> np.ndarray:
        """A point of the body on the canvas."""
        h = self.height
        return np.array([self.x + self.sx * p[0] * h, self.y + (p[1] - self.ground - self.pose.lift) * h])

    def on_head(self, px: float, py: float) -> Point:
        """A point of the head on the canvas."""
        return tuple(self.at(self.centre + self.head_side * px * HEAD + self.head_up * py * HEAD))  # type: ignore[return-value]

    def widths(self, pairs: list[tuple[float, float]], f: float = 1.0) -> list[tuple[float, float]]:
        """A limb's half widths in units."""
        return [(t, w * self.height * self.bulk * f) for t, w in pairs]

    def tones(self, i: int, *colours: Colour) -> list[Colour]:
        """Colours of a near (0) or far (1) limb."""
        return [mix(colour, "#000000", FAR if i == 1 and not self.frontal else 0.0) for colour in colours]

    def foot(self, i: int, ankle: np.ndarray, shoe: Colour) -> None:
        """A shoe, turned about the ankle."""
        if self.frontal:
            toe = ankle + np.array([self.sx * (0.018 if i == 0 else -0.018), 0.035]) * self.height
            limb(self.layer, ankle, toe, self.widths([(0, 0.02), (0.6, 0.026), (1, 0.02)]), shoe)
            return
        turn = np.radians((self.pose.foot1, self.pose.foot2)[i])
        c, s = np.cos(turn), np.sin(turn)
        points = [ankle + self.height * np.array([self.sx * (px * c + py * s), -px * s + py * c]) for px, py in SHOE]
        self.layer.shape([tuple(p) for p in points], shoe)

    def leg(self, i: int) -> None:
        """A leg in trousers or shorts, with its shoe."""
        hip, knee, ankle = (self.at(p) for p in self.legs[i])
        bottom, skin, shoe = self.tones(i, self.look.bottom, self.look.skin, self.look.shoe)
        self.foot(i, ankle, shoe)
        draw, ws = self.layer, self.widths
        if self.look.lower == "shorts":
            limb(draw, knee, ankle, ws([(0, 0.036), (0.28, 0.041), (0.6, 0.028), (1, 0.019)]), skin, 0.08)
            limb(draw, hip, knee, ws([(0, 0.066), (0.5, 0.05), (0.9, 0.038), (1, 0.036)]), skin)
            limb(draw, hip, hip + (knee - hip) * 0.74, ws([(0, 0.074), (0.5, 0.069), (1, 0.062)]), bottom)
            return
        wide = 1.25 if self.look.lower == "aodai" else 1.0
        limb(draw, knee, ankle, ws([(0, 0.043), (0.4, 0.04), (0.85, 0.035), (1, 0.036)], wide), bottom)
        limb(draw, hip, knee, ws([(0, 0.07), (0.4, 0.061), (0.85, 0.046), (1, 0.043)]), bottom)

    def arm(self, i: int) -> None:
        """An arm with its sleeve and hand."""
        shoulder, elbow, wrist, tip = (self.at(p) for p in self.arms[i])
        top, skin = self.tones(i, self.look.top, self.look.skin)
        draw, ws = self.layer, self.widths
        if self.pose.fist:
            tip = wrist + (tip - wrist) * 0.62
        limb(draw, wrist, tip, ws([(0, 0.015), (0.35, 0.022), (0.7, 0.019), (1, 0.009)]), skin)
        full = self.look.sleeve == "long"
        cover = top if full else skin
        limb(draw, elbow, wrist, ws([(0, 0.027), (0.3, 0.028), (1, 0.017)], 1.15 if full else 1.0), cover)
        limb(draw, shoulder, elbow, ws([(0, 0.04), (0.35, 0.036), (1, 0.027)], 1.12 if full else 1.0), cover)
        if not full:
            limb(draw, shoulder, shoulder + (elbow - shoulder) * 0.55, ws([(0, 0.044), (0.5, 0.043), (1, 0.043)]), top)

    def trunk(self) -> None:
        """The shirt, and an áo dài's long flap beneath it."""

        def edge(outline: list[Point], sign: int = 1) -> list[np.ndarray]:
            return [self.neck - self.up * TRUNK * t + self.side * w * self.bulk * sign for t, w in outline]

        outline = edge(CHEST_FRONTAL if self.frontal else CHEST)
        outline += edge(CHEST_FRONTAL[::-1], -1) if self.frontal else edge(BACKSIDE[::-1])
        if self.look.lower == "aodai":
            down = _dir(0.5 * (self.pose.leg1[0] + self.pose.leg2[0]) * 0.6)
            out = np.array([down[1], -down[0]])
            hem = [self.hip + out * 0.095, self.hip + out * 0.135 + down * 0.44, self.hip + down * (0.44 + 0.012),
                   self.hip - out * 0.135 + down * 0.44, self.hip - out * 0.095]  # fmt: skip
            self.layer.shape([tuple(self.at(p)) for p in hem], self.look.top)
        self.layer.shape([tuple(self.at(p)) for p in outline], self.look.top)

    def patch(self, points: list[Point], colour: Colour) -> None:
        """A smooth shape on the head."""
        self.layer.shape([self.on_head(*p) for p in points], colour)

    def head_from_side(self) -> None:
        """Face and hair in profile."""
        look, h = self.look, self.height
        self.patch(FACE_SIDE, look.skin)
        self.patch(HAIR_SIDE, look.hair)
        if look.cut == "bun":
            self.layer.oval(*self.on_head(-1.12, 0.12), 0.028 * h, 0.028 * h, look.hair)
        if look.cut in ("long", "tail"):
            drop = -3.0 if look.cut == "long" else -2.1
            self.patch(
                [(-0.3, 0.6), (-1.1, 0.5), (-1.35, -0.6), (-1.2, drop), (-0.75, drop + 0.1), (-0.55, -1.0)], look.hair
            )

    def mane(self) -> None:
        """Long hair or a tail, seen from the front (behind the face) or from the back."""
        w = {"long": 0.78, "tail": 0.3}.get(self.look.cut)
        if w is None:
            return
        low = -2.9 if self.pose.view == "back" else -2.2
        half = [(w, 0.5), (w, -1.0), (w * 0.8, low)]
        self.patch([*half, (0, low - 0.2), *((-x, y) for x, y in half[::-1]), (0, 1.0)], self.look.hair)

    def head_frontal(self) -> None:
        """Head seen from the front or the back."""
        look, h, back = self.look, self.height, self.pose.view == "back"
        if not back:
            self.mane()
        for ear in (0.78, -0.78):
            self.layer.oval(*self.on_head(ear, -0.05), 0.011 * h, 0.018 * h, look.skin)
        self.patch(FACE_FRONTAL, look.skin)
        low = -0.72 if back else 0.35
        half = [(0.72, low + 0.35), (0.82, 0.5), (0.56, 1.06)]
        fringe = [(-0.4, low), (0, low + (0 if back else 0.22)), (0.4, low)]
        self.patch([*half, (0, 1.2), *((-x, y) for x, y in half[::-1]), *fringe], look.hair)
        if back:
            self.mane()
        if look.cut == "bun":
            self.layer.oval(*self.on_head(0, -0.35), 0.034 * h, 0.03 * h, look.hair)

    def head(self) -> None:
        """Neck, head, hair and hat."""
        shade = mix(self.look.skin, "#000000", 0.12)
        base, top = self.at(self.neck - self.up * 0.01), self.at(self.neck + self.head_up * NECK * 1.1)
        limb(self.layer, base, top, self.widths([(0, 0.034), (0.5, 0.027), (1, 0.027)]), shade)
        if self.frontal:
            self.head_frontal()
        else:
            self.head_from_side()
        if self.look.hat == "non":
            tilt = (self.pose.lean * 0.5 + self.pose.nod) * self.sx
            cone(self.layer, self.on_head(0.05, 0.45), 0.19 * self.height, tilt, self.look.hat_colour)

    def draw(self) -> None:
        """All of it, from back to front."""
        if self.pose.view == "back":
            order = (self.leg, 1), (self.leg, 0), (self.arm, 0), (self.arm, 1)
        elif self.frontal:
            order = (self.leg, 1), (self.leg, 0), (self.arm, 1), (self.arm, 0)
        else:
            order = (self.arm, 1), (self.leg, 1), (self.leg, 0)
        for part, i in order:
            part(i)
        self.trunk()
        self.head()
        if not self.frontal:
            self.arm(0)


def body(
    layer: Layer, x: float, y: float, height: float, pose: Pose, look: Look, flip: bool = False, bulk: float = 1.0
) -> Point:
    """Draw a person whose feet stand on ``y``; gives back where the near hand is."""
    person = Body(layer, (x, y), height, pose, look, flip, bulk)
    person.draw()
    wrist, tip = person.arms[0][2:]
    return tuple(person.at(tip * 0.5 + wrist * 0.5))  # type: ignore[return-value]


def cone(layer: Layer, p: Point, r: float, turn: float, colour: Colour) -> None:
    """A nón lá, the conical hat, its brim centred at ``p``."""
    c = layer.canvas
    c.save()
    c.translate(float(p[0]), float(p[1]))
    c.rotate(float(turn * 0.8))
    layer.oval(0, 0.02 * r, r, r * 0.26, mix(colour, "#3a2412", 0.6))
    layer.shape(
        [
            (-r, 0.03 * r),
            (-r * 0.52, -r * 0.4),
            (-r * 0.06, -r * 0.86),
            (r * 0.06, -r * 0.86),
            (r * 0.52, -r * 0.4),
            (r, 0.03 * r),
            (r * 0.5, r * 0.17),
            (-r * 0.5, r * 0.17),
        ],
        colour,
    )
    layer.shape(
        [(r * 0.05, -r * 0.8), (r * 0.52, -r * 0.38), (r * 0.97, 0.03 * r), (r * 0.5, r * 0.15), (r * 0.25, r * 0.16)],
        mix(colour, "#5a3512", 0.28),
        0.65,
    )
    c.restore()


def crowd_look(rng: np.random.Generator, tops: list[Colour], bottoms: list[Colour], **kw: object) -> Look:
    """A random member of a crowd, dressed from the colours given."""
    look = Look(
        top=tops[rng.integers(len(tops))],
        bottom=bottoms[rng.integers(len(bottoms))],
        cut=str(rng.choice(["short", "short", "short", "bun", "tail"])),
        skin=mix("#b67f5a", "#7d4f36", float(rng.random())),
    )
    return replace(look, **kw)  # type: ignore[arg-type]


STAND = Pose("side", 1, 0, (4, 10), (-4, 6), (2, -1), (-3, -6))
FRONT = Pose("front", 0, 0, (13, 5), (-13, -5), (3, 1), (-3, -1))
BACK = replace(FRONT, view="back")
WALK = Pose("side", 4, 0, (22, 34), (-24, -10), (22, 8), (-18, -30), 6, -32)
SPRINT = Pose("side", 17, -8, (70, 150), (-66, 12), (82, -8), (-34, -68), 20, -60, 0.02, True)
PULL = Pose("side", -36, 14, (64, 78), (76, 86), (62, 8), (40, 30), 24, 14, 0.0, True)
