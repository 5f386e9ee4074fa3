"""高新技术企业认定: 国科发火〔2016〕32号, article 11, and 195号, part 3 (七). Items that experts judge are ranges until their
marks are records; of several marks the mean counts, cut after nine places."""
from fractions import Fraction

from dossier import PLACES, at_least, both, either, full_years, no, one_of, share, wan
from score import Result, outcome, rounded
from sme_tech_2017 import CLASS_I, CLASS_II, is_effective

NONE = (Fraction(0), Fraction(0))
INVALID = 'invalid'


def span(low, high):
    return Fraction(low), Fraction(high)


class Marks:
    def __init__(self, d):
        self._marks = [m for m in d.all('expert_mark')
                       if m.body.get('scheme_id') == 'high-tech-2016' and d.in_force(m)
                       and not (m.day('judged') and (m.day('judged').year <= d.year or m.day('judged') > d.valid_at))]

    def mean(self, item):
        """None: nobody judged, or a mark does not say its points."""
        points = [m.number('points_hundredths') for m in self._marks if m.body.get('item') == item]
        if not points or None in points:
            return None
        return Fraction(sum(points) * 10**7 // len(points), 10**9)

    def narrow(self, item, bounds):
        """The mark within the bounds of the item; INVALID outside; the bounds while there is none."""
        mark = self.mean(item)
        if bounds is None or mark is None:
            return bounds
        return (mark, mark) if bounds[0] <= mark <= bounds[1] else INVALID


def rights_of(d):
    """所有权: no licence; those known not to bear on the main product are left out."""
    return [r for r in d.all('intellectual_property')
            if is_effective(d, r) and not (r.day('transferred') and r.day('transferred') > d.valid_at)
            and r.kind('acquisition') != 'ACQUISITION_EXCLUSIVE_LICENCE' and r.flag('core') is not False]


def any_core(rights, kinds, condition=lambda right: True):
    return either(*(both(one_of(r.kind(), kinds), r.flag('core'), condition(r)) for r in rights))


def number_span(rights, class_i):
    """数量: class I 7-8; class II 5 and more 5-6, from 3 3-4, from 1 1-2."""
    if class_i is None:
        return None
    if class_i:
        return span(7, 8)
    counts = [both(one_of(r.kind(), CLASS_II), r.flag('core')) for r in rights]
    certain = sum(c is True for c in counts)
    if certain < 5 and None in counts:
        return None
    return next((span(low, low + 1) for least, low in ((5, 5), (3, 3), (1, 1)) if certain >= least), NONE)


def acquisition_span(core, own):
    """获得方式: some by own research 1-6, else 1-3."""
    if own is True:
        return span(1, 6)
    acquired = both(core, no(own))
    if own is None or acquired is None:
        return None
    return span(1, 3) if acquired else NONE


def conversion_span(d, years):
    results = [d.report(y).number('results_converted') for y in years]
    if None in results:
        return None
    mean = Fraction(sum(results), len(years))
    return next((span(low, low + 5) for least, low in ((5, 25), (4, 19), (3, 13), (2, 7), (1, 1)) if mean >= least),
                NONE)


def growth_span(figures, years):
    """1/2 (second by first + third by second) - 1, in numbers of 18 places; figures: of the year, of the one before, and
    of the one before that."""
    now, before, first = figures
    if len(years) == 1 or (before is not None and before <= 0):
        rate = Fraction(0)
    elif before is None or now is None:
        return None
    elif len(years) == 2 or (first is not None and first <= 0):
        rate = share(now, before) - 1
    elif first is None:
        return None
    else:
        rate = rounded((share(before, first) + share(now, before)) / 2, PLACES) - 1
    if rate <= 0:
        return NONE
    return next((span(low, low + 1) for least, low in (
        ('0.35', 9), ('0.25', 7), ('0.15', 5), ('0.05', 3)) if rate >= Fraction(least)), span(1, 2))


def net_assets(report):
    stated = report.number('net_assets_fen')
    parts = report.number('assets_fen'), report.number('liabilities_fen')
    return stated if stated is not None else None if None in parts else parts[0] - parts[1]


def total_of(values):
    return None if None in values else sum(values)


def major(d, kinds):
    serious = {'PENALTY_SEVERITY_MAJOR', 'PENALTY_SEVERITY_EXTRAORDINARY'}
    return either(*(both(one_of(p.kind(), {'PENALTY_KIND_' + k for k in kinds}), d.within(p.day('occurred'), 1),
                         one_of(p.kind('severity'), serious)) for p in d.all('penalty')))


def gates_of(d, years, core):
    report = d.report(d.year)
    sales = report.number('sales_fen')
    rd = total_of([d.report(y, 'RD_BASIS_HIGH_TECH').number('rd_expense_fen') for y in years])
    domestic = total_of([d.report(y, 'RD_BASIS_HIGH_TECH').number('rd_expense_domestic_fen') for y in years])
    rd_share = share(rd, total_of([d.report(y).number('sales_fen') for y in years]))
    least = None if sales is None else 5 if wan(sales) <= 5000 else 4 if wan(sales) <= 20000 else 3
    return [
        None if d.founded is None else full_years(d.founded, d.valid_at) >= 1,
        core,
        d.profile.flag('high_tech_field'),
        at_least(share(report.number('sci_tech_staff'), report.number('staff')), Fraction(1, 10)),
        None if rd_share is None or least is None else rd_share >= Fraction(least, 100),
        at_least(share(domestic, rd), Fraction(6, 10)),
        at_least(share(report.number('high_tech_revenue_fen'), report.number('revenue_fen')), Fraction(6, 10)),
        no(major(d, ('SAFETY_ACCIDENT', 'QUALITY_ACCIDENT'))),
        no(major(d, ('ENVIRONMENT',))),
    ]


def spans_of(d, years, rights, core):
    marks = Marks(d)
    own = any_core(rights, CLASS_I | CLASS_II, lambda r: one_of(r.kind('acquisition'), {'ACQUISITION_SELF_DEVELOPED'}))
    judged = None if core is None else span(0, 8) if core else NONE
    standards = {'STANDARD_KIND_INTERNATIONAL', 'STANDARD_KIND_NATIONAL', 'STANDARD_KIND_INDUSTRY'}
    took_part = either(*(both(one_of(s.kind(), standards), s.day('published') is None or s.day('published') <= d.valid_at)
                         for s in d.all('standard')))
    reports = [d.report(d.year - n) for n in range(3)]
    bounds = {
        'technology_advancement': judged,
        'core_support': judged,
        'rights_number': number_span(rights, any_core(rights, CLASS_I)),
        'acquisition': acquisition_span(core, own),
        'standards': None if took_part is None else span(1, 2) if took_part else NONE,
        'results_conversion': conversion_span(d, years),
        'rd_management': span(0, 6), 'rd_institution': span(0, 6),
        'conversion_system': span(0, 4), 'talent_system': span(0, 4),
        'net_assets_growth': growth_span([net_assets(r) for r in reports], years),
        'sales_growth': growth_span([r.number('sales_fen') for r in reports], years),
    }
    return {item: marks.narrow(item, b) for item, b in bounds.items()}


def score(d):
    first = min(d.year, d.founded.year) if d.founded else d.year - 2
    years = [y for y in (d.year - 2, d.year - 1, d.year) if y >= first]
    rights = rights_of(d)
    core = any_core(rights, CLASS_I | CLASS_II)
    spans = spans_of(d, years, rights, core)
    scored = all(s not in (None, INVALID) for s in spans.values())
    points = {item: NONE if s in (None, INVALID) else s for item, s in spans.items()}
    part = ('technology_advancement', 'core_support', 'rights_number', 'acquisition', 'standards')
    low, high = (rounded(min(sum(points[i][end] for i in part), Fraction(30))
                         + sum(p[end] for i, p in points.items() if i not in part), 4) for end in (0, 1))
    verdict = outcome(gates_of(d, years, core), [], scored, scored and low > 70, scored and high > 70)
    return Result(points, low if scored else None, verdict, '', high if scored else None)
