"""A dossier as the documents speak of it: what is known is a value, what is not is None.

Reads the JSON of jifen.v1.Dossier. Money is in fen, days are datetime.date. Conditions are True, False or None.
"""
from datetime import date, timedelta
from fractions import Fraction

FEN_PER_WAN = 1_000_000


def both(*conditions):
    """And: one False decides."""
    if any(c is False for c in conditions):
        return False
    return None if any(c is None for c in conditions) else True


def either(*conditions):
    """Or: one True decides."""
    if any(c is True for c in conditions):
        return True
    return None if any(c is None for c in conditions) else False


def no(condition):
    return None if condition is None else not condition


def at_least(value, bound):
    return None if value is None else value >= bound


def at_most(value, bound):
    return None if value is None else value <= bound


def one_of(value, values):
    return None if value is None else value in values


# A quotient is a number of 18 places, rounded half to even, as docs/expression_language.md says.
PLACES = 18


def share(part, whole):
    if part is None or whole is None or whole == 0:
        return None
    return round(Fraction(part) / Fraction(whole), PLACES)


def growth(now, before):
    if now is None or before is None or before <= 0:
        return None
    return round(Fraction(now - before) / Fraction(before), PLACES)


def yearly_growth(first, last, years):
    """The root is rounded once: of a whole number of halves of the last place it is known which way."""
    if first is None or last is None or first <= 0 or last < 0:
        return None
    scale = 10 ** (PLACES + 1)
    power = Fraction(last, first) * scale**years
    low, high = 0, 1
    while high**years <= power:
        high *= 2
    while high - low > 1:  # low**years <= power < high**years
        middle = (low + high) // 2
        low, high = (middle, high) if middle**years <= power else (low, middle)
    is_exact = low**years == power
    # A digit beyond, other than 0 and 5, stands for all that follow.
    tenths = 10 * low if is_exact else 10 * low + 1
    return round(Fraction(tenths, 10 * scale), PLACES) - 1


def wan(fen):
    return None if fen is None else Fraction(fen, FEN_PER_WAN)


def back(day, years):
    """The same day of an earlier year, of which only what is later is asked: a 29th of February that the year lacks lies
    between the 28th and the first of March."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def full_years(first, last):
    """From a 29th of February a year is full on the first of March."""
    if first > last:
        return -full_years(last, first)
    years = last.year - first.year
    return years if (last.month, last.day) >= (first.month, first.day) else years - 1


def _day(json):
    return None if json is None else date(json.get('year', 0), json.get('month', 0), json.get('day', 0))


class Entry:
    """A record: its period, and what it says."""

    def __init__(self, version, kind):
        record = version['record']
        self.id = record['record_id']
        self.revision = int(version.get('revision', 0))
        self.first = _day(record.get('valid_from'))
        self.last = _day(record.get('valid_to'))
        self.verification = record.get('provenance', {}).get('verification', 'VERIFICATION_STATE_DECLARED')
        self.basis = record.get('provenance', {}).get('basis')
        self.body = record[kind]

    def number(self, field):
        value = self.body.get(field)
        return None if value is None else int(value)

    def flag(self, field):
        """An optional bool: None if it was not said."""
        return self.body.get(field)

    def plain_flag(self, field):
        return self.body.get(field, False)

    def day(self, field):
        return _day(self.body.get(field))

    def kind(self, field='kind'):
        value = self.body.get(field)
        return None if value is None or value.endswith('_UNSPECIFIED') else value


class Year:
    """What the reports of a year say together: each figure is that of the best report that has it."""

    def __init__(self, reports):
        order = ['VERIFICATION_STATE_VERIFIED', 'VERIFICATION_STATE_DECLARED', 'VERIFICATION_STATE_DISPUTED']
        self._reports = sorted(reports, key=lambda e: (order.index(e.verification), -e.revision, e.id))

    def number(self, field):
        return next((n for n in (e.number(field) for e in self._reports) if n is not None), None)

    def kind(self, field):
        return next((k for k in (e.kind(field) for e in self._reports) if k is not None), None)


class Nothing:
    """A profile that is not there: it says nothing."""

    def number(self, field):
        return None

    flag = day = kind = number


class Dossier:
    def __init__(self, json):
        self.valid_at = _day(json['valid_at'])
        self.founded = _day(json.get('enterprise', {}).get('founded'))
        self.industry = json.get('enterprise', {}).get('industry_code', '')
        self._entries = {}
        for version in json.get('records', []):
            record = version['record']
            kind = next(k for k in record if isinstance(record[k], dict)
                        and k not in ('valid_from', 'valid_to', 'provenance'))
            entry = Entry(version, kind)
            if entry.first <= self.valid_at and entry.verification != 'VERIFICATION_STATE_WITHDRAWN':
                self._entries.setdefault(kind, []).append(entry)

    @property
    def year(self):
        return self.valid_at.year - 1

    def all(self, kind):
        return self._entries.get(kind, [])

    def report(self, year, basis=None):
        """With a basis: of the reports with that meaning of R&D spending (口径)."""
        return Year([e for e in self.all('annual_report')
                     if e.body.get('year') == year and (basis is None or e.basis == basis)])

    @property
    def profile(self):
        found = [e for e in self.all('profile') if self.in_force(e)]
        return min(found, key=lambda e: (-e.first.toordinal(), -e.revision, e.id), default=Nothing())

    def in_force(self, entry):
        return self.held_within(entry, self.valid_at, self.valid_at)

    def held_within(self, entry, first, last):
        return entry.first <= last and (entry.last is None or entry.last >= first)

    def within(self, day, years):
        """近 n 年内."""
        return None if day is None else back(self.valid_at, years) < day <= self.valid_at

    def age(self, day):
        return None if day is None else full_years(day, self.valid_at)
