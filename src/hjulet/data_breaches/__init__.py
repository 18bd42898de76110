"""Personal data breaches (personuppgiftsincidenter) and the register of them.

Legal basis: articles 33 and 34 of the General Data Protection Regulation (EU) 2016/679. Stage:
genomföra. Verbs: open_incident, save, decide, notify, complement, inform, close, reopen,
correct_discovered, add_report, remove_report, hand_over, note_reference; all in `operations`.
Rules that shape everything: the 72 hours run from the facts and not from the opening of the
incident, and every breach is kept in the register, also one that is not notified, with the reason
why (art. 33.1 and 33.5).
"""
