"""Retention and disposal (gallring): how long what is written is kept, and how it goes.

Legal basis: 10 § arkivlagen (1990:782), article 5.1 e GDPR, and the board's own document plan: a
public record may only be disposed of when the board has decided so. Stage: none, it follows all.
Verbs: set_rule, place_hold, lift_hold, propose, take_off, dry_run, sign_first, sign_second,
carry_out, withdraw; all in `operations`. A room says in `record_kinds` what of it is disposed of
and how; two people dispose of it together, and a tombstone tells.
"""
