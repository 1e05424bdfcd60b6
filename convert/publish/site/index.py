"""The front page: every post with every way to read it, how long it is and how big."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from convert.days import day
from convert.edition import Artifact, EasyReadStatus
from convert.manifest import File, Manifest, PostEntry
from convert.pages.page import Feed, Page, drawing, drawings, render
from convert.pages.words import linked, minutes
from convert.pages.xhtml import Child, Element, element
from convert.plain.readability.model import Band
from convert.publish import listing

PATH = "index.html"
OVERVIEW = "readability/index.html"
MANY = 50
"""Posts from which on a browser need not lay out the whole list at once."""
OPDS = "application/atom+xml;profile=opds-catalog;kind=acquisition"
RSS = "application/rss+xml"

# What people ask for, the format or trait that gives it, and the words on the page.
_FILTERS = (
    ("easy-read", "Easy Read"),
    ("audio", "Sound"),
    ("large-print", "Large print"),
    ("epub", "E-book"),
    ("easy-words", "Easy words"),
    ("checked", "Easy Read checked by people"),
)
_TRAITS: Mapping[str, Callable[[PostEntry], bool]] = {
    "easy-words": lambda entry: entry.band == Band.EASY,
    "checked": lambda entry: entry.easy_read is EasyReadStatus.SIGNED,
}
"""What is no format of its own, and which posts have it."""


def artifact(manifest: Manifest) -> Artifact:
    """`index.html`."""
    publication = manifest.publication
    page = Page(
        title=publication.title,
        main=tuple(_main(manifest)),
        publication=publication,
        path=PATH,
        lang=publication.language,
        styles=("index.css",),
        scripts=("index.js",),
        feeds=_feeds(manifest),
    )
    return Artifact(path=PATH, data=render(page), media_type="text/html", title="All posts")


def _main(manifest: Manifest) -> list[Child]:
    posts = listing.posts(manifest)
    title = element("h1", manifest.publication.title)
    if not posts:
        none = element("p", "There are no posts yet.", class_="notice")
        return [title, none, _withdrawn(manifest)]
    packs = listing.packs(manifest)
    return [
        drawings(dict.fromkeys(("easy", "pack", *listing.DRAWINGS.values()))),
        title,
        element(
            "p",
            "You can read each post here in more than one way. Choose what is best for you.",
            class_="lead",
        ),
        _ask(manifest),
        _finder(posts, manifest) if len(posts) > 1 else None,
        element(
            "ol",
            *(_post(entry, manifest, packs.get(entry.slug)) for entry in posts),
            class_="posts many" if len(posts) > MANY else "posts",
            id="page-posts",
        ),
        element(
            "p", "No post fits. Try another word, or untick a box.", id="page-none", hidden=True
        ),
        _together(manifest),
        _withdrawn(manifest),
        _follow(manifest),
    ]


def _finder(posts: Sequence[PostEntry], manifest: Manifest) -> Element:
    """The search box and the filters; the page's script shows them and does the finding."""
    filters = list(_filters(posts, manifest))
    return element(
        "search",
        element(
            "div",
            element("label", "Find a post", for_="page-find"),
            element("input", type="search", id="page-find", autocomplete="off"),
            class_="find",
        ),
        element(
            "fieldset",
            element("legend", "Only show posts with"),
            *(
                element(
                    "label", element("input", type="checkbox", value=name), words, class_="tick"
                )
                for name, words in filters
            ),
        )
        if filters
        else None,
        element("p", f"{len(posts)} posts", id="page-count", role="status"),
        class_="finder",
        hidden=True,
    )


def _filters(posts: Sequence[PostEntry], manifest: Manifest) -> Iterator[tuple[str, str]]:
    """The filters that find something; a trait that all posts have tells none from another."""
    counts = Counter(name for entry in posts for name in _offers(entry, manifest))
    for name, words in _FILTERS:
        if counts[name] and not (name in _TRAITS and counts[name] == len(posts)):
            yield name, words


def _offers(entry: PostEntry, manifest: Manifest) -> list[str]:
    """The formats of the files that the post offers, and its traits."""
    formats = {file.format for file in listing.downloads(entry, manifest)}
    return sorted(formats | {name for name, has in _TRAITS.items() if has(entry)})


def _ask(manifest: Manifest) -> Element | None:
    """How to ask for another format, before the long list and not only after it."""
    contact = manifest.publication.contact
    if not contact:
        return None
    return element("p", "Do you want a post in another way? Ask us: ", *linked(contact))


def _post(entry: PostEntry, manifest: Manifest, pack: File | None) -> Element:
    files = listing.downloads(entry, manifest)
    easy = [file for file in files if listing.is_easy_read(file, entry)]
    full = [file for file in files if file not in easy]
    return element(
        "li",
        element("h2", _title(entry), lang=_lang(entry, manifest)),
        element("p", *_about(entry), class_="quiet"),
        element("p", entry.meta.summary, lang=_lang(entry, manifest))
        if entry.meta.summary
        else None,
        element(
            "div",
            _ways("The full post", full, entry),
            _ways(f"Easy Read, {listing.STATUS[entry.easy_read]}", easy, entry) if easy else None,
            class_="groups",
        ),
        element("ul", element("li", _download(pack, entry)), class_="ways") if pack else None,
        id=f"post-{entry.slug}",
        data_formats=" ".join(_offers(entry, manifest)),
    )


