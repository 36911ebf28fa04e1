"""Bulk import: read, check, preview, write."""
