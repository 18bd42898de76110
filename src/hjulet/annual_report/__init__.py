"""Kvalitetsberättelse: template, edition, sections with live figures, freeze, publish.

Legal basis: SOSFS 2011:9 7 kap. 1 § (a yearly coherent report: how the work was done, which
measures were taken, which results were reached; open to the public). Stage: förbättra.
Verbs: open_edition, assign_section, save_section, set_section_status, freeze, decide, publish,
open_next, discard; all are listed in `operations`.
A frozen edition never changes: text, Figures and built files are stored as they stood.
"""
