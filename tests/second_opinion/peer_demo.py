"""Points by comparison with peers; every figure is an example (illustrative). The peers are the samples of the scheme
that ships: what is compared is how places are found in them, and what they give."""
import pathlib
import re
from fractions import Fraction

from dossier import PLACES, at_least, growth, share
from score import Result, band, line

SMALLEST = 30
TOLERANCE = Fraction(1, 10**17)  # of points that bear the weight of others

_TEXT = (pathlib.Path(__file__).parents[2] / 'scoring/schemes/peer-demo/scheme.textproto').read_text()
_SAMPLE = re.compile(r'samples \{\s*measure_id: "(.*?)"\s*level_id: "(.*?)"\s*group: "(.*?)"\s*([^}]*)\}')
PEERS = {sample.groups()[:3]: sorted(Fraction(value) for value in re.findall(r'values: "(.*?)"', sample.group(4)))
         for sample in _SAMPLE.finditer(_TEXT)}


def peers_of(measure, groups):
    """The values of the first group that is large enough; None if none is."""
    for level, group in groups:
        values = PEERS.get((measure, level, group), ())
        if group and len(values) >= SMALLEST:
            return values
    return None


def place(part, whole):
    return round(min(max(Fraction(part) / whole, Fraction(0)), Fraction(1)), PLACES)


def percentile(value, values):
    if value is None or values is None:
        return None
    return place(sum(v < value for v in values), len(values) - 1)


def min_max(value, values):
    if value is None or values is None or values[0] == values[-1]:
        return None
    return place(value - values[0], values[-1] - values[0])


def rounded(points):
    return None if points is None else round(points, 2)


def points_of(d, stage):
    groups = (('section', f'{stage} {d.industry[:1]}' if d.industry else ''), ('stage', stage), ('all', 'all'))
    now, before = d.report(d.year), d.report(d.year - 1)
    sales = now.number('sales_fen')
    intensity = percentile(share(now.number('rd_expense_fen'), sales), peers_of('rd_intensity', groups))
    staff = min_max(share(now.number('rd_staff'), now.number('staff')), peers_of('staff_share', groups))
    grown = growth(sales, before.number('sales_fen'))
    if stage == 'young':
        by_growth = band(grown, (0, 10), ('0.2', 30))
    else:
        by_growth = line(percentile(grown, peers_of('sales_growth', groups)), ('0.1', 0), ('0.9', 30))
    return {
        'rd_intensity': (40, band(intensity, ('0.25', 10), ('0.5', 20), ('0.75', 30), ('0.9', 40))),
        'staff_share': (30, rounded(line(staff, (0, 0), ('0.5', 10), (1, 30)))),
        'sales_growth': (30, rounded(by_growth)),
    }


def score(d):
    age = d.age(d.founded)
    if age is None:
        return Result(None, None, 'OUTCOME_NOT_SCORED')
    stage = 'established' if at_least(age, 5) else 'young'
    items = points_of(d, stage)
    known = sum(most for most, points in items.values() if points is not None)
    # What is missing of the first two leaves its weight to the other.
    counted = sum(most for name, (most, points) in items.items() if name != 'sales_growth' and points is not None)
    points = {name: Fraction(given or 0) for name, (most, given) in items.items()}
    for name in ('rd_intensity', 'staff_share'):
        points[name] *= Fraction(70, counted) if counted else 0
    scored = Fraction(known, 100) >= Fraction(6, 10)
    result = Result({name: (p, p) for name, p in points.items()},
                    round(sum(points.values()), 1) if scored else None,
                    'OUTCOME_SCORED' if scored else 'OUTCOME_NOT_SCORED', stage)
    result.tolerance = TOLERANCE if counted != 70 else 0
    return result
