"""Who handed in, who approved and by when to review, for what was published before these columns were there."""

import datetime
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_HANDS = ("accession", "edit", "submit")


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    publication_model, decision_model = apps.get_model("desk", "Publication"), apps.get_model("desk", "Decision")
    approval_model, testimony_model = apps.get_model("desk", "Approval"), apps.get_model("desk", "Testimony")
    for publication in publication_model.objects.select_related("decision").order_by("pk").iterator(500):
        before: Any = decision_model.objects.filter(
            testimony_id=publication.testimony_id, pk__lt=publication.decision_id
        ).order_by("pk")
        approval, hand = before.filter(verb="approve").last(), before.filter(verb__in=_HANDS).last()
        publication.submitted_by_id, publication.approved_by_id = hand.actor_id, approval.actor_id
        publication.save(update_fields=["submitted_by", "approved_by"])
    # An approval that still waits to be published was given without a checklist, and says so by an empty one.
    for waiting in testimony_model.objects.filter(status="approved").iterator(500):
        decisions: Any = decision_model.objects.filter(testimony_id=waiting.pk).order_by("pk")
        approval, hand = decisions.filter(verb="approve").last(), decisions.filter(verb__in=_HANDS).last()
        approval_model.objects.create(
            decision=approval, submitted_by_id=hand.actor_id, approved_by_id=approval.actor_id
        )
    in_a_year = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=365)
    testimony_model.objects.filter(public_version__isnull=False).update(review_on=in_a_year)


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_approvals")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
