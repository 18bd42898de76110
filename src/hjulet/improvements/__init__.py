"""Measures, action plans and whether they helped: from a finding to its effect.

Legal basis: SOSFS 2011:9 5 kap. 7-8 §§ (measures, improve processes and routines), 7 kap. 1 §
(which measures were taken and which results were reached). Stage: förbättra.
Verbs: propose, decide, reject, start, postpone, hand_over, note_done, check_effect, and those of
action plans; all in `operations`. A measure without an effect check is not closed.
"""
