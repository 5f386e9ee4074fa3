"""中小企业划型标准规定, 工信部联企业〔2011〕300号, section 4; which industry is which row: 统计上大中小微型企业划分办法
(2017), by the divisions of GB/T 4754-2017."""
MICRO, SMALL, MEDIUM, LARGE = range(4)

# Row: (figure, least of a small, of a medium, of a large enterprise); money in 万元. "以上" includes the bound.
STAFF, REVENUE, ASSETS = 'staff', 'revenue_fen', 'assets_fen'
FARMING = (REVENUE, 50, 500, 20000),
INDUSTRY = (STAFF, 20, 300, 1000), (REVENUE, 300, 2000, 40000)
BUILDING = (REVENUE, 300, 6000, 80000), (ASSETS, 300, 5000, 80000)
WHOLESALE = (STAFF, 5, 20, 200), (REVENUE, 1000, 5000, 40000)
RETAIL = (STAFF, 10, 50, 300), (REVENUE, 100, 500, 20000)
TRANSPORT = (STAFF, 20, 300, 1000), (REVENUE, 200, 3000, 30000)
STORAGE = (STAFF, 20, 100, 200), (REVENUE, 100, 1000, 30000)
POST = (STAFF, 20, 300, 1000), (REVENUE, 100, 2000, 30000)
HOTELS_AND_RESTAURANTS = (STAFF, 10, 100, 300), (REVENUE, 100, 2000, 10000)
TELECOMMUNICATION = (STAFF, 10, 100, 2000), (REVENUE, 100, 1000, 100000)
SOFTWARE = (STAFF, 10, 100, 300), (REVENUE, 50, 1000, 10000)
DEVELOPERS = (REVENUE, 100, 1000, 200000), (ASSETS, 2000, 5000, 10000)
PROPERTY_MANAGEMENT = (STAFF, 100, 300, 1000), (REVENUE, 500, 1000, 5000)
LEASING_AND_BUSINESS = (STAFF, 10, 100, 300), (ASSETS, 100, 8000, 120000)
OTHERS = (STAFF, 10, 100, 300),


def row_of(code):
    """By the two digits of the division, where it is split by the third. None: railways, finance, education, health,
    property of one's own, public administration, and a division whose groups differ while the group is not said."""
    division, group = int(code[1:3]), code[3:4]
    if division == 59:  # loading is transport, the rest storage
        return None if not group else TRANSPORT if group == '1' else STORAGE
    if division == 70:
        return {'1': DEVELOPERS, '2': PROPERTY_MANAGEMENT, '3': OTHERS, '9': OTHERS}.get(group)
    rows = ((range(1, 6), FARMING), (range(6, 47), INDUSTRY), (range(47, 51), BUILDING), ((51,), WHOLESALE),
            ((52,), RETAIL), (range(54, 59), TRANSPORT), ((60,), POST), ((61, 62), HOTELS_AND_RESTAURANTS),
            ((63, 64), TELECOMMUNICATION), ((65,), SOFTWARE), ((71, 72), LEASING_AND_BUSINESS),
            (range(73, 83), OTHERS), ((85,), OTHERS), (range(86, 91), OTHERS))
    return next((row for divisions, row in rows if division in divisions), None)


def size_class(industry_code, report):
    """A larger class asks for all its figures, so the least decides; one that is not known could only lower it."""
    row = row_of(industry_code) if industry_code[1:3].isdigit() else None
    if row is None:
        return None
    classes = []
    for figure, *bounds in row:
        value, unit = report.number(figure), 1 if figure == STAFF else 1_000_000
        classes.append(None if value is None else sum(value >= bound * unit for bound in bounds))
    known = [c for c in classes if c is not None]
    if MICRO in known or None not in classes:
        return min(known)
    return None
