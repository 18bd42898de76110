"""Notices in the program and letters by e-mail: what has landed on somebody, and what waits.

A letter holds no content of a case, only kind, reference, date and link (OSL 2009:400 26 kap.).
Legal basis: SOSFS 2011:9 5 kap. (reports are taken care of). Stage: genomföra.
Verbs: tell, read, read_all, send_waiting, send_again, choose, send_trial; listed in `operations`.
"""
