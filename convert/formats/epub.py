"""The e-book: EPUB 3 that reads itself aloud where there is a narration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import msgspec

from convert.edition import Artifact, Edition, Need
from convert.files.archive import Member, pack
from convert.formats.epub_parts import access, packaging, post, record
from convert.formats.epub_parts.binding import ReadBook, bind, part_files
from convert.formats.epub_parts.book import (
    AROUND_SOUND,
    POST_SOUND,
    Book,
    book,
    identity,
    own_words,
)
from convert.formats.epub_parts.described import durations as overlay_durations
from convert.formats.epub_parts.described import package_of, record_of
from convert.formats.epub_parts.files import (
    SOUND_TYPE,
    common_files,
    cover_image,
    given,
    media_properties,
    page_files,
)
from convert.formats.epub_parts.packaging import File
from convert.settings import Publication

__all__ = ["NEEDS", "TITLE", "Collection", "collection", "own_words", "render"]

TITLE = "E-book (EPUB)"
TALKING_TITLE = "E-book that reads itself aloud (EPUB)"
COLLECTION_TITLE = "All posts in one e-book (EPUB)"
NEEDS = frozenset({Need.NARRATION})
# No post can have this name: a slash is no part of a slug.
_WHOLE = "/collection"


def render(edition: Edition) -> Iterable[Artifact]:
    """One post as an EPUB; with sound and highlighting where the post was narrated."""
    made = book(edition)
    slug = edition.document.slug
    of_post = tuple(_post_files(made, edition))
    files = (
        *page_files(made.frame.cover, made.overlays),
        *page_files(made.frame.contents, made.overlays),
        *of_post,
        *page_files(made.frame.about, made.overlays),
        cover_image(edition.document.title.text, edition.publication.publisher),
        *_around_file(made.around),
        *common_files(),
    )
    members = packaging.members(package_of(made, edition), files, made.frame.entries)
    kept = Member(record.NAME, record.encode(record_of(made, edition, of_post)))
    yield Artifact(
        path=f"posts/{slug}/{slug}.epub",
        data=pack(chain(members, (kept,))),
        media_type=packaging.MEDIA_TYPE,
        title=TALKING_TITLE if made.overlays else TITLE,
        duration=made.duration,
        made_by=packaging.MADE_BY,
    )


class Collection(msgspec.Struct, frozen=True):
    """All posts in one book; `members` can be gone through once, holding one post at a time."""

    path: str
    members: Iterator[Member]
    media_type: str
    title: str
    duration: float
    made_by: str
    left_out: tuple[int, ...] = ()
    """Books that another version of the program made, by their places in what was given."""


def collection(publication: Publication, books: Sequence[ReadBook]) -> Collection:
    """The finished e-books of posts as one book, in the order given.

    Each of `books` gives the bytes of one that `render` made, and is called twice. Sounds are
    those of the posts: nothing is spoken again.

    Raises:
        RefusedPost: all of the books were made by another version of the program.
    """
    bound = bind(publication, books)
    records = [part.record for part in bound.parts]
    durations = overlay_durations(bound.overlays) | {
        name: seconds for known in records for name, seconds in known.durations.items()
    }
    narrators = tuple(dict.fromkeys(known.narrator for known in records if known.narrator))
    files = (
        *page_files(bound.frame.cover, bound.overlays),
        *page_files(bound.frame.contents, bound.overlays),
        *part_files(bound.parts),
        *page_files(bound.frame.about, bound.overlays),
        cover_image(publication.title, publication.publisher),
        *_around_file(bound.around),
        *common_files(),
    )
    described = packaging.About(
        identifier=identity(publication.id, _WHOLE),
        title=publication.title,
        lang=publication.language,
        other_languages=tuple(
            dict.fromkeys(known.lang for known in records if known.lang != publication.language)
        ),
        modified=max(known.modified for known in records),
        published=max(known.published for known in records),
        creators=tuple(dict.fromkeys(name for known in records for name in known.creators)),
        publisher=publication.publisher,
        properties=(
            *access.properties(bound.facts, publication),
            *media_properties(durations, narrators=narrators),
        ),
        links=tuple(access.links(publication)),
    )
    return Collection(
        path=f"collection/{publication.id}.epub",
        members=packaging.members(described, files, bound.frame.entries),
        media_type=packaging.MEDIA_TYPE,
        title=COLLECTION_TITLE,
        duration=sum(durations.values()),
        made_by=packaging.MADE_BY,
        left_out=bound.left_out,
    )


def _post_files(made: Book, edition: Edition) -> Iterator[File]:
    document = edition.document
    yield from page_files(made.text, made.overlays)
    paths = post.image_paths(document, edition.assets)
    for number, (source, path) in enumerate(paths.items(), start=1):
        asset = edition.assets[source]
        name = f"image-{document.slug}-{number}"
        yield File(name, path, asset.media_type, given(asset.data))
    if made.sound and made.text.id in made.overlays:
        path = f"{post.folder(document)}/{POST_SOUND}"
        yield File(f"sound-{document.slug}", path, SOUND_TYPE, given(made.sound))


def _around_file(sound: bytes) -> Iterator[File]:
    if sound:
        yield File("sound-around", AROUND_SOUND, SOUND_TYPE, given(sound))
