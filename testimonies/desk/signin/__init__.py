"""Signing in: who comes to the desk, by which two proofs, and for how long.

`sessions.py` is where sessions lie and how they end, `factor.py` what a session knows of its second factor.
"""
