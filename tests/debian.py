"""What the tests need of Debian's packages, installed where that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache


def install_first(packages: Sequence[str], *others: str) -> bool:
    """Install the first of these packages that there is, with the others; whether that was done."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    print(f"Installing {packages[0]} with apt-get ...", file=sys.stderr)
    _look_for_packages()
    return any(_run("install", "-y", "--no-install-recommends", *others, p) for p in packages)


@cache
def _look_for_packages() -> None:
    _run("update")


def _run(*words: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", *words]
    return subprocess.run(command, env=environment, stdout=sys.stderr).returncode == 0
