"""Who did what, and who opened what that is confidential.

Append-only; each row is chained to the one before by a hash, so that a changed or missing row
shows (`hjulet journal verify`). Rows hold keys, never field values, and no foreign keys: they
outlive what they speak of. Legal basis: 10 § lagen (2001:454) om behandling av personuppgifter
inom socialtjänsten (log control), SOSFS 2011:9 7 kap. 1 §. Verbs: record, opened.
"""
