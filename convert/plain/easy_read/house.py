"""What a publication decided about words and pictures: house words, own pictures.

`words.toml` holds `allowed`, `[explained]` and `[preferred]`; `pictures.toml` holds `[[picture]]`
tables with `words`, `file`, `alt` and `credit`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from convert.edition import Asset
from convert.errors import BadArguments
from convert.files.toml import BadToml, spot, table
from convert.plain.easy_read.inflect import forms
from convert.source.names import PICTURES, WORDS


class HouseWords(msgspec.Struct, frozen=True):
    """Words this publication allows, explains in its own way, or always puts differently."""

    allowed: frozenset[str] = frozenset()
    explained: Mapping[str, str] = msgspec.field(default_factory=dict)
    """A word in small letters, and the sentence that explains it."""
    preferred: Mapping[str, str] = msgspec.field(default_factory=dict)
    """A word or phrase in small letters, and the one that this publication uses for it."""


class OwnPicture(msgspec.Struct, frozen=True):
    """A photograph or symbol of the publication's own, and the words it stands for."""

    words: tuple[str, ...]
    file: str
    alt: str = ""
    credit: str = ""


class OwnPictures(msgspec.Struct, frozen=True):
    """The publication's own pictures; they come before every other."""

    by_phrase: Mapping[str, OwnPicture] = msgspec.field(default_factory=dict)
    """By every form of the words, in small letters."""
    assets: Mapping[str, Asset] = msgspec.field(default_factory=dict)
    """By the file name that `pictures.toml` uses."""


NO_PICTURES = OwnPictures()

Photos = Callable[[str], Asset | None]
"""Opens a picture of the post's own folder by its file name; None where it is not there."""


def no_photos(name: str) -> Asset | None:  # noqa: ARG001  the shape asks for it
    """Opens nothing: for posts without photographs of their own."""
    return None


Ask = Callable[[str], str]
"""Asks for an easier wording of a sentence; nothing where there is none."""


def ask_nobody(sentence: str) -> str:  # noqa: ARG001  the shape asks for it
    """Asks nobody: what builds and drafts do unless a person says otherwise."""
    return ""


class Workshop(msgspec.Struct, frozen=True):
    """What Easy Read is made with, beside the post: what the publication brings."""

    house: HouseWords = HouseWords()
    own: OwnPictures = NO_PICTURES
    photos: Photos = no_photos
    contact: str = ""
    """How to ask: an e-mail address, a telephone number, or both."""
    ask: Ask = ask_nobody


BARE = Workshop()
"""A workshop with nothing of a publication's own."""


class _PictureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    picture: tuple[OwnPicture, ...] = ()


def own_pictures(
    toml: bytes,
    *,
    load: Callable[[str], Asset | None],
    path: str = PICTURES,
) -> OwnPictures:
    """The publication's own pictures, each opened with `load`.

    Raises:
        BadArguments: not TOML, a key that is not known, or a file that `load` cannot give.
    """
    try:
        listed = msgspec.convert(table(toml), type=_PictureFile)
    except (BadToml, msgspec.ValidationError) as error:
        raise BadArguments(
            f"this is not right: {error}.",
            place=spot(toml, str(error), path=path),
            next_step="Each [[picture]] has `words`, `file`, `alt` and `credit`.",
        ) from error
    if not all(words.strip() for picture in listed.picture for words in picture.words):
        raise BadArguments(
            "an entry of `words` is empty.",
            place=path,
            next_step="Write the words that the picture stands for.",
        )
    assets: dict[str, Asset] = {}
    for picture in listed.picture:
        asset = load(picture.file)
        if asset is None:
            raise BadArguments(
                f"the picture {picture.file} is not there, or is not a picture.",
                place=path,
                next_step="Put the file in the folder `pictures` beside pictures.toml.",
            )
        assets[picture.file] = msgspec.structs.replace(asset, credit=picture.credit)
    by_phrase = {
        phrase: picture
        for picture in listed.picture
        for words in picture.words
        for phrase in forms(words.lower(), "n")
    }
    return OwnPictures(by_phrase, assets)


class _WordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    allowed: tuple[str, ...] = ()
    explained: Mapping[str, str] = msgspec.field(default_factory=dict)
    preferred: Mapping[str, str] = msgspec.field(default_factory=dict)


def house_words(toml: bytes, *, path: str = WORDS) -> HouseWords:
    """The house words that `toml` lists; none where it is empty.

    Raises:
        BadArguments: not TOML, or a key that is not known.
    """
    try:
        listed = msgspec.convert(table(toml), type=_WordFile)
    except (BadToml, msgspec.ValidationError) as error:
        raise BadArguments(
            f"this is not right: {error}.",
            place=spot(toml, str(error), path=path),
            next_step="It holds `allowed`, a list, and the tables [explained] and [preferred].",
        ) from error
    return HouseWords(
        allowed=frozenset(word.casefold() for word in listed.allowed),
        explained={word.casefold(): meaning for word, meaning in listed.explained.items()},
        preferred={word.casefold(): plainer for word, plainer in listed.preferred.items()},
    )
