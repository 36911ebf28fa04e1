"""Measuring the archive against what a user would pick instead."""
