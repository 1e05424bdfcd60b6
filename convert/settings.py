"""Settings: one frozen value, made once: defaults, then `publication.toml`, then the command line."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from convert.errors import BadArguments
from convert.files.toml import BadToml, spot, table

WebAddress = Annotated[str, msgspec.Meta(pattern=r"^(https?://\S+)?$")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[\w-][\w.-]*$", max_length=100)]
Points = Annotated[int, msgspec.Meta(ge=14, le=28)]
WordsAMinute = Annotated[int, msgspec.Meta(ge=60, le=400)]


class SignOffRule(StrEnum):
    """What an Easy Read page needs before it is listed in the site and the feeds."""

    NOTHING = "nothing"
    SIGNED = "signed"


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


def publication(toml: bytes, *, path: str = "publication.toml") -> Publication:
    """The publication that `toml` describes.

    Raises:
        BadArguments: not TOML, an unknown key, or a value of the wrong kind.
    """
    try:
        return msgspec.convert(table(toml), type=Publication)
    except (BadToml, msgspec.ValidationError) as error:
        raise BadArguments(
            f"this is not right: {error}.",
            place=spot(toml, str(error), path=path),
            next_step="README.md lists the settings and what each may hold.",
        ) from error
