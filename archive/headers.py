"""Headers that every answer carries, errors and answers of other middleware included."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The first four are Django's, too; here for what it answers before it comes to set them.
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}


class HeadersMiddleware:
    """Adds what is missing of the headers, and keeps the pages of staff and of receipts out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if "/receipt/" in request.path_info:
            response.headers["Cache-Control"] = "no-store"
        if "/staff/" in request.path_info:
            response.headers["Cache-Control"] = "no-store"
            # no-referrer would make browsers send "Origin: null", which the check against forged requests refuses.
            response.headers["Referrer-Policy"] = "same-origin"
        return response
