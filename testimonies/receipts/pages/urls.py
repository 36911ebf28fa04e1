"""Addresses behind `/receipt/`, in every language. None of them takes anything: what is sent is in the form."""

from django.urls import path

from testimonies.receipts.pages.views import back, correction, receipt, withdrawal

urlpatterns = [
    path("", receipt, name="receipt"),
    path("account/", back, name="receipt-account"),
    path("correction/", correction, name="receipt-correction"),
    path("withdrawal/", withdrawal, name="receipt-withdrawal"),
]
