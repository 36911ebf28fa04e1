"""What a user would pick instead, each used well, and the archive's own engine behind the same face."""
