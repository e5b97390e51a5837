"""Peta: from the province to a village by clicking."""

from ui import explorer, frame, trends

scope = frame.page_head("Peta")
indicator = trends.choose_indicator("peta", "rapat_tercatat")
explorer.explore(indicator, scope)
trends.source_line(indicator, scope)
frame.page_foot(scope)
