"""A post as people work on it: read, scored, put into Easy Read; nothing spoken or rendered yet."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from convert.document import Document
from convert.edition import Asset, Edition
from convert.findings import Place
from convert.plain import easy_read
from convert.plain.easy_read.house import (
    HouseWords,
    OwnPictures,
    Workshop,
    house_words,
    own_pictures,
)
from convert.plain.easy_read.rewrite import rewrite
from convert.plain.readability.assessment import assess
from convert.review.answers import HARD_WORD, Answer, Answers, answers, settled, word_print
from convert.settings import Publication
from convert.source import reader
from convert.source.names import EASY_READ, PICTURES, REVIEW, WORDS
from convert.source.reader import Post
from convert.source.reader.pictures import load
from convert.source.sources import PostSource
from convert.traversal import readings

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def written(
    source: PostSource, publication: Publication, shared: Mapping[str, bytes]
) -> tuple[Post, Edition]:
    """The post in `source`, and all that is known about it before anything is spoken.

    Raises:
        RefusedPost: it cannot be read; the message names the file and the line.
        BadArguments: a file that all posts share is not right.
    """
    post = reader.read(source.slug, source.files, lang=publication.language)
    tools = workshop(source, publication, shared)
    given = answers(source.files.get(REVIEW), path=f"{source.slug}/{REVIEW}")
    easy = easy_read.make(
        post.document,
        layer=source.files.get(EASY_READ),
        review=source.files.get(REVIEW),
        workshop=tools,
        path=f"{source.slug}/{EASY_READ}",
    )
    edition = Edition(
        document=post.document,
        publication=publication,
        assets={**post.assets, **easy.assets},
        readability=assess(
            post.document,
            words=_unanswered(tools.house, given),
            easier=_easier,
            audience=publication.audience,
        ),
        easy_read=easy.easy_read,
        narration=None,
        easy_narration=None,
        findings=(*post.findings, *settled(easy.findings, given), *given.findings),
        answers=given,
        stale=_stale(post.document, source.files.get(EASY_READ), given),
    )
    return post, edition


def _stale(document: Document, layer: bytes | None, given: Answers) -> tuple[Answer, ...]:
    """The answers about words that neither the post nor its Easy Read holds."""
    texts = [reading.sentence for reading in readings(document)]
    words = {word for sentence in texts for word in _WORD.findall(sentence.text.lower())}
    ideas = easy_read.to_sign(layer) if layer is not None and given.all else ()
    return given.stale(
        [
            *(sentence.fingerprint for sentence in texts),
            *map(word_print, words),
            *(idea.fingerprint for idea in ideas),
        ]
    )


def _unanswered(house: HouseWords, given: Answers) -> HouseWords:
    """`house` without the words that have an answer in this post: there the answer decides."""
    answered = {answer.quote.casefold() for answer in given.all if answer.code == HARD_WORD}
    return msgspec.structs.replace(house, allowed=house.allowed - answered)


def _easier(sentence: str) -> str:
    """`sentence` with the changes that are safe to make unasked."""
    return " ".join(rewrite(sentence).lines)


def workshop(source: PostSource, publication: Publication, shared: Mapping[str, bytes]) -> Workshop:
    """What the Easy Read of this post is made with: house words, own pictures, photographs.

    Raises:
        BadArguments: `words.toml` or `pictures.toml` is not right.
    """
    files = source.files

    def photo(name: str) -> Asset | None:
        return load(name, files[name], place=Place(EASY_READ)) if name in files else None

    house = house_words(shared.get(WORDS, b""))
    return Workshop(house, _own_pictures(shared), photo, publication.contact)


def _own_pictures(shared: Mapping[str, bytes]) -> OwnPictures:
    def picture(name: str) -> Asset | None:
        data = shared.get(f"pictures/{name}") or shared.get(name)
        return load(name, data, place=Place(PICTURES)) if data is not None else None

    return own_pictures(shared.get(PICTURES, b""), load=picture)
