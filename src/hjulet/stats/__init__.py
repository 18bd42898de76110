"""Pure statistics: numbers in, numbers and honest Swedish sentences out.

No Django, no database, no clock. SOSFS 2011:9 (5 kap., compile and analyse so that patterns and
trends can be seen) is only met if the reader is not told that chance is a trend.

- `distributions`: the only module that knows scipy
- `counts`: two counts, also over periods of different length
- `rates`: one count in proportion to its size, as reports per 100 employees
- `proportions`: shares and their differences
- `many`: several comparisons at once
- `numbers`: figures as Swedes write them
- `words`: the sentences that stand under a table; `rate_words` those of rates
"""
