"""Signing in: who comes to the desk, by which two proofs, and for how long.

`sessions.py` is where sessions lie and how they end, `factor.py` what a session knows of its second factor, `doors.py`
and `again.py` who may open which page; the verbs on accounts are `invite`, `confirm`, `accept`, `set_roles` and
`close_account`.
"""
