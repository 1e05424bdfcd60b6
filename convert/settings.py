"""Settings: one frozen value, made once: defaults, then `publication.toml`, then the command line."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec

from convert.errors import BadArguments, nearest
from convert.files.toml import BadToml, spot, table
from convert.source.names import PUBLICATION

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")

WebAddress = Annotated[str, msgspec.Meta(pattern=r"^(https?://\S+)?$")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[\w-][\w.-]*$", max_length=100)]
Points = Annotated[int, msgspec.Meta(ge=14, le=28)]
WordsAMinute = Annotated[int, msgspec.Meta(ge=60, le=400)]


class Certifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says that the e-books conform, when they do; nothing is claimed without this."""

    name: str
    credential: str = ""
    report: WebAddress = ""
    """Web address of the evaluation report."""


class Assistant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language model that may be asked for suggestions; only `allways draft --ask` does."""

    address: str
    """Where it answers, up to and without `/chat/completions`."""
    model: str
    key_variable: str = ""
    """The environment variable that holds its key; the key itself is never in a file."""
    seconds: float = 20.0
    """How long one answer may take."""


class Publication(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`publication.toml`: what all posts of one publication share. Every field may be left out."""

    id: Name = "allways"
    """Permanent name of the publication; the identities of feeds and e-books are made from it."""
    title: str = "Posts for everyone"
    publisher: str = ""
    base_url: WebAddress = ""
    """Where the pages will live, for instance https://example.org/posts/. Without it pages work
    from a folder and no feeds are written."""
    first_base_url: str = ""
    """The `base_url` there was first, once it has changed: podcasts keep the name made from it."""
    language: str = "en-GB"
    contact: str = ""
    """How to ask for another format: an e-mail address, a telephone number, or both."""
    accessibility_statement: WebAddress = ""
    """Web address of an accessibility statement of your own."""
    audience: str = "reading age 9 to 11"
    sizes: tuple[Points, ...] = (18,)
    """Large print sizes in points, from 14 (clear print) to 28 (giant print)."""
    font: str = "Arial"
    """Arial, or Atkinson Hyperlegible, which is then embedded in the Word file."""
    voice: str = "auto"
    piper_model: str = ""
    """Path of a Piper voice file (.onnx) beside publication.toml."""
    speed: WordsAMinute = 150
    """Words a minute, about, from 60 to 400; Easy Read is spoken at the slow preset."""
    require_sign_off: bool = False
    """Keep Easy Read pages that nobody signed out of site and feeds."""
    certifier: Certifier | None = None
    conformance: str = ""
    """For e-books, for instance "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"."""
    assistant: Assistant | None = None
    """A language model to ask for suggestions; nothing is sent without this and `--ask`."""
    formats: tuple[str, ...] = ()
    """Formats to build; empty for all of them."""


def publication(toml: bytes, *, path: str = PUBLICATION) -> Publication:
    """The publication that `toml` describes.

    Raises:
        BadArguments: not TOML, an unknown key, or a value of the wrong kind.
    """
    try:
        made = msgspec.convert(table(toml), type=Publication)
    except (BadToml, msgspec.ValidationError) as error:
        raise BadArguments(
            f"this is not right: {error}.",
            place=spot(toml, str(error), path=path),
            next_step=_advice(str(error)),
        ) from error
    if not LANGUAGE_TAG.fullmatch(made.language):
        raise BadArguments(
            f"{made.language} is not a language tag.",
            place=spot(toml, "at `$.language`", path=path),
            next_step='Write: language = "en-GB"',
        )
    return made


_ADVICE = (
    ("$.base_url", 'Write the whole address: base_url = "https://example.org/posts/"'),
    ("$.sizes", "Write large print sizes from 14 to 28 in brackets: sizes = [18, 24]"),
    ("$.speed", "Write words a minute, from 60 to 400: speed = 150"),
    ("$.formats", 'Write names in brackets: formats = ["web", "audio"]'),
    ("$.id", "Write one word of letters, figures and hyphens."),
    ("Invalid value", 'Put words between straight quotes: title = "Our posts"'),
)
"""What to do, by words of the complaint; the first that fits is told."""


def _advice(complaint: str) -> str:
    if unknown := _UNKNOWN.search(complaint):
        guess = nearest(unknown[1], [field.name for field in msgspec.structs.fields(Publication)])
        return guess or "README.md lists the settings."
    told = (advice for words, advice in _ADVICE if words in complaint)
    return next(told, "README.md lists the settings and what each may hold.")
