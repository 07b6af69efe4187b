"""A form of the XLSForm standard as the beginning of a criteria set.

Its groups become pillars and groups, its questions criteria, its choices options. A form knows
nothing of points, levels, evidence or sources: what had to be assumed is a warning at its cell, and
so is what has no counterpart. Columns that other tools ignore may say more: ``points`` beside a
choice or a question, ``start``, ``target`` and ``unit`` beside a number.

Source: https://xlsform.org
"""

from criteria.exchange.xlsform.importing import import_xlsform, is_xlsform

__all__ = ["import_xlsform", "is_xlsform"]
