"""One definition of every number: Figure, the catalogue, and the pages that show them.

Legal basis: SOSFS 2011:9 5 kap. (compile and analyse), 7 kap. 1 § (results per part).
A library: rooms register their figures here in apps.py; others ask the catalogue by key.
"""
