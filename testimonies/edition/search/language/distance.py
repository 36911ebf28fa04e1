"""How far apart two words are: Damerau-Levenshtein, cut off at a limit."""

from __future__ import annotations


def within(left: str, right: str, limit: int) -> int | None:
    """Insertions, deletions, exchanges and swaps of neighbours from one to the other; None above ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return None
    if left == right:
        return 0
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        now = [row]
        for column, b in enumerate(right, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > limit:
            return None
        before, last = last, now
    return last[-1] if last[-1] <= limit else None
