"""De-identification: what in a text may say who somebody is, vaguer words for it, and the risk that is left.

A tool: it knows no Django, no network and no model. It reads strings and returns values, and logs nothing.
"""
