"""Lex Sarah: from a report to a decision, and to IVO when it is serious.

Legal basis: 27 kap. 1-6 §§ socialtjänstlagen (2025:400), before it 14 kap. (2001:453);
24 a-24 f §§ LSS; documentation according to SOSFS 2011:5 5 kap. Stage: genomföra.
Verbs: open_case, join, leave, change, assign, withdraw, hand_over, save_report, seal_report,
save_investigation, seal_investigation, send, send_back, decide, notify, note_answer, inform,
summarise, close, reopen, write_off, set_rules; see `operations`. Only those who need it see a
case, and every opening is noted.
"""
