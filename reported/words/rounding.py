"""Round and print numbers, as the 7th edition of the APA manual has them.

The one place where numbers are rounded: no zero before the point where a value cannot
exceed 1, a true minus sign, p values to three decimals and never as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

MINUS = "\u2212"
SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
DASH = "\u2013"
#: Decimals of a statistic that can lie on both sides of nought, where it is near it.
MOST_DECIMALS = {"r": 4, "rs": 4, "t": 3, "z": 3}
#: Correlations, which cannot exceed 1, and sums of ranks, which are often whole.
CORRELATIONS, RANK_SUMS = ("r", "rs", "τ"), ("U", "W")


def apa_number(value: float, *, digits: int = 2, bounded: bool = False) -> str:
    """Round a number for print.

    Parameters
    ----------
    value : float
        Any finite number.
    digits : int
        Decimals that are kept, zeros included.
    bounded : bool
        Whether the value cannot exceed 1, as a p value cannot: no zero before the
        point.

    Raises
    ------
    ValueError
        If a bounded value exceeds 1 in size.

    Examples
    --------
    >>> apa_number(-0.504), apa_number(-0.504, bounded=True), apa_number(-0.001)
    ('−0.50', '−.50', '0.00')
    """
    text = str(_rounded(abs(value), digits))
    negative = value < 0 and float(text) != 0
    if bounded:
        if abs(value) > 1:
            raise ValueError(f"a bounded number exceeds 1, got {value}; print it whole")
        text = text.removeprefix("0") if digits else text
    return MINUS + text if negative else text


def _rounded(value: float, digits: int) -> Decimal:
    # Halves go away from 0, as by hand; 1.005 is taken as it reads, not as stored.
    unit = Decimal(1).scaleb(-digits)
    return Decimal(repr(float(value))).quantize(unit, ROUND_HALF_UP)


def interval(
    low: float | None, high: float | None, printed: Callable[[float], str]
) -> str:
    """Print the limits of an interval in brackets, each as `printed` prints a number.

    Examples
    --------
    >>> interval(-1.691, 0.101, apa_number), interval(0.104, 0.314, percentage)
    ('[−1.69, 0.10]', '[10%, 31%]')
    >>> interval(None, 0.101, apa_number), interval(None, None, apa_number)
    ('[–, 0.10]', '[–]')
    """
    if low is None and high is None:
        return f"[{DASH}]"
    ends = (DASH if limit is None else printed(limit) for limit in (low, high))
    return f"[{', '.join(ends)}]"


def apa_p(value: float) -> str:
    """Print a p value, with the letter.

    Raises
    ------
    ValueError
        If it is not between 0 and 1.

    Examples
    --------
    >>> apa_p(0.0102), apa_p(0.0002), apa_p(0.9999)
    ('*p* = .010', '*p* < .001', '*p* > .999')
    """
    text = p_number(value)
    return f"*p* {text}" if text[0] in "<>" else f"*p* = {text}"


def p_number(value: float) -> str:
    """Print a p value without the letter, as a column of p values needs it.

    Raises
    ------
    ValueError
        If it is not between 0 and 1.

    Examples
    --------
    >>> p_number(0.0102), p_number(0.0002)
    ('.010', '< .001')
    """
    if not 0 <= value <= 1:
        raise ValueError(f"a p value is outside 0-1, got {value}; check the test")
    if value < 0.001:
        return "< .001"
    return "> .999" if value > 0.999 else apa_number(value, digits=3, bounded=True)


def apa_stat(name: str, value: float, dof: Sequence[float] = ()) -> str:
    """Print a test statistic with its degrees of freedom.

    Examples
    --------
    >>> apa_stat("F", 5.123, (2, 43.607)), apa_stat("t", -1.86, (17.0,))
    ('*F*(2, 43.61) = 5.12', '*t*(17) = −1.86')
    """
    inside = ", ".join(whole_or_two(number) for number in dof)
    size = statistic_number(name, value)
    return f"*{name}*{f'({inside})' if inside else ''} = {size}"


def statistic_number(name: str, value: float) -> str:
    """Print the value of a test statistic; that of a correlation cannot exceed 1.

    Two decimals; one or two more where a test with two tails would be nought, since
    0.00 stands for every p from .996 to 1, and would not agree with the one beside it.

    Examples
    --------
    >>> statistic_number("t", -1.861), statistic_number("t", 0.0031)
    ('−1.86', '0.003')
    >>> statistic_number("r", -0.504), statistic_number("χ²", 0.0031)
    ('−.50', '0.00')
    """
    if name in RANK_SUMS:
        return whole_or_two(value)
    digits = 2
    while digits < MOST_DECIMALS.get(name, 2) and _rounded(abs(value), digits) == 0:
        digits += 1
    return apa_number(value, digits=digits, bounded=name in CORRELATIONS)


def whole_or_two(value: float) -> str:
    """Print a whole number whole, and any other with two decimals.

    Examples
    --------
    >>> whole_or_two(2.0), whole_or_two(43.607)
    ('2', '43.61')
    """
    return apa_number(value, digits=0 if float(value).is_integer() else 2)


def percentage(value: float) -> str:
    """Print a share of 1 as a whole percentage.

    Examples
    --------
    >>> percentage(0.625), percentage(0.7657)
    ('63%', '77%')
    """
    return f"{points(value)}%"


def points(value: float) -> str:
    """Print a difference of two shares of 1 as whole percentage points.

    Examples
    --------
    >>> points(-0.2549), points(0.004)
    ('−25', '0')
    """
    return whole_number(int(100 * _rounded(value, 2)))


def small_number(value: float) -> str:
    """Print two decimals, or as many as two digits of a smaller number need.

    For what is never 0, as an odds ratio or an error of simulation.

    Examples
    --------
    >>> small_number(1.234), small_number(0.0947), small_number(0.00413)
    ('1.23', '0.095', '0.0041')
    """
    size = abs(value)
    if size == 0 or size >= 0.0995:
        return apa_number(value)
    return apa_number(value, digits=1 - floor(log10(size)))


def share(count: int, n: int) -> str:
    """Print a count of n with its percentage, which nobody has when n is 0.

    Examples
    --------
    >>> share(31, 48), share(1460, 1460), share(0, 0)
    ('31 of 48 (65%)', '1,460 of 1,460 (100%)', '0 of 0')
    """
    counts = f"{whole_number(count)} of {whole_number(n)}"
    return f"{counts} ({percentage(count / n)})" if n else counts


def whole_number(value: int) -> str:
    """Print a whole number, with a comma between thousands.

    Examples
    --------
    >>> whole_number(48), whole_number(-1460)
    ('48', '−1,460')
    """
    return f"{value:,}".replace("-", MINUS)


def number_words(value: int) -> str:
    """Write a whole number from 0 to 99 in words.

    Raises
    ------
    ValueError
        If it lies outside; such a number is printed in figures.

    Examples
    --------
    >>> number_words(3), number_words(48), number_words(70)
    ('three', 'forty-eight', 'seventy')
    """
    if not 0 <= value <= 99:
        raise ValueError(f"only 0 to 99 are written in words, got {value}; use figures")
    if value < len(SMALL):
        return SMALL[value]
    tens, ones = divmod(value, 10)
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


def coverage(conf_level: float) -> str:
    """Print the coverage of an interval, with all its digits.

    Examples
    --------
    >>> coverage(0.95), coverage(0.999)
    ('95%', '99.9%')
    """
    return f"{100 * conf_level:.10g}%"
