"""Whoosh's codec interface over the segment files, so that Whoosh's own reader, searcher and writer work on them."""

from testimonies.edition.search.engine.codec.segment import ArrayCodec, ArraySegment

__all__ = ["ArrayCodec", "ArraySegment"]
