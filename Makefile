# Dua perintah yang perlu diingat: `make run` dan `make test`. Sisanya dipakai keduanya.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8501
ALAMAT ?= 127.0.0.1

.PHONY: run test check setup setup-dev browser etl bench clean

run: setup etl  ## siapkan semuanya, bangun edisi awal, buka dasbor
	$(PY) -m ui.server --port $(PORT) --address $(ALAMAT)

test: setup-dev browser etl  ## siapkan semuanya termasuk peramban, lalu jalankan semua uji
	$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: setup-dev  ## gaya dan aturan rumah
	$(PY) -m ruff check .
	$(PY) -m pytest tests/test_aturan_rumah.py

setup: $(VENV)/.siap
setup-dev: $(VENV)/.siap-dev

$(VENV)/.siap: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Perlu Python 3.11 atau lebih baru; $(PYTHON) di mesin ini lebih lama."; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { echo "Modul venv tidak ada. Di Debian/Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.siap-dev: $(VENV)/.siap requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

browser:  ## Chromium untuk uji peramban
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "Chromium belum terpasang. Pasang dahulu: sudo apt-get install chromium"; exit 1; fi; }

etl: setup  ## bangun edisi awal (contoh dan publik) dan peta Kalimantan Selatan bila belum ada atau berubah
	$(PY) -m etl awal
	$(PY) -m etl batas --skematik 63 --bila-perlu

bench: setup-dev
	@for f in bench/bench_*.py; do echo "== $$f"; $(PY) $$f; done

clean:
	rm -rf $(VENV) data/edisi data/arsip data/batas data/contoh data/contoh-kebenaran static/peta
