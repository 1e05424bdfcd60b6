"""Checks of web pages: what each rule is there to find, and what a missing checker says."""

from __future__ import annotations

from pathlib import Path

import pytest

from convert.checks import programs, web, web_tools
from convert.files.cache import NoCache
from convert.findings import Level
from tests import pages
from tests.tools import checker, chromium, java

GOOD = pages.post_page(pages.edition()).decode()
FAULTS = {
    "web-language": ('<html lang="en-GB"', "<html"),
    "web-title": ("<title>", "<title></title><template>"),
    "web-headings": ("<h2 ", "<h5 "),
    "web-picture": ('alt="a cup of tea"', ""),
    "web-id": ('id="intro-s1"', 'id="intro-s2"'),
    "web-link": ('href="#note-1"', 'href="#note-9"'),
    "web-elsewhere": ('src="tea.png"', 'src="//example.org/tea.png"'),
    "web-policy": ("--paper: #fffdf8", "--paper: #fffdf9"),
    "web-sound": ('["title",', '["untitled",'),
}


def codes(page: str) -> set[str]:
    return {finding.code for finding in web.check(page.encode(), path="index.html")}


def test_our_own_pages_keep_every_rule() -> None:
    assert codes(GOOD) == set()
    assert codes(pages.easy_page(pages.edition()).decode()) == set()


MORE_FAULTS = (
    ("web-headings", "</main>", "<h1>Another</h1></main>"),
    ("web-elsewhere", "</head>", '<link rel="icon" href="https://example.org/a.ico"></head>'),
    ("web-policy", 'http-equiv="Content-Security-Policy"', 'name="description"'),
    ("web-policy", "<main", '<main onclick="steal()"'),
    ("web-sound", '["title",0.0', '["title",9.0'),
)


@pytest.mark.parametrize(("code", "right", "wrong"), MORE_FAULTS)
def test_a_fault_of_another_kind_is_found_too(code: str, right: str, wrong: str) -> None:
    assert right in GOOD

    assert code in codes(GOOD.replace(right, wrong, 1))


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_is_found(code: str) -> None:
    right, wrong = FAULTS[code]
    assert right in GOOD

    assert code in codes(GOOD.replace(right, wrong, 1))


def test_every_rule_is_tried() -> None:
    assert set(FAULTS) == {rule.code for rule in web.RULES}


def test_every_code_is_explained() -> None:
    assert {rule.code for rule in web.RULES} <= set(web.CODES)


def test_bytes_that_are_no_page_are_a_finding() -> None:
    assert {one.code for one in web.check(b"\xff\xfe\x00", path="x.html")} == {web.BROKEN}


def test_a_checker_that_is_not_there_is_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(programs, "CHECKERS", tmp_path)
    (tmp_path / "index.html").write_text(GOOD, "utf-8")

    found = [
        *web_tools.axe(tmp_path, ["index.html"], NoCache()),
        *web_tools.vnu(tmp_path, ["index.html"], NoCache()),
    ]

    assert [one.level for one in found] == [Level.NOT_RUN, Level.NOT_RUN]
    assert all(one.next_step for one in found)


@pytest.mark.external
def test_outside_checkers_find_planted_faults(tmp_path: Path) -> None:
    chromium(), java(), checker("axe-core/axe.min.js"), checker("vnu-jar")
    (tmp_path / "bad.html").write_text(GOOD.replace('alt="a cup of tea"', "", 1), "utf-8")

    by_axe = list(web_tools.axe(tmp_path, ["bad.html"], NoCache()))
    by_vnu = list(web_tools.vnu(tmp_path, ["bad.html"], NoCache()))

    assert any("image-alt" in one.message for one in by_axe)
    assert [one.place.path for one in by_vnu if "“alt”" in one.message] == ["bad.html"]


@pytest.mark.external
@pytest.mark.xdist_group("browser")
def test_outside_checkers_find_nothing_on_our_pages(tmp_path: Path) -> None:
    chromium(), java(), checker("axe-core/axe.min.js"), checker("vnu-jar")
    pages.write_site(tmp_path)
    made = sorted(str(page.relative_to(tmp_path)) for page in tmp_path.rglob("*.html"))

    found = [*web_tools.axe(tmp_path, made, NoCache()), *web_tools.vnu(tmp_path, made, NoCache())]

    assert len(made) == 7
    assert found == []
