"""Reports from staff (händelserapporter) and their assessment; import of earlier years.

Legal basis: SOSFS 2011:9 5 kap. (receive and investigate reports, compile and analyse);
27 kap. socialtjänstlagen (2025:400) for what becomes lex Sarah. Stage: genomföra.
Verbs: save_draft, submit, add_note, assess, close, reopen, note_notification, correct_date,
grant_access, import_reports; all are listed in `operations`.
Rule that shapes everything: one report can be several types and concern several units, and every
total counts it once.
"""
