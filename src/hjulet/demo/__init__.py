"""Demostad: two seeded years, so that a newcomer sees the system at work.

Built only by calling operations with a fixed clock, the same every time. Nothing in it is real.
"""
