"""Text on its background meets WCAG 2.2 AA (4.5 to 1) in every theme, computed from the stylesheet."""

from __future__ import annotations

import re
from importlib import resources

import pytest

CSS = (resources.files("crossread.present") / "templates" / "report.css").read_text(encoding="utf-8")
LIGHT, *OTHERS = [
    dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", block))
    for block in re.findall(r":root\{([^}]*)\}", CSS)
]
THEMES = [LIGHT, *(LIGHT | other for other in OTHERS)]
PAIRS = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "tint"),
    ("accent", "paper"),
    ("accent", "card"),
    ("accent", "tint"),
    ("markink", "mark"),
    ("paper", "ink"),
]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= 4.5


def test_there_is_a_dark_theme() -> None:
    assert any(luminance(theme["paper"]) < luminance(theme["ink"]) for theme in THEMES)
