"""Wiring only: settings, addresses, the database router and the server entry point."""
