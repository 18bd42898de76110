"""Documents: one tree of a text, written out as HTML, PDF or Word.

A library room. It knows nothing of quality work: the rooms above build a `tree.Document`,
give `resolve.resolve` the functions that know figures and numbers, and take bytes from
`build.build`. The way is always parse -> resolve -> normalise -> render.

Everything it makes must be open to all readers: a public authority's documents follow the act
on accessibility of digital public service (lag 2018:1937) and are kept for a long time, hence
PDF/UA-1 and PDF/A-2a in the same file.
"""
