"""Signs, arrows and emoji by their names; punctuation as pauses."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from convert.speech.spoken.model import Here, Rule, rule

_NAMED: Final = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "#": "hash", "%": "per cent",
    "£": "pounds", "€": "euros", "$": "dollars", "¢": "cents", "¥": "yen", "©": "copyright",
    "®": "registered", "™": "trade mark", "℠": "service mark", "°": "degrees", "×": "times",
    "÷": "divided by", "±": "plus or minus", "≠": "is not equal to", "≤": "at most",
    "≥": "at least", "≈": "about", "√": "the square root of", "∞": "infinity", "§": "section",
    "¶": "paragraph", "№": "number", "℅": "care of", "→": "to", "⇒": "to", "➔": "to",
    "➜": "to", "←": "from", "↔": "to and from", "↑": "up", "↓": "down", "✓": "tick",
    "✔": "tick", "☑": "ticked box", "☐": "empty box", "✗": "cross", "✘": "cross", "✕": "cross",
    "★": "star", "☆": "star", "☎": "telephone", "✉": "e-mail", "♥": "heart", "²": "squared",
    "³": "cubed", "¹": "to the power of one", "\\": "backslash", "^": "caret", "_": "underscore",
    "<": "less than", ">": "more than", "~": "about", "*": "star",
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "Δ": "delta", "θ": "theta",
    "λ": "lambda", "μ": "mu", "µ": "micro", "π": "pie", "σ": "sigma", "Σ": "sigma",
    "φ": "phi", "ω": "omega", "Ω": "ohm", "♀": "female", "♂": "male", "♿": "wheelchair",
    "♪": "music", "♫": "music", "•": "", "·": "", "‣": "", "▪": "", "●": "", "○": "", "■": "",
    "□": "", "▶": "", "►": "", "»": "", "†": "", "‡": "",
}  # fmt: skip
# A sign that only leads to the next words, or rules a line, has nothing to say.
_SILENT: Final = re.compile(r"[>*=~_#+|.<]")

_EMOJI: Final = (
    r"(?:[\U0001F1E6-\U0001F1FF]{2}"
    r"|(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\u2300-\u23FF]\ufe0f?"
    r"[\U0001F3FB-\U0001F3FF]?\u20e3?)(?:\u200d[\U0001F000-\U0001FAFF\u2600-\u27BF]\ufe0f?"
    r"[\U0001F3FB-\U0001F3FF]?)*)"
)
_SKIN: Final = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")
_SMILEYS: Final = {
    ":-)": "smiley", ":)": "smiley", ";-)": "winking smiley", ";)": "winking smiley",
    ":-(": "sad face", ":(": "sad face", ":-D": "big smile", ":D": "big smile", "<3": "heart",
}  # fmt: skip


def _named(here: Here) -> str | None:
    return _NAMED.get(here[0])


def _emoji(here: Here) -> str | None:
    """The name of a picture character, without its colour of skin."""
    plain = _SKIN.sub("", here[0])
    if plain in _NAMED:
        return _NAMED[plain]
    if not plain:
        return None
    first = plain[0]
    if "\U0001f1e6" <= first <= "\U0001f1ff":
        return "flag"
    name = unicodedata.name(first, "")
    return name.lower().replace("-", " ") or None


def _smiley(here: Here) -> str:
    return _SMILEYS[here[0]]


def _nothing(here: Here) -> str:  # noqa: ARG001  every rule is asked alike
    return ""


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "symbols/smiley",
        rf"(?<!\w)(?:{'|'.join(re.escape(s) for s in _SMILEYS)})(?!\w)",
        _smiley,
    ),
    rule("symbols/copyright", r"\([cC]\)(?=\s\d)", lambda _: "copyright"),
    rule(
        "symbols/silent",
        r"([>*=~_\#+|<])\1+ | (?<!\S)[>|](?=\s|$) | \*(?=[\s\w,.;:!?)]|$)",
        _nothing,
    ),
    rule("symbols/emoji", _EMOJI, _emoji),
    rule("symbols/named", r"[^\w\s]|[_²³¹№℅™℠αβγδΔθλμµπσΣφωΩ](?!\w)", _named),
)


def fallback(character: str) -> str:
    """What an unforeseen sign is called, in small letters; empty where it has no name."""
    return unicodedata.name(character, "").lower().replace("-", " ")
