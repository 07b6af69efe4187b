"""Dates as a certificate writes them, in Vietnamese and in English."""

from datetime import date

from surveyapp.certificates.values import Language

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def format_date(day: date, language: Language) -> str:
    """Write a date in words.

    Notes
    -----
    In Vietnamese, days below 10 and the months 1 and 2 get a leading zero.

    Source: Decree 30/2020/NĐ-CP on clerical work, appendix I, part II, section I.4.

    Examples
    --------
    >>> format_date(date(2026, 2, 5), "vi"), format_date(date(2026, 2, 5), "en")
    ('ngày 05 tháng 02 năm 2026', '5 February 2026')
    """
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
