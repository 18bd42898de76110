"""Risk analyses: what could happen that would make quality fail, how likely, and how bad.

Legal basis: SOSFS 2011:9 5 kap. 1 § (risk analysis, continuously). Stage: planera.
Verbs: begin, change, set_participants, add_risk, change_risk, remove_risk, finish, reassess,
discard; all in `operations`. Risks end in findings.
"""
