"""Briefings: slides as data, so that screen, PowerPoint, PDF and workbook show the same words and numbers.

isi.py    what a slide holds: numbers, bars, lines, tiles, lists, maps, scatters
susun.py  a deck from a list of recipes on one edition, region and period
resep/    one recipe per kind of slide: from an edition to a slide
judul.py  the sentence at the head of a slide, at most twelve words
tabel.py  the rows behind a slide, typed, for files
simpan.py named briefings: which slides, in which order, with which notes
"""
