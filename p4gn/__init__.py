"""P4GN as a subject: regions, indicators and editions in plain Python, without screens."""
