"""Checks of e-books: each fault put in on purpose is found, and a good book has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from convert.checks import epub
from convert.checks.epub_reports import ace_findings, epubcheck_findings
from convert.checks.epub_talk import seconds
from convert.checks.epub_tools import ACE, EPUBCHECK, Absent, Ready, Tool, verdict
from convert.edition import Edition
from convert.files.archive import Member, pack, unpack
from convert.files.cache import FolderCache, NoCache
from convert.findings import Finding, Level, Place
from convert.settings import Certifier, Publication
from convert.source.reader import Post
from tests import tools
from tests.epub_books import changed, kitchen_sink, narrated, rendered, silent, talking_book

CASES = Path(__file__).parent / "cases" / "epub"


def codes(book: bytes) -> set[str]:
    return {finding.code for finding in epub.check(book, path="book.epub")}


def without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1, flags=re.DOTALL)


def swap(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1, flags=re.DOTALL)


PAR = r"<par>\s*<text src=\"post.xhtml#{}\"/>.*?</par>\s*"
OPF_META = r"<meta property=\"{}\"[^>]*>[^<]*</meta>\s*"

FAULTS: tuple[tuple[str, str, str, Callable[[str], str]], ...] = (
    ("epub-broken", "a page is not well-formed", "post.xhtml", without("</body>")),
    ("epub-broken", "the package is lost", "container.xml", swap("content.opf", "lost.opf")),
    ("epub-archive", "another kind of file", "mimetype", swap("epub", "zip")),
    ("epub-language", "a page names no language", "post.xhtml", without(' lang="en-GB" xml:lang="en-GB"')),
    ("epub-language", "the package names none", "content.opf", without(' xml:lang="en-GB"')),
    ("epub-language", "the book names none", "content.opf", without("<dc:language>.*?</dc:language>")),
    ("epub-language", "a phrase in two languages", "post.xhtml", swap('xml:lang="cy"', 'xml:lang="fr"')),
    ("epub-title", "a page without title", "nav.xhtml", without("<title>.*?</title>")),
    ("epub-title", "a book without title", "content.opf", without("<dc:title>.*?</dc:title>")),
    ("epub-alt", "a picture without words", "post.xhtml", without(' alt="Five[^"]*"')),
    ("epub-alt", "a picture with empty words", "post.xhtml", swap(' alt="Five[^"]*"', ' alt=""')),
    ("epub-alt", "decoration that speaks", "post.xhtml", swap(' alt="" role', ' alt="a line" role')),
    ("epub-ids", "two elements of one name", "post.xhtml", swap('id="intro-s2"', 'id="intro-s1"')),
    ("epub-references", "a picture that is not there", "post.xhtml", swap('src="image-1.svg"', 'src="image-9.svg"')),
    ("epub-references", "a line of contents that leads nowhere", "nav.xhtml", swap("#what-is-inside", "#what-is-lost")),
    ("epub-references", "a picture from elsewhere", "post.xhtml", swap('src="image-1.svg"', 'src="https://example.org/a.svg"')),
    ("epub-headings", "a level skipped", "post.xhtml", swap(r"<h2 id=\"what-is-inside\">(.*?)</h2>", r'<h3 id="what-is-inside">\1</h3>')),
    ("epub-headings", "a heading without words", "about.xhtml", swap(">Listening<", "><")),
    ("epub-tables", "a header without words", "post.xhtml", swap(r'<th scope="col"([^>]*)>.*?</th>', r'<th scope="col"\1></th>')),
    ("epub-tables", "a header of nothing", "post.xhtml", without(' scope="col"')),
    ("epub-tables", "no headers at all", "post.xhtml", lambda text: text.replace("<th ", "<td ").replace("</th>", "</td>")),
    ("epub-contents", "a heading left out", "nav.xhtml", without(r"<li[^>]*><a href=\"[^\"]*#a-wide-table\"[^>]*>[^<]*</a></li>")),
    ("epub-contents", "no landmarks", "nav.xhtml", without(r"<nav aria-label=\"Landmarks\".*?</nav>")),
    ("epub-contents", "no list of contents", "content.opf", without(' properties="nav"')),
    ("epub-notes", "no way back", "post.xhtml", swap('role="doc-backlink"', 'role="link"')),
    ("epub-notes", "a note nobody points to", "post.xhtml", swap(r'href="#note-2"', 'href="#note-1"')),
    ("epub-metadata", "no hazards", "content.opf", without(OPF_META.format("schema:accessibilityHazard"))),
    ("epub-metadata", "no summary", "content.opf", without(OPF_META.format("schema:accessibilitySummary"))),
    ("epub-honest-metadata", "alternative text unsaid", "content.opf", without(r"<meta property=\"schema:accessibilityFeature\">alternativeText</meta>")),
    ("epub-honest-metadata", "sound as a mode", "content.opf", swap(">textual</meta>", ">auditory</meta>")),
    ("epub-honest-metadata", "pictures unsaid", "content.opf", without(r"<meta property=\"schema:accessMode\">visual</meta>")),
    ("epub-conformance", "a claim with nobody behind it", "content.opf", swap("</metadata>", '<meta property="dcterms:conformsTo" id="c">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta></metadata>')),
    ("epub-conformance", "a name without a claim", "content.opf", swap("</metadata>", '<meta property="a11y:certifiedBy" refines="#c">We</meta></metadata>')),
    ("epub-active", "a script", "post.xhtml", swap("</body>", "<script>1</script></body>")),
    ("epub-active", "a script in an attribute", "post.xhtml", swap("<body>", '<body onload="x()">')),
    ("overlay-targets", "sound for nothing", "post.smil", swap("#intro-s2", "#intro-s99")),
    ("overlay-targets", "no such sound", "post.smil", swap('"post.mp3"', '"lost.mp3"')),
    ("overlay-targets", "no end", "post.smil", without(' clipEnd="[^"]*"')),
    ("overlay-order", "two clips changed about", "post.smil", swap("#intro-s2(.*?)#intro-s3", r"#intro-s3\1#intro-s2")),
    ("overlay-times", "an end before the start", "post.smil", swap(r'clipEnd="0:00:01', 'clipEnd="0:00:00')),
    ("overlay-times", "after the sound has ended", "post.smil", swap(r'clipEnd="0:00:01', 'clipEnd="0:30:01')),
    ("overlay-times", "two at once", "post.smil", swap(r'clipBegin="0:00:02', 'clipBegin="0:00:01')),
    ("overlay-gaps", "a hole in the sound", "post.smil", without(PAR.format("intro-s3"))),
    ("overlay-durations", "a wrong length of a page", "content.opf", swap('refines="#overlay-post-kitchen-sink">0:0.', 'refines="#overlay-post-kitchen-sink">0:07')),
    ("overlay-durations", "a wrong total", "content.opf", swap('<meta property="media:duration">0:0.', '<meta property="media:duration">0:09')),
    ("overlay-durations", "no length of a page", "content.opf", without(r'<meta property="media:duration" refines="#overlay-post-kitchen-sink">[^<]*</meta>')),
    ("overlay-whole", "sound unsaid", "content.opf", without(r"<meta property=\"schema:accessibilityFeature\">synchronizedAudioText</meta>")),
    ("overlay-whole", "a sentence nobody says", "post.smil", without(PAR.format("intro-s3"))),
    ("overlay-whole", "a picture nobody describes", "post.smil", without(r"<seq epub:type=\"figure\".*?</seq>")),
    ("overlay-whole", "a note mark nobody says", "post.smil", without(r"<par epub:type=\"noteref\">.*?</par>")),
    ("overlay-whole", "a page of contents nobody says", "content.opf", without(' media-overlay="overlay-nav"')),
    ("overlay-nesting", "a table that cannot be left", "post.smil", swap('epub:type="table"', 'epub:type="chapter"')),
    ("overlay-nesting", "a list that is flat", "post.smil", without('epub:type="list" ')),
    ("overlay-narrator", "no narrator", "content.opf", without(OPF_META.format("media:narrator"))),
    ("overlay-style", "no style for what is read", "style.css", swap(r"\.reading-now \{", ".reading-then {")),
    ("overlay-style", "words that move", "style.css", swap(r"\.reading-now \{", ".reading-now { font-weight: 700;")),
    ("overlay-style", "too little contrast", "style.css", swap("color: #000000", "color: #777777")),
    ("overlay-style", "a colour by name", "style.css", swap("color: #000000", "color: black")),
    ("overlay-style", "no class named", "content.opf", without(OPF_META.format("media:active-class"))),
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "change"),
    [pytest.param(code, name, change, id=f"{code}: {what}") for code, what, name, change in FAULTS],
)
def test_a_seeded_fault_is_found(code: str, name: str, change: Callable[[str], str]) -> None:
    assert code in codes(changed(talking_book(), name, change))


def test_every_rule_has_a_seeded_fault() -> None:
    assert {rule.code for rule in epub.RULES} | {epub.BROKEN} == {code for code, *_ in FAULTS}


@pytest.mark.parametrize("name", ["post", "long"])
@pytest.mark.parametrize("make", [narrated, silent])
def test_a_good_book_has_no_fault(make: Callable[[Post], Edition], name: str) -> None:
    assert codes(rendered(make(kitchen_sink(name)))) == set()


def test_a_book_with_a_claim_and_a_name_has_no_fault() -> None:
    publication = Publication(
        conformance="EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        certifier=Certifier("The Makers", "Tested often", "https://example.org/report"),
    )

    assert set() == codes(rendered(silent(kitchen_sink(), publication)))


def test_a_claim_that_is_misspelt_is_found() -> None:
    publication = Publication(conformance="WCAG 2.2 AA", certifier=Certifier("The Makers"))

    assert {"epub-conformance"} == codes(rendered(silent(kitchen_sink(), publication)))


def test_an_alternative_text_claimed_without_pictures_is_found() -> None:
    claim = '<meta property="schema:accessibilityFeature">{}</meta></metadata>'
    bare = changed(
        rendered(silent(kitchen_sink())), "post.xhtml", lambda t: re.sub(r"<img[^>]*/>", "", t)
    )
    told = changed(
        rendered(silent(kitchen_sink())),
        "content.opf",
        swap("</metadata>", claim.format("synchronizedAudioText")),
    )

    assert "epub-honest-metadata" in codes(bare)
    assert "overlay-whole" in codes(told)


def test_a_length_without_sound_is_found() -> None:
    length = '<meta property="media:duration">0:01:00</meta></metadata>'
    book = changed(rendered(silent(kitchen_sink())), "content.opf", swap("</metadata>", length))

    assert "overlay-durations" in codes(book)


def test_a_compressed_mimetype_is_found() -> None:
    members = unpack(talking_book())
    late = pack((*members[1:], members[0]))

    assert "epub-archive" in codes(late)


def test_a_damaged_file_is_found_by_name() -> None:
    book = bytearray(talking_book())
    at = book.index(b"EPUB/posts/kitchen-sink/post.mp3") + 5000
    book[at] ^= 0xFF

    (found,) = epub.check(bytes(book), path="book.epub")

    assert found.code == "epub-broken"
    assert "post.mp3 is damaged" in found.message


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 torn", pack([Member("mimetype", b"x")])])
def test_what_is_no_book_is_said_to_be_none(data: bytes) -> None:
    assert {"epub-broken"} == codes(data)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("0:00:01.250", 1.25), ("1:02:03", 3723.0), ("02:03.5", 123.5), ("12.5s", 12.5),
     ("500ms", 0.5), ("2min", 120.0), ("7", 7.0), ("PT12S", None), ("", None)],
)  # fmt: skip
def test_clock_values_are_read_as_smil_says(clock: str, expected: float | None) -> None:
    assert expected == seconds(clock)


def test_findings_say_which_file_and_line() -> None:
    (found,) = epub.check(
        changed(talking_book(), "post.xhtml", without(' alt="Five[^"]*"')), path="posts/a/a.epub"
    )

    assert found.place.path == "posts/a/a.epub/EPUB/posts/kitchen-sink/post.xhtml"
    assert found.place.line > 0
    assert found.quote == "image-1.svg"
    assert found.next_step


# ---------------------------------------------------------------- outside checkers


def test_every_code_is_explained() -> None:
    assert all(rule.code in epub.CODES for rule in epub.RULES)
    assert all(text.endswith((".", ")")) for text in epub.CODES.values())


def test_a_stored_epubcheck_report_becomes_findings() -> None:
    found = epubcheck_findings((CASES / "epubcheck.json").read_bytes())

    assert [finding.level for finding in found] == [Level.ERROR, Level.WARNING]
    assert found[0].message.startswith("RSC-012: ")
    assert found[0].place == Place("EPUB/nav.xhtml", 3, 420)


def test_a_stored_ace_report_becomes_findings() -> None:
    found = ace_findings((CASES / "ace.json").read_bytes())

    assert [finding.code for finding in found] == ["ace", "ace-metadata"]
    assert found[0].place == Place("posts/kitchen-sink/post.xhtml")
    assert "schema:accessibilitySummary" in found[1].message


def test_a_missing_checker_is_not_run() -> None:
    gone = Tool("Gone", lambda: Absent("it is not installed", "Install it."))

    (found,) = verdict(gone, b"book", path="a.epub", cache=NoCache())

    assert found.level is Level.NOT_RUN
    assert found.next_step == "Install it."


@pytest.mark.parametrize(
    "command", [["/no/such/program"], ["true"], ["sh", "-c", "echo broken > $0/r; exit 1"]]
)
def test_a_checker_without_a_report_is_not_run(command: list[str]) -> None:
    ready = Ready("1", lambda _book, out: [*command, str(out)], "r", epubcheck_findings)

    (found,) = verdict(Tool("Odd", lambda: ready), b"book", path="a.epub", cache=NoCache())

    assert found.level is Level.NOT_RUN


def test_a_file_is_looked_at_once_by_each_version(tmp_path: Path) -> None:
    runs: list[str] = []

    def tool(version: str) -> Tool:
        def command(_book: Path, out: Path) -> list[str]:
            runs.append(version)
            report = '{"messages":[{"ID":"X-1","severity":"ERROR","message":"odd"}]}'
            return ["sh", "-c", f"echo '{report}' > {out}/r"]

        return Tool("Odd", lambda: Ready(version, command, "r", epubcheck_findings))

    cache = FolderCache(tmp_path)
    first = verdict(tool("1"), b"book", path="a.epub", cache=cache)
    moved = verdict(tool("1"), b"book", path="b.epub", cache=cache)
    verdict(tool("1"), b"another book", path="a.epub", cache=cache)
    verdict(tool("2"), b"book", path="a.epub", cache=cache)

    assert runs == ["1", "1", "2"]
    assert [finding.place.path for finding in first] == ["a.epub"]
    assert [finding.place.path for finding in moved] == ["b.epub"]


@pytest.mark.external
@pytest.mark.parametrize(
    ("make", "name"), [(narrated, "post"), (silent, "post"), (narrated, "long")]
)
def test_epubcheck_finds_nothing(make: Callable[[Post], Edition], name: str) -> None:
    tools.java()

    assert _findings(EPUBCHECK, rendered(make(kitchen_sink(name)))) == []


@pytest.mark.external
@pytest.mark.parametrize(
    ("make", "name"), [(narrated, "post"), (silent, "post"), (narrated, "long")]
)
def test_ace_finds_nothing(make: Callable[[Post], Edition], name: str) -> None:
    _ace_is_here()

    assert _findings(ACE, rendered(make(kitchen_sink(name)))) == []


@pytest.mark.external
def test_outside_checkers_see_a_broken_book() -> None:
    tools.java()
    _ace_is_here()
    book = changed(talking_book(), "post.xhtml", without(' alt="Five[^"]*"'))
    torn = changed(book, "nav.xhtml", swap("#what-is-inside", "#what-is-lost"))

    assert _findings(EPUBCHECK, torn)
    assert _findings(ACE, book)


def _ace_is_here() -> None:
    tools.node()
    tools.chromium()
    tools.checker("@daisy/ace-cli")


def _findings(tool: Tool, book: bytes) -> list[Finding]:
    return verdict(tool, book, path="book.epub", cache=NoCache())
