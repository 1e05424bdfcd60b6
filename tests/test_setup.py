"""Set-up: what is pinned, what is fetched, and what happens where something cannot be had."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import tomllib
import venv
import zipfile
from itertools import chain
from pathlib import Path

import pytest

from convert.files.fetched import Fetched
from setup import collect, licences, npm, programs
from tests.tools import PROJECT

SH = "/bin/sh"
FOLDERS = ("assets", "checkers")


def asked_for() -> set[str]:
    """Every Python package that the project names, in the index's spelling."""
    about = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    lists = [
        about["project"]["dependencies"],
        *about["project"]["optional-dependencies"].values(),
        *about["dependency-groups"].values(),
    ]
    return {
        re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", line)[0]).lower()
        for line in chain.from_iterable(lists)
    }


# ---------------------------------------------------------------- pins


def test_every_package_that_is_asked_for_is_pinned() -> None:
    assert asked_for() <= set(licences.pins())


def test_every_pin_is_exact() -> None:
    lines = (PROJECT / "setup" / "constraints.txt").read_text("utf-8").splitlines()

    loose = [line for line in lines if not re.match(r"#|[\w.-]+==[\w.]+( ; .+)?$", line)]

    assert loose == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_npm_package_is_locked_by_hash_and_names_no_registry(folder: str) -> None:
    place = PROJECT / "setup" / folder
    wanted = json.loads((place / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((place / "package-lock.json").read_text("utf-8"))["packages"]
    root = locked.pop("")

    assert root["dependencies"] == wanted
    assert [name for name, about in locked.items() if "integrity" not in about] == []
    assert [name for name, about in locked.items() if "resolved" in about] == []
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_every_pinned_package_is_listed_with_its_licence() -> None:
    page = (PROJECT / "THIRD-PARTY.md").read_text("utf-8").partition("| Package |")[2]
    page = page.partition("\n## ")[0]
    listed = dict(re.findall(r"^\| \**([\w.-]+?)\** \| (\S+) \|", page, re.MULTILINE))

    assert listed == licences.pins()


# ---------------------------------------------------------------- make


def test_make_alone_lists_every_target() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"programs"}

    shown = run("make", "--no-print-directory")

    assert set(re.findall(r"^make ([a-z-]+) +\S", shown, re.MULTILINE)) == targets


def test_make_itself_takes_no_time() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run("make", "--no-print-directory", "help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 0.1


def test_ci_runs_the_tests() -> None:
    script = PROJECT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "make test\n" in script.read_text("utf-8")


def run(*command: str) -> str:
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout


# ---------------------------------------------------------------- the virtual environment


def make_venv(folder: Path, *, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SH, str(PROJECT / "setup" / "venv.sh"), str(folder)],
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def stand_in(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!{SH}\n{script}\n", "utf-8")
    program.chmod(0o755)


def test_without_a_python_that_will_do_set_up_says_which_it_needs(tmp_path: Path) -> None:
    stand_in(tmp_path / "bin", "python3", "exit 1")

    done = make_venv(tmp_path / "venv", path=tmp_path / "bin")

    assert done.returncode == 4
    assert "Python 3.11 or newer is needed" in done.stderr


def test_a_python_without_venv_is_named_with_the_package_to_install(tmp_path: Path) -> None:
    stand_in(tmp_path / "bin", "python3", 'case "$2" in *ensurepip*) exit 1;; esac')

    done = make_venv(tmp_path / "venv", path=tmp_path / "bin")

    assert done.returncode == 4
    assert "apt install python3-venv" in done.stderr


def test_the_first_python_that_will_do_is_taken(tmp_path: Path) -> None:
    stand_in(tmp_path / "bin", "python3", "exit 1")
    stand_in(tmp_path / "bin", "python3.12", 'case "$*" in "-m venv"*) echo "$@";; esac')

    done = make_venv(tmp_path / "venv", path=tmp_path / "bin")

    assert done.returncode == 0
    assert f"-m venv --clear {tmp_path / 'venv'}" in done.stdout


# ---------------------------------------------------------------- fetching


def test_npm_comes_from_the_wheel_and_starts_no_downloads_of_its_own() -> None:
    program, start = npm.node()
    around = npm.environment(program)

    assert program.is_file()
    assert start.is_file()
    assert around["PATH"].split(os.pathsep)[0] == str(program.parent)
    assert around["ELECTRON_SKIP_BINARY_DOWNLOAD"] == "1"


def test_packages_that_cannot_be_had_are_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nobody = "http://127.0.0.1:9/"
    monkeypatch.setenv("npm_config_registry", nobody)
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))

    status = npm.main([str(PROJECT / "setup" / "assets"), str(tmp_path / "into")])

    assert status == 1
    assert "Could not fetch assets: request to" in capsys.readouterr().err


def stand_in_packages(folder: Path) -> Path:
    """Packages with every file that is collected, tiny ones, and one picture."""
    for place in collect.COPIES.values():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(place.encode())
    openmoji = folder / collect.OPENMOJI
    (openmoji / "data").mkdir(parents=True)
    (openmoji / "color" / "svg").mkdir(parents=True)
    (openmoji / "color" / "svg" / "1F4A1.svg").write_text("<svg/>", "utf-8")
    (openmoji / "LICENSE.txt").write_text("A licence.", "utf-8")
    entry = dict.fromkeys(("skintone", "subgroups", "tags", "openmoji_tags"), "") | {
        "hexcode": "1F4A1",
        "annotation": "light bulb",
        "group": "objects",
    }
    (openmoji / "data" / "openmoji.json").write_text(json.dumps([entry]), "utf-8")
    return folder


def test_every_file_that_the_program_knows_is_collected(tmp_path: Path) -> None:
    packages = stand_in_packages(tmp_path / "packages")

    collect.collect(packages, tmp_path / "fetched")

    collected = {
        path.relative_to(tmp_path / "fetched").as_posix()
        for path in (tmp_path / "fetched").rglob("*")
        if path.is_file()
    }
    assert collected == set(Fetched)


def test_a_collection_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    packages = stand_in_packages(tmp_path / "packages")
    (packages / collect.COPIES[Fetched.FLITE]).unlink()
    (tmp_path / "fetched").mkdir()
    (tmp_path / "fetched" / "old").write_text("as it was", "utf-8")

    status = collect.main([str(packages), str(tmp_path / "fetched")])

    assert status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["packages", "fetched"]
    assert (tmp_path / "fetched" / "old").read_text("utf-8") == "as it was"


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_a_program_that_cannot_be_had_stops_ci_only(
    ci: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(programs, "missing", lambda: ["Chromium"])
    monkeypatch.setattr(programs, "can_install", lambda: False)

    assert programs.main() == status
    assert "Chromium: not here" in capsys.readouterr().err


# ---------------------------------------------------------------- the wheel


@pytest.mark.long
def test_the_wheel_builds_a_post_in_another_folder_without_make(tmp_path: Path) -> None:
    run("make", "wheel")
    (wheel,) = (PROJECT / "build" / "wheels").glob("allways-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    pins = PROJECT / "setup" / "constraints.txt"
    run(str(python), "-m", "pip", "install", "--quiet", "--constraint", str(pins), str(wheel))
    post = tmp_path / "home" / "sources" / "first" / "post.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitle: First\ndate: 2024-03-12\n---\n\nWe met on Tuesday.\n", "utf-8")

    subprocess.run(
        [tmp_path / "venv" / "bin" / "allways", "build"],
        cwd=tmp_path / "home",
        env={"PATH": "/nowhere", "HOME": str(tmp_path)},
        check=True,
    )

    assert {f"convert/data/fetched/{name}" for name in Fetched} <= names
    made = json.loads((tmp_path / "home" / "dist" / "manifest.json").read_text("utf-8"))
    assert list(made["posts"]) == ["first"]
    assert (tmp_path / "home" / "dist" / "posts" / "first" / "first.epub").is_file()
