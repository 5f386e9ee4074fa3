"""专精特新中小企业认定, 工信部企业〔2022〕63号, annex 2. "以上" and "以下" include the bound."""
from fractions import Fraction

from dossier import at_least, at_most, both, either, growth, one_of, share, wan
from innovative_sme_2022 import debt_ratio, new_equity_reaches, rights_points
from score import band, band_below, better, plain, yes
from sme_tech_2017 import PROVINCIAL_OR_ABOVE, has_institution


def mean_growth(d):
    revenues = [d.report(d.year - n).number('main_revenue_fen') for n in range(3)]
    rates = growth(revenues[0], revenues[1]), growth(revenues[1], revenues[2])
    return None if None in rates else sum(rates) / 2


def niche_points(d):
    years = d.age(d.profile.day('niche_since'))
    return None if years is None else Fraction(min(max(years // 2, 0), 5))


def quality_points(d):
    """3 each, at most 5: two decide."""
    def is_past(day):
        return day is None or day <= d.valid_at
    facts = [
        either(*(both(one_of(a.kind(), {'AWARD_KIND_QUALITY'}), one_of(a.kind('level'), PROVINCIAL_OR_ABOVE),
                      is_past(a.day('awarded'))) for a in d.all('award'))),
        d.profile.flag('quality_certified'),
        d.profile.flag('own_brand'),
        any(is_past(s.day('published')) for s in d.all('standard')),
    ]
    certain = sum(f is True for f in facts)
    if certain < 2 and None in facts:
        return None
    return Fraction(min(3 * certain, 5))


def rd_points(rd, revenue):
    amount = band(wan(rd), (100, 2), (200, 4), (300, 6), (400, 8), (500, 10))
    ratio = band(share(rd, revenue), ('0.03', 2), ('0.04', 4), ('0.06', 6), ('0.08', 8), ('0.1', 10))
    return better((amount, 10), (ratio, 10))


def institution_points(d):
    return better(*((yes(has_institution(d, {'LEVEL_' + level}), points), points) for level, points in (
        ('NATIONAL', 10), ('PROVINCIAL', 8), ('MUNICIPAL', 4), ('COUNTY', 2))))


def score(d):
    report, before = d.report(d.year), d.report(d.year - 1)
    rd, revenue = report.number('rd_expense_fen'), report.number('revenue_fen')
    features = d.profile.number('provincial_feature_points_hundredths')
    points = {
        'main_share': band(share(report.number('main_revenue_fen'), revenue), ('0.6', 1), ('0.7', 3), ('0.8', 5)),
        'main_revenue_growth': band(mean_growth(d), (0, 2), ('0.04', 4), ('0.06', 6), ('0.08', 8), ('0.1', 10)),
        'niche_years': niche_points(d),
        'chain_role': Fraction({None: 0, 'CHAIN_ROLE_FILLS_GAP': 5}.get(d.profile.kind('chain_role'), 3)),
        'digital_level': band(d.profile.number('digital_level'), (2, 3), (3, 5)),
        'quality': quality_points(d),
        'net_margin': band(share(report.number('net_profit_fen'), revenue),
                           ('0.02', 2), ('0.04', 4), ('0.06', 6), ('0.08', 8), ('0.1', 10)),
        'debt_ratio': band_below(debt_ratio(report), ('0.5', 5), ('0.6', 3), ('0.7', 1)),
        'provincial_features': None if features is None else Fraction(features, 100),
        'rights': rights_points(d, 10, 8, 6, 2),
        'rd': rd_points(rd, revenue),
        'rd_staff_share': band(share(report.number('rd_staff'), report.number('staff')),
                               ('0.05', 1), ('0.1', 3), ('0.2', 5)),
        'research_institution': institution_points(d),
    }
    gates = [
        at_least(d.age(d.profile.day('niche_since')), 2),
        at_least(wan(rd), 100),
        at_least(share(rd, revenue), Fraction(3, 100)),
        either(at_least(wan(revenue), 1000), new_equity_reaches(d, 2, 2000)),
    ]
    rds = wan(rd), wan(before.number('rd_expense_fen'))
    passes = [
        either(*(both(one_of(a.kind(), {'AWARD_KIND_SCIENCE'}), d.within(a.day('awarded'), 3),
                      either(both(one_of(a.kind('level'), {'LEVEL_PROVINCIAL'}), at_most(a.number('rank'), 3)),
                             both(one_of(a.kind('level'), {'LEVEL_NATIONAL'}), at_most(a.number('rank'), 5))))
                 for a in d.all('award'))),
        either(*(at_least(r, 2000) for r in rds), None if None in rds else sum(rds) >= 2000),
        new_equity_reaches(d, 2, 6000),
        either(*(both(one_of(a.kind(), {'AWARD_KIND_MAKER_CHINA'}), one_of(a.kind('level'), {'LEVEL_NATIONAL'}),
                      d.within(a.day('awarded'), 3), at_most(a.number('rank'), 500)) for a in d.all('award'))),
    ]
    return plain(points, gates, passes, 60)
