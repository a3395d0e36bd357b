"""Makes tests/Statistics/data/jonckheere.csv: Kendall's tau-b and the exact p of the Jonckheere-Terpstra test.

    python3 eng/jonckheere-reference.py

Nothing but Python is needed. All ways to give the runs to the doses are listed, and those counted whose pairs are at
least as far from balance as those found: what the test in Statistics counts without listing them. Rows of two doses
without equal measures have the p of Mann and Whitney's exact test (R: wilcox.test).
"""
import fractions
import itertools
import pathlib
import random


def score(doses, values):
    pairs = itertools.combinations(range(len(doses)), 2)
    return sum(((doses[i] > doses[j]) - (doses[i] < doses[j])) * ((values[i] > values[j]) - (values[i] < values[j]))
               for i, j in pairs)


def arrangements(doses):
    if not doses:
        yield []
        return
    for first in sorted(set(doses)):
        rest = list(doses)
        rest.remove(first)
        for others in arrangements(rest):
            yield [first, *others]


def row(doses, values):
    found = abs(score(doses, values))
    all_scores = [abs(score(d, values)) for d in arrangements(doses)]
    p = fractions.Fraction(sum(s >= found for s in all_scores), len(all_scores))
    told = lambda x: sum(a != b for a, b in itertools.combinations(x, 2))
    tau = score(doses, values) / (told(doses) * told(values)) ** .5
    return f"{tau!r},{p.numerator}/{p.denominator},{' '.join(map(str, doses))},{' '.join(map(str, values))}"


random.seed(20060938)
rows = [
    row([0] * 4 + [1] * 3, [1.1, 2.2, 3.3, 4.4, 5, 6, 7]),
    row([0] * 5 + [1] * 5, [3, 1, 4, 1.5, 9, 2, 6, 5, 3.5, 8]),
    row([0, 0, .25, .25, .5, .5, 1, 1], [1, 2, 3, 4, 5, 6, 7, 8]),
    row([0, 0, .25, .25, .5, .5, 1, 1], [4, 1, 3, 2, 4, 5, 5, 4]),
    row([1, .5, 0, 1, .5, 0, .25], [.2, .3, .3, .2, .3, .9, .9]),
    row([0, 0, 0, 1, 2, 2, 4], [.5, .5, .5, .5, .5, .5, .6]),
    row([0, 1, 2, 4, 8], [.1, .3, .2, .4, .5]),
]
for counts in ((2, 2, 2), (1, 3, 3), (3, 2, 2, 1), (2, 2, 2, 2), (4, 4), (1, 1, 2, 4)):
    doses = [d for d, count in enumerate(counts) for _ in range(count)]
    rows.append(row(doses, [round(random.gauss(d * .4, 1), 4) for d in doses]))
    rows.append(row(doses, [random.randint(0, 3) + d // 2 for d in doses]))
out = pathlib.Path(__file__).parent.parent / "tests/Statistics/data/jonckheere.csv"
out.write_text("tau,p,doses,values\n" + "\n".join(rows) + "\n")
