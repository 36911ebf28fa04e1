"""Chain and sign the decisions taken before there was a chain, and move their reasons out of them."""

import secrets
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from testimonies.desk.chain.canonical import reason_hash, row_hash
from testimonies.desk.chain.head import Head, write_head
from testimonies.desk.chain.signing import Signer


def chain(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    decision_model, reason_model = apps.get_model("desk", "Decision"), apps.get_model("desk", "Reason")
    signer, last = Signer(), Head()
    rows: Any = decision_model.objects.order_by("pk")
    for row in rows.iterator(500):
        words, row.reason, row.previous = row.reason, "", last.hash
        if words:
            salt = secrets.token_hex(32)
            row.reason_hash = reason_hash(salt, words)
            reason_model.objects.create(decision=row, salt=salt, words=words)
        row.hash = row_hash(row)
        row.signature = signer.sign("decision", row.hash)
        row.save()
        last = Head(row.pk, row.hash)
    if last.number:
        write_head(signer, last)


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_chain_columns")]

    operations = [migrations.RunPython(chain, migrations.RunPython.noop)]
