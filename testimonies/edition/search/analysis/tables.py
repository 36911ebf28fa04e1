"""Word lists from text files: ``[section]``, then words between spaces; a line that begins with # is a comment."""

from __future__ import annotations

from pathlib import Path


def read(path: Path) -> dict[str, list[str]]:
    """The words of each section, in order."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            section.extend(line.split())
    return found


def pairs(words: list[str]) -> dict[str, str]:
    """``left>right`` as a table; several words on the left, parted by commas, share the right one."""
    split = (word.split(">") for word in words)
    return {left: right for lefts, right in split for left in lefts.split(",")}
