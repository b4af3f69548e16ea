#!/usr/bin/env python3
"""The runners of the benchmarks; benches/README.md is the protocol.

    run.py generated --sizes s m --seeds 1 2 3 --time 60 600
    run.py shifts    --folder DIR --time 60 600          (or SHANGXIA_BENCH=DIR)
    run.py against   --sizes m --seeds 1 2 3 --time 600  (needs ortools and highspy from PyPI)
    run.py instance  FILE.yaml --time 300

Each writes its figures into docs/figures, its part of docs/benchmarks.md, and a curve a case into docs/curves/.
"""
import argparse
import csv
import os
import pathlib
import subprocess
import sys

import cases
import curves
import table

ROOT = pathlib.Path(__file__).resolve().parent.parent


def generated(options):
    """Generated alliances by size and seed: what is reached in which time."""
    rows = []
    for size in options.sizes:
        for seed in options.seeds:
            instance = cases.generate(options, size, seed)
            name = instance.stem.removesuffix("-13w")
            for seconds in options.time:
                run = cases.solve(options, instance, name, seconds, seed)
                reference = cases.solve(options, instance, f"{name}-reference", seconds, seed, options.reference) if options.reference else None
                rows.append(cases.row(size, options.weeks, seed, seconds, run, reference))
                curves.write(options, f"{name}-{seconds}s", {"shangxia": run, "reference": reference})
    table.write(options, "generated", cases.COLUMNS, rows, group=("size", "weeks", "limit"), key=("size", "weeks", "limit", "seed"))


def shifts(options):
    """The public shift-scheduling files, scored by the checker that lies beside them."""
    folder = pathlib.Path(options.folder or sys.exit("give --folder, or set SHANGXIA_BENCH"))
    files = sorted(folder.rglob("Instance*.txt"), key=lambda file: (len(file.name), file.name))
    checker = next(folder.rglob("check_shift_scheduling.py"), None) or next(folder.parent.glob("check_shift_scheduling.py"), None)
    if not files or checker is None:
        sys.exit(f"no Instance*.txt or no check_shift_scheduling.py in {folder}")
    best, published = ({line["instance"]: line for file in folder.rglob(name) for line in csv.DictReader(file.open())} for name in ("best_known.csv", "published_methods.csv"))
    methods = [name for line in list(published.values())[:1] for name in line if ("10min" in name or "60min" in name) and "LB" not in name]
    rows = []
    for file in files:
        if options.instances and file.stem not in options.instances:
            continue
        instance = options.work / f"{file.stem}.yaml"
        cases.call([options.binary, "import", "--format", "shift-scheduling", file, "-o", instance])
        for seconds in options.time:
            for seed in options.seeds:
                run = cases.solve(options, instance, f"{file.stem}-{seed}", seconds, seed)
                row = {"instance": file.stem, "seed": seed, "limit": seconds} | score(options, instance, file, checker, run)
                row |= {"bound": run["bound"], "best known": best.get(file.stem, {}).get("best_known_UB"), "peak MB": run["peak"]}
                rows.append(row | {method: published.get(file.stem, {}).get(method) for method in methods})
                curves.write(options, f"{file.stem}-{seconds}s", {"shangxia": run})
    columns = ["instance", "seed", "limit", "value", "broken", "bound", "best known", "peak MB", *methods]
    table.write(options, "shifts", columns, rows, group=("instance", "limit"), key=("instance", "limit", "seed"))


def score(options, instance, file, checker, run):
    """The checker's word on a roster; it trusts nobody's solver."""
    if run["roster"] is None:
        return {"value": None, "broken": None}
    cells = options.work / f"{file.stem}.csv"
    cases.call([options.binary, "report", instance, run["roster"], "--csv-roster", cells], allowed=(0, 3))
    said = subprocess.run([sys.executable, checker, file, cells], capture_output=True, text=True, check=False).stdout.splitlines()
    value = next((int(line.split()[1]) for line in said if line.startswith("penalty")), None)
    return {"value": value, "broken": sum(line.startswith("broken") for line in said)}


def against(options):
    """Other solvers on the exported model, in the same call, time and machine."""
    import others

    rows = []
    for size in options.sizes:
        for seed in options.seeds:
            instance = cases.generate(options, size, seed)
            for seconds in options.time:
                rows += compare(options, others, instance, f"{size}-{seed}", seconds, seed)
    table.write(options, "against", ["case", "limit", "solver", "penalty", "audited", "bound", "gap", "first roster", "ratio", "peak MB"], rows, group=("solver", "limit"), key=("case", "limit", "solver"))


def compare(options, others, instance, name, seconds, seed):
    ours = cases.solve(options, instance, name, seconds, seed)
    model = options.work / f"{name}.mps"
    cases.call([options.binary, "export", instance, "--format", "mps", "-o", model])
    runs = {"shangxia": ours}
    for solver in others.SOLVERS:
        runs[solver] = others.solve(options, instance, model, solver, seconds)
    curves.write(options, f"against-{name}-{seconds}s", runs)
    rows = []
    for solver, run in runs.items():
        ratio = run["penalty"] / ours["penalty"] if run["penalty"] is not None and ours["penalty"] else None
        audited = {0: "holds", None: "–"}.get(run["hard"], f"{run['hard']} hard")
        rows.append({"case": name, "limit": seconds, "solver": solver, "penalty": run["penalty"], "audited": audited, "bound": run["bound"], "gap": cases.gap(run), "first roster": run["first"], "ratio": ratio, "peak MB": run["peak"]})
    return rows


def instance(options):
    """One instance: its curve only."""
    for seconds in options.time:
        run = cases.solve(options, options.file, options.file.stem, seconds, options.seeds[0])
        curves.write(options, f"{options.file.stem}-{seconds}s", {"shangxia": run})


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target/release/shangxia", help="the program measured")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target/bench", help="where instances, rosters and traces go")
    parser.add_argument("--docs", type=pathlib.Path, default=ROOT / "docs", help="where the table and the curves go")
    parser.add_argument("--extra", nargs="*", default=[], help="more options for `solve`, such as --extra=--threads=1")
    commands = parser.add_subparsers(required=True)
    for run in (generated, shifts, against, instance):
        command = commands.add_parser(run.__name__, help=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
        command.add_argument("--time", type=int, nargs="+", default=[60], help="limits in seconds")
        if run is generated:
            command.add_argument("--reference", type=pathlib.Path, help="another build of the program, run on the same cases")
        if run in (generated, against):
            command.add_argument("--sizes", nargs="+", default=["s"], choices=["s", "m", "l", "xl"])
            command.add_argument("--weeks", type=int, default=13)
        if run is shifts:
            command.add_argument("--folder", default=os.environ.get("SHANGXIA_BENCH"))
            command.add_argument("--instances", nargs="*", help="only these, such as Instance3")
        if run is instance:
            command.add_argument("file", type=pathlib.Path)
    return parser.parse_args()


if __name__ == "__main__":
    chosen = arguments()
    chosen.work.mkdir(parents=True, exist_ok=True)
    chosen.run(chosen)
