"""Learning in the unit: what the workplace meeting (APT) talks about, and that it did.

Legal basis: SOSFS 2011:9 6 kap. (staff take part in the quality work). Stage: genomföra.
Verbs: note_meeting; in `operations`.
"""
