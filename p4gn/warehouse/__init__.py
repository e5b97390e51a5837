"""Editions: finished, read-only data sets, and the way to read them."""
