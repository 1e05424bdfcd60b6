"""Words that pages say of lengths and languages, and addresses in a text as links."""

from __future__ import annotations

import re

from convert.languages import primary
from convert.pages.xhtml import Child, element

# What picture credits name, and where each leads.
_CREDIT_LINKS = {
    "OpenMoji": "https://openmoji.org/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
}
_SPOKEN_LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "cy": "Welsh",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ga": "Irish",
    "gd": "Scottish Gaelic",
    "gu": "Gujarati",
    "it": "Italian",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "so": "Somali",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def language_name(lang: str) -> str:
    """What people call the language, in English."""
    return _SPOKEN_LANGUAGES.get(primary(lang), "another language")


def minutes(seconds: float) -> str:
    """A length in words: "1 minute", "12 minutes", never none."""
    count = max(1, round(seconds / 60))
    return "1 minute" if count == 1 else f"{count} minutes"


def linked(text: str) -> list[Child]:
    """`text` with web addresses, e-mail addresses and known licences as links."""
    made: list[Child] = []
    for piece in _LINKABLE.split(text):
        if piece in _CREDIT_LINKS:
            made.append(element("a", piece, href=_CREDIT_LINKS[piece]))
        elif _EMAIL.fullmatch(piece):
            made.append(element("a", piece, href=f"mailto:{piece}"))
        elif piece.startswith(("https://", "http://")):
            made.append(element("a", piece, href=piece))
        else:
            made.append(piece)
    return made


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINKABLE = re.compile(
    rf"({'|'.join(map(re.escape, _CREDIT_LINKS))}|{_EMAIL.pattern}|https?://[^\s<>]*[\w/])"
)
