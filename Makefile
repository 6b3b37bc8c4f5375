# Everything needs only python3 (3.10 or newer), pip and make. `make help` lists the targets.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PORT   ?= 8765
SERVE  ?= 1
SYSTEM ?= 0
DEMO   ?= .demo/archive.db

.PHONY: help setup setup-dev demo test gate gate-update model catalogues seed bench bench-large lint screenshots clean

help:                ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(VENV)/.installed                ## make .venv and install Xewer
setup-dev: $(VENV)/.installed-dev        ## the same with the tools for tests and checks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test,lint]"
	@touch $@ $(VENV)/.installed

demo: setup          ## fill an archive with the example articles, show what was found, search it, serve the desk (SERVE=0: stop before serving)
	$(BIN)/xewer demo --archive $(DEMO) $(if $(filter 0,$(SERVE)),--no-serve,--port $(PORT))

test: setup-dev      ## all tests, outgoing sockets blocked, with line coverage
	@if [ "$(CI)" = "true" ] || [ "$(SYSTEM)" = "1" ]; then sh .ci/system-packages; fi
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -rs
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered | tail -n 40

gate: setup-dev      ## score the gold and the acceptance article against tests/floors.json
	$(BIN)/python tests/gate.py

gate-update: setup-dev   ## raise the floors to what is reached now (refuses to lower one)
	$(BIN)/python tests/gate.py --update

model: setup         ## learn the tagger's weights (data/tagger.tsv) and how names are spelt (names/channel.tsv), write how names sound (names/heard.tsv, said.tsv, census.tsv); the same to the bit everywhere
	$(BIN)/python -m xewer.find.channel_training
	$(BIN)/python -m xewer.find.said_names
	$(BIN)/python -m xewer.find.heard_names
	$(BIN)/python -m xewer.morph.train

catalogues: setup-dev   ## renew the desk's message catalogues: an entry for every key that is asked for, .mo made of .po
	$(BIN)/python tests/catalogues.py

seed: setup-dev      ## the acceptance article's events and those of its twins, row by row
	$(BIN)/python tests/seed_events.py

bench: setup-dev     ## measure beside the peers, write bench/results/*.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]"
	$(BIN)/python -m bench

bench-large: setup-dev   ## the archive at 1,000,000 articles (hours, 35 GB in the temporary folder; see bench/archive.py)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]"
	$(BIN)/python -m bench archive_large

lint: setup-dev      ## ruff, strict mypy, rooms, file lengths
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_house.py

screenshots: setup-dev   ## draw the pages of the desk into docs/pictures
	$(BIN)/python docs/screenshots.py

clean:
	rm -rf $(VENV) .demo .pytest_cache .mypy_cache .ruff_cache .hypothesis htmlcov .coverage*
