"""The table of roles as the documentation prints it: one row a permission, one column a role."""

from testimonies.desk.roles import ROLES


def roles_table() -> str:
    """Markdown, sorted by permission."""
    permissions = sorted(frozenset().union(*ROLES.values()))
    rows = [
        f"| `{name}` | " + " | ".join("x" if name in ROLES[role] else "" for role in ROLES) + " |"
        for name in permissions
    ]
    head = ["| permission | " + " | ".join(ROLES) + " |", "|---" * (len(ROLES) + 1) + "|"]
    return "\n".join([*head, *rows])
