"""The pages behind a receipt code."""
