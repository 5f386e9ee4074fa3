"""Scores made-up dossiers once more, from the published tables, and compares.

Reads the lines that `jifen-cards cards` writes. Prints for each scheme how many dossiers agree on the total, the
outcome, the stage and the points of each indicator, what occurred, and the first disagreements. Exits with 1 if there
is one.

The schemes here were written from the documents that they name, not from the engine and not from its texts.
"""
import argparse
import collections
import importlib
import json
import sys
from fractions import Fraction

from dossier import Dossier

SHOWN = 5


def span(text):
    """"12" or "12..20": lowest and highest."""
    low, _, high = text.partition('..')
    return Fraction(low), Fraction(high or low)


def is_near(theirs, own, tolerance):
    if theirs is None or own is None:
        return theirs is own
    return all(abs(a - b) <= tolerance for a, b in zip(theirs, own))


def differences(card, mine):
    total = None if card['total'] is None else (Fraction(card['total']), Fraction(card['total_highest']))
    own = None if mine.total is None else (mine.total, mine.total_highest)
    if total != own:
        yield f'total: card {card["total"]}..{card["total_highest"]}, here {own}'
    if card['outcome'] != mine.outcome:
        yield f'outcome: card {card["outcome"]}, here {mine.outcome}'
    if card['stage'] != mine.stage:
        yield f'stage: card {card["stage"]}, here {mine.stage}'
    if mine.points is None:  # without a stage there are no weights to give points by
        return
    for name in sorted(card['points'].keys() | mine.points.keys()):
        theirs = span(card['points'][name]) if name in card['points'] else None
        if not is_near(theirs, mine.points.get(name), mine.tolerance):
            yield f'{name}: card {card["points"].get(name)}, here {mine.points.get(name)}'


def note(seen, card):
    """That no two sides agree on nothing: what a card was, by kind of thing."""
    seen['outcome', card['outcome'].removeprefix('OUTCOME_').lower()] += 1
    if card['stage']:
        seen['stage', card['stage']] += 1
    if card['total'] is not None:
        seen['total', card['total']] += 1
        seen['range', 'of totals'] += card['total'] != card['total_highest']


def spread(seen):
    counts = [f'{name} {n}' for (kind, name), n in sorted(seen.items()) if kind in ('outcome', 'stage')]
    if seen['range', 'of totals']:
        counts.append(f'{seen["range", "of totals"]} ranges')
    return ', '.join(counts + [f'{sum(kind == "total" for kind, _ in seen)} distinct totals'])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--schemes', required=True, help='ids, separated by commas')
    arguments = parser.parse_args()
    schemes = {name: importlib.import_module(name.replace('-', '_')) for name in arguments.schemes.split(',')}
    agreed, shown = collections.Counter(), collections.Counter()
    seen = collections.defaultdict(collections.Counter)  # of a scheme: what occurred how often
    dossiers = 0
    for line in sys.stdin:
        entry = json.loads(line)
        dossiers += 1
        dossier = Dossier(entry['dossier'])
        for name, scheme in schemes.items():
            faults = list(differences(entry['cards'][name], scheme.score(dossier)))
            note(seen[name], entry['cards'][name])
            agreed[name] += not faults
            shown[name] += bool(faults)
            if faults and shown[name] <= SHOWN:
                print(f'dossier {entry["number"]}, {name}: ' + '; '.join(faults))
    for name in schemes:
        print(f'second opinion {name}: {agreed[name]} of {dossiers} agree ({spread(seen[name])})')
    complete = dossiers > 0 and all(agreed[name] == dossiers for name in schemes)
    sys.exit(0 if complete else 1)


if __name__ == '__main__':
    main()
