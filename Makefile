# Two commands do everything: `make run` opens the application, `make test` checks it.
# On Windows without make: python -m venv .venv, then the pip lines of $(READY), the first with
# -r requirements/windows.lock besides, and .venv\Scripts\policy-navigator.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: help run test lint types imports format bench screenshots manual tour bundle bundle-test wheelhouse clean

help:
	@echo "make run          打开政策导航（第一次会准备环境）"
	@echo "make test         运行全部测试"
	@echo "make lint         ruff, mypy, import directions"
	@echo "make bench        benchmarks, as ratios to named baselines"
	@echo "make screenshots  docs/screenshots from the running window"
	@echo "make manual       the user manual's pictures, and build/manual as HTML and PDF"
	@echo "make bundle       a folder for Linux without Python or network, and a wheelhouse, in dist"
	@echo "make bundle-test  the folder tried in empty Debian 11 and 12 systems"
	@echo "make wheelhouse   only the wheelhouse"
	@echo "make tour         every page and state as pictures, in build/tour"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新的版本；请安装后再运行 make。"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "缺少 venv 模块；请执行 apt install python3-venv 后再运行 make。"; exit 1; }

$(READY): requirements/run.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(READY_DEV): requirements/dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(READY)

run: $(READY)
	@$(BIN)/policy-navigator

test: $(READY_DEV)
	$(BIN)/python -m pytest

lint: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY_DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache

bench: $(READY_DEV)
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.eligibility
	$(BIN)/python -m benchmarks.desk
	-$(BIN)/python -m benchmarks.startup
	-$(BIN)/python -m benchmarks.responsiveness

screenshots: $(READY_DEV)
	$(BIN)/python -m scripts.screenshots

manual: $(READY_DEV)
	$(BIN)/python -m scripts.manual

tour: $(READY_DEV)
	$(BIN)/python -m scripts.tour

bundle: $(READY)
	$(BIN)/python -m scripts.bundle.build

bundle-test: $(READY)
	$(BIN)/python -m scripts.bundle.try_out

wheelhouse: $(READY)
	$(BIN)/python -m scripts.bundle.build --wheelhouse
