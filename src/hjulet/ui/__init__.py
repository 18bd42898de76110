"""How Hjulet looks, reads and behaves: frame, components, words for numbers and dates.

The room is a library and open whole to every other room. Of other rooms it knows only `kernel`
and `stats`: what it shows of the person logged in is read from `request.actor` by attribute name.
Other rooms fill the menu (`ui.menu`) and the slots (`ui.slots`) from their `apps.py`.
"""
