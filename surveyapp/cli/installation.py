"""Commands that run an installation: migrate, demo, serve."""

from __future__ import annotations

import os
import sys

import click
from granian.constants import Interfaces
from granian.server import Server

from surveyapp.cli.database import open_database
from surveyapp.clock import utc_now
from surveyapp.demo.story import tell_demo
from surveyapp.errors import Refusal
from surveyapp.i18n import gettext
from surveyapp.people.model import Role
from surveyapp.people.passwords import MINIMUM_LENGTH
from surveyapp.people.service import NewPerson, create_person, grant_role

DEFAULT_PORT = 8000
_LANGUAGE = "en"
"""What these commands speak: they have no readers but the operator."""


@click.command()
def migrate() -> None:
    """Create the database or bring it to the newest schema."""
    with open_database(_LANGUAGE):
        pass
    click.echo("The database is up to date.")


@click.command()
@click.option("--seed", default=57, show_default=True, help="The same seed tells the same story.")
@click.option("--enterprises", default=220, show_default=True, help="How many enterprises.")
def demo(seed: int, enterprises: int) -> None:
    """Fill an empty database with a demonstration, once."""
    with open_database(_LANGUAGE) as database:
        accounts = tell_demo(database, seed=seed, enterprises=enterprises, now=utc_now())
    if accounts is None:
        click.echo("The database already holds data; nothing was changed.")
        return
    for account in accounts:
        click.echo(f"{account.role:15} {account.email:32} {account.password}")


@click.command()
@click.argument("email")
@click.argument("name")
@click.password_option(help="Asked for when it is not given.")
def administrator(email: str, name: str, password: str) -> None:
    """Create an administrator, who invites everybody else."""
    if len(password) < MINIMUM_LENGTH:
        raise click.BadParameter(f"at least {MINIMUM_LENGTH} characters", param_hint="password")
    now = utc_now()
    try:
        with open_database(_LANGUAGE) as database, database.transaction() as session:
            person_id = create_person(session, NewPerson(email, name, password), now=now)
            grant_role(session, person_id, Role.ADMINISTRATOR, actor_id=None, now=now)
    except Refusal as refused:
        raise click.ClickException(gettext(refused.sentence)) from refused
    click.echo(f"{email} administers this installation.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=DEFAULT_PORT, show_default=True)
@click.option("--workers", default=lambda: min(2, os.cpu_count() or 1), type=int)
def serve(host: str, port: int, workers: int) -> None:
    """Start the production server (granian)."""
    with open_database(_LANGUAGE):
        pass
    click.echo(f"Thước Số: http://{host}:{port}", file=sys.stderr)
    Server(
        "surveyapp.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        websockets=False,
        workers=workers,
        blocking_threads=1,
        log_access=False,
    ).serve()
