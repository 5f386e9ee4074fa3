"""创新积分制 2.0, the trial version of 2025: nine indicators with 100 points, three bonus indicators with 30. The figures
are examples (illustrative) and stand in the head of the scheme that ships."""
from dossier import either, growth, share, wan
from national_2024 import awards_of, contracts_of, projects_of
from score import Weighed, line, spread
from sme_tech_2017 import is_effective


def rights_per_hundred(d, staff):
    rights = sum(is_effective(d, r) and r.kind() not in (None, 'INTELLECTUAL_PROPERTY_KIND_TRADEMARK')
                 for r in d.all('intellectual_property'))
    return share(100 * rights, staff)


def score(d):
    report, before = d.report(d.year), d.report(d.year - 1)
    revenue, rd_staff = report.number('revenue_fen'), report.number('rd_staff')
    parts = [{
        'rd_intensity': (15, line(share(report.number('rd_expense_fen'), revenue),
                                  (0, 0), ('0.03', 8), ('0.06', 12), ('0.1', 15))),
        'rd_staff_share': (10, line(share(rd_staff, report.number('staff')), ('0.05', 0), ('0.1', 5), ('0.3', 10))),
        'rd_deduction': (10, line(wan(report.number('rd_tax_relief_fen')), (0, 0), (50, 6), (500, 10))),
    }, {
        'rights_per_100_rd_staff': (15, line(rights_per_hundred(d, rd_staff), (0, 0), (10, 8), (50, 15))),
        'technology_contracts': (10, line(wan(contracts_of(d, d.year)), (0, 0), (100, 5), (1000, 10))),
        'high_tech_share': (10, line(share(report.number('high_tech_revenue_fen'), revenue),
                                     ('0.2', 0), ('0.6', 6), ('0.9', 10))),
    }, {
        'revenue_growth': (10, line(growth(revenue, before.number('revenue_fen')), ('-0.1', 0), (0, 3), ('0.2', 10))),
        'profit_margin': (10, line(share(report.number('net_profit_fen'), revenue), (0, 0), ('0.05', 6), ('0.15', 10))),
        'debt_ratio': (10, line(share(report.number('liabilities_fen'), report.number('assets_fen')),
                                ('0.4', 10), ('0.6', 6), ('0.9', 0))),
    }]
    growing = {'QUALIFICATION_KIND_GAZELLE', 'QUALIFICATION_KIND_UNICORN'}
    bonus = {
        'awards': min(5 * awards_of(d, 3), 10),
        'key_projects': min(5 * projects_of(d, 3, key_only=True), 10),
        'high_growth': 10 if either(*(q.kind() in growing and d.in_force(q) for q in d.all('qualification'))) else 0,
    }
    return spread([{name: Weighed(points, weight) for name, (weight, points) in part.items()} for part in parts],
                  bonus, 1, '0.6')
