"""Log control (loggkontroll): random openings of what is secret, drawn each month and looked at.

Legal basis: 10 § lagen (2001:454) om behandling av personuppgifter inom socialtjänsten: access is
controlled systematically and recurringly. Stage: utvärdera. Verbs: see `operations`.
"""
