"""Tren: one indicator over the years, for the chosen region and for all regions side by side."""

from ui import frame, trends

scope = frame.page_head("Tren", "Perkembangan satu indikator dari tahun ke tahun.")
indicator = trends.choose_indicator("tren", "rapat_tercatat")
trends.indicator_trend(indicator, scope)
trends.indicator_multiples(indicator, scope)
frame.page_foot(scope)
