"""国家创新积分制, the guideline of 2024: eighteen indicators in three classes, weights by stage. The figures are
examples (illustrative) and stand in the head of the scheme that ships; here they are written out as tables."""
from datetime import date

from dossier import both, full_years, growth, share, wan
from score import Weighed, line, spread
from sme_tech_2017 import PROVINCIAL_OR_ABOVE

#                         start-up, growth, stable
WEIGHTS = {
    'rd_expense': (8, 8, 10), 'rd_growth': (8, 6, 4), 'rd_share': (12, 10, 8), 'sci_tech_staff_share': (10, 8, 6),
    'invention_applications': (10, 8, 8), 'pct_applications': (4, 4, 6), 'technology_contracts': (8, 8, 8),
    'high_tech_revenue': (4, 6, 8), 'high_tech_share': (6, 6, 6), 'revenue_growth': (6, 8, 4),
    'rd_tax_relief': (4, 4, 4), 'net_asset_return': (0, 4, 6), 'revenue': (2, 4, 6),
    'graduates_hired': (4, 4, 4), 'platforms': (2, 3, 4), 'awards': (2, 3, 4), 'projects': (3, 3, 2),
    'venture_investment': (7, 3, 2),
}
CLASSES = (
    ('rd_expense', 'rd_growth', 'rd_share', 'sci_tech_staff_share', 'invention_applications', 'pct_applications',
     'technology_contracts'),
    ('high_tech_revenue', 'high_tech_share', 'revenue_growth', 'rd_tax_relief', 'net_asset_return', 'revenue'),
    ('graduates_hired', 'platforms', 'awards', 'projects', 'venture_investment'),
)
STAGES = ('startup', 'growth', 'stable')


def below(value, bound):
    return None if value is None else value < bound


def stage_of(d, revenue):
    """The first that holds; None while one before it is not known."""
    age = None if d.founded is None else full_years(d.founded, date(d.year, 12, 31))
    startup = both(below(age, 5), below(revenue, 2000))
    growing = both(below(age, 10), below(revenue, 20000))
    if startup is None:
        return None
    if startup:
        return 0
    return None if growing is None else 1 if growing else 2


def filed(d, is_kind):
    """Applications of the year that are known to bear on the main business."""
    return sum(is_kind(r) and r.flag('core') is True and r.day('filed') is not None and r.day('filed').year == d.year
               for r in d.all('intellectual_property'))


def contracts_of(d, year):
    return sum(c.number('amount_fen') for c in d.all('technology_contract')
               if c.day('signed') is not None and c.day('signed').year == year and c.number('amount_fen') is not None)


def awards_of(d, years):
    return sum(a.kind() == 'AWARD_KIND_SCIENCE' and a.kind('level') in PROVINCIAL_OR_ABOVE
               and d.within(a.day('awarded'), years) is True for a in d.all('award'))


def projects_of(d, years, key_only=False):
    return sum((p.plain_flag('key_programme') or not key_only) and p.kind('level') in PROVINCIAL_OR_ABOVE
               and d.within(p.day('approved'), years) is True for p in d.all('programme_project'))


def return_on_net_assets(report):
    assets = report.number('net_assets_fen')
    if assets is None:
        return None
    return share(report.number('net_profit_fen'), assets) if assets > 0 else 0


def score(d):
    report, before = d.report(d.year), d.report(d.year - 1)
    rd, revenue = report.number('rd_expense_fen'), report.number('revenue_fen')
    high_tech = report.number('high_tech_revenue_fen')
    platforms = sum(p.kind('level') in PROVINCIAL_OR_ABOVE and d.in_force(p) for p in d.all('research_platform'))
    invested = sum(e.number('amount_fen') for e in d.all('equity_financing')
                   if d.within(e.day('received'), 3) is True and e.number('amount_fen') is not None)
    hundred = {
        'rd_expense': line(wan(rd), (0, 0), (50, 40), (200, 70), (1000, 100)),
        'rd_growth': line(growth(rd, before.number('rd_expense_fen')), (0, 0), ('0.1', 50), ('0.3', 100)),
        'rd_share': line(share(rd, revenue), (0, 0), ('0.03', 60), ('0.06', 80), ('0.15', 100)),
        'sci_tech_staff_share': line(share(report.number('sci_tech_staff'), report.number('staff')),
                                     ('0.05', 0), ('0.1', 40), ('0.3', 100)),
        'invention_applications': line(filed(d, lambda r: r.kind() == 'INTELLECTUAL_PROPERTY_KIND_INVENTION'),
                                       (0, 0), (1, 30), (5, 80), (10, 100)),
        'pct_applications': line(filed(d, lambda r: r.plain_flag('pct')), (0, 0), (1, 60), (3, 100)),
        'technology_contracts': line(wan(contracts_of(d, d.year)), (0, 0), (100, 50), (1000, 100)),
        'high_tech_revenue': line(wan(high_tech), (0, 0), (500, 40), (5000, 80), (20000, 100)),
        'high_tech_share': line(share(high_tech, revenue), (0, 0), ('0.6', 70), ('0.9', 100)),
        'revenue_growth': line(growth(revenue, before.number('revenue_fen')), (0, 0), ('0.1', 50), ('0.3', 100)),
        'rd_tax_relief': line(wan(report.number('rd_tax_relief_fen')), (0, 0), (50, 60), (500, 100)),
        'net_asset_return': line(return_on_net_assets(report), (0, 0), ('0.1', 60), ('0.2', 100)),
        'revenue': line(wan(revenue), (0, 0), (2000, 50), (20000, 80), (100000, 100)),
        'graduates_hired': line(report.number('graduates_hired'), (0, 0), (5, 60), (20, 100)),
        'platforms': line(platforms, (0, 0), (1, 70), (2, 100)),
        'awards': line(awards_of(d, 3), (0, 0), (1, 70), (3, 100)),
        'projects': line(projects_of(d, 3), (0, 0), (1, 70), (3, 100)),
        'venture_investment': line(wan(invested), (0, 0), (500, 60), (5000, 100)),
    }
    stage = stage_of(d, wan(revenue))
    classes = [{name: Weighed(hundred[name], WEIGHTS[name][stage or 0], 100) for name in names} for names in CLASSES]
    return spread(classes, {}, 2, '0.6', '' if stage is None else STAGES[stage], stage is not None)
