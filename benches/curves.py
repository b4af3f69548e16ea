"""Anytime curves, incumbent and bound over time, as SVG."""
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 74, 20, 34, 40
COLOURS = ("#1f6feb", "#d1570a", "#1a7f37", "#8250df")


def write(options, name, runs):
    """Draws the runs that have a course; penalties on a logarithmic scale."""
    runs = {solver: steps(run["course"]) for solver, run in runs.items() if run and run["course"]}
    values = [value for incumbents, bounds in runs.values() for _, value in incumbents + bounds if value > 0]
    if not values:
        return
    last = max(second for incumbents, bounds in runs.values() for second, _ in incumbents + bounds) or 1
    low, high = math.log10(min(values)) - 0.02, math.log10(max(values)) + 0.02
    x = lambda second: LEFT + (WIDTH - LEFT - RIGHT) * second / last
    y = lambda value: TOP + (HEIGHT - TOP - BOTTOM) * (high - math.log10(max(value, 10**low))) / (high - low)
    parts = [frame(name, last, low, high, x, y)]
    for number, (solver, (incumbents, bounds)) in enumerate(runs.items()):
        colour = COLOURS[number % len(COLOURS)]
        parts.append(path(incumbents, last, x, y, colour, ""))
        parts.append(path(bounds, last, x, y, colour, ' stroke-dasharray="5 4"'))
        parts.append(f'<text x="{WIDTH - RIGHT - 4}" y="{TOP + 16 + 16 * number}" text-anchor="end" fill="{colour}">{solver}</text>')
    folder = options.docs / "curves"
    folder.mkdir(parents=True, exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">'
    (folder / f"{name}.svg").write_text("\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *parts, "</svg>\n"]))


def steps(course):
    """The best incumbent and the best bound so far, where they change."""
    incumbents, bounds = [], []
    for second, incumbent, bound in course:
        if incumbent is not None and (not incumbents or incumbent < incumbents[-1][1]):
            incumbents.append((second, incumbent))
        if bound is not None and bound > 0 and (not bounds or bound > bounds[-1][1]):
            bounds.append((second, bound))
    return incumbents, bounds


def path(points, last, x, y, colour, dash):
    if not points:
        return ""
    line = f"M{x(points[0][0]):.1f} {y(points[0][1]):.1f}"
    for second, value in points[1:]:
        line += f" H{x(second):.1f} V{y(value):.1f}"
    return f'<path d="{line} H{x(last):.1f}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'


def frame(name, last, low, high, x, y):
    lines = [f'<text x="{LEFT}" y="20" font-size="14">{name}: penalty (line) and bound (dashed), logarithmic, over seconds</text>']
    for tick in ticks(low, high):
        lines.append(f'<path d="M{LEFT} {y(tick):.1f} H{WIDTH - RIGHT}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end" fill="#555">{tick:,}</text>')
    step = next(step for step in (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 86400) if last / step <= 8)
    for second in range(0, int(last) + 1, step):
        lines.append(f'<text x="{x(second):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#555">{second}</text>')
    return "\n".join(lines)


def ticks(low, high):
    """Round numbers between two powers of ten, seven at most."""
    for leads in ((1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 5), (1,)):
        found = [round(lead * 10**power) for power in range(0, 10) for lead in leads if low <= math.log10(lead * 10**power) <= high]
        if len(found) <= 10:
            return sorted(set(found))
    return found[:: max(1, len(found) // 7)]
