"""Many photos in one child: small pictures and prints, and a damaged photo spoils none of the others."""

import io

import pytest
from inbox import photo, small_photo
from PIL import Image

from newsletter.manuscripts import photo_batches
from newsletter.manuscripts.photo_batches import fingerprints_apart, thumbnails_apart

PHOTOS = {"a.jpg": photo("hoa-sen.jpg"), "hỏng.jpg": photo("hoa-sen.jpg")[:2000], "b.png": small_photo("song-cau.jpg")}


def test_photos_become_small_pictures() -> None:
    made = thumbnails_apart(PHOTOS.items())
    assert {"a.jpg": (360, 360), "b.png": (300, 168)}.items() <= {
        name: one.pixels for name, one in made.items()
    }.items()
    with Image.open(io.BytesIO(made["b.png"].content)) as small:
        assert (small.format, small.size) == ("JPEG", (300, 168))


def test_near_copies_have_prints_that_differ_in_few_bits() -> None:
    found = fingerprints_apart([*PHOTOS.items(), ("c.jpg", photo("song-cau.jpg"))])
    assert (found["b.png"] ^ found["c.jpg"]).bit_count() <= 6
    assert (found["a.jpg"] ^ found["c.jpg"]).bit_count() > 12


def test_more_photos_than_a_child_takes_go_into_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_batches, "_BATCH", 2)
    assert sorted(thumbnails_apart((str(number), small_photo("song-cau.jpg")) for number in range(3))) == [
        "0",
        "1",
        "2",
    ]
