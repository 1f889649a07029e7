"""The set of spoilt files itself: large enough, and each spoilt in one thing, not rubbish."""

import io
from collections.abc import Mapping

import pikepdf
import pytest
from preflight import defects_hidden, defects_of_file, defects_of_pages, hostile_cycles
from preflight.defects import DEFECTS, Defect
from preflight.hostile import HOSTILE, bomb

UNREADABLE = {"truncated", "enciphered_with_a_password"}


def test_there_are_defects_of_every_kind_that_print_shops_meet() -> None:
    assert len(DEFECTS) > 100
    for part in (defects_of_file, defects_of_pages, defects_hidden):
        assert len([name for name in vars(part) if name in DEFECTS]) > 25
    assert len({defect.code for defect in DEFECTS.values()}) > 50


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=lambda defect: defect.name)
def test_a_spoilt_file_differs_and_is_still_a_file_that_others_read(defect: Defect, good: Mapping[str, bytes]) -> None:
    spoilt = defect.spoil(good[defect.standard])
    assert spoilt != good[defect.standard]
    if defect.name not in UNREADABLE:
        with pikepdf.open(io.BytesIO(spoilt)) as document:
            assert len(document.pages) == 2


def test_hostile_files_are_small_and_many() -> None:
    assert len([name for name in vars(hostile_cycles) if name in HOSTILE]) > 25
    assert len(HOSTILE) > 70
    assert len(bomb()) < 2**21
