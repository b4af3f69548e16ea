"""Runs of the program, measured from outside."""
import csv
import os
import re
import subprocess
import sys
import time

COLUMNS = ["size", "weeks", "seed", "limit", "doctors", "first roster", "penalty", "bound", "gap", "short", "hard", "seconds", "peak MB", "ratio"]

# In this stage the incumbent is one of the weekly form, not a roster.
NO_ROSTER = ("building the model", "stints first, week by week")


def call(command, allowed=(0,)):
    """Runs a command that must succeed; gives what it prints."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}\n{done.stderr}")
    return done.stdout


def measured(command):
    """Runs a command; gives exit code, seconds and peak memory in MB of this very process."""
    begin = time.monotonic()
    with open(os.devnull, "w") as nowhere:
        child = subprocess.Popen([str(word) for word in command], stdout=nowhere, stderr=subprocess.PIPE, text=True)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return child.returncode, round(time.monotonic() - begin, 1), round(usage.ru_maxrss / scale), said


def generate(options, size, seed):
    """A generated instance, made once."""
    file = options.work / f"{size}-{seed}-{options.weeks}w.yaml"
    call([options.binary, "generate", "--size", size, "--seed", seed, "--weeks", options.weeks, "-o", file])
    return file


def solve(options, instance, name, seconds, seed, binary=None):
    """One search: what it found, and its course."""
    roster, trace = options.work / f"{name}-{seconds}s.yaml", options.work / f"{name}-{seconds}s.csv"
    for file in (roster, trace):
        file.unlink(missing_ok=True)
    limits = ["--time-limit", seconds, "--seed", seed, "--gap", 0, "--trace", trace]
    code, took, peak, said = measured([binary or options.binary, "solve", instance, "-o", roster, *limits, *options.extra])
    if code not in (0, 3, 4, 5):
        sys.exit(f"solve {instance} ended with {code}\n{said}")
    run = {"roster": roster if roster.exists() else None, "seconds": took, "peak": peak, "course": course(trace)}
    run |= {"doctors": len(re.findall(r"^ +- \{? *id: D\d", instance.read_text(), re.MULTILINE))}
    first = next((second for second, incumbent, _ in run["course"] if incumbent is not None), None)
    return run | {"first": first} | judged(options, instance, run["roster"])


def judged(options, instance, roster):
    """What a roster states, and what the auditor says of it."""
    if roster is None:
        return {"penalty": None, "bound": None, "short": None, "hard": None}
    text = roster.read_text()
    number = lambda key: next((int(value) for value in re.findall(rf"^  {key}: (-?\d+)$", text, re.MULTILINE)), None)
    short = sum(int(missing) for missing in re.findall(r"missing: (\d+)", text))
    said = call([options.binary, "audit", instance, roster, "--lang", "en"], allowed=(0, 3))
    hard = re.search(r"(\d+) hard findings", said)
    return {"penalty": number("penalty"), "bound": number("bound"), "short": short, "hard": int(hard[1]) if hard else 0}


def course(trace):
    """Seconds, incumbent, bound of a trace, in the order of time."""
    if not trace.exists():
        return []
    value = lambda text: float(text) if text else None
    steps = []
    for line in csv.DictReader(trace.open()):
        incumbent = None if line["stage"] in NO_ROSTER else value(line["incumbent"])
        steps.append((float(line["seconds"]), incumbent, value(line["bound"])))
    return steps


def gap(run):
    """(penalty − bound) / penalty in percent."""
    if run["penalty"] is None or run["bound"] is None:
        return None
    return 100 * (run["penalty"] - run["bound"]) / run["penalty"] if run["penalty"] else 0.0


def row(size, weeks, seed, limit, run, reference):
    ratio = run["penalty"] / reference["penalty"] if reference and reference["penalty"] and run["penalty"] is not None else None
    return {
        "size": size, "weeks": weeks, "seed": seed, "limit": limit, "doctors": run["doctors"], "first roster": run["first"], "penalty": run["penalty"],
        "bound": run["bound"], "gap": gap(run), "short": run["short"], "hard": run["hard"], "seconds": run["seconds"], "peak MB": run["peak"], "ratio": ratio,
    }
