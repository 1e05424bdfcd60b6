"""Who has checked an Easy Read, said in Easy Read words at the top of it."""

from __future__ import annotations

from convert.days import written_day
from convert.edition import EasyRead, EasyReadStatus, SignOff


def checked(easy: EasyRead) -> list[str]:
    """Short sentences: who agreed to these words, or that no one has yet."""
    if easy.status is EasyReadStatus.SIGNED:
        return ["People have checked this Easy Read.", *_signatures(easy.signed)]
    words = ["This Easy Read is a draft."]
    if easy.signed:
        return [
            *words,
            "People checked it before.",
            "Some words have changed since then.",
            "No one has checked the new words yet.",
        ]
    if easy.written_by_people:
        return [*words, "No one has checked it yet."]
    return [*words, "A computer made it.", "No one has checked it yet.", "It may have mistakes."]


def _signatures(signed: tuple[SignOff, ...]) -> list[str]:
    words = []
    for signature in signed:
        words.append(f"{signature.group} checked it on {written_day(signature.date)}.")
        if signature.names:
            words.append(f"These people checked it: {_listed(signature.names)}.")
        if signature.method:
            words.append(f"How they checked it: {signature.method.rstrip('.')}.")
    return words


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
