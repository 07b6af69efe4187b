"""From an indicator to its question on a page, and from what was typed back to an answer.

`forms` validates (WTForms around the handler of each kind), `questions` makes the plain view that
the template draws, `questionnaire` keeps both per set and language, `wording` says intervals.
"""
