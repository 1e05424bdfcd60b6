"""One post from bytes to bytes: what a worker does, on this machine or another.

Nothing here knows where `sources/` or `dist/` are. The cache folder may differ from machine to
machine: it saves time and never changes a byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec

from convert import formats
from convert.document import Document, Sentence, SentenceId
from convert.edition import Artifact, EasyReadStatus, Edition, Narration, Need, recording_path
from convert.errors import RefusedPost
from convert.files.cache import Cache, FolderCache, NoCache
from convert.findings import Finding, Place
from convert.jobs.editing import written
from convert.jobs.orders import Order, Product
from convert.manifest import File, PostEntry, file
from convert.source.names import LEXICON
from convert.source.reader import Post
from convert.speech.lexicon import Lexicon, parse
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate, said_in
from convert.speech.voice import Pace, Speaker, VoiceName, VoiceSettings
from convert.voices import choose

NOTICES: Mapping[EasyReadStatus, tuple[str, ...]] = {
    EasyReadStatus.NONE: (),
    EasyReadStatus.DRAFT: (
        "This is a draft.",
        "Nobody has checked it yet.",
        "It may have mistakes.",
    ),
    EasyReadStatus.SIGNED: (),
}
"""What a listener to Easy Read hears first, as its page says at the top."""


def produce(order: Order) -> Product:
    """The files that `order` asks for, and the post's entry in the manifest.

    Raises:
        RefusedPost: the post cannot be built; the message names the file and the line.
        BadArguments: a format or a voice is not known, or a shared file is not right.
    """
    wanted = {name: formats.load(name) for name in order.formats}
    # Pages link to what is made with them: what was not asked for may not be there.
    publication = msgspec.structs.replace(order.publication, formats=order.formats)
    post, edition = written(order.source, publication, order.shared)
    if post.document.meta.withdrawn is not None:
        return Product(_entry(edition, order, {}))
    needs = frozenset(need for format_ in wanted.values() for need in format_.NEEDS)
    edition = _spoken(edition, post, order, needs)
    made = {name: tuple(format_.render(edition)) for name, format_ in wanted.items()}
    artifacts = tuple(artifact for group in made.values() for artifact in group)
    if Need.CHAPTER in needs:
        _prepare_chapter(artifacts, order)
    return Product(_entry(edition, order, made), _once_each(artifacts))


# ---------------------------------------------------------------- speech


def is_spoken(names: Sequence[str]) -> bool:
    """Whether one of these formats needs a voice."""
    needs = frozenset(need for name in names for need in formats.load(name).NEEDS)
    return bool(needs & {Need.NARRATION, Need.EASY_NARRATION})


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
        with closing(_speaker(order, pace)) as speaker:
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
        easy_narration = told(
            edition.easy_read.document,
            Pace.SLOW,
            places={},
            notices=NOTICES[edition.easy_read.status],
        )
    return msgspec.structs.replace(
        edition,
        narration=narration,
        easy_narration=easy_narration,
        findings=(*edition.findings, *findings),
    )


def _prepare_chapter(artifacts: Sequence[Artifact], order: Order) -> None:
    """Encode the recording for the talking book here, where posts are made side by side."""
    own = recording_path(order.source.slug)
    for artifact in artifacts:
        if order.cache and artifact.path == own:
            from convert.speech import m4b  # noqa: PLC0415  most formats do not need it

            m4b.chapter(m4b.digest(artifact.data), partial(bytes, artifact.data), _cache(order))


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
    """What is said for a text in this language, names as the publication's lexicon says them."""
    lexicon = parse(order.shared[LEXICON]) if LEXICON in order.shared else Lexicon.empty()
    return said_in(lang, lexicon)


def _cache(order: Order) -> Cache:
    return FolderCache(Path(order.cache)) if order.cache else NoCache()


# ---------------------------------------------------------------- the entry


def _entry(edition: Edition, order: Order, made: Mapping[str, tuple[Artifact, ...]]) -> PostEntry:
    scored, easy, narration = edition.readability, edition.easy_read, edition.narration
    is_signed = easy is not None and easy.status is EasyReadStatus.SIGNED
    return PostEntry(
        slug=edition.document.slug,
        meta=edition.document.meta,
        inputs=order.inputs,
        formats=order.formats,
        files=_files(made),
        easy_read=easy.status if easy is not None else EasyReadStatus.NONE,
        signed_by=tuple(s.group for s in easy.signed) if easy is not None and is_signed else (),
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
