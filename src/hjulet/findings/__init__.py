"""Findings: what was found, without personal data. The waist of the house.

Sources (reports, risks, later self-audits and surveys) point at findings, improvements point at
findings, and findings point at neither. From the finding onward in the wheel there is no personal
data. Legal basis: SOSFS 2011:9 5 kap. 6-8 §§ (compile, see patterns, improve), GDPR art. 5.1 c.
Stage: utvärdera to förbättra. Verbs: write, change, discard, release, correct, need_nothing,
set_handling, group, ungroup, and those of the lists; all in `operations`.
"""
