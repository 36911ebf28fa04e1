"""The desk: everything private, reached by named staff only."""
