"""The check of Word files: every rule of large print that a file can show, whoever wrote the file.

Two rules no file can show: that the paper is matt and thick enough (RNIB; LP18), and that rights
are cleared and each reader was asked what they need (UKAAF MS03; LP19).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from convert.checks import docx_rules_letters, docx_rules_meaning, docx_rules_page
from convert.checks.docx_file import NotAWordFile
from convert.checks.docx_words import Words
from convert.checks.rule import Rule, broken, promises
from convert.findings import Finding, Level, Place

TITLE = "Large print"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RULES: tuple[Rule[Words], ...] = (
    *docx_rules_letters.RULES,
    *docx_rules_page.RULES,
    *docx_rules_meaning.RULES,
)
BROKEN = "word-file-broken"
CODES: Mapping[str, str] = {
    BROKEN: "The Word file can be opened.",
    **promises(RULES),
}
"""What each code means: what is true of a file without this finding."""


def check(data: bytes, *, path: str) -> Iterator[Finding]:
    """Everything in a Word file that breaks a rule of large print; `path` is for the findings."""
    try:
        words = Words(data, path=path)
    except NotAWordFile as error:
        yield Finding(BROKEN, Level.ERROR, f"This file cannot be opened: {error}.", Place(path))
        return
    yield from broken(RULES, words, path=path)
