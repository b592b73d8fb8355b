"""Scripts that make what ships: the gazetteer, the trigger weights, the map. Not part of the package.

Run from a checkout, as `python -m sitegen.tools.NAME`; each says at its head what it needs.
"""
