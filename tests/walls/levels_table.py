"""The table of levels as the documentation prints it: one row a table, one column a level."""

from testimonies.desk.levels import COARSER, LEVELS, Level


def levels_table() -> str:
    """Markdown, in the order of the declaration, and below it what is public of fields that are not."""
    rows = [
        f"| `{label}` | " + " | ".join(_named(declared.get(level, "")) for level in Level) + " |"
        for label, declared in LEVELS.items()
    ]
    head = ["| table | " + " | ".join(Level) + " |", "|---" * (len(Level) + 1) + "|"]
    coarser = [f"| `{name}` | {what} |" for name, what in COARSER.items()]
    return "\n".join([*head, *rows, "", "| of | the world learns |", "|---|---|", *coarser])


def _named(names: str) -> str:
    return " ".join(f"`{name}`" for name in names.split())
