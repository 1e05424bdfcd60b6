"""How long a line is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.plain.easy_read.seen import ADDRESS, Check, Fault, Seen

LONGEST = 15
"""Words in a line: 10 to 15 is the norm (UK Government, accessible communication formats)."""


def length(line: str) -> int:
    """The words of a line; an address counts as one, and so does *co-production*."""
    return len(re.findall(r"[\w£$€]+(?:[-'’.,:][\w]+)*", ADDRESS.sub("address", line)))


def _long_sentence(seen: Seen) -> Iterator[Fault]:
    count = length(seen.line)
    if count > LONGEST:
        yield Fault("long-sentence", f"{count} words")


CHECKS: tuple[Check, ...] = (_long_sentence,)
