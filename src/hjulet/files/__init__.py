"""Attachments: stored outside the web root, checked by content, served only to who may see them.

Also reads tables that people bring (CSV, Excel) without running anything in them.
Legal basis: 7 § lagen (2001:454), art. 32 GDPR. Verbs: keep, remove_content.
"""
