"""Every published number, defined once."""
