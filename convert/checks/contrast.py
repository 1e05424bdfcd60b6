"""How far apart two colours are, as WCAG measures it."""

from __future__ import annotations

LEAST_CONTRAST = 7.0
"""WCAG 2.2, 1.4.6."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours of six hexadecimal digits (`#` or none), from 1 to 21."""
    dark, light = sorted(_luminance(colour.removeprefix("#")) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
