"""Files out: the same numbers as on the screens, as XLSX, PDF and calendar files that can be sent and printed."""
