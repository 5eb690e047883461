# Two commands: `make demo` and `make test`. Each makes the environment it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -q -c constraints.txt

.PHONY: demo test coverage test-product test-min test-new lint site site-test bench bench-gpu generate clean

demo: $(VENV)/demo.done
	$(BIN)/python examples/unet3d_brain.py

test: $(VENV)/test.done
	$(BIN)/python -m pytest -n auto

# The same tests, with the share of msshim's lines that they run; below the floor in pyproject.toml it fails.
coverage: $(VENV)/coverage.done
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

# The tests that do not ask MindSpore, with another Python, torch and NumPy, in an environment of their own.
TORCH ?= torch
NUMPY ?= numpy
test-product:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q '$(TORCH)' '$(NUMPY)' -e '.[product]'
	$(BIN)/python -m pytest -n auto

# The oldest that msshim says it runs on, and the newest that installs.
test-min:
	$(MAKE) test-product PYTHON=python3.10 TORCH=torch==2.6.0 NUMPY='numpy<2' VENV=.venv-min

test-new:
	$(MAKE) test-product TORCH=torch NUMPY='numpy>=2' VENV=.venv-new

lint: $(VENV)/lint.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The documentation, into site/: open site/index.html.
site: $(VENV)/site.done
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

# It in a browser: needs chromium (apt-get install chromium), or CHROMIUM=path.
site-test: site $(VENV)/site-test.done
	$(BIN)/python -m pytest tools/test_site.py

generate: $(VENV)/test.done
	$(BIN)/python -m msshim._src.tables

bench: $(VENV)/test.done
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m benchmarks

# Makes no environment: a GPU machine has its own torch, and may have no network.
bench-gpu:
	PYTHONPATH=. python3 -m benchmarks gpu

clean:
	rm -rf $(VENV) dist build site demo_output

# A stamp per extra, so that a second run starts at once.
$(VENV)/demo.done: $(BIN)/python
	$(INSTALL) -e '.[demo]'
	touch $@

$(VENV)/test.done: $(BIN)/python
	$(INSTALL) -e '.[test]'
	$(INSTALL) --no-deps mindocr==0.5.0 addict==2.4.0  # which asks for versions that nothing else runs with
	touch $@

$(VENV)/coverage.done: $(VENV)/test.done
	$(INSTALL) -e '.[coverage]'
	touch $@

$(VENV)/site.done: $(BIN)/python
	$(INSTALL) -e '.[site]'
	touch $@

$(VENV)/site-test.done: $(BIN)/python
	$(INSTALL) -e '.[site-test]'
	touch $@

$(VENV)/lint.done: $(BIN)/python
	$(INSTALL) -e '.[lint]'
	touch $@

$(BIN)/python: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	touch $(BIN)/python
