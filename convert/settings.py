"""Settings: one frozen value, made once: defaults, then `publication.toml`, then the command line."""

from __future__ import annotations

import tomllib
from enum import StrEnum

import msgspec

from convert.errors import BadArguments


class SignOffRule(StrEnum):
    """What an Easy Read page needs before it is listed in the site and the feeds."""

    NOTHING = "nothing"
    SIGNED = "signed"


class Certifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says that the e-books conform, when they do; nothing is claimed without this."""

    name: str
    credential: str = ""
    report: str = ""
    """Web address of the evaluation report."""


class Publication(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`publication.toml`: what all posts of one publication share. Every field may be left out."""

    id: str = "allways"
    """Permanent name of the publication; the identities of feeds and e-books are made from it."""
    title: str = "Posts for everyone"
    publisher: str = ""
    base_url: str = ""
    """Where the pages will live, for instance https://example.org/posts/. Without it pages work
    from a folder and no feeds are written."""
    language: str = "en-GB"
    contact: str = ""
    """How to ask for another format: an e-mail address, a telephone number, or both."""
    accessibility_statement: str = ""
    """Web address of an accessibility statement of your own."""
    audience: str = "reading age 9 to 11"
    sizes: tuple[int, ...] = (18,)
    """Large print sizes in points, from 14 (clear print) to 28 (giant print)."""
    font: str = "Arial"
    """Arial, or Atkinson Hyperlegible, which is then embedded in the Word file."""
    voice: str = "auto"
    piper_model: str = ""
    """Path of a Piper voice file (.onnx) beside publication.toml."""
    speed: int = 150
    """Words a minute, about; Easy Read is spoken at the slow preset."""
    require_sign_off: bool = False
    """Keep Easy Read pages that nobody signed out of site and feeds."""
    certifier: Certifier | None = None
    conformance: str = ""
    """For e-books, for instance "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"."""
    formats: tuple[str, ...] = ()
    """Formats to build; empty for all of them."""


def publication(toml: bytes, *, path: str = "publication.toml") -> Publication:
    """The publication that `toml` describes.

    Raises:
        BadArguments: not TOML, an unknown key, or a value of the wrong kind.
    """
    try:
        return msgspec.convert(tomllib.loads(toml.decode("utf-8")), type=Publication)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise BadArguments(
            f"this is not right: {error}.",
            place=path,
            next_step="README.md lists the settings and what each may hold.",
        ) from error
