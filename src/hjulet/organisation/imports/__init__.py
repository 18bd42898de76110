"""The organisation from CSV or Excel: read, compared with what is there, applied as one event.

Rows of the same name and type whose periods do not meet are one unit that was moved or changed;
rows of the same name under different parents in the same time are different units.
"""
