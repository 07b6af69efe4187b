"""`python -m surveyapp` is the `surveyapp` command."""

from surveyapp.cli import main

main(prog_name="surveyapp")
