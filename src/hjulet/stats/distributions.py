"""The few distributions that the tests need; the only module that knows scipy.

scipy is imported inside the functions: it costs about half a second, and the command line must
start at once. Only `scipy.special` is used, since `scipy.stats` costs three times as much.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from statistics import NormalDist

# R's binom.test and fisher.test count outcomes as "as unlikely" within this relative tolerance,
# because probabilities that are equal on paper differ in the last binary digits.
TIE = 1 + 1e-7


def normal_quantile(probability: float) -> float:
    """The point below which the standard normal has `probability` (0 < p < 1)."""
    return NormalDist().inv_cdf(probability)


def beta_quantile(a: float, b: float, probability: float) -> float:
    """The point below which a beta(a, b) variable lies with `probability`."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, probability))


def gamma_quantile(shape: float, probability: float) -> float:
    """The point below which a gamma variable of that shape and scale 1 lies with `probability`."""
    from scipy.special import gammaincinv

    return float(gammaincinv(shape, probability))


def binomial_two_sided(successes: int, trials: int, share: float) -> float:
    """Exact two-sided p-value by minimum likelihood: all outcomes no more likely than the seen one.

    The method of R's `binom.test` and `poisson.test`. No trials give 1.0: nothing was learnt.
    Likelihood falls on both sides of the mode, so those outcomes are two tails: the one that ends
    at the seen outcome and one beyond the mode that is found by halving.
    """
    from scipy.special import betainc

    mode = min(trials, math.floor((trials + 1) * share))
    if successes > mode:
        # The same outcome told in failures: the seen tail is then always the lower one.
        return binomial_two_sided(trials - successes, trials, 1 - share)

    def log_likelihood(k: int) -> float:
        chosen = math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
        return chosen + k * math.log(share) + (trials - k) * math.log1p(-share)

    most = log_likelihood(successes) + math.log(TIE)
    above = range(mode, trials + 1)
    beyond = mode + bisect_left(above, True, key=lambda k: log_likelihood(k) <= most)
    if beyond <= successes:
        return 1.0
    lower = betainc(trials - successes, successes + 1, 1 - share)
    upper = betainc(beyond, trials - beyond + 1, share) if beyond <= trials else 0.0
    return min(1.0, float(lower + upper))


def hypergeometric_two_sided(drawn: int, marked: int, draws: int, total: int) -> float:
    """Exact two-sided p-value by minimum likelihood for `drawn` marked among `draws` of `total`.

    The method of R's `fisher.test` for a 2 x 2 table.
    """
    import numpy as np
    from scipy.special import gammaln

    def log_choose(n: int, k: "np.ndarray") -> "np.ndarray":
        return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)

    lowest = max(0, draws - (total - marked))
    k = np.arange(lowest, min(marked, draws) + 1)
    log_pmf = log_choose(marked, k) + log_choose(total - marked, draws - k)
    return _as_unlikely(log_pmf, drawn - lowest)


def _as_unlikely(log_pmf: Sequence[float], seen: int) -> float:
    """The share of probability on outcomes no more likely than the one at index `seen`."""
    import numpy as np

    weights = np.exp(np.asarray(log_pmf) - np.max(log_pmf))
    unlikely = np.asarray(log_pmf) <= log_pmf[seen] + math.log(TIE)
    return min(1.0, float(weights[unlikely].sum() / weights.sum()))
