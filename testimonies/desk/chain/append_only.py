"""Triggers by which the database itself refuses to change or remove a decision.

They stop a slip, an injected statement, and an account that may write rows; whoever may drop a trigger is stopped by
the signatures. On SQLite a migration that makes the table anew loses them: it ends with `AppendOnly()`, and a test
and `verify_decisions` miss them otherwise.
"""

from __future__ import annotations

from django.db import connection, migrations

_SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END"""
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'decisions are never changed'; END$$""",
    """CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
)
_COUNT = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN"
    " ('desk_decision_no_update', 'desk_decision_no_delete')",
    "postgresql": "SELECT 2 * count(*) FROM pg_trigger WHERE tgname = 'desk_decision_no_change' AND tgenabled <> 'D'",
}
_TABLE = "desk_decision"


class AppendOnly(migrations.RunSQL):
    """A migration's operation: put the triggers on the table of decisions, where they are not there already."""

    def __init__(self) -> None:
        super().__init__(migrations.RunSQL.noop, migrations.RunSQL.noop)

    def database_forwards(self, app_label: str, schema_editor, from_state, to_state) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
        if schema_editor.connection.alias != "default":
            return
        for statement in _statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, None)

    def deconstruct(self):  # type: ignore[no-untyped-def] # noqa: ANN201
        return (type(self).__qualname__, [], {})


def is_append_only() -> bool:
    """Whether the triggers are there."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT[connection.vendor])
        return bool(cursor.fetchone()[0] == 2)


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [statement.format(table=_TABLE) for statement in _POSTGRESQL]
    return [_SQLITE.format(table=_TABLE, act=act) for act in ("update", "delete")]
