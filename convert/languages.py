"""Language tags (BCP 47, RFC 5646), as far as anything here depends on them."""

from __future__ import annotations


def primary(tag: str) -> str:
    """The primary subtag, in small letters: `en` of `en-GB`."""
    return tag.partition("-")[0].lower()


def is_english(tag: str) -> bool:
    """Whether `tag` names English of any country."""
    return primary(tag) == "en"
