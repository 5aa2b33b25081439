# make demo: from nothing to a graph with three answers. make test: everything, within ten minutes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test spark lint clean benchmarks train scale

demo: $(VENV)/.installed
	$(BIN)/kg demo

test: $(VENV)/.installed-dev lint
	$(BIN)/pytest -n auto --dist loadgroup -ra

spark: $(VENV)-spark/.installed  # in an environment of its own: the other one shows that nothing else needs Spark
	$(VENV)-spark/bin/pytest -ra tests/spark

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check kg kg_spark training tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tests/house/function_lengths.py

train: $(VENV)/.installed-dev  # the weights that extraction decides by, from the working part of the corpus and training/
	$(BIN)/pip install --quiet --disable-pip-version-check --group training
	$(BIN)/python -m training
	$(BIN)/python -m training.deals
	$(BIN)/python -m training.names

benchmarks: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/ingest.py
	$(BIN)/python benchmarks/sandbox.py

scale: $(VENV)/.installed-dev $(VENV)-spark/.installed  # on one machine, with real server processes: some 20 minutes
	$(VENV)-spark/bin/python benchmarks/scale/reading.py
	$(BIN)/python benchmarks/scale/serving.py

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'  # the first that knows --group
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[web,llm,taggers,parquet]' --group dev --group training
	touch $@

$(VENV)-spark/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/pip install --quiet --disable-pip-version-check --editable '.[spark,parquet]' pytest
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-spark build dist
