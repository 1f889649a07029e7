"""Colour spaces come down to families, colorants, and what they print on the process plates."""

import pytest

from newsletter.pdf.marks import Colour
from newsletter.pdf.objects import Array, Dictionary, Name, Plain, Ref, Stream
from newsletter.pdf.spaces import Spaces

Told = list[tuple[str, str]]
TINT: Plain = Dictionary(
    {
        "FunctionType": 2,
        "Domain": Array([0, 1]),
        "C0": Array([0, 0, 0, 0]),
        "C1": Array([0, 1.0, 0.5, 0]),
        "N": 1,
    }
)


def names(*words: str) -> list[Plain | Ref]:
    return [Name(word) for word in words]


def colour(value: Plain, *components: float, defaults: dict[str, Plain | Ref] | None = None) -> tuple[Colour, Told]:
    told: Told = []
    spaces = Spaces()
    resources = Dictionary({"ColorSpace": Dictionary(defaults or {})})
    space = spaces.of(value, resources, lambda *fault: told.append(fault))
    return spaces.colour(space, components), told


def profile(count: int) -> Array:
    return Array([Name("ICCBased"), Stream({"N": count}, b"")])


@pytest.mark.parametrize(
    ("value", "components", "spaces", "cmyk"),
    [
        (Name("DeviceGray"), (0.25,), ("DeviceGray",), (0, 0, 0, 0.75)),
        (Name("DeviceRGB"), (1, 0, 0), ("DeviceRGB",), None),
        (Name("DeviceCMYK"), (0.1, 0.2, 0.3, 2), ("DeviceCMYK",), (0.1, 0.2, 0.3, 1)),
        (Array([*names("DeviceCMYK")]), (0, 0, 0, 1), ("DeviceCMYK",), (0, 0, 0, 1)),
        (profile(3), (0, 0, 0), ("ICCBased", "DeviceRGB"), None),
        (profile(4), (0, 0, 0, 1), ("ICCBased", "DeviceCMYK"), None),
        (Array([Name("Lab"), Dictionary({})]), (50, 0, 0), ("Lab",), None),
        (
            Array([*names("Separation", "Black", "DeviceCMYK"), TINT]),
            (0.5,),
            ("Separation", "DeviceCMYK"),
            (0, 0, 0, 0.5),
        ),
        (Array([*names("Separation", "All", "DeviceCMYK"), TINT]), (1,), ("Separation", "DeviceCMYK"), (1, 1, 1, 1)),
        (
            Array([*names("Separation", "Red", "DeviceCMYK"), TINT]),
            (0.5,),
            ("Separation", "DeviceCMYK"),
            (0, 0.5, 0.25, 0),
        ),
        (
            Array([Name("DeviceN"), Array(names("Black", "Cyan")), Name("DeviceCMYK"), TINT]),
            (0.2, 0.4),
            ("DeviceN", "DeviceCMYK"),
            (0.4, 0, 0, 0.2),
        ),
        (
            Array([*names("Indexed", "DeviceCMYK"), 1, bytes((0, 0, 0, 0, 0, 255, 0, 51))]),
            (1,),
            ("Indexed", "DeviceCMYK"),
            (0, 1, 0, 0.2),
        ),
        (Array([*names("Indexed"), profile(3), 0, b"abc"]), (0,), ("Indexed", "ICCBased", "DeviceRGB"), None),
    ],
)
def test_each_family_comes_down_to_what_it_prints(
    value: Plain, components: tuple[float, ...], spaces: tuple[str, ...], cmyk: tuple[float, ...] | None
) -> None:
    found, told = colour(value, *components)
    assert (found.spaces, found.cmyk, told) == (spaces, cmyk, [])


def test_colorants_are_named_wherever_they_stand() -> None:
    spot: Plain = Array([*names("Separation", "PANTONE 185 C", "DeviceCMYK"), TINT])
    assert colour(Array([Name("Indexed"), spot, 0, b"\xff"]), 0)[0].names == ("PANTONE 185 C",)
    assert colour(Array([Name("Pattern"), spot]))[0].names == ("PANTONE 185 C",)
    assert colour(Array([Name("Pattern"), spot]))[0].spaces == ("Pattern", "Separation", "DeviceCMYK")


def test_a_default_space_stands_for_the_device_space() -> None:
    found, told = colour(Name("DeviceRGB"), 0, 0, 0, defaults={"DefaultRGB": profile(3)})
    assert (found.spaces, told) == (("ICCBased", "DeviceRGB"), [])


def test_a_default_space_of_other_components_is_told() -> None:
    found, told = colour(Name("DeviceRGB"), 0, 0, 0, defaults={"DefaultRGB": profile(4)})
    assert (found.spaces, told) == (("DeviceRGB",), [("space", "DefaultRGB")])


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        Name("DeviceXYZ"),
        Array([]),
        Array([7]),
        Array(names("Indexed", "DeviceCMYK")),
        Array([*names("Indexed", "DeviceCMYK"), 300, b""]),
        Array([*names("Separation", "X", "Pattern"), TINT]),
        Array([*names("DeviceN"), Array([]), Name("DeviceCMYK"), TINT]),
        Array([Name("ICCBased"), Stream({"N": 2}, b"")]),
    ],
)
def test_what_is_no_space_is_told(value: Plain) -> None:
    found, told = colour(value)
    assert (found.cmyk, [kind for kind, _ in told]) == (None, ["space"])


def test_a_tint_without_a_function_is_told_and_prints_nobody_knows_what() -> None:
    found, told = colour(Array(names("Separation", "Red", "DeviceCMYK", "None")), 1)
    assert (found.cmyk, [kind for kind, _ in told]) == (None, ["function"])


def test_a_space_that_rests_on_itself_is_told() -> None:
    items: list[Plain | Ref] = [Name("Pattern")]
    itself = Array(items)
    items.append(itself)
    assert colour(itself)[1][-1][0] == "space"
