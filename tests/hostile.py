"""Posts and settings made to do harm, each with what must become of it: a table to add to.

A post is its files by name. It is `Refused` with these words at this line, or `Harmless`: then
its page shows these words, and no output holds those bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple


class Refused(NamedTuple):
    """The post is refused with words that hold `reason`, at `place` in its folder."""

    reason: str
    place: str = "post.md"


class Harmless(NamedTuple):
    """The post is built; its page shows `shows`, and no file holds `never`."""

    shows: str = "End of the post."
    never: tuple[bytes, ...] = ()


class Hostile(NamedTuple):
    """The files of a post's folder and what must become of it."""

    files: Mapping[str, bytes]
    outcome: Refused | Harmless


HEAD = "title: A post\ndate: 2024-05-01"
END = "End of the post."


def post(body: str, front: str = HEAD, **files: bytes) -> dict[str, bytes]:
    """A post with this body; `cup_png=…` is a file `cup.png` beside it."""
    text = f"---\n{front}\n---\n\n{body}\n\n{END}\n"
    return {"post.md": text.encode("utf-8", "surrogatepass"), **_named(files)}


def _named(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name.replace("_", "."): data for name, data in files.items()}


def front(lines: str) -> dict[str, bytes]:
    """A post with these lines in its front matter besides a title and a date."""
    return post("Text.", f"{HEAD}\n{lines}")


