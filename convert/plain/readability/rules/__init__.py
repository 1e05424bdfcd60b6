"""What formulas cannot see: rules with reasons, each under a code that `allways explain` knows.

A rule takes one sentence and its context and yields reasons. Every rule has a table of lines that
it must flag and of near misses that it must not, in `tests/cases/readability/`.
"""

from __future__ import annotations

from collections.abc import Mapping

from convert.plain.readability.model import Reason
from convert.plain.readability.rules import numbers, shape, wording
from convert.plain.readability.rules.context import Context, Rule
from convert.plain.readability.sentences import Reading

SENTENCE_RULES: Mapping[str, Rule] = {**shape.RULES, **wording.RULES, **numbers.RULES}


def reasons(reading: Reading, context: Context) -> tuple[Reason, ...]:
    """All that the rules say about a sentence, in the order of the table."""
    return tuple(reason for rule in SENTENCE_RULES.values() for reason in rule(reading, context))
