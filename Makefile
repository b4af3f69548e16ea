# Two commands do everything on a fresh machine:
#   make demo   installs what is missing, builds, makes a roster and shows it
#   make test   installs what is missing and runs all tests

SHELL := bash
CARGO ?= cargo
INSTANCE ?= tongzhou_2026q1
OUT ?= target/demo
SHANGXIA := target/release/shangxia

.PHONY: demo test setup lint build

demo: build
	mkdir -p $(OUT)
	$(SHANGXIA) check instances/$(INSTANCE).yaml
	$(SHANGXIA) solve instances/$(INSTANCE).yaml -o $(OUT)/$(INSTANCE).yaml --html $(OUT)/$(INSTANCE).html
	$(SHANGXIA) audit instances/$(INSTANCE).yaml $(OUT)/$(INSTANCE).yaml
	@echo
	@echo "roster: $(OUT)/$(INSTANCE).yaml"
	@echo "report: $(OUT)/$(INSTANCE).html (open it in a browser)"

test: setup
	source scripts/build-env.sh && $(CARGO) test --release --no-default-features --test rules --test architecture
	source scripts/build-env.sh && $(CARGO) test --release

lint: setup
	source scripts/build-env.sh && $(CARGO) fmt --check
	source scripts/build-env.sh && $(CARGO) clippy --release --all-targets -- -D warnings

build: setup
	source scripts/build-env.sh && $(CARGO) build --release

setup:
	@bash scripts/setup.sh
