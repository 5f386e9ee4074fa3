"""What the documents share: bands, the better of several, and when an enterprise passes."""
from fractions import Fraction


def band(value, *steps):
    """Steps (bound, points) by rising bound; a value on a bound takes its points; below all: 0."""
    if value is None:
        return None
    return max((Fraction(points) for bound, points in steps if value >= Fraction(bound)), default=Fraction(0))


def band_below(value, *steps):
    """Steps (bound, points) by rising bound; a value on a bound takes its points; above all: 0."""
    if value is None:
        return None
    return next((Fraction(points) for bound, points in steps if value <= Fraction(bound)), Fraction(0))


def yes(condition, points):
    return None if condition is None else Fraction(points if condition else 0)


def better(*options):
    """Of (points, most that it could give): the best, once no unknown one could be better."""
    best = max((points for points, _ in options if points is not None), default=None)
    for points, most in options:
        if points is None and (best is None or most > best):
            return None
    return best


class Result:
    """Points by indicator as (lowest, highest); points None: not compared. Total None: no score."""

    tolerance = 0  # of the points of an indicator

    def __init__(self, points, total, outcome, stage='', total_highest=None):
        self.points = points
        self.total = total
        self.total_highest = total if total_highest is None else total_highest
        self.outcome = outcome
        self.stage = stage


def outcome(gates, passes, scored, reached, could_reach=False):
    """Conditions first, then what passes directly, then points; unknown where it could turn out either way."""
    if any(g is False for g in gates):
        return 'OUTCOME_FAILED'
    if any(g is None for g in gates):
        return 'OUTCOME_UNDETERMINED'
    if any(p is True for p in passes):
        return 'OUTCOME_PASSED'
    if not scored:
        return 'OUTCOME_NOT_SCORED'
    if reached:
        return 'OUTCOME_PASSED'
    if could_reach or any(p is None for p in passes):
        return 'OUTCOME_UNDETERMINED'
    return 'OUTCOME_FAILED'


def plain(points, gates, passes, pass_mark, minima=lambda points: True):
    """A scheme of points that are added up; without one of them there is no score."""
    scored = all(p is not None for p in points.values())
    total = sum(points.values(), Fraction(0)) if scored else None
    reached = scored and total >= pass_mark and minima(points)
    return Result({k: (v or Fraction(0),) * 2 for k, v in points.items()}, total,
                  outcome(gates, passes, scored, reached))


def rounded(value, places):
    """Half to even, as GB/T 8170 has it; Python's rounding of fractions does that."""
    return round(value, places)


def line(value, *knots):
    """Points on straight lines between knots (value, points); before the first and after the last they stay."""
    if value is None:
        return None
    knots = [(Fraction(at), Fraction(points)) for at, points in knots]
    if value <= knots[0][0]:
        return knots[0][1]
    for (left, low), (right, high) in zip(knots, knots[1:]):
        if value <= right:
            return low + (high - low) * (Fraction(value) - left) / (right - left)
    return knots[-1][1]


class Weighed:
    """An indicator with the most that it can give, and its points; None if it is missing.

    A scale rounds its points, here at six places; of a scale of `scale` points the weight takes its share, rounded
    likewise.
    """

    def __init__(self, points, weight, scale=None):
        self.weight = Fraction(weight)
        self.points = None if points is None else rounded(Fraction(points), 6)
        if self.points is not None and scale is not None:
            self.points = rounded(self.points * self.weight / scale, 6)

    @property
    def is_missing(self):
        return self.weight > 0 and self.points is None


def spread(categories, bonus, places, least_coverage, stage='', known=True):
    """Parts of a hundred points: the weight of what is missing is spread over the rest of its part.

    categories: [{id: Weighed}]; bonus: {id: points}. Below the least coverage there is no score.
    """
    points, total, loose = {}, Fraction(0), False
    weight = covered = Fraction(0)
    for part in categories:
        whole = sum(w.weight for w in part.values())
        counted = sum(w.weight for w in part.values() if not w.is_missing)
        weight, covered, loose = weight + whole, covered + counted, loose or counted != whole
        for name, w in part.items():
            own = Fraction(0) if w.points is None or not counted else w.points * whole / counted
            points[name] = (own, own)
            total += own
    points.update({name: (Fraction(p),) * 2 for name, p in bonus.items()})
    total = rounded(total + sum(bonus.values()), places)
    scored = known and covered / weight >= Fraction(least_coverage)
    result = Result(points if known else None, total if scored else None,
                    'OUTCOME_SCORED' if scored else 'OUTCOME_NOT_SCORED', stage)
    # Spread points are rounded at 18 places such that they add up.
    result.tolerance = Fraction(1, 10**15) if loose else 0
    return result
