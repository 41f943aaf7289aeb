# `make run` and `make test` do all the set-up themselves; see README.md.
PYTHON ?= python3
VENV := .venv
PHOTOS ?=
BIN := $(VENV)/bin

.PHONY: run test check deep bench setup setup-test installer clean

run: setup
	@$(BIN)/python resources/build/run_practice.py $(if $(PHOTOS),--photos "$(PHOTOS)")

setup:
	@$(PYTHON) resources/build/set_up.py --venv $(VENV)

setup-test:
	@$(PYTHON) resources/build/set_up.py --venv $(VENV) --extra test

test: setup-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not deep and not benchmark" -n auto --dist loadfile --max-worker-restart 0 --cov --cov-report=term:skip-covered

check: setup-test
	$(BIN)/ruff check desktop tests resources
	$(BIN)/ruff format --check desktop tests resources
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

deep: setup-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m deep --timeout 7200

bench: setup-test
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m benchmark -s --timeout 3600

installer: setup
	@$(PYTHON) resources/build/set_up.py --venv $(VENV) --extra installer
	$(BIN)/python resources/build/make_installer.py

clean:
	rm -rf build dist
