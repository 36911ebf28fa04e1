"""The two field names the engine knows: a document's key and its content hash."""

KEY = "code"
HASH = "hash"
