"""Interrupts `shangxia solve` at random moments and looks at what it leaves behind.

    python3 benches/interrupt.py INSTANCE [--times 50] [--limit 25] [--seed 1]

Each run is ended by INT, TERM or KILL at a moment drawn from the seed, or writes to a disk that is
full (a small tmpfs; needs root, left out otherwise). Every second run finds an older roster in its
place. Afterwards the place must hold a roster that the auditor reads and finds no hard finding in,
or what was there before, and nothing else but the temporary file that KILL leaves no time to remove.
"""

import argparse
import collections
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHANGXIA = ROOT / "target/release/shangxia"
WAYS = ["INT", "TERM", "KILL", "FULL"]


def solve(instance, out, limit, way, moment):
    """Exit code of one run; negative for a signal."""
    command = [SHANGXIA, "solve", instance, "-o", out, "--time-limit", str(limit)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return run.wait(timeout=None if way == "FULL" else moment)
    except subprocess.TimeoutExpired:
        run.send_signal(getattr(signal, "SIG" + way))
        return run.wait(timeout=60)


def fault(instance, out, old, way, code):
    """What is wrong with what a run left, if anything."""
    strangers = [path.name for path in out.parent.iterdir() if path != out]
    if strangers and way != "KILL":
        return f"left {strangers}"
    if way == "FULL" and code == 0:
        return "said nothing of the full disk"
    if not out.exists():
        return "the older roster is gone" if old else None
    if old and out.read_bytes() == old:
        return None
    audit = subprocess.run([SHANGXIA, "audit", instance, out], capture_output=True, text=True)
    return None if audit.returncode == 0 else f"audit says {audit.returncode}: {audit.stderr.strip()[:200]}"


def one(instance, limit, way, moment, old):
    """Exit code, what is left, and what is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        if way == "FULL":
            size = (len(old or b"") + 8192) // 4096 * 4096 + 16384
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True)
        try:
            out = place / "roster.yaml"
            if old:
                out.write_bytes(old)
            code = solve(instance, out, limit, way, moment)
            left = "none" if not out.exists() else "older" if old and out.read_bytes() == old else "whole"
            return code, left, fault(instance, out, old, way, code)
        finally:
            if way == "FULL":
                subprocess.run(["umount", place], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("instance", type=pathlib.Path)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--limit", type=int, default=25, help="seconds of one search")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    ways = WAYS if os.geteuid() == 0 else WAYS[:3]
    old = b"# an older roster\n" * 1000
    seen, faults = collections.Counter(), []
    for number in range(options.times):
        way, moment = ways[number % len(ways)], dice.uniform(0.2, options.limit)
        code, left, wrong = one(options.instance, options.limit, way, moment, old if number // len(ways) % 2 else None)
        seen[way, code, left] += 1
        print(f"{number + 1:3} {way:4} at {moment:5.1f} s: exit {code}, {left}" + (f": {wrong}" if wrong else ""), flush=True)
        faults += [wrong] if wrong else []
    print()
    for (way, code, left), times in sorted(seen.items()):
        print(f"{way:4} exit {code:3} {left:6} {times}")
    print(f"{len(faults)} faults in {options.times} runs")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
