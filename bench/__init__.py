"""The benchmark: `make bench`. Ratios within one run; nothing here is part of the product."""
