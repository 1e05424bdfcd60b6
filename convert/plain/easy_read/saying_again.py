"""A subject said once more, at the start of a sentence that was part of another."""

from __future__ import annotations

from collections.abc import Sequence

from convert.plain.easy_read.tagging import Token


def say_again(text: str, tokens: Sequence[Token], *, after: str = "") -> str:
    """A subject said once more: `a hall` is *the hall* by now."""
    if tokens[0].lower in {"a", "an"} and len(tokens) > 1:
        again = f"the {text[tokens[1].start : tokens[-1].end]}"
        return f"{after} {again}" if after else again[0].upper() + again[1:]
    return opening(text, tokens, after=after)


def owner(name: str, text: str) -> str:
    """`name` with the sign that says that something is theirs, written as in `text`."""
    sign = "’" if "’" in text else "'"
    return f"{name}{sign}" if name.endswith("s") else f"{name}{sign}s"


def opening(text: str, tokens: Sequence[Token], *, after: str = "") -> str:
    """Words at a sentence's start, or after a word such as *But*, with the right first letter."""
    again = text[tokens[0].start : tokens[-1].end]
    if not after:
        return again[0].upper() + again[1:]
    is_name = tokens[0].tag in {"NNP", "NNPS"} or tokens[0].text == "I"
    return f"{after} {again if is_name else again[0].lower() + again[1:]}"
