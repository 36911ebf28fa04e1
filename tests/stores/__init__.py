"""Both stores on a real PostgreSQL server."""
