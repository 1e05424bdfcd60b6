"""What each finding on an Easy Read line means, in words for the people who mend it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """A rule for Easy Read lines: what is wrong, and what to do next."""

    message: str
    next_step: str


HARD_RULES = frozenset({"long-sentence", "double-negative"})
"""A page that breaks one of these is never shown as signed."""

RULES: Mapping[str, Rule] = {
    "long-sentence": Rule("This line is long.", "Make two lines of it. Aim for 10 words."),
    "two-ideas": Rule("This line has more than one idea.", "Give each idea its own line."),
    "hard-word": Rule("This word may be hard.", "Use an easier word, or explain it next."),
    "passive": Rule("This line does not say who does it.", "Say who does what."),
    "acronym": Rule("These letters stand for words.", "Write the words in full."),
    "abbreviation": Rule("This is a short form.", "Write the word in full."),
    "contraction": Rule("Two words are joined in one.", "Write both words: do not, we are."),
    "percentage": Rule("Percentages are hard.", "Say it with people: 1 in 4 people."),
    "number-in-words": Rule("A number is easier in figures.", "Write 3, not three."),
    "roman-numeral": Rule("Roman numbers are hard.", "Write 4, not IV."),
    "double-negative": Rule("This line says no twice.", "Say what to do, in a positive way."),
    "idiom": Rule("These words do not mean what they say.", "Say what you mean in plain words."),
    "special-character": Rule("This sign is hard to read.", "Write it in words."),
    "unclear-pronoun": Rule("It may not be clear who or what is meant.", "Say the name again."),
    "capitals": Rule("Words in capitals are hard to read.", "Use small letters."),
    "date-in-figures": Rule("This date is hard to read.", "Write the month as a word."),
    "large-number": Rule("This number is very large.", "Say: a lot of people, or round it."),
    "foreign-word": Rule("These words are from another language.", "Use English words."),
    "other-word": Rule("One thing has two names here.", "Use the same word for the same thing."),
    "long-idea": Rule("This idea has many sentences.", "Make two ideas of it, with two pictures."),
    "long-page": Rule("This page is long.", "Choose what matters most, or make two pages."),
    "cross-reference": Rule("This sends people to another place.", "Say it here again."),
}
