"""Files that came back broken, or made to do harm: the same ones on every run."""

import random
import re
from collections.abc import Iterator
from typing import Final

_WORDS: Final = (
    b"/Annots",
    b"/IRT",
    b"/Rect",
    b"/QuadPoints",
    b"/Parent",
    b"/Kids",
    b"/Length",
    b"/Popup",
    b"/Contents",
)


def broken(content: bytes, seed: int) -> bytes:
    """One of many ways in which a file can be broken."""
    chance = random.Random(seed)  # noqa: S311
    ways = (_flipped, _cut, _torn, _other_numbers, _tied_in_circles, _other_words)
    return ways[seed % len(ways)](content, chance)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 10, 100, 1000))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _torn(content: bytes, chance: random.Random) -> bytes:
    """A piece is missing, stands twice or elsewhere."""
    start, end, there = sorted(chance.randrange(len(content)) for _ in range(3))
    return chance.choice(
        (
            content[:start] + content[end:],
            content[:end] + content[start:],
            content[:start] + content[end:there] + content[start:end] + content[there:],
        )
    )


def _other_numbers(content: bytes, chance: random.Random) -> bytes:
    """Numbers become huge, negative, or none at all."""
    odd = (b"0", b"-1", b"99999999999", b"1e400", b"nan", b"2147483648", b".", b"--5")

    def other(found: re.Match[bytes]) -> bytes:
        return chance.choice(odd) if chance.random() < 0.02 else found[0]

    return re.sub(rb"(?<=[ \[])\d+(?:\.\d+)?(?=[ \]])", other, content)


def _tied_in_circles(content: bytes, chance: random.Random) -> bytes:
    """References lead to other objects, back to where they came from among them."""
    refs = list(re.finditer(rb"\b(\d+) 0 R\b", content))
    numbers = [found[1] for found in refs]

    def other(found: re.Match[bytes]) -> bytes:
        return chance.choice(numbers) + b" 0 R" if chance.random() < 0.1 else found[0]

    return re.sub(rb"\b(\d+) 0 R\b", other, content)


def _other_words(content: bytes, chance: random.Random) -> bytes:
    """Keys change places."""

    def other(found: re.Match[bytes]) -> bytes:
        return chance.choice(_WORDS) if chance.random() < 0.3 else found[0]

    return re.sub(b"|".join(map(re.escape, _WORDS)), other, content)


def all_broken(content: bytes, many: int) -> Iterator[bytes]:
    return (broken(content, seed) for seed in range(many))
