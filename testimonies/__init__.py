"""The testimony archive."""
