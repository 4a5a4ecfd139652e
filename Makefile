# make chat   sets everything up and serves the chat at http://127.0.0.1:7860
# make test   sets everything up and runs the tests
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock

.PHONY: chat test lint format bench lock clean

chat: $(VENV)/.chat
	$(BIN)/dateline models pull --embedder
	$(BIN)/dateline ingest --samples --if-empty
	$(BIN)/dateline serve

test: $(VENV)/.dev
	$(BIN)/dateline models pull --embedder
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	@test -n "$(ARTICLES)" || { echo "say which articles: make bench ARTICLES=FILE.jsonl"; exit 2; }
	$(BIN)/python bench/speed.py --articles $(ARTICLES)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or later; run make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.chat: $(VENV)/bin/python pyproject.toml requirements.lock
	@echo "installing Dateline into $(VENV) (about a minute, once) …"
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.chat
	$(PIP) -e '.[dev]'
	@touch $@

lock:
	rm -rf $(VENV)-lock && $(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check '.[dev,postgres]'
	$(VENV)-lock/bin/python -m pip freeze --exclude dateline > requirements.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
