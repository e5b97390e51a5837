"""Tren: one indicator over time for up to six regions or agencies, its pace towards the target, and all regions side by side."""

from ui import deret, frame, indeks, kelipatan, tambah, trends

scope = frame.page_head("Tren", "Perkembangan satu indikator, dibandingkan dengan target dan wilayah di atasnya.")
indicator = trends.choose_indicator("tren", deret.default_indicator(scope))
pilihan = deret.choose(indicator, scope)
trends.draw_trend(indicator, scope, pilihan, dengan_laju=True)
tambah.draw_menu("tren", deret.param_paparan(indicator, pilihan), scope, key="tren")
kelipatan.draw(indicator, scope, pilihan)
tambah.draw_menu("batang", {"indikator": indicator.id}, scope, key="kelipatan")
indeks.draw(scope)
frame.page_foot(scope)
