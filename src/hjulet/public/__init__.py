"""What anybody may read without logging in: the published quality reports.

Legal basis: SOSFS 2011:9 7 kap. 1 § (the report is open to the public). Stage: förbättra.
Shows stored files only, counts nothing and writes nothing.
"""
