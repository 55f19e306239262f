"""Numbers as they are written: digits with separators, decimals, scales, words in English and French."""

from __future__ import annotations

import functools
import re
from importlib import resources

import yaml

# "15,000", "15 000", "15.000" (three digits after the mark: thousands), "1.5", "1,5" before a scale.
_DIGITS = (
    r"\d{1,3}(?:[,.’'\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d*\.\d+|\d+,\d{1,2}(?=\s*(?:million|milliard))|\d+"
)


@functools.cache
def vocabulary() -> dict[str, dict[str, int]]:
    """Number words with their values, by what they do: units, tens, scales."""
    file = resources.files("crossread.resolve") / "data" / "numbers.yaml"
    loaded: dict[str, dict[str, int]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded


def pattern() -> str:
    """A pattern (for re.IGNORECASE) of one number: "15,000", "1.5 million", "twenty-six", "a million"."""
    words = vocabulary()
    simple = "|".join(sorted([*words["units"], *words["tens"]], key=len, reverse=True))
    scale = "|".join(sorted((s for s in words["scales"] if len(s) > 2), key=len, reverse=True))
    word = rf"(?:{simple}|{scale})"
    spelled = (
        rf"(?:(?:a |half a |half-a-)\b(?:{scale})|\b{word})(?:(?:[ -]| and | et |-et-){word})*\b(?!\.\s?\d)"
    )
    return rf"(?:(?:{_DIGITS})(?:(?:[ -](?!cents?\b)(?:{scale}))+\b|(?:k|mn|mil|m|bn|tn)\b)?|{spelled})"


def parse(words: str) -> float | None:
    """The number that `words` writes out, None if they write none. "a million" is 1,000,000."""
    text = re.sub(r"\s+", " ", words.strip().lower())
    half = re.match(r"half[ -]an?[ -]", text)
    text = re.sub(r"^an?[ -]", "", text[half.end() :] if half else text)
    digits = re.match(_DIGITS, text)
    total = 1.0
    if digits:
        text = text[digits.end() :]
        # "1.356 billion" is a decimal, "1.356 manifestants" a thousand and more.
        decimal = re.fullmatch(r"\d{1,3}\.\d{3}", digits[0]) and re.match(r" ?(?:[mb]|tr)", text)
        total = float(digits[0]) if decimal else _number(digits[0])
        scales = vocabulary()["scales"]
        for word in re.findall(r"[^\W\d_]+", text):
            if word not in scales:
                return None
            total *= scales[word]
    else:
        parsed = _spelled(re.findall(r"[^\W\d_]+", text))
        if parsed is None:
            return None
        total = parsed
    return round(total / 2 if half else total, 9)


def _number(digits: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.’'\u00a0\u202f ]\d{3})+(?:\.\d+)?", digits):
        whole, _, part = digits, "", ""
        if digits.count(".") == 1 and not re.fullmatch(r"\d{1,3}\.\d{3}", digits):
            whole, _, part = digits.partition(".")
        return float(re.sub(r"\D", "", whole) + (f".{part}" if part else ""))
    return float(digits.replace(",", "."))


def _spelled(words: list[str]) -> float | None:
    table = vocabulary()
    total, group, seen = 0.0, 0.0, False
    for word in words:
        if word in ("and", "et", "a"):
            continue
        seen = True
        if word in table["units"]:
            group += table["units"][word]
        elif word in ("vingt", "vingts") and group % 100 == 4:
            group += 76  # quatre-vingts
        elif word in table["tens"]:
            group += table["tens"][word]
        elif word in table["scales"]:
            scale = table["scales"][word]
            if scale <= 100:
                group = (group or 1) * scale if scale != 100 or group < 100 else group
            else:
                total, group = total + (group or 1) * scale, 0.0
        else:
            return None
    return total + group if seen else None
