"""What is handed out: which files of which posts, in which words; for site and feeds alike."""

from __future__ import annotations

from pathlib import PurePosixPath

from convert.edition import EasyReadStatus, may_list
from convert.manifest import File, Manifest, PostEntry
from convert.pages.words import minutes

WEB_PAGE = "text/html"
SOUND = "audio/mpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Files that a person opens, best known first; the rest (pictures, captions) serve these.
OPENED = (
    WEB_PAGE,
    WORD,
    "application/epub+zip",
    SOUND,
    "audio/mp4",
)
BOUND = frozenset(OPENED) - {WEB_PAGE}
"""What a file that holds every post can be."""
KINDS = dict(
    zip(OPENED, ("Web page", "Word document", "E-book", "Sound", "Talking book"), strict=True)
)
PACKS = "packs/"
"""Where zips to hand out lie, each called after its post."""
DRAWINGS = dict(zip(OPENED, ("page", "print", "book", "listen", "listen"), strict=True))
READING_WORDS_A_MINUTE = 200
"""Between the usual 240 and the pace of people who read with effort."""
STATUS = {
    EasyReadStatus.NONE: "",
    EasyReadStatus.DRAFT: "not checked by people yet",
    EasyReadStatus.SIGNED: "checked by people",
}
"""What people have made of an Easy Read, in words."""
_ALONG = "-along.mp3"
"""How the sound of a page ends, which nobody opens by itself."""
# Parts of the site that are for the people who make it.
_FOR_MAKERS = frozenset({"report"})


def posts(manifest: Manifest) -> list[PostEntry]:
    """The posts to list, the newest first."""
    return [entry for entry in manifest.newest_first() if entry.meta.withdrawn is None]


def withdrawn(manifest: Manifest) -> list[PostEntry]:
    """The posts that were taken back, the newest first."""
    return [entry for entry in manifest.newest_first() if entry.meta.withdrawn is not None]


def web_page(entry: PostEntry) -> File | None:
    """The post's own page."""
    return next(
        (file for file in entry.files if PurePosixPath(file.path).name == "index.html"), None
    )


def report(entry: PostEntry) -> File | None:
    """The page that says how hard the post is to read, and why."""
    made = (file for file in entry.files if file.format in _FOR_MAKERS)
    return next((file for file in made if file.media_type == WEB_PAGE), None)


def easy_page(entry: PostEntry, manifest: Manifest) -> File | None:
    """The post's Easy Read page, where it may be listed."""
    pages = (file for file in downloads(entry, manifest) if is_easy_read(file, entry))
    return next((file for file in pages if file.media_type == WEB_PAGE), None)


def downloads(entry: PostEntry, manifest: Manifest) -> list[File]:
    """The files to offer, in the order people look for them."""
    offered = [
        file
        for file in entry.files
        if file.media_type in OPENED
        and file.format not in _FOR_MAKERS
        and not file.path.endswith(_ALONG)
        and (may_list_easy_read(entry, manifest) or not is_easy_read(file, entry))
    ]
    return sorted(offered, key=lambda file: OPENED.index(file.media_type))


def handed_out(entry: PostEntry, manifest: Manifest) -> list[File]:
    """The files that go with the post when it is handed out: the downloads, and what pages need."""
    return [
        file
        for file in entry.files
        if file.format not in _FOR_MAKERS
        and (may_list_easy_read(entry, manifest) or not is_easy_read(file, entry))
    ]


def has_sound(entry: PostEntry, manifest: Manifest) -> bool:
    """Whether the post, or the Easy Read of it that is listed, can be heard."""
    return any(file.media_type == SOUND for file in handed_out(entry, manifest))


def reads_along(entry: PostEntry, manifest: Manifest) -> bool:
    """Whether a page of the post reads itself aloud and shows where it is."""
    return any(file.path.endswith(_ALONG) for file in handed_out(entry, manifest))


def is_easy_read(file: File, entry: PostEntry) -> bool:
    """Whether the file holds the Easy Read words, in whatever format."""
    return PurePosixPath(file.path).name.startswith(f"{entry.slug}-easy-read")


def may_list_easy_read(entry: PostEntry, manifest: Manifest) -> bool:
    """Whether the Easy Read may be listed: people signed it, or need not."""
    return may_list(entry.easy_read, manifest.publication)


def packs(manifest: Manifest) -> dict[str, File]:
    """The zips to hand out, by the name of the post or of the publication."""
    return {
        PurePosixPath(file.path).stem: file
        for file in manifest.files
        if file.path.startswith(PACKS)
    }


def drawing_name(file: File, entry: PostEntry) -> str:
    """The drawing that stands beside the file."""
    if file.media_type == WEB_PAGE and is_easy_read(file, entry):
        return "easy"
    return DRAWINGS.get(file.media_type, "pack")


def size(count: int) -> str:
    """A size in words: "640 bytes", "45 kB", "1.2 MB" (thousands, as file managers count)."""
    if count < 1_000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{round(count / 1_000)} kB"
    return f"{count / 1_000_000:.1f} MB"


def weight(file: File) -> str:
    """How long and how big a file is."""
    return f"{minutes(file.duration)}, {size(file.bytes)}" if file.duration else size(file.bytes)
