"""Finding published testimonies."""
