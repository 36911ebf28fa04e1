"""What must not lie open: the keys of the staff process, and the fields that they close.

Knows no models. `keys.py` keeps files; `keyring.py` the keys of encrypted fields; `fields.py` is the field itself.
"""
