"""A city's scheme with 1,000 points; every figure is an example (illustrative) and stands in the head and the clauses of
the scheme that ships. Points are rounded half up, at two places; the total at one."""
from fractions import Fraction
from math import floor

from dossier import at_least, both, either, growth, no, one_of, share, wan, yearly_growth
from national_2024 import below, contracts_of
from score import Result, band, band_below, better, line, outcome
from size_class import MICRO, SMALL, size_class
from sme_tech_2017 import CLASS_I, CLASS_II, PROVINCIAL_OR_ABOVE, is_effective

STARTUP, GROWING, ABOVE_SCALE = range(3)
STAGES = ('startup', 'growing', 'above_scale')
INVALID = 'invalid'


def half_up(value, places):
    return Fraction(floor(Fraction(value) * 10**places + Fraction(1, 2)), 10**places)


class Item:
    """Points (lowest, highest), None if missing; the most in the stage; whether a missing one leaves its weight."""

    def __init__(self, points, most, scale=None, leaves=False):
        self.most, self.leaves = Fraction(most), leaves
        self.missing = points is None or points is INVALID
        self.invalid = points is INVALID and most > 0
        if not self.missing:
            low, high = points if isinstance(points, tuple) else (points, points)
            factor = Fraction(most) / Fraction(scale or most or 1)
            self.points = tuple(half_up(half_up(p, 2) * factor, 2) for p in (low, high))
        else:
            self.points = (Fraction(0), Fraction(0))
        self.left_out = self.missing and leaves and most > 0


def marked(d, item, bounds):
    """Of several marks the lowest counts; it must lie within the bounds of the value."""
    given = [m.number('points_hundredths') for m in d.all('expert_mark')
             if m.body.get('scheme_id') == 'xianning-demo' and m.body.get('item') == item]
    if bounds is None or not given or None in given:
        return bounds
    mark = Fraction(min(given), 100)
    return (mark, mark) if bounds[0] <= mark <= bounds[1] else INVALID


def rd_intensity(report, rd, stage):
    of_sales, of_costs = share(rd, report.number('sales_fen')), share(rd, report.number('costs_fen'))
    sales = (line(of_sales, (0, 0), ('0.018', 18), ('0.04', 30)) if stage == ABOVE_SCALE
             else line(of_sales, (0, 0), ('0.03', 15), ('0.06', 30)))
    costs = band(of_costs, ('0.1', 10), ('0.2', 20), ('0.3', 30))
    choice = report.kind('rd_ratio_choice')
    if choice is None:
        return better((sales, 30), (costs, 30))
    return sales if choice == 'RD_RATIO_CHOICE_SALES' else costs


def rd_growth(rds):
    one = band(growth(rds[0], rds[1]), (0, 5), ('0.1', 10), ('0.2', 15))
    two = line(yearly_growth(rds[2], rds[0], 2), (0, 0), ('0.1', 10), ('0.2', 15))
    return max((half_up(p, 2) for p in (one, two) if p is not None), default=None)


def staff_points(value):
    if value is None:
        return None
    points = value * 20 if value < Fraction(1, 10) else 5 + (value - Fraction(1, 10)) * 50
    return min(max(points, Fraction(1)), Fraction(15))


