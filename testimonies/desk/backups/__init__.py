"""Backups of the desk. The edition and its index are not in them: they are written anew from the desk."""