def png(width: int, height: int, rows: bytes | None = None) -> bytes:
    """A black PNG that says it has this many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(
        bytes(1 + (width + 7) // 8) * min(height, 2000) if rows is None else rows
    )
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def svg(inside: str, *, before: str = "", attributes: str = "") -> bytes:
    """A drawing with this inside it."""
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {space} width="9" height="9" {attributes}>{inside}</svg>'.encode()


def drawing(data: bytes) -> dict[str, bytes]:
    """A post that shows this drawing."""
    return post("![A drawing](a.svg)", a_svg=data)


def picture(target: str, **files: bytes) -> dict[str, bytes]:
    """A post that shows the picture `target`."""
    return {**post(f"![A picture]({target})"), **_named(files)}


DOT = png(1, 1)
GIF = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
BMP = b"BM" + struct.pack("<IHHIIiiHHIIiiII", 58, 0, 0, 54, 40, 1, 1, 1, 24, 0, 4, 1, 1, 0, 0)
BOMB = "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 9))
DOCTYPE = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{BOMB}]>'

POSTS: Mapping[str, Hostile] = {
    # ------------------------------------------------------------ front matter
    "aliases-that-grow": Hostile(
        front("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"), Refused("repeats a part", "post.md:5")
    ),
    "a-map-that-holds-itself": Hostile(front("a: &a {b: *a}"), Refused("repeats", "post.md:4")),
    "merged-keys": Hostile(front("<<: {title: Other}"), Harmless()),
    "two-titles": Hostile(front("title: Other"), Refused("stands there twice", "post.md:4")),
    "a-python-object": Hostile(
        front("author: !!python/object/apply:os.system [id]"), Refused("not right", "post.md:4")
    ),
    "a-binary-value": Hostile(
        front("author: !!binary aGVsbG8="), Refused("line of text", "post.md:4")
    ),
    "a-list-as-author": Hostile(front("author: [a, b]"), Refused("line of text", "post.md:4")),
    "a-list-as-key": Hostile(front("? [a, b]\n: c"), Refused("must be a word", "post.md:4")),
    "a-number-as-date": Hostile(
        post("Text.", "title: A\ndate: 20"), Refused("not a date", "post.md:3")
    ),
    "the-thirtieth-of-february": Hostile(
        post("Text.", "title: A\ndate: 2024-02-30"), Refused("date", "post.md:3")
    ),
    "the-year-nought": Hostile(
        post("Text.", "title: A\ndate: 0000-01-01"), Refused("date", "post.md:3")
    ),
    "the-year-one": Hostile(post("Text.", "title: A\ndate: 0001-01-01"), Harmless("1 January 1")),
    "the-year-9999": Hostile(
        post("Text.", "title: A\ndate: 9999-12-31"), Harmless("31 December 9999")
    ),
    "a-list-nested-a-thousand-times": Hostile(
        front(f"tags: {'[' * 1000}{']' * 1000}"), Refused("nested too deeply", "post.md:2")
    ),
    "a-huge-number": Hostile(
        front(f"author: {'9' * 6000}"), Refused("no such date or number", "post.md:4")
    ),
    "a-title-of-ten-thousand-words": Hostile(
        post("Text.", f"title: {'word ' * 10_000}\ndate: 2024-05-01"),
        Refused("line of text", "post.md:2"),
    ),
    "front-matter-of-a-megabyte": Hostile(
        front("# " + "x" * 900_000), Refused("front matter is too long")
    ),
    "control-characters-in-a-title": Hostile(
        post("Text.", 'title: "A \\x07\\x1b[31mred\\u202e title"\ndate: 2024-05-01'),
        Harmless("A [31mred title"),
    ),
    "nothing-but-controls-as-title": Hostile(
        post("Text.", 'title: "\\x07\\u200b"\ndate: 2024-05-01'), Refused("no title", "post.md:2")
    ),
    "a-lone-surrogate-in-a-title": Hostile(
        post("Text.", 'title: "A \\ud800 title"\ndate: 2024-05-01'), Harmless("A title")
    ),
    "raw-control-character-in-front-matter": Hostile(
        front("author: a\x07b"), Refused("front matter", "post.md:4")
    ),
    "mark-up-in-every-key": Hostile(
        post(
            "Text.",
            "title: <script>alert(1)</script>\ndate: 2024-05-01\n"
            'author: "<img src=x onerror=alert(1)>"\n'
            "summary: '</title><iframe>'\ntags: ['\"><b>']",
        ),
        Harmless("<script>alert(1)</script>", ()),
    ),
    "keys-of-other-tools": Hostile(
        front("header-includes: <script>evil.example</script>\ncss: https://evil.example/a.css"),
        Harmless(),
    ),
    "a-second-block-of-front-matter": Hostile(
        post("---\ntitle: Other\nheader-includes: <script>steal()</script>\n---\n"),
        Harmless("A post", (b"<script>steal",)),
    ),
    "front-matter-that-never-ends": Hostile(
        {"post.md": b"---\ntitle: A post\ndate: 2024-05-01\n\nText.\n"},
        Refused("the front matter does not end", "post.md:1"),
    ),
    "a-link-with-a-script": Hostile(
        front("links: [{text: x, url: 'javascript:alert(1)'}]"),
        Refused("link we can use", "post.md:4"),
    ),
    "a-language-with-mark-up": Hostile(
        front("lang: 'en\"><b>'"), Refused("language tag", "post.md:4")
    ),
    "a-language-that-nobody-speaks": Hostile(front("lang: zz-ZZ"), Harmless()),
    "an-image-from-elsewhere": Hostile(
        front("image: ../../secret.png"), Refused("not in the post's folder")
    ),
    "an-image-that-is-the-post": Hostile(front("image: post.md"), Refused("not a picture")),
    # ------------------------------------------------------------ encodings
    "utf-16": Hostile(
        {"post.md": f"---\n{HEAD}\n---\nText.".encode("utf-16")}, Refused("UTF-8", "post.md:1")
    ),
    "latin-1": Hostile(
        {"post.md": f"---\n{HEAD}\n---\n\nA café.".encode("latin-1")}, Refused("UTF-8", "post.md:6")
    ),
    "a-nought-byte": Hostile(post("A\x00B"), Refused("not a text file", "post.md:6")),
    "half-a-pair": Hostile(post("A \ud83d B"), Refused("UTF-8", "post.md:6")),
    "overlong-bytes": Hostile(
        {"post.md": f"---\n{HEAD}\n---\n\n".encode() + b"\xc0\xaf..\xc0\xaf"},
        Refused("UTF-8", "post.md:6"),
    ),
    "a-byte-order-mark": Hostile(
        {"post.md": b"\xef\xbb\xbf" + post("Text.")["post.md"]}, Harmless()
    ),
    "carriage-returns": Hostile(
        {"post.md": post("One.\n\nTwo.")["post.md"].replace(b"\n", b"\r")}, Harmless("Two.")
    ),
    "mixed-line-ends": Hostile(
        {"post.md": post("One.\n\nTwo.")["post.md"].replace(b"\n\n", b"\r\n\r")}, Harmless("Two.")
    ),
    "other-line-ends": Hostile(
        post("One.\u2028Two.\u2029Three.\x0bFour.\x0cFive.\x85Six."), Harmless("Six.")
    ),
    "empty": Hostile({"post.md": b""}, Refused("no title", "post.md:1")),
    "nothing-after-the-front-matter": Hostile(
        {"post.md": f"---\n{HEAD}\n---\n".encode()}, Harmless("A post")
    ),
    # ------------------------------------------------------------ sizes
    "five-megabytes": Hostile(post("word " * 1_000_000), Refused("over 1 MB")),
    "a-paragraph-of-100-000-words": Hostile(
        post("We met. " * 50_000), Refused("250000 letters without an empty line", "post.md:6")
    ),
    "50-paragraphs-of-1000-sentences": Hostile(
        post(("We met. " * 1000 + "\n\n") * 50),
        Refused("more than 6000 sentences", "post.md:18:1"),
    ),
    "a-sentence-of-400-words": Hostile(post("we talked and " * 133 + "stopped."), Harmless()),
    "a-word-of-10-000-letters": Hostile(post("a" * 10_000), Harmless()),
    "ten-thousand-headings": Hostile(
        post("# Again\n\n" * 10_000), Refused("more than 6000 sentences", "post.md:12006:3")
    ),
    "a-table-of-100-columns": Hostile(
        post("\n".join("|" + f"{cell}|" * 100 for cell in "a-b")), Harmless()
    ),
    # ------------------------------------------------------------ nesting
    "brackets-in-brackets": Hostile(post("[" * 4_000 + "x" + "]" * 4_000), Harmless()),
    "quotes-in-quotes": Hostile(post(">" * 2_000 + " deep"), Refused("nested")),
    "quotes-thirty-deep": Hostile(post(">" * 30 + " deep"), Refused("nested")),
    "lists-in-lists": Hostile(post("- " * 400 + "deep"), Refused("nested")),
    "divs-in-divs": Hostile(post("::: a\n" * 2_000 + "deep"), Refused("nested")),
    "html-in-html": Hostile(post("<div>" * 5_000 + "deep"), Harmless()),
    "emphasis-in-emphasis": Hostile(
        post("*a **b " * 3_000), Refused("more than 10000 letters", "post.md:6:1")
    ),
    "spans-in-spans": Hostile(post("[" * 300 + "x" + "]{lang=cy}" * 300), Refused("nested")),
    "a-note-that-notes-itself": Hostile(
        post("A.[^a]\n\n[^a]: B.[^a]"), Refused("[^a] leads to notes without end", "post.md:8")
    ),
    "notes-that-note-each-other": Hostile(
        post("A.[^a]\n\n[^a]: B.[^b]\n\n[^b]: C.[^a]"),
        Refused("[^a] leads to notes without end", "post.md:8"),
    ),
    "a-note-that-notes-itself-in-code": Hostile(
        post("A.[^a]\n\n[^a]: Write `[^a]`.\n\n```\n[^b]: B.[^b]\n```"), Harmless("Write [^a].")
    ),
    "notes-under-other-letters": Hostile(
        post("A.[^a b]\n\n[^A  B]: B.[^\u00df]\n\n[^SS]: C.[^ a B ]"),
        Refused("leads to notes without end", "post.md:8"),
    ),
    "notes-that-double": Hostile(
        post("A.[^0]\n\n" + "\n\n".join(f"[^{n}]: B.[^{n + 1}][^{n + 1}]" for n in range(18))),
        Refused("leads to notes without end", "post.md:22"),
    ),
    "five-thousand-reference-links": Hostile(
        post(
            "\n".join(f"A [b][a{n}]." for n in range(5_000))
            + "\n\n"
            + "\n".join(f"[a{n}]: https://example.org/{n}" for n in range(5_000))
        ),
        Refused("more than 1000 links in one paragraph", "post.md:6"),
    ),
    "two-thousand-pictures-in-a-row": Hostile(
        post("A ![b](c.png) " * 2_000), Refused("more than 1000 links", "post.md:6")
    ),
    "a-ladder-of-backticks": Hostile(post(" ".join("`" * n for n in range(1, 140))), Harmless()),
    "one-sentence-of-a-megabyte": Hostile(
        post("we talked and " * 60_000),
        Refused("250000 letters without an empty line", "post.md:6"),
    ),
    "one-sentence-of-12-000-letters": Hostile(
        post("we talked and " * 900), Refused("more than 10000 letters", "post.md:6:1")
    ),
    # ------------------------------------------------------------ links
    "a-script-link": Hostile(post("[Go](javascript:alert(1))"), Harmless("Go")),
    "a-script-link-in-capitals": Hostile(post("[Go](JaVaScRiPt:alert(1))"), Harmless("Go")),
    "a-script-link-in-entities": Hostile(
        post("[Go](&#106;avascript&colon;alert(1))"), Harmless("Go")
    ),
    "a-script-link-with-a-tab": Hostile(post("[Go](<java\tscript:alert(1)>)"), Harmless("Go")),
    "a-script-link-with-a-control": Hostile(
        post("[Go](<\x01javascript:alert(1)>)"), Harmless("Go")
    ),
    "a-script-link-as-autolink": Hostile(post("<javascript:alert(1)>"), Harmless()),
    "a-script-link-by-reference": Hostile(
        post("[Go][x]\n\n[x]: vbscript:alert(1)"), Harmless("Go")
    ),
    "a-data-link": Hostile(post("[Go](data:text/html;base64,PGI+)"), Harmless("Go")),
    "a-file-link": Hostile(post("[Go](file:///etc/passwd)"), Harmless("Go", (b"etc/passwd",))),
    "a-link-without-a-scheme": Hostile(
        post("[Go](//evil.example/x) [there](/etc/passwd)"), Harmless("Go there", (b"etc/passwd",))
    ),
    "a-link-with-mark-up": Hostile(
        post("[Go](https://example.org/\"onclick='alert(1)')"), Harmless()
    ),
    "a-link-to-our-own-ids": Hostile(post("[Go](#main) [there](#er-1)"), Harmless("Go there")),
    # ------------------------------------------------------------ mark-up
    "raw-html": Hostile(
        post(
            "<script>alert(1)</script>\n\n<iframe src=https://evil.example></iframe>\n\n"
            "<p onclick=alert(1)>Kept</p>"
        ),
        Harmless("Kept"),
    ),
    "html-among-words": Hostile(
        post("A <img src=x onerror=alert(1)> B <svg/onload=alert(1)> C"), Harmless("C")
    ),
    "a-form-and-a-frame": Hostile(
        post(
            '<form action="https://evil.example"><input name=x></form>\n\n<base href="//evil.example">'
        ),
        Harmless(),
    ),
    "raw-blocks-for-pandoc": Hostile(
        post(
            "```{=html}\n<script>alert(1)</script>\n```\n\n```{=openxml}\n<w:evil/>\n```\n\n"
            "`<b onclick=x>`{=html}"
        ),
        Harmless(END, (b"w:evil",)),
    ),
    "raw-tex": Hostile(post("\\input{/etc/passwd}\n\n$$\\immediate\\write18{id}$$"), Harmless()),
    "attributes": Hostile(
        post(
            '# Head {#main .evil-class onclick=steal() style="position:fixed"}\n\n'
            '[A span]{onclick=steal() style="color:red" #title .evil-class}'
        ),
        Harmless("A span", (b"steal()", b"evil-class", b"position:fixed", b"color:red")),
    ),
    "headings-with-our-own-ids": Hostile(
        post(
            "# Main\n\nA.\n\n# Title\n\nB.\n\n# Notes\n\nC.\n\n# Cover\n\nD.\n\n# Nav\n\n# Intro s1\n\n# By s1"
        ),
        Harmless(),
    ),
    "an-include": Hostile(
        post(
            '!include /etc/passwd\n\n{{< include /etc/passwd >}}\n\n```{include="/etc/passwd"}\n```'
        ),
        Harmless(),
    ),
    "a-comment-that-never-ends": Hostile(post("A <!-- b\n\nC"), Harmless("A")),
    # ------------------------------------------------------------ pictures
    "a-picture-by-path": Hostile(
        picture("/etc/passwd"), Refused("not in the post's folder", "post.md:6:1")
    ),
    "a-picture-above": Hostile(
        picture("../other/a.png"), Refused("not in the post's folder", "post.md:6:1")
    ),
    "a-picture-in-disguise": Hostile(
        picture("..%2Fother%2Fa.png"), Refused("not in the post's folder", "post.md:6:1")
    ),
    "a-picture-by-backslash": Hostile(
        picture("<..\\other\\a.png>"), Refused("not in the post's folder", "post.md:6:1")
    ),
    "a-picture-by-file-link": Hostile(
        picture("file:///etc/passwd"), Refused("not beside", "post.md:6:1")
    ),
    "a-picture-by-data-link": Hostile(
        picture("data:image/png;base64,AAAA"), Refused("not beside", "post.md:6:1")
    ),
    "a-picture-from-the-network": Hostile(
        picture("HTTP://evil.example/a.png"), Refused("not beside", "post.md:6:1")
    ),
    "a-picture-from-a-share": Hostile(
        picture("//evil.example/a.png"), Refused("not beside", "post.md:6:1")
    ),
    "a-picture-in-other-letters": Hostile(
        picture("CUP.PNG", cup_png=DOT), Refused("not in the post's folder", "post.md:6:1")
    ),
    "a-picture-of-no-bytes": Hostile(
        picture("a.png", a_png=b""), Refused("damaged", "post.md:6:1")
    ),
    "a-picture-of-50-000-pixels": Hostile(
        picture("a.png", a_png=png(50_000, 50_000)), Refused("too many pixels", "post.md:6:1")
    ),
    "a-picture-cut-short": Hostile(
        picture("a.png", a_png=png(500, 500, bytes(9))[:-20]), Refused("damaged", "post.md:6:1")
    ),
    "a-page-called-png": Hostile(
        picture("a.png", a_png=b"<html><script>alert(1)"), Refused("damaged", "post.md:6:1")
    ),
    "a-bitmap-called-png": Hostile(picture("a.png", a_png=BMP), Refused("damaged", "post.md:6:1")),
    "a-gif-called-png": Hostile(picture("a.png", a_png=GIF), Harmless()),
    "a-picture-with-a-tail": Hostile(
        picture("a.png", a_png=DOT + b"<script>alert(1)</script>"), Harmless()
    ),
    "a-picture-called-html": Hostile(picture("a.html", a_html=DOT), Harmless()),
    "a-picture-called-index": Hostile(picture("index.html", index_html=DOT), Harmless()),
    "a-drawing-of-entities": Hostile(
        drawing(svg("&a8;", before=DOCTYPE)), Refused("damaged", "post.md:6:1")
    ),
    "a-drawing-that-reads-a-file": Hostile(
        drawing(
            svg(
                "<text>&x;</text>",
                before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            )
        ),
        Refused("not plain SVG", "post.md:6:1"),
    ),
    "a-drawing-with-scripts": Hostile(
        drawing(
            svg(
                "<script>alert(1)</script><rect onclick='alert(1)' width='3' height='3'/>"
                "<foreignObject><body onload='alert(1)'/></foreignObject>"
                "<set attributeName='href' to='javascript:alert(1)'/>",
                attributes="onload='alert(1)'",
            )
        ),
        Harmless(),
    ),
    "a-drawing-that-fetches": Hostile(
        drawing(
            svg(
                "<image href='https://evil.example/a.png'/><use xlink:href='//evil.example#a'/>"
                "<rect style=\"fill:url('https://evil.example/#a')\"/>"
                "<rect style='fill:u\\72l(https://evil.example/)'/>"
                "<rect fill='url( https://evil.example)'/>"
                "<rect style='fill:url(#a);background:url(https://evil.example)'/>"
                "<style>@import url(https://evil.example)</style>"
            )
        ),
        Harmless(),
    ),
    "a-drawing-with-a-style-sheet": Hostile(
        drawing(svg("", before='<?xml-stylesheet href="https://evil.example/a.css"?>')), Harmless()
    ),
    "a-drawing-in-itself": Hostile(
        drawing(svg("<g id='a'><use href='#a'/><use href='#a'/></g>")), Harmless()
    ),
    "a-drawing-that-doubles": Hostile(
        drawing(
            svg(
                "<g id='a0'><rect width='1' height='1'/></g>"
                + "".join(
                    f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 9)
                )
            )
        ),
        Refused("too much in it", "post.md:6:1"),
    ),
    "a-drawing-too-large-to-draw": Hostile(
        drawing(b'<svg xmlns="http://www.w3.org/2000/svg" width="999999999" height="999999999"/>'),
        Harmless(),
    ),
    "a-drawing-of-no-size": Hostile(
        drawing(
            b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" viewBox="0 0 nan inf"/>'
        ),
        Refused("no size", "post.md:6:1"),
    ),
    "a-drawing-nested-ten-thousand-times": Hostile(
        drawing(svg("<g>" * 10_000 + "</g>" * 10_000)), Refused("damaged", "post.md:6:1")
    ),
    # ------------------------------------------------------------ what speech engines and readers obey
    "mark-up-for-speech": Hostile(
        post(
            '<speak><break time="999s"/>Hello</speak>\n\nSay [[h@l\'oU]] and `<break time="9s"/>` now.'
        ),
        Harmless("Hello"),
    ),
    "phonemes-and-commands": Hostile(
        post("[[_:500 _:500]] \\pau=99999\\ {{Duration:99}} <prosody rate='x-slow'> slow"),
        Harmless(),
    ),
    "directions-turned": Hostile(
        post("Pay \u202e000,1\u202c pounds \u2066now\u2069."),
        Harmless("Pay 000,1 pounds now.", ("\u202e".encode(),)),
    ),
    "no-width": Hostile(
        post("pass\u200bword\u2060 \ufeffhere\u00ad."),
        Harmless("password here.", ("\u200b".encode(),)),
    ),
    "control-characters": Hostile(
        post("A \x07 bell, \x1b[31m red, \x7f gone."),
        Harmless("gone."),
    ),
    "marks-upon-marks": Hostile(post("Z" + "\u0301\u0323" * 2_000 + "algo"), Harmless()),
    "letters-for-private-use": Hostile(
        post("A \ue000 B \U000f0000 C \ufffe D \U0010ffff E"), Harmless("E")
    ),
    "other-scripts": Hostile(
        post("مرحبا بالعالم. שלום. 你好。 नमस्ते। Привет."), Harmless("Привет.")
    ),
    "signs-without-words": Hostile(post("*** --- ~~~ ???\n\n🙂🙂🙂\n\n…"), Harmless()),
    # ------------------------------------------------------------ the other files of a post
    "easy-read-that-is-no-text": Hostile(
        {**post("Text."), "easy-read.md": bytes(range(256))}, Harmless()
    ),
    "easy-read-with-mark-up": Hostile(
        {
            **post("Text."),
            "easy-read.md": b"---\ntitle: <script>alert(1)</script>\n---\n\n"
            b"![x](javascript:alert(1))\nA <b onclick=x>word</b>. [Go](javascript:alert(1))\n",
        },
        Harmless(),
    ),
    "easy-read-with-a-picture-above": Hostile(
        {
            **post("Text."),
            "easy-read.md": b"![x](../../etc/passwd)\nWe met.\n\n![x](file:///etc/passwd)\nWe ate.\n",
        },
        Harmless(),
    ),
    "easy-read-of-a-million-lines": Hostile(
        {**post("Text."), "easy-read.md": b"We met.\n\n" * 500_000},
        Refused("more than 20000 lines", "easy-read.md:20001"),
    ),
    "easy-read-of-ten-thousand-sentences": Hostile(
        {**post("Text."), "easy-read.md": b"We met.\nWe ate.\n\n" * 5_000},
        Refused("more than 3000 sentences", "easy-read.md:4501"),
    ),
    "easy-read-that-is-mostly-comments": Hostile(
        {**post("Text."), "easy-read.md": b"We met.\n\n<!--\n" + b"left out\n" * 6_000 + b"-->\n"},
        Harmless(),
    ),
    "easy-read-with-a-comment-that-never-ends": Hostile(
        {**post("Text."), "easy-read.md": b"We met.\n\n<!-- " + b"<!-- " * 20_000}, Harmless()
    ),
    "review-that-is-no-toml": Hostile({**post("Text."), "review.toml": b"\xff[[[["}, Harmless()),
    "review-of-the-wrong-kind": Hostile(
        {**post("Text."), "review.toml": b'signoff = "x"\nanswer = [1, {code = []}]'}, Harmless()
    ),
    "review-with-mark-up": Hostile(
        {
            **post("Text."),
            "review.toml": b'[[signoff]]\ngroup = "<script>alert(1)</script>"\ndate = 2024-01-01\n'
            b'method = "x"\nfingerprints = []\nnames = [{name = 1}]\n',
        },
        Harmless(),
    ),
    "review-nested-deep": Hostile(
        {**post("Text."), "review.toml": b"a = " + b"[" * 5_000 + b"]" * 5_000}, Harmless()
    ),
}

SLOW = frozenset(
    (
        *("50-paragraphs-of-1000-sentences", "ten-thousand-headings"),
        *("a-word-of-10-000-letters",),
    )
)
"""Posts that take more than a few seconds to refuse or to build."""

PLS = b'<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">%s</lexicon>'
LEXEME = b"<lexeme><grapheme>%s</grapheme><alias>%s</alias></lexeme>"

SHARED: Mapping[str, Hostile] = {
    # ------------------------------------------------------------ files that all posts share
    "settings-that-are-no-text": Hostile(
        {"publication.toml": b"\xff\xfe"}, Refused("not UTF-8", "publication.toml")
    ),
    "settings-nested-deep": Hostile(
        {"publication.toml": b"a = " + b"[" * 5_000},
        Refused("nested too deeply", "publication.toml"),
    ),
    "settings-of-the-wrong-kind": Hostile(
        {"publication.toml": b"title = 1\nsizes = 'x'"}, Refused("not right", "publication.toml")
    ),
    "settings-nobody-knows": Hostile(
        {"publication.toml": b"css = 'https://evil.example/'"}, Refused("css", "publication.toml")
    ),
    "settings-with-a-huge-number": Hostile(
        {"publication.toml": b"speed = " + b"9" * 5_000}, Refused("not right", "publication.toml")
    ),
    "settings-with-a-script-as-address": Hostile(
        {"publication.toml": b"base_url = 'javascript:alert(1)//'"},
        Refused("base_url", "publication.toml"),
    ),
    "settings-with-a-file-as-address": Hostile(
        {"publication.toml": b"accessibility_statement = 'file:///etc/passwd'"},
        Refused("accessibility_statement", "publication.toml"),
    ),
    "settings-with-a-speed-of-nought": Hostile(
        {"publication.toml": b"speed = 0"}, Refused("speed", "publication.toml")
    ),
    "settings-with-a-size-of-a-thousand": Hostile(
        {"publication.toml": b"sizes = [1000]"}, Refused("sizes", "publication.toml")
    ),
    "settings-with-a-path-as-id": Hostile(
        {"publication.toml": b"id = '../../up'"}, Refused("id", "publication.toml")
    ),
    "lexicon-of-entities": Hostile(
        {"lexicon.pls": DOCTYPE.encode() + PLS % b"&a8;"}, Refused("", "lexicon.pls")
    ),
    "lexicon-that-reads-a-file": Hostile(
        {"lexicon.pls": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + PLS % b"&x;"},
        Refused("document type", "lexicon.pls"),
    ),
    "lexicon-of-ten-megabytes": Hostile(
        {"lexicon.pls": b"x" * 10_000_000}, Refused("larger", "lexicon.pls")
    ),
    "lexicon-that-is-no-xml": Hostile(
        {"lexicon.pls": b"\x00\xff"}, Refused("not XML", "lexicon.pls")
    ),
    "lexicon-without-words": Hostile(
        {"lexicon.pls": PLS % (LEXEME % (b" ", b" "))},
        Refused("needs a <grapheme>", "lexicon.pls:1"),
    ),
    "lexicon-with-mark-up-for-speech": Hostile(
        {"lexicon.pls": PLS % (LEXEME % (b"Stockport", b"&lt;break time='9s'/> [[_:9]]"))},
        Harmless(),
    ),
    "lexicon-that-says-itself": Hostile(
        {"lexicon.pls": PLS % (LEXEME % (b"met", b"met met met"))}, Harmless()
    ),
    "words-that-are-no-toml": Hostile({"words.toml": b"[[["}, Refused("not right", "words.toml")),
    "words-of-the-wrong-kind": Hostile(
        {"words.toml": b"allowed = 'x'"}, Refused("not right", "words.toml")
    ),
    "words-nested-deep": Hostile(
        {"words.toml": b"a = " + b"[" * 5_000}, Refused("nested", "words.toml")
    ),
    "words-with-mark-up": Hostile(
        {
            "words.toml": b"[preferred]\nstockport = '<script>alert(1)</script>'\n[explained]\n"
            b"met = '<img src=x onerror=alert(1)>'"
        },
        Harmless(),
    ),
    "words-that-are-empty": Hostile(
        {"words.toml": b"allowed = ['']\n[preferred]\n'' = ''\n' ' = 'x'\n[explained]\n'' = ''"},
        Harmless(),
    ),
    "pictures-from-above": Hostile(
        {"pictures.toml": b"[[picture]]\nwords = ['x']\nfile = '../../etc/passwd'"},
        Refused("not there", "pictures.toml"),
    ),
    "pictures-without-words": Hostile(
        {
            "pictures.toml": b"[[picture]]\nwords = ['']\nfile = 'pictures/a.png'",
            "pictures/a.png": DOT,
        },
        Refused("words", "pictures.toml"),
    ),
    "pictures-of-the-wrong-kind": Hostile(
        {"pictures.toml": b"picture = 3"}, Refused("not right", "pictures.toml")
    ),
    "pictures-that-are-pages": Hostile(
        {
            "pictures.toml": b"[[picture]]\nwords = ['x']\nfile = 'pictures/a.png'",
            "pictures/a.png": b"<script>",
        },
        Refused("damaged", "pictures.toml"),
    ),
}