def rights_points(d):
    own = [r for r in d.all('intellectual_property') if is_effective(d, r)]

    def count(kinds):
        known = [both(one_of(r.kind(), kinds), r.flag('core')) for r in own]
        return None if None in known else sum(known)
    class_i, class_ii = count(CLASS_I), count(CLASS_II)
    return better((None if class_i is None else min(10 * class_i, 25), 25),
                  (None if class_ii is None else min(4 * (class_ii // 2), 12), 12))


def results_bounds(count):
    if count is None:
        return None
    return next(((Fraction(low), Fraction(high)) for least, low, high in ((4, 11, 15), (2, 7, 10), (1, 3, 6))
                 if count >= least), (Fraction(0), Fraction(0)))


def factory_bounds(d):
    grades = {f.kind('grade') for f in d.all('smart_factory') if d.in_force(f)} - {None}
    for grade, low, high in (('PILOT', 16, 20), ('EXCELLENT', 12, 15), ('ADVANCED', 8, 10), ('BASIC', 5, 5)):
        if 'SMART_FACTORY_GRADE_' + grade in grades:
            return Fraction(low), Fraction(high)
    return None


def platform_points(levels):
    return (None if not levels else 20 if 'LEVEL_NATIONAL' in levels else 14 if 'LEVEL_PROVINCIAL' in levels else 6)


def transformation_points(d):
    sums = [t.number('investment_fen') for t in d.all('transformation_project')
            if d.within(t.day('started'), 3) is True and t.number('investment_fen') is not None]
    return band(wan(max(sums)), (500, 4), (10000, 10)) if sums else None


def niche_points(d):
    years = d.age(d.profile.day('niche_since'))
    return None if years is None else min(max(years // 2, 0), 5)


def stage_of(d, size, above_scale):
    young = both(below(d.age(d.founded), 3), one_of(size, {MICRO, SMALL}))
    if young is None:
        return None
    if young:
        return STARTUP
    return None if above_scale is None else ABOVE_SCALE if above_scale else GROWING


def core_of(d, report, rds, stage):
    """Each category: its most, and its items."""
    new = stage == STARTUP
    revenue = report.number('revenue_fen')
    contracts = wan(contracts_of(d, d.year))
    levels = {p.kind('level') for p in d.all('research_platform') if d.in_force(p)} - {None}
    revenue_growth = growth(revenue, d.report(d.year - 1).number('revenue_fen'))
    return (
        (70 if new else 60, {
            'rd_intensity': Item(rd_intensity(report, rds[0], stage), 40 if new else 30, 30),
            'rd_growth': Item(rd_growth(rds), 0 if new else 15, 15, leaves=True),
            'rd_staff_share': Item(staff_points(share(report.number('rd_staff'), report.number('staff'))),
                                   30 if new else 15, 15, leaves=True)}),
        (50, {
            'rights': Item(rights_points(d), 25),
            'technology_contracts': Item(min(max((contracts - 100) / 50, Fraction(0)), Fraction(20)), 20),
            'results_converted': Item(marked(d, 'results_converted', results_bounds(report.number('results_converted'))),
                                      15, leaves=True)}),
        (40, {
            'smart_factory': Item(marked(d, 'smart_factory', factory_bounds(d)), 20),
            'platform': Item(platform_points(levels), 20)}),
        (40 if new else 50, {
            'revenue_growth': Item(line(revenue_growth, (0, 0), ('0.1', 12), ('0.3', 20)), 10 if new else 20, 20,
                                   leaves=True),
            'debt_ratio': Item(band_below(share(report.number('liabilities_fen'), report.number('assets_fen')),
                                          ('0.55', 15), ('0.75', 8)), 15, leaves=True),
            'main_share': Item(band(share(report.number('main_revenue_fen'), revenue), ('0.5', 5), ('0.7', 10)), 10,
                               leaves=True),
            'niche_years': Item(niche_points(d), 5)}),
    ), levels, revenue_growth


def extras_of(d, revenue_growth, rights):
    titles = {q.kind() for q in d.all('qualification') if d.in_force(q)} - {None}
    best = next((p for t, p in (('SINGLE_CHAMPION', 15), ('LITTLE_GIANT', 10), ('HIGH_TECH', 6))
                 if 'QUALIFICATION_KIND_' + t in titles), 0)
    new = sum(f.kind('level') in PROVINCIAL_OR_ABOVE and d.within(f.day('recognised'), 3) is True
              for f in d.all('first_of_kind_product'))
    fast = both(at_least(revenue_growth, Fraction(2, 10)), None if rights.missing else rights.points[0] > 0)
    penalties = sum(d.within(p.day('occurred'), 2) is True for p in d.all('penalty'))
    overdue = any(d.in_force(n) and (n.number('overdue_fen') or 0) > 0 for n in d.all('loan'))
    products = {'first_of_kind': min(5 * new, 10), 'transformation': transformation_points(d) or 0}
    ladder = {'title': best, 'fast_and_inventive': 5 if fast else 0}
    taken = {'penalties': min(5 * penalties, 20), 'overdue_loans': 15 if overdue else 0}
    bonus = min(min(sum(products.values()), 20) + min(sum(ladder.values()), 15), 25)
    return titles, {**products, **ladder, **taken}, bonus, min(sum(taken.values()), 30)


def score(d):
    report = d.report(d.year)
    rds = [d.report(d.year - n, 'RD_BASIS_STATISTICS').number('rd_expense_fen') for n in range(3)]
    above_scale = at_least(wan(report.number('main_revenue_fen')), 2000)
    size = size_class(d.industry, report)
    stage = stage_of(d, size, above_scale)
    categories, levels, revenue_growth = core_of(d, report, rds, GROWING if stage is None else stage)
    rights = categories[1][1]['rights']
    titles, extras, bonus, taken = extras_of(d, revenue_growth, rights)

    points, sums, loose = {}, [], False
    weight = covered = Fraction(0)
    for most, items in categories:
        whole = sum(i.most for i in items.values())
        counted = sum(i.most for i in items.values() if not i.left_out)
        weight += whole
        covered += sum(i.most for i in items.values() if not i.missing)
        loose = loose or whole != counted
        for name, item in items.items():
            points[name] = tuple(p * whole / counted if counted and not item.left_out else Fraction(0)
                                 for p in item.points)
        sums.append([min(sum(points[n][end] for n in items), Fraction(most)) for end in (0, 1)])
    points.update({name: (Fraction(p),) * 2 for name, p in extras.items()})

    has_rights = None if rights.missing else rights.points[0] > 0
    spoiled = either(*(both(one_of(p.kind(), {'PENALTY_KIND_ENVIRONMENT'}), d.within(p.day('occurred'), 2),
                            one_of(p.kind('severity'), {'PENALTY_SEVERITY_MAJOR', 'PENALTY_SEVERITY_EXTRAORDINARY'}))
                       for p in d.all('penalty')))
    caps = (
        (80, either(no(above_scale), *(None if r is None else r > 0 for r in rds))),
        (120, no(spoiled)),
        (150, either(one_of(size, {MICRO}), has_rights)),
    )
    totals = []
    for end in (0, 1):
        cap = min([200] + [c for c, holds in caps if holds is False or (holds is None and end == 0)])
        exact = max(sum(s[end] for s in sums) + bonus - taken, Fraction(0))
        totals.append(half_up(min(exact, cap) * 5, 1))

    refused = (categories[0][1]['rd_intensity'].missing or rights.missing
               or any(item.invalid for _, items in categories for item in items.values()))
    scored = stage is not None and not refused and covered / weight >= Fraction(1, 2)
    minima = [sums[0][end] >= 10 and points['rd_intensity'][end] > 0 for end in (0, 1)]
    gates = [d.profile.flag('resident'), no(d.profile.flag('industry_prohibited')),
             no(either(*(both(one_of(p.kind(), {'PENALTY_KIND_SERIOUS_DISHONESTY_LIST'}), d.in_force(p))
                         for p in d.all('penalty'))))]
    passes = [bool(titles & {'QUALIFICATION_KIND_LITTLE_GIANT', 'QUALIFICATION_KIND_SINGLE_CHAMPION'}),
              'LEVEL_NATIONAL' in levels]
    verdict = outcome(gates, passes, scored, *(scored and totals[end] > 500 and minima[end] for end in (0, 1)))
    result = Result(None if stage is None else points, totals[0] if scored else None, verdict,
                    '' if stage is None else STAGES[stage], totals[1] if scored else None)
    result.tolerance = Fraction(1, 10**15) if loose else 0
    return result
