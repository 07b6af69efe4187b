"""Addresses that need no account."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from surveyapp.access.policy import Action
from surveyapp.campaigns.queries import find_campaigns, pinned_set
from surveyapp.certificates.queries import find_certificate
from surveyapp.certificates.serial import normalise_serial
from surveyapp.criteria_sets.queries import get_criteria_set, list_criteria_sets
from surveyapp.i18n import LANGUAGES, current_language, gettext
from surveyapp.rankings.queries import find_lines, find_published, get_edition
from surveyapp.web.addresses import is_local
from surveyapp.web.guard import opens_to
from surveyapp.web.pager import Pager
from surveyapp.web.public.certificate_page import make_certificate_page
from surveyapp.web.public.home_page import make_home_page
from surveyapp.web.public.pages import describe_set, say_edition, set_href, summarise_rankings
from surveyapp.web.public.set_page import make_set_page
from surveyapp.web.ranking_view import (
    PAGE_SIZE,
    Filter,
    choices_of,
    count_levels,
    rank_rows,
    say_trend,
)
from surveyapp.web.request import db, now
from surveyapp.web.respondent.pages import title_of

public = Blueprint("public", __name__)


@public.get("/")
@opens_to(Action.BROWSE)
def home() -> str:
    """Say what this is, for whom, and where to begin."""
    return render_template("public/home.html", page=make_home_page(db(), now()))


@public.get("/rankings")
@opens_to(Action.BROWSE)
def rankings() -> str:
    """List the published rankings."""
    page = {"rankings": summarise_rankings(db(), find_published(db()), top=3)}
    return render_template("public/rankings.html", page=page)


@public.get("/rankings/<handle>")
@opens_to(Action.BROWSE)
def ranking(handle: str) -> str:
    """Show one published ranking, narrowed and paged as the address says."""
    edition = get_edition(db(), handle, published_only=True)
    criteria_set = pinned_set(db(), edition.campaign)
    lines = find_lines(db(), edition.id)
    chosen = Filter.of(request.args)
    rows = rank_rows(lines, criteria_set, chosen)
    asked, values = request.args.get("page", "1"), chosen.address() | {"handle": handle}
    pager = Pager.of(len(rows), PAGE_SIZE, asked, "public.ranking", values)
    page = {
        "edition": edition,
        "campaign_title": title_of(edition.campaign),
        "about": say_edition(edition),
        "trend": say_trend(edition.trend),
        "set_title": criteria_set.title.say(current_language()),
        "set_href": set_href(edition.set_reference),
        "rows": pager.cut(rows),
        "pager": pager,
        "filter": chosen,
        "narrowed": any((chosen.league, chosen.province, chosen.search)),
        "choices": choices_of(lines),
        "levels": count_levels(lines, criteria_set),
    }
    return render_template("public/ranking.html", page=page)


@public.get("/criteria")
@opens_to(Action.BROWSE)
def criteria_sets() -> str:
    """List the criteria sets."""
    page = {"sets": [describe_set(one) for one in list_criteria_sets(db())]}
    return render_template("public/criteria_sets.html", page=page)


@public.get("/criteria/<slug>/<version>")
@opens_to(Action.BROWSE)
def criteria_set(slug: str, version: str) -> str:
    """Show one criteria set whole: what is asked, what it brings, where it comes from."""
    all_open = request.args.get("open") == "all"
    page = make_set_page(get_criteria_set(db(), f"{slug}@{version}"), all_open=all_open)
    return render_template("public/criteria_set.html", page=page)


@public.get("/verify")
@opens_to(Action.BROWSE)
def verify() -> str | Response | tuple[str, int]:
    """Take the number of a certificate; a mistyped one is said to be so."""
    typed = request.args.get("serial", "").strip()
    if not typed:
        return render_template("public/verify.html", page={"typed": "", "fault": None})
    serial = normalise_serial(typed)
    if serial is None:
        fault = gettext(
            "Số hiệu này không đúng dạng hoặc gõ nhầm một ký tự. "
            "Xem lại số in cạnh mã QR, ví dụ TS26-7K3F-9Q2M-9."
        )
        return render_template("public/verify.html", page={"typed": typed, "fault": fault}), 422
    return redirect(url_for("public.certificate", serial=serial))


@public.get("/verify/<serial>")
@opens_to(Action.BROWSE)
def certificate(serial: str) -> str | tuple[str, int]:
    """Show what a certificate says and what it is worth today."""
    normal = normalise_serial(serial)
    found = find_certificate(db(), normal) if normal else None
    if found is None:
        fault = gettext("Không có giấy chứng nhận nào mang số hiệu này. Xem lại số in cạnh mã QR.")
        return render_template("public/verify.html", page={"typed": serial, "fault": fault}), 404
    page = make_certificate_page(found, now())
    return render_template("public/certificate.html", page=page)


@public.post("/language")
@opens_to(Action.BROWSE)
def switch_language() -> Response:
    """Speak another language from now on, on the page where the visitor was."""
    language = request.form.get("language", "")
    if language in LANGUAGES:
        session["language"] = language
    target = request.form.get("next", "/")
    return redirect(target if is_local(target) else url_for("public.home"))


@public.get("/healthz")
@opens_to(Action.BROWSE)
def health() -> str:
    """Answer whether the application and its database are there."""
    find_campaigns(db())
    return "ok"
