"""创新型中小企业评价, 工信部企业〔2022〕63号, annex 1. "以上" and "以下" include the bound."""
from dossier import both, either, growth, one_of, share
from score import band, band_below, better, plain, yes
from sme_tech_2017 import CLASS_I, CLASS_II, PROVINCIAL_OR_ABOVE, has_institution, is_effective


def was_not_transferred_lately(d, right):
    """转让未满 1 年的不计; of one that was transferred nobody said when it is unknown."""
    day = right.day('transferred')
    if day is not None:
        return d.age(day) >= 1
    return None if right.kind('acquisition') == 'ACQUISITION_TRANSFERRED' else True


def rights_points(d, high_value, self_developed, class_i, class_ii):
    """The best of four; a right whose kind or bearing is not said may be any of them."""
    own = [r for r in d.all('intellectual_property')
           if is_effective(d, r) and not (r.day('transferred') and d.age(r.day('transferred')) < 1)]

    def any_right(kinds, *more):
        return either(*(both(one_of(r.kind(), kinds), r.flag('core'), *(m(r) for m in more)) for r in own))

    kept = lambda r: was_not_transferred_lately(d, r)
    by_itself = lambda r: one_of(r.kind('acquisition'), {'ACQUISITION_SELF_DEVELOPED'})
    return better((yes(any_right(CLASS_I, kept, lambda r: r.flag('high_value')), high_value), high_value),
                  (yes(any_right(CLASS_I, by_itself), self_developed), self_developed),
                  (yes(any_right(CLASS_I, kept), class_i), class_i),
                  (yes(any_right(CLASS_II, kept), class_ii), class_ii))


def new_equity_reaches(d, years, bound_wan):
    """合格机构投资者的实缴额: True if certain, False if it cannot be."""
    least = most = 0
    for e in d.all('equity_financing'):
        counts = both(d.within(e.day('received'), years), e.flag('qualified_investor'))
        amount = e.number('amount_fen')
        if counts is not False:
            most = float('inf') if amount is None else most + amount
        if counts is True and amount is not None:
            least += amount
    bound = bound_wan * 1_000_000
    return True if least >= bound else False if most < bound else None


def debt_ratio(report):
    return share(report.number('liabilities_fen'), report.number('assets_fen'))


def score(d):
    report, before = d.report(d.year), d.report(d.year - 1)
    main, revenue = report.number('main_revenue_fen'), report.number('revenue_fen')
    points = {
        'rights': rights_points(d, 20, 15, 10, 5),
        'rd_share': band(share(report.number('rd_expense_fen'), revenue),
                         ('0.01', 5), ('0.02', 10), ('0.03', 15), ('0.05', 20)),
        'main_revenue_growth': band(growth(main, before.number('main_revenue_fen')),
                                    (0, 5), ('0.05', 10), ('0.1', 15), ('0.15', 20)),
        'debt_ratio': band_below(debt_ratio(report), ('0.55', 10), ('0.75', 5)),
        'field': None if d.profile.flag('main_product_strategic') is None
                 else 10 if d.profile.flag('main_product_strategic') else 5,
        'main_share': band(share(main, revenue), ('0.5', 5), ('0.55', 10), ('0.6', 15), ('0.7', 20)),
    }
    titles = {'QUALIFICATION_KIND_' + k for k in (
        'HIGH_TECH', 'INNOVATION_DEMONSTRATION', 'IP_ADVANTAGE', 'IP_DEMONSTRATION')}
    passes = [
        either(*(both(one_of(a.kind(), {'AWARD_KIND_SCIENCE'}), one_of(a.kind('level'), PROVINCIAL_OR_ABOVE),
                      d.within(a.day('awarded'), 3)) for a in d.all('award'))),
        either(*(both(one_of(q.kind(), titles), d.in_force(q)) for q in d.all('qualification'))),
        has_institution(d, PROVINCIAL_OR_ABOVE),
        new_equity_reaches(d, 3, 500),
    ]
    return plain(points, [], passes, 60,
                 lambda p: (p['rights'] + p['rd_share'] >= 20
                            and p['main_revenue_growth'] + p['debt_ratio'] >= 15
                            and p['field'] + p['main_share'] >= 15))
