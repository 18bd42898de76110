"""The doors for those who log in: the work list, the journal page, and the health check.

Holds no data of its own: it gathers what the rooms below say is waiting. Legal basis: SOSFS
2011:9 5 kap. 3-6 §§ (reports are taken care of), 10 § lagen (2001:454) (log control).
Stage: all of the wheel. Verbs: none.
"""
