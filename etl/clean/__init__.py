"""Cleaners: one cell in, one reading out."""
