"""Triggers by which the database itself keeps consents as they were given."""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "a consent is never changed or deleted; add a new one"
# A condition may be emptied, which erasing a person's data needs, and nothing else.
_UNLESS = {"desk_consentcondition": "NEW.words = '' AND NEW.consent_id = OLD.consent_id AND NEW.id = OLD.id"}
_TABLES = ("desk_consent", "desk_consentanswer", "desk_consentcondition")


def protect(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """One trigger a table and act. SQLite drops them where a later migration writes a table anew: call this again."""
    if editor.connection.vendor == "postgresql":
        # A function per table: only there NEW has the columns the condition names.
        for table in _TABLES:
            _protect_postgresql(editor, table)
        return
    for table in _TABLES:
        for act in ("update", "delete"):
            unless = f" WHEN NOT ({_UNLESS[table]})" if act == "update" and table in _UNLESS else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
            editor.execute(
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table}{unless} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )


def _protect_postgresql(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    guard = f"IF TG_OP = 'UPDATE' THEN IF {_UNLESS[table]} THEN RETURN NEW; END IF; END IF; " if table in _UNLESS else ""
    editor.execute(
        f"CREATE OR REPLACE FUNCTION {table}_stays() RETURNS trigger AS $$ BEGIN {guard}"
        f"RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$ LANGUAGE plpgsql"
    )
    editor.execute(f"DROP TRIGGER IF EXISTS {table}_stays ON {table}")
    editor.execute(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
    )
    editor.execute(f"DROP TRIGGER IF EXISTS {table}_not_emptied ON {table}")
    editor.execute(
        f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_stays()"
    )
