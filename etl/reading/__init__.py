"""Bytes of a file → sheets of columns, within fixed limits."""