def _ways(heading: str, files: list[File], entry: PostEntry) -> Element | None:
    if not files:
        return None
    return element(
        "div",
        element("h3", heading),
        element("ul", *(element("li", _download(file, entry)) for file in files), class_="ways"),
    )


def _lang(entry: PostEntry, manifest: Manifest) -> str | None:
    """The post's language, where it is not the page's."""
    return entry.meta.lang if entry.meta.lang != manifest.publication.language else None


def _download(file: File, entry: PostEntry) -> Element:
    """A link that says on its own where it leads (WCAG 2.4.9)."""
    return element(
        "a",
        drawing(listing.drawing_name(file, entry)),
        element(
            "span",
            file.title,
            element("span", f", {entry.meta.title}, ", class_="for-ears"),
            element("small", listing.weight(file)),
        ),
        href=file.path,
    )


def _title(entry: PostEntry) -> Child:
    page = listing.web_page(entry)
    return element("a", entry.meta.title, href=page.path) if page else entry.meta.title


def _about(entry: PostEntry) -> list[Child]:
    parts = [day(entry.meta.date), entry.meta.author]
    if entry.word_count:
        parts.append(f"{minutes(60 * entry.word_count / listing.READING_WORDS_A_MINUTE)} to read")
    words = " · ".join(filter(None, parts))
    return [words, " · ", _band(entry)] if entry.band else [words]


def _band(entry: PostEntry) -> Child:
    """How hard the post is, leading to the reasons where there is a report."""
    report = listing.report(entry)
    if report is None:
        return entry.band
    of_what = element("span", f", and why: {entry.meta.title}", class_="for-ears")
    return element("a", entry.band, of_what, href=report.path)


def _together(manifest: Manifest) -> Element | None:
    """Files that hold every post, and the page that says which posts to look at first."""
    books = [file for file in manifest.files if file.media_type in listing.BOUND]
    packs = listing.packs(manifest).items()
    books.extend(file for name, file in packs if name not in manifest.posts)
    overview = next((file for file in manifest.files if file.path == OVERVIEW), None)
    if not books and overview is None:
        return None
    items = [element("li", _book(file)) for file in books]
    if overview is not None:
        words = "How easy each post is to read"
        link = element("a", drawing("page"), element("span", words), href=overview.path)
        items.append(element("li", link))
    return element(
        "section",
        element("h2", "All posts together", id="page-together"),
        element("ul", *items, class_="ways"),
        aria_labelledby="page-together",
    )


def _book(file: File) -> Element:
    words = element("span", file.title, element("small", listing.weight(file)))
    name = listing.DRAWINGS.get(file.media_type, "pack")
    return element("a", drawing(name), words, href=file.path)


def _withdrawn(manifest: Manifest) -> Element | None:
    entries = listing.withdrawn(manifest)
    if not entries:
        return None
    return element(
        "section",
        element("h2", "Posts we took back", id="page-withdrawn"),
        element("ul", *map(_taken_back, entries)),
        aria_labelledby="page-withdrawn",
    )


def _taken_back(entry: PostEntry) -> Element:
    withdrawal = entry.meta.withdrawn
    assert withdrawal is not None
    title = element("strong", entry.meta.title, lang=entry.meta.lang)
    return element("li", title, f", taken back on {day(withdrawal.date)}. {withdrawal.reason}")


# ---------------------------------------------------------------- feeds


def _feeds(manifest: Manifest) -> tuple[Feed, ...]:
    """The feeds that there are; without an address of our own there are none."""
    if not manifest.publication.base_url:
        return ()
    sounds = {
        listing.is_easy_read(file, entry)
        for entry in listing.posts(manifest)
        for file in listing.downloads(entry, manifest)
        if file.media_type == listing.SOUND
    }
    feeds = [
        Feed("feeds/posts.xml", "application/atom+xml", "New posts, for news readers"),
        Feed("feeds/opds.xml", OPDS, "E-books, for reading apps"),
    ]
    if False in sounds:
        feeds.append(Feed("feeds/podcast.xml", RSS, "Podcast of the posts"))
    if True in sounds:
        feeds.append(Feed("feeds/podcast-easy-read.xml", RSS, "Podcast in Easy Read"))
    return tuple(feeds)


def _follow(manifest: Manifest) -> Element | None:
    """How to get new posts without coming back here."""
    feeds = _feeds(manifest)
    if not feeds:
        return None
    return element(
        "section",
        element("h2", "Get new posts as they come", id="page-follow"),
        element("p", "Copy an address into your podcast app, reading app or news reader."),
        element("ul", *(element("li", element("a", feed.title, href=feed.path)) for feed in feeds)),
        aria_labelledby="page-follow",
    )
