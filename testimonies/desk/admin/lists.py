"""The list of testimonies."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest

from testimonies.desk.models import Testimony, VocabularyTerm
from testimonies.vocabulary import TermKind


class TestimonyList(ChangeList):
    """Rows with the labels of their sector and place, `sector_term` and `place_term`: a slug is for addresses."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Testimony]:
        terms = VocabularyTerm.objects
        rows: QuerySet[Testimony] = super().get_queryset(request, exclude_parameters)
        return rows.annotate(
            sector_term=terms.label_of(TermKind.SECTOR, OuterRef("sector")),
            place_term=terms.label_of(TermKind.PLACE, OuterRef("place")),
        )
