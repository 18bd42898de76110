"""Periods, working days, and clocks that chase until somebody acts; Swedish holidays.

Legal basis: SOSFS 2011:9 3 kap. 3 § (tasks are distributed) and 7 kap. 1 § (a yearly report);
lagen (1930:173) om beräkning av lagstadgad tid. A quality year is a calendar year in some boards
and 1 September - 31 August in others. Verbs: next_reference, start, stop, move, set_deadline,
chase, digest, run_recurrences; listed in `operations`.
"""
