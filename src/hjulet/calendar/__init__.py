"""Periods and working days: calendar year, quality year, tertial, free; Swedish holidays.

Legal basis: SOSFS 2011:9 7 kap. 1 § (a yearly report); lagen (1930:173) om beräkning av lagstadgad
tid. A quality year is a calendar year in some boards and 1 September - 31 August in others.
"""
