"""科技型中小企业评价, 国科发政〔2017〕115号."""
from datetime import date

from dossier import at_most, both, either, no, one_of, share, wan
from score import band, better, plain, yes

CLASS_I = {'INTELLECTUAL_PROPERTY_KIND_' + k for k in (
    'INVENTION', 'PLANT_VARIETY', 'CROP_VARIETY', 'NEW_DRUG', 'PROTECTED_CHINESE_MEDICINE', 'CIRCUIT_LAYOUT')}
CLASS_II = {'INTELLECTUAL_PROPERTY_KIND_' + k for k in ('UTILITY_MODEL', 'DESIGN', 'SOFTWARE_COPYRIGHT')}
PROVINCIAL_OR_ABOVE = {'LEVEL_NATIONAL', 'LEVEL_PROVINCIAL'}
INCUBATORS = {'RESEARCH_PLATFORM_KIND_INCUBATOR', 'RESEARCH_PLATFORM_KIND_MAKER_SPACE'}


def is_effective(d, right):
    """授权、有效、无争议."""
    return (d.in_force(right) and right.day('granted') is not None and right.day('granted') <= d.valid_at
            and not right.plain_flag('disputed'))


def has_institution(d, levels):
    """研发机构: an incubator is none."""
    return either(*(both(d.in_force(p), one_of(p.kind('level'), levels), no(one_of(p.kind(), INCUBATORS)))
                    for p in d.all('research_platform')))


def rights_points(d):
    own = [r for r in d.all('intellectual_property')
           if is_effective(d, r) and not (r.day('transferred') and r.day('transferred') > d.valid_at)]
    class_i = either(*(both(one_of(r.kind(), CLASS_I), r.flag('core')) for r in own))
    counts = [both(one_of(r.kind(), CLASS_II), r.flag('core')) for r in own]
    certain = sum(c is True for c in counts)
    possible = certain + sum(c is None for c in counts)
    known = certain >= 4 or certain == possible
    return better((yes(class_i, 30), 30), (min(certain, 4) * 6 if known else None, 24))


def rd_points(report):
    sales = band(share(report.number('rd_expense_fen'), report.number('sales_fen')),
                 ('0.02', 10), ('0.03', 20), ('0.04', 30), ('0.05', 40), ('0.06', 50))
    costs = band(share(report.number('rd_expense_fen'), report.number('costs_fen')),
                 ('0.1', 10), ('0.15', 20), ('0.2', 30), ('0.25', 40), ('0.3', 50))
    choice = report.kind('rd_ratio_choice')
    if choice is None:
        return better((sales, 50), (costs, 50))
    return sales if choice == 'RD_RATIO_CHOICE_SALES' else costs


def offended(d, kinds, serious_only=True):
    """In the year of filing or the year before."""
    def counts(penalty):
        occurred = penalty.day('occurred')
        severity = one_of(penalty.kind('severity'), {'PENALTY_SEVERITY_MAJOR', 'PENALTY_SEVERITY_EXTRAORDINARY'})
        return both(one_of(penalty.kind(), {'PENALTY_KIND_' + k for k in kinds}),
                    None if occurred is None else occurred.year in (d.year, d.year + 1),
                    severity if serious_only else True)
    return either(*(counts(p) for p in d.all('penalty')))


def listed(d, kind):
    first, last = date(d.year, 1, 1), date(d.year + 1, 12, 31)
    return either(*(both(one_of(p.kind(), {'PENALTY_KIND_' + kind}), d.held_within(p, first, last))
                    for p in d.all('penalty')))


def score(d):
    report = d.report(d.year)
    points = {
        'staff_share': band(share(report.number('sci_tech_staff'), report.number('staff')),
                            ('0.1', 4), ('0.15', 8), ('0.2', 12), ('0.25', 16), ('0.3', 20)),
        'rd_share': rd_points(report),
        'rights': rights_points(d),
    }
    gates = [
        d.profile.flag('resident'),
        at_most(report.number('staff'), 500),
        at_most(wan(report.number('sales_fen')), 20000),
        at_most(wan(report.number('assets_fen')), 20000),
        no(d.profile.flag('industry_prohibited')),
        no(offended(d, ('SAFETY_ACCIDENT', 'QUALITY_ACCIDENT'))),
        no(offended(d, ('ENVIRONMENT',))),
        no(offended(d, ('RESEARCH_MISCONDUCT',), serious_only=False)),
        no(listed(d, 'ABNORMAL_OPERATION_LIST')),
        no(listed(d, 'SERIOUS_DISHONESTY_LIST')),
    ]
    passes = [
        either(*(both(one_of(q.kind(), {'QUALIFICATION_KIND_HIGH_TECH'}), d.in_force(q))
                 for q in d.all('qualification'))),
        either(*(both(one_of(a.kind(), {'AWARD_KIND_SCIENCE'}), one_of(a.kind('level'), {'LEVEL_NATIONAL'}),
                      d.within(a.day('awarded'), 5), at_most(a.number('rank'), 3)) for a in d.all('award'))),
        has_institution(d, PROVINCIAL_OR_ABOVE),
        either(*(both(one_of(s.kind('role'), {'STANDARD_ROLE_LED'}),
                      one_of(s.kind(), {'STANDARD_KIND_INTERNATIONAL', 'STANDARD_KIND_NATIONAL',
                                        'STANDARD_KIND_INDUSTRY'}),
                      d.within(s.day('published'), 5)) for s in d.all('standard'))),
    ]
    return plain(points, gates, passes, 60, lambda p: p['staff_share'] > 0)
