"""What a search can fail with."""


class IndexMissing(Exception):
    """There is no index that can be read. A page answers 503, never a calm zero."""
