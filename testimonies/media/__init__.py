"""Photographs that give nothing away: what a file is, what is covered, and the clean pictures made from it.

A tool: it knows no Django and no network, writes no file and logs nothing. Only this room speaks Pillow. Everything
that decodes belongs in the child of `workshop`; the web process itself calls `kinds`, `limits`, `regions` and
`workshop`.
"""
