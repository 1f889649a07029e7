"""The calculator of PDF's functions of type 4 (ISO 32000-1, 7.10.5): no loops, so time is bounded by the length of
the code."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Final

Step = float | str | list["Step"]
Stack = list[float]

STEPS_MOST: Final = 20_000
STACK_MOST: Final = 200
NESTING_MOST: Final = 32
_TOKEN: Final = re.compile(rb"[{}]|[^\0\t\n\f\r {}%]+|%[^\r\n]*")


def _power(base: float, exponent: float) -> float:
    try:
        found = base**exponent
    except (ZeroDivisionError, OverflowError):
        return 0.0
    return found if isinstance(found, float | int) else 0.0


_ONE: Final[dict[str, Callable[[float], float]]] = {
    "abs": abs,
    "neg": lambda a: -a,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda a: math.floor(a + 0.5),
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": lambda a: math.sqrt(max(a, 0.0)),
    "sin": lambda a: math.sin(math.radians(a)),
    "cos": lambda a: math.cos(math.radians(a)),
    "ln": lambda a: math.log(a) if a > 0 else 0.0,
    "log": lambda a: math.log10(a) if a > 0 else 0.0,
    "not": lambda a: not a if isinstance(a, bool) else ~int(a),
}
_TWO: Final[dict[str, Callable[[float, float], float]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b if b else 0.0,
    "idiv": lambda a, b: math.trunc(a / b) if b else 0,
    "mod": lambda a, b: math.fmod(a, b) if b else 0,
    "atan": lambda a, b: math.degrees(math.atan2(a, b)) % 360,
    "exp": _power,
    "bitshift": lambda a, b: int(a) << int(b) if 0 <= b < 32 else int(a) >> min(int(-b), 64) if b < 0 else 0,
    "and": lambda a, b: int(a) & int(b) if not isinstance(a, bool) else a and bool(b),
    "or": lambda a, b: int(a) | int(b) if not isinstance(a, bool) else a or bool(b),
    "xor": lambda a, b: int(a) ^ int(b) if not isinstance(a, bool) else a != bool(b),
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
}
_STACK: Final = frozenset(("pop", "exch", "dup", "copy", "index", "roll", "if", "ifelse"))


def compile_calculator(code: bytes) -> Callable[[Sequence[float]], Stack]:
    """A function from the inputs to the stack that the code leaves; ``ValueError`` where the code is none."""
    program = _parse(code)

    def run(inputs: Sequence[float]) -> Stack:
        stack: Stack = [*inputs]
        try:
            _run(program, stack)
        except (IndexError, ValueError, OverflowError, TypeError):
            return []
        return [float(number) for number in stack]

    return run


def _parse(code: bytes) -> list[Step]:
    outer: list[list[Step]] = []
    here: list[Step] = []
    whole: list[Step] | None = None
    for count, found in enumerate(_TOKEN.finditer(code)):
        word = found[0].decode("latin-1")
        if count > STEPS_MOST or len(outer) > NESTING_MOST or whole is not None:
            raise ValueError("a calculator too long")
        if word == "{":
            outer.append(here)
            here = []
        elif word == "}":
            if not outer:
                raise ValueError("a brace too many")
            inner, here = here, outer.pop()
            here.append(inner)
            whole = inner if not outer else None
        elif not word.startswith("%"):
            here.append(_step(word))
    if whole is None:
        raise ValueError("a brace too few")
    return whole


def _step(word: str) -> Step:
    if word in _ONE or word in _TWO or word in _STACK:
        return word
    if word in {"true", "false"}:
        return word == "true"
    number = float(word)
    if not math.isfinite(number):
        raise ValueError("no number")
    return number


def _run(steps: list[Step], stack: Stack) -> None:
    for place, step in enumerate(steps):
        if len(stack) > STACK_MOST:
            raise ValueError("a stack too high")
        if isinstance(step, list):
            continue  # taken by the if or ifelse after it
        if not isinstance(step, str):
            stack.append(step)
        elif step in _ONE:
            stack.append(_ONE[step](stack.pop()))
        elif step in _TWO:
            second, first = stack.pop(), stack.pop()
            stack.append(_TWO[step](first, second))
        elif step in {"if", "ifelse"}:
            _choose(step, steps[:place], stack)
        else:
            _shuffle(step, stack)


def _choose(step: str, before: list[Step], stack: Stack) -> None:
    truth = stack.pop()
    branches = before[-1:] if step == "if" else before[-2:]
    if step == "if" and not truth:
        return
    chosen = branches[0 if truth else 1]
    if isinstance(chosen, list):
        _run(chosen, stack)


def _shuffle(step: str, stack: Stack) -> None:
    if step == "pop":
        stack.pop()
    elif step == "exch":
        stack[-1], stack[-2] = stack[-2], stack[-1]
    elif step == "dup":
        stack.append(stack[-1])
    elif step == "copy":
        count = int(stack.pop())
        if not 0 <= count <= len(stack):
            raise ValueError("a copy of more than there is")
        stack.extend(stack[len(stack) - count :])
    elif step == "index":
        place = int(stack.pop())
        if place < 0:
            raise ValueError("an index below the stack")
        stack.append(stack[-1 - place])
    else:
        turns, count = int(stack.pop()), int(stack.pop())
        if not 0 < count <= len(stack):
            raise ValueError("a roll of more than there is")
        part = stack[-count:]
        turns %= count
        stack[-count:] = part[count - turns :] + part[: count - turns]
