"""The table of formats: what can be built of a post, in the order it is listed to people.

A format's module is loaded when it is used, since some bring heavy libraries along.
"""

from __future__ import annotations

from collections.abc import Sequence

from convert.document import Sentence
from convert.edition import Edition, Format
from convert.errors import BadArguments
from convert.speech.voice import VoiceName

NAMES = ("web", "easy-read", "large-print", "epub", "audio", "talking-book", "report")
"""Every format, as `--format` and the manifest know it."""


def load(name: str) -> Format:
    """The format called `name`.

    Raises:
        BadArguments: there is none.
    """
    match name:
        case "web":
            from convert.formats import web  # noqa: PLC0415

            return web
        case "easy-read":
            from convert.formats import easy_read  # noqa: PLC0415

            return easy_read
        case "large-print":
            from convert.formats import large_print  # noqa: PLC0415

            return large_print
        case "epub":
            from convert.formats import epub  # noqa: PLC0415

            return epub
        case "audio":
            from convert.formats import audio  # noqa: PLC0415

            return audio
        case "talking-book":
            from convert.formats import talking_book  # noqa: PLC0415

            return talking_book
        case "report":
            from convert.formats import report  # noqa: PLC0415

            return report
        case _:
            raise BadArguments(
                f"there is no format called {name}.",
                next_step=f"The formats are: {', '.join(NAMES)}.",
            )


def own_words(names: Sequence[str], edition: Edition, voice: VoiceName) -> tuple[Sentence, ...]:
    """What the formats called `names` say in words of their own, for a voice to say too."""
    said: dict[str, Sentence] = {}
    for name in names:
        match name:
            case "epub":
                from convert.formats import epub  # noqa: PLC0415

                said |= {sentence.id: sentence for sentence in epub.own_words(edition, voice)}
            case _:
                continue
    return tuple(said.values())
