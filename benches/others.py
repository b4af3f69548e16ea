"""Other solvers on the exported model. Each runs in a process of its own, so that its memory and
its threads are its own; its answer is brought back with `import-solution` and audited."""
import contextlib
import json
import os
import re
import sys
import threading
import time

import cases

SOLVERS = ("cp-sat", "highs")


def solve(options, instance, model, solver, seconds):
    """One run of a solver, judged like a roster of ours."""
    answer, log = model.with_suffix(f".{solver}.sol"), model.with_suffix(f".{solver}.json")
    roster = model.with_suffix(f".{solver}.yaml")
    for file in (answer, log, roster):
        file.unlink(missing_ok=True)
    code, took, peak, said = cases.measured([sys.executable, __file__, solver, model, seconds, answer, log])
    if code != 0:
        sys.exit(f"{solver} on {model} ended with {code}\n{said}")
    course = [tuple(step) for step in json.loads(log.read_text())]
    bounds = [bound for _, _, bound in course if bound is not None]
    run = {"seconds": took, "peak": peak, "course": course, "first": next((s for s, value, _ in course if value is not None), None)}
    if answer.exists():
        cases.call([options.binary, "import-solution", instance, answer, "-o", roster, "--solver", solver], allowed=(0, 3))
    judged = cases.judged(options, instance, roster if roster.exists() else None)
    return run | judged | {"bound": max(bounds) if bounds else None}


def cp_sat(model, seconds, answer, note):
    from ortools.linear_solver.python import model_builder

    program = model_builder.Model()
    if not program.import_from_mps_file(model):
        sys.exit(f"OR-Tools cannot read {model}")
    solver = model_builder.Solver("sat")
    solver.set_time_limit_in_seconds(seconds)
    solver.set_solver_specific_parameters("num_workers:8 log_search_progress:true")
    solver.enable_output(True)
    begin = time.monotonic()
    with printed_lines(lambda line: read_log(line, note)):
        status = solver.solve(program)
    if status.name in ("OPTIMAL", "FEASIBLE"):
        note(time.monotonic() - begin, solver.objective_value, solver.best_objective_bound)
        answer.write_text("".join(f"{variable.name} {solver.value(variable)}\n" for variable in program.get_variables()))


def read_log(line, note):
    """CP-SAT's log: `#12  6.47s best:67983 next:[40821,67982] no_lp`, `#Bound 6.60s best:inf next:[…`."""
    found = re.match(r"#\S+\s+([\d.]+)s\s+best:(\S+)\s+next:\[([^,\]]*)", line)
    if found:
        note(float(found[1]), number(found[2]), number(found[3]))


@contextlib.contextmanager
def printed_lines(each):
    """Gives every line the solver prints, which goes past Python, to `each`."""
    out, (reader, writer) = os.dup(1), os.pipe()
    os.dup2(writer, 1)
    os.close(writer)
    listener = threading.Thread(target=lambda: [each(line) for line in os.fdopen(reader)])
    listener.start()
    try:
        yield
    finally:
        os.dup2(out, 1)
        listener.join()


def highs(model, seconds, answer, note):
    import highspy

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.readModel(model)
    finite = lambda value: value if abs(value) < 1e20 else None
    tell = lambda event: note(event.data_out.running_time, finite(event.data_out.mip_primal_bound), finite(event.data_out.mip_dual_bound))
    solver.cbMipImprovingSolution += tell
    solver.cbMipLogging += tell
    begin = time.monotonic()
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status == 2:
        note(time.monotonic() - begin, finite(info.objective_function_value), finite(info.mip_dual_bound))
        solver.writeSolution(str(answer), 0)


def number(text):
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e20 else None


def main(solver, model, seconds, answer, log):
    import pathlib

    course = []
    note = lambda second, incumbent, bound: course.append((round(second, 2), incumbent, bound))
    {"cp-sat": cp_sat, "highs": highs}[solver](model, int(seconds), pathlib.Path(answer), note)
    pathlib.Path(log).write_text(json.dumps(course))


if __name__ == "__main__":
    main(*sys.argv[1:])
