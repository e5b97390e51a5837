"""Tren: one indicator over time for up to six regions or agencies, its pace towards the target, and all regions side by side."""

from ui import deret, frame, indeks, kelipatan, trends

scope = frame.page_head("Tren", "Perkembangan satu indikator, dibandingkan dengan target dan wilayah di atasnya.")
indicator = trends.choose_indicator("tren", deret.default_indicator(scope))
pilihan = deret.choose(indicator, scope)
trends.draw_trend(indicator, scope, pilihan, dengan_laju=True)
kelipatan.draw(indicator, scope, pilihan)
indeks.draw(scope)
frame.page_foot(scope)
