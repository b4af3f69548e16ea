"""How the cost of a roster grows with the alliance, as SVG."""
import math

import curves

SHAPES = (("first roster", "seconds to the first roster", "#1f6feb"), ("peak MB", "peak memory in MB", "#d1570a"))


def write(options, rows):
    """Draws seconds to the first roster and peak memory over doctors times weeks; both axes are logarithmic. Of runs with different
    limits the shortest one with a roster tells."""
    shortest = {}
    for row in sorted(rows, key=lambda row: -row["limit"]):
        if row["first roster"] is not None:
            shortest[row["size"], row["seed"], row["weeks"]] = row
    runs = sorted(shortest.values(), key=lambda row: row["doctors"] * row["weeks"])
    sizes = [row["doctors"] * row["weeks"] for row in runs]
    if len(set(sizes)) < 2:
        return
    values = [row[name] for row in runs for name, _, _ in SHAPES]
    low, high = math.log10(max(min(values), 0.1)) - 0.1, math.log10(max(values)) + 0.5
    left, right = math.log10(min(sizes)) - 0.05, math.log10(max(sizes)) + 0.05
    x = lambda size: curves.LEFT + (curves.WIDTH - curves.LEFT - curves.RIGHT) * (math.log10(size) - left) / (right - left)
    y = lambda value: curves.TOP + (curves.HEIGHT - curves.TOP - curves.BOTTOM) * (high - math.log10(max(value, 0.1))) / (high - low)
    parts = [f'<text x="{curves.LEFT}" y="20" font-size="14">Cost over doctors × weeks, both logarithmic</text>']
    for tick in curves.ticks(low, high):
        parts.append(f'<path d="M{curves.LEFT} {y(tick):.1f} H{curves.WIDTH - curves.RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{curves.LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end" fill="#555">{tick:,}</text>')
    for tick in curves.ticks(left, right):
        parts.append(f'<text x="{x(tick):.1f}" y="{curves.HEIGHT - curves.BOTTOM + 18}" text-anchor="middle" fill="#555">{tick:,}</text>')
    for number, (name, said, colour) in enumerate(SHAPES):
        parts += [f'<circle cx="{x(size):.1f}" cy="{y(row[name]):.1f}" r="4" fill="{colour}" fill-opacity="0.7"/>' for size, row in zip(sizes, runs)]
        slope = power(sizes, [max(row[name], 0.1) for row in runs])
        parts.append(f'<text x="{curves.LEFT + 8}" y="{curves.TOP + 16 + 16 * number}" fill="{colour}">{said}: grows with the power {slope:.2f}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {curves.WIDTH} {curves.HEIGHT}" font-family="sans-serif" font-size="12">'
    folder = options.docs / "curves"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "growth.svg").write_text("\n".join([head, f'<rect width="{curves.WIDTH}" height="{curves.HEIGHT}" fill="#fff"/>', *parts, "</svg>\n"]))


def power(sizes, values):
    """Slope of the line of least squares through the logarithms."""
    sizes, values = [math.log(size) for size in sizes], [math.log(value) for value in values]
    middle, level = sum(sizes) / len(sizes), sum(values) / len(values)
    return sum((size - middle) * (value - level) for size, value in zip(sizes, values)) / sum((size - middle) ** 2 for size in sizes)
