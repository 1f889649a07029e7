"""Captions and credits, apart."""

import pytest

from newsletter.desk.captions import Caption, said_by_people, split_credit


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Đồi chè vào vụ. Ảnh: Văn phòng", "Đồi chè vào vụ.", "Ảnh: Văn phòng"),
        ("Đồi chè vào vụ (Ảnh: Ban Tuyên giáo).", "Đồi chè vào vụ", "Ảnh: Ban Tuyên giáo"),
        ("Đồi chè vào vụ - Nguồn: Internet", "Đồi chè vào vụ", "Nguồn: Internet"),
        ("Ảnh: Ban Tuyên giáo", "", "Ảnh: Ban Tuyên giáo"),
        ("Ảnh: Đồi chè vào vụ", "Ảnh: Đồi chè vào vụ", ""),
        ("Bài, ảnh: Văn phòng", "Bài, ảnh: Văn phòng", ""),
        ("Hội trường, nơi treo ảnh: các anh hùng của tỉnh qua các thời kỳ",
         "Hội trường, nơi treo ảnh: các anh hùng của tỉnh qua các thời kỳ", ""),
        ("Đồi chè, mùa thu 2022", "Đồi chè, mùa thu 2022", ""),
    ],
)  # fmt: skip
def test_who_took_a_photo_is_told_from_what_it_shows(line: str, caption: str, credit: str) -> None:
    assert split_credit(line) == Caption(caption, credit)


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("Luống chè xanh trên sườn đồi", "Luống chè xanh trên sườn đồi"),
        ("A field of tea\n\nDescription automatically generated", ""),
        ("C:\\anh\\IMG_0012.JPG", ""),
        ("Picture 3", ""),
        ("Hình ảnh 1", ""),
        ("", ""),
    ],
)
def test_what_programs_say_of_a_picture_is_not_kept(alt: str, said: str) -> None:
    assert said_by_people(alt) == said
