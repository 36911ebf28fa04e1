"""A device in closed words, as its owner would name it: enough to tell one's own, nothing to follow anybody by."""

# The first that is found counts: each later one also appears in what an earlier one says of itself.
_BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def device_words(user_agent: str) -> str:
    """Such as "Firefox, Linux"; empty where neither is known. Never the header itself."""
    found = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return ", ".join(word for word in found if word)


def _first(known: dict[str, str], user_agent: str) -> str:
    return next((word for mark, word in known.items() if mark in user_agent), "")
