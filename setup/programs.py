"""Install Chromium and LibreOffice for the tests, where that is possible without asking anyone.

usage: python -m setup.programs

Both come from apt, when this is root and apt is there. Otherwise the tests that need a missing
program are skipped and this says so. With CI set, a missing program is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

TIME_LIMIT = 600
"""Seconds for all packages; about 60 on an ordinary line."""
PROGRAMS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "Chromium": (("chromium", "chromium-browser", "google-chrome"), ("chromium",)),
    "LibreOffice": (
        ("soffice", "libreoffice"),
        ("libreoffice-writer-nogui", "fonts-liberation2"),
    ),
}
"""For each program, the commands that show it is there and the packages that bring it."""


def missing() -> list[str]:
    """The programs that are not on the path."""
    return [
        program
        for program, (commands, _) in PROGRAMS.items()
        if not any(map(shutil.which, commands))
    ]


def can_install() -> bool:
    """Whether apt is here and may be used."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(programs: Sequence[str]) -> None:
    """Install `programs`; what cannot be had stays missing, and apt says why."""
    packages = [package for program in programs for package in PROGRAMS[program][1]]
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    for command in (
        [*apt, "update"],
        [*apt, "install", "--yes", "--no-install-recommends", *packages],
    ):
        try:
            subprocess.run(
                command, env=quiet, timeout=TIME_LIMIT, stdout=subprocess.DEVNULL, check=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            print(f"  {error}", file=sys.stderr)
            return


def main() -> int:
    """Install what is missing and can be had; name what is still missing."""
    absent = missing()
    if absent and can_install():
        print(f"Installing {' and '.join(absent)} for the tests.", file=sys.stderr)
        install(absent)
        absent = missing()
    if not absent:
        return 0
    names = " and ".join(absent)
    if os.environ.get("CI"):
        print(f"{names}: not here and could not be installed.", file=sys.stderr)
        return 1
    print(
        f"{names}: not here, so the tests that need them are skipped. Install them to run all.",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
