"""The verbs that move a testimony, one a file."""
