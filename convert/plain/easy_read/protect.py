"""The parts of a sentence that no rule may edit: quotations, names, titles, links, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from convert.plain.easy_read.tagging import Token, is_common_word

Span = tuple[int, int]

_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘[^’]*’(?!\w)|(?<!\w)'[^']+'(?!\w)|«[^»]*»|``.*?(?:''|$)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#]\w+")
_JOINS_NAMES = frozenset(
    {"of", "the", "and", "for", "in", "on", "de", "la", "le", "van", "von", "&"}
)


def protected(text: str, tokens: Sequence[Token], extra: Iterable[str] = ()) -> tuple[Span, ...]:
    """Where in `text` nothing may change, in order; `extra` are words to protect besides."""
    spans = [match.span() for pattern in (_QUOTED, _ADDRESS) for match in pattern.finditer(text)]
    spans.extend(_names(tokens))
    spans.extend(_half_quotations(text))
    for words in extra:
        start = text.find(words) if words else -1
        while start >= 0:
            spans.append((start, start + len(words)))
            start = text.find(words, start + len(words))
    return tuple(sorted(spans))


def _half_quotations(text: str) -> Iterator[Span]:
    """A quotation that begins in an earlier sentence or ends in a later one."""
    opened, closed = text.rfind("“"), text.find("”")
    if closed >= 0 and "“" not in text[:closed]:
        yield 0, closed + 1
    if opened >= 0 and "”" not in text[opened:]:
        yield opened, len(text)


def is_free(span: Span, spans: Iterable[Span]) -> bool:
    """Whether `span` touches none of `spans`."""
    return all(span[1] <= start or end <= span[0] for start, end in spans)


def _names(tokens: Sequence[Token]) -> Iterator[Span]:
    """Runs of words with capitals, with the small words that join them."""
    place = 0
    while place < len(tokens):
        if not is_name(tokens, place):
            place += 1
            continue
        last = place
        ahead = place + 1
        while ahead < len(tokens) and ahead - last <= 3:
            if is_name(tokens, ahead):
                last = ahead
            elif tokens[ahead].lower not in _JOINS_NAMES:
                break
            ahead += 1
        yield tokens[place].start, tokens[last].end
        place = last + 1


def is_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is, or begins, a name or a set of initials."""
    token = tokens[place]
    if not token.text[0].isalpha() or token.text == "I":
        return False
    if any(letter.isupper() for letter in token.text[1:]):
        return True
    if not token.text[0].isupper():
        return False
    if place and tokens[place - 1].text not in {".", "!", "?", ":", "“", '"', "‘", "'", "(", "—"}:
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    leads_a_name = (
        following is not None
        and following.text[0].isupper()
        and following.text != "I"
        and token.tag in {"NN", "NNS", "NNP", "NNPS", "JJ", "VBN"}
    )
    return leads_a_name or not is_common_word(token.text)
