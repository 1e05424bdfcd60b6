"""One post from bytes to bytes: what a worker does, on this machine or another.

Nothing here knows where `sources/` or `dist/` are. The cache folder may differ from machine to
machine: it saves time and never changes a byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from convert import easy_read, formats, reader
from convert.cache import Cache, FolderCache, NoCache
from convert.document import Document, Sentence, SentenceId
from convert.easy_read.house import HouseWords, OwnPictures, Workshop, house_words, own_pictures
from convert.easy_read.making import Made
from convert.edition import Artifact, Asset, EasyReadStatus, Edition, Narration, Need
from convert.errors import RefusedPost
from convert.findings import Finding, Place
from convert.manifest import File, PostEntry, file
from convert.narration import Brief
from convert.orders import Order, Product
from convert.readability.assess import assess
from convert.reader import Post
from convert.reader.pictures import load
from convert.sources import LEXICON, PICTURES, WORDS
from convert.speech.lexicon import Lexicon, parse
from convert.speech.recording import Voicing, narrate
from convert.speech.spoken import spoken, unspeakable, words
from convert.speech.voice import Pace, Speaker, VoiceName, VoiceSettings
from convert.voices import choose

LAYER = "easy-read.md"
REVIEW = "review.toml"


def produce(order: Order) -> Product:
    """The files that `order` asks for, and the post's entry in the manifest.

    Raises:
        RefusedPost: the post cannot be built; the message names the file and the line.
        BadArguments: a format or a voice is not known, or a shared file is not right.
    """
    wanted = {name: formats.load(name) for name in order.formats}
    post = reader.read(order.source.slug, order.source.files, lang=order.publication.language)
    if post.document.meta.withdrawn is not None:
        return Product(_entry(_written(post, order), order, {}))
    needs = frozenset(need for format_ in wanted.values() for need in format_.NEEDS)
    edition = _spoken(_written(post, order), post, order, needs)
    made = {name: tuple(format_.render(edition)) for name, format_ in wanted.items()}
    artifacts = tuple(artifact for group in made.values() for artifact in group)
    return Product(_entry(edition, order, made), _once_each(artifacts))


def _written(post: Post, order: Order) -> Edition:
    """What is known about `post` before anything is spoken."""
    house = house_words(order.shared.get(WORDS, b""))
    easy = _easy_read(post, order, house)
    return Edition(
        document=post.document,
        publication=order.publication,
        assets={**post.assets, **easy.assets},
        readability=assess(post.document, words=house),
        easy_read=easy.easy_read,
        narration=None,
        easy_narration=None,
        findings=(*post.findings, *easy.findings),
    )


def _easy_read(post: Post, order: Order, house: HouseWords) -> Made:
    files = order.source.files

    def photo(name: str) -> Asset | None:
        return load(name, files[name], place=Place(LAYER)) if name in files else None

    return easy_read.make(
        post.document,
        layer=files.get(LAYER),
        review=files.get(REVIEW),
        workshop=Workshop(house, _own_pictures(order.shared), photo, order.publication.contact),
        path=f"{order.source.slug}/{LAYER}",
    )


def _own_pictures(shared: Mapping[str, bytes]) -> OwnPictures:
    def picture(name: str) -> Asset | None:
        data = shared.get(name)
        return load(name, data, place=Place(PICTURES)) if data is not None else None

    return own_pictures(shared.get(PICTURES, b""), load=picture)


# ---------------------------------------------------------------- speech


def _spoken(edition: Edition, post: Post, order: Order, needs: frozenset[Need]) -> Edition:
    """`edition` with its narrations, as far as `needs` asks for them."""
    findings: list[Finding] = []

    def told(
        document: Document,
        pace: Pace,
        *,
        places: Mapping[SentenceId, Place],
        around: Callable[[VoiceName], Sequence[Sentence]] = _nothing,
        notices: tuple[str, ...] = (),
    ) -> Narration | None:
        brief = Brief(order.publication, pace, notices)
        with _speaker(order, pace) as speaker:
            voicing = Voicing(speaker, _words(order, document.lang), _cache(order))
            extra = around(speaker.name)
            made = narrate(document, brief, voicing, places=places, around=extra)
        if isinstance(made, Narration):
            return made
        findings.extend(made)
        return None

    narration = easy_narration = None
    if Need.NARRATION in needs:
        narration = told(
            edition.document,
            Pace.NORMAL,
            places=post.places,
            around=lambda voice: formats.own_words(order.formats, edition, voice),
        )
    if Need.EASY_NARRATION in needs and edition.easy_read is not None:
        easy_narration = told(edition.easy_read.document, Pace.SLOW, places={})
    return msgspec.structs.replace(
        edition,
        narration=narration,
        easy_narration=easy_narration,
        findings=(*edition.findings, *findings),
    )


def _nothing(_voice: VoiceName) -> Sequence[Sentence]:
    return ()


def _speaker(order: Order, pace: Pace) -> Speaker:
    settings = VoiceSettings.at(
        pace,
        speed=order.publication.speed,
        piper_model=Path(order.voice_model) if order.voice_model else None,
        cache_folder=Path(order.cache) / "voices" if order.cache else None,
    )
    return choose(order.voice, settings)


def _words(order: Order, lang: str) -> Callable[[str], str]:
    """What is said for a text in this language; nothing where it cannot be said whole."""
    lexicon = parse(order.shared[LEXICON]) if LEXICON in order.shared else Lexicon.empty()

    def said(text: str) -> str:
        tokens = spoken(text, lang, lexicon)
        return "" if unspeakable(tokens) else words(tokens)

    return said


def _cache(order: Order) -> Cache:
    return FolderCache(Path(order.cache)) if order.cache else NoCache()


# ---------------------------------------------------------------- the entry


def _entry(edition: Edition, order: Order, made: Mapping[str, tuple[Artifact, ...]]) -> PostEntry:
    scored, easy, narration = edition.readability, edition.easy_read, edition.narration
    return PostEntry(
        slug=edition.document.slug,
        meta=edition.document.meta,
        inputs=order.inputs,
        formats=order.formats,
        files=_files(made),
        easy_read=easy.status if easy is not None else EasyReadStatus.NONE,
        signed_by=tuple(sign_off.group for sign_off in easy.signed) if easy is not None else (),
        band=scored.band.value if scored is not None else "",
        score=round(scored.score, 2) if scored is not None else 0.0,
        word_count=scored.word_count if scored is not None else 0,
        voice=narration.voice.credit if narration is not None else "",
        findings=edition.findings,
    )


def _files(made: Mapping[str, tuple[Artifact, ...]]) -> tuple[File, ...]:
    found: dict[str, File] = {}
    for name, artifacts in made.items():
        for artifact in artifacts:
            found.setdefault(artifact.path, file(artifact, name))
    return tuple(found.values())


def _once_each(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """`artifacts` without those that two formats share, such as a picture on two pages."""
    found: dict[str, Artifact] = {}
    for artifact in artifacts:
        same = found.setdefault(artifact.path, artifact)
        if same.data != artifact.data:
            raise RefusedPost(
                f"two formats would write different things to {artifact.path}.",
                next_step="Rename the picture that has the name of another file.",
            )
    return tuple(found.values())
