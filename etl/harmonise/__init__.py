"""Harmonisers: a written name in, the standard code or name out."""
