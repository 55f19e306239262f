# The commands of the README, for a machine with Python 3.11+, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test corpus lint evals lock clean

demo: $(VENV)/run ## code the bundled articles, and print the path of the report
	@$(BIN)/crossread demo -o demo

test: $(VENV)/dev ## install what the tests need, and run them
	$(BIN)/python -m pytest -n auto

corpus: $(VENV)/dev ## every real article at hand: records valid, spans verbatim (minutes)
	CROSSREAD_WHOLE=1 $(BIN)/python -m pytest tests/test_corpus.py

lint: $(VENV)/dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict crossread evals

evals: $(VENV)/dev ## every figure that can be measured here; renews evals/results and the scoreboard
	$(BIN)/python -m evals all

lock: $(VENV)/dev ## renew the lock files from pyproject.toml
	$(PIP) install uv
	$(BIN)/uv pip compile $(LOCK) --group build -o requirements/run.lock
	$(BIN)/uv pip compile $(LOCK) --group build --group test --group lint -o requirements/dev.lock

LOCK := -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-annotate --no-header --upgrade

# Each stamp file says that its lock file is installed; the package itself is installed in place.
$(VENV)/run: requirements/run.lock pyproject.toml | $(VENV)
	$(PIP) install --require-hashes -r $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements/dev.lock pyproject.toml | $(VENV)
	$(PIP) install --require-hashes -r $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/run

$(VENV):
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Crossread needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; name another with make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
