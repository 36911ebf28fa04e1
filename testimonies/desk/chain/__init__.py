"""The log of decisions as a chain: each row holds the hash of the row before it, and is signed.

The signing key and the signed head lie beside the database and not in it, so whoever can write the database alone can
neither change, remove, move nor add a decision without `verify_decisions` naming it.
"""
