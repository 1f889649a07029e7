"""Keys of Vietnamese typing methods that stayed in a text: Telex (ddoongf), VNI (d9o62ng)."""

import re
from functools import lru_cache
from unicodedata import normalize

from newsletter.language.syllables import is_syllable, tone_places

_TELEX = {"aw": "ă", "aa": "â", "ee": "ê", "oo": "ô", "ow": "ơ", "uw": "ư", "dd": "đ"}
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_DOUBLED = re.compile("dd|aa|ee|oo|[aou]w")
_VNI = re.compile(r"[A-Za-zđĐ]*[A-Za-zđĐ][1-9][A-Za-z1-9]*")
_ENGLISH = frozenset(
    """
    beef bees beer boor chef conf coos cooler coor cows deer def door doors fees floor gif hows laws loos maws moor moos
    news paws peer pooj poor ref rooms roof room rows saws sees sheer sows steer tees tif tools trees vows zoos
""".split()
)


_TONED = (re.compile("(.+)([sfrxj])()"), re.compile("(.*[aeiouyw])([sfrxj])(ch|ng|nh|[cmnptiuy])"))
"""The key of a tone at the end, or behind the vowels."""
_NO_SLIPS = frozenset(["co2", "no2", "so2"])


@lru_cache(maxsize=1 << 14)
def meant_by_keys(word: str) -> str:
    """The syllable that keys of Telex or VNI were meant for; "" where a word is none."""
    small = word.lower()
    if word not in (small, small.capitalize()) or len(word) < 3 or small in _NO_SLIPS:
        return ""
    if word.isascii() and word.isalpha() and not is_syllable(word) and small not in _ENGLISH:
        meant = _telex(small)
    else:
        meant = _vni(small) if _VNI.fullmatch(word) else ""
    return meant.capitalize() if word[0].isupper() else meant


def _telex(word: str) -> str:
    """One key alone makes English words (book, his, now): there must be two, or one that ends no English word."""
    match = next((found for pattern in _TONED if (found := pattern.fullmatch(word))), None)
    stem, key = (match[1] + match[3], match[2]) if match else (word, "")
    marked, count = _DOUBLED.subn(lambda doubled: _TELEX[doubled[0]], stem.replace("uow", "uwow"))
    keys = count + stem.startswith("dd") + bool(key) + (key in ("f", "j") if key else 0)
    return _toned(marked, _TELEX_TONES.get(key, "")) if keys > 1 else ""


def _vni(word: str) -> str:
    """Digits may stand behind their letter or at the end of the word."""
    digits = [sign for sign in word if sign.isdigit()]
    marked = "".join(sign for sign in word if not sign.isdigit())
    tones = [digit for digit in digits if digit in _VNI_TONES]
    if len(tones) > 1 or not set(digits) <= {*_VNI_TONES, *"6789"} or len(set(digits)) < len(digits) - ("7" in digits):
        return ""
    for digit in sorted(set(digits) - set(tones)):
        marked = _marked_by(digit, marked)
    return _toned(marked, _VNI_TONES[tones[0]] if tones else "")


def _marked_by(digit: str, word: str) -> str:
    """The letter of a word that a digit of VNI marks."""
    match digit:
        case "6":
            return re.sub("[aeo]", lambda match: "âêô"["aeo".index(match[0])], word, count=1)
        case "7" if "uo" in word:
            return word.replace("uo", "ươ", 1)
        case "7":
            return re.sub("[ou]", lambda match: "ơư"["ou".index(match[0])], word, count=1)
        case "8":
            return word.replace("a", "ă", 1)
    return f"đ{word[1:]}" if word.startswith("d") else word


def _toned(bare: str, tone: str) -> str:
    """A syllable with its tone on the letter that bears it; "" for what is no syllable."""
    places = tone_places(bare)
    if not places:
        return ""
    word = normalize("NFC", bare[: places[0] + 1] + tone + bare[places[0] + 1 :])
    return word if is_syllable(word) else ""
