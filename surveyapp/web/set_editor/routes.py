"""The addresses of the editor of criteria sets."""

from __future__ import annotations

import codecs
from collections.abc import Mapping

from flask import (
    Blueprint,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

from criteria.document import read_document
from criteria.exchange import export_workbook
from criteria.model import CriteriaSet
from criteria.simulation import HEADER, rows_of
from criteria.starting import starting_text
from criteria.tables import TableFormat, write_table
from surveyapp.access.policy import Action
from surveyapp.campaigns.model import CampaignView
from surveyapp.criteria_sets.errors import DraftChanged, OtherSetNamed, ReasonNeeded
from surveyapp.criteria_sets.examining import examine_draft
from surveyapp.criteria_sets.queries import (
    find_draft,
    find_versions,
    get_criteria_set,
    get_draft,
    get_latest_text,
)
from surveyapp.criteria_sets.service import discard_draft, publish_set, save_draft
from surveyapp.errors import N_, NotFound, RuleBroken
from surveyapp.i18n import current_language, gettext
from surveyapp.web.guard import opens_to
from surveyapp.web.refusals import fill, sentence_of
from surveyapp.web.request import db, now, signed_in
from surveyapp.web.set_editor.comparing import make_comparison
from surveyapp.web.set_editor.forms import PublishForm, StartForm, TextForm, UploadForm
from surveyapp.web.set_editor.pages import make_editor_page, make_sets_page, sound, tabs_of
from surveyapp.web.set_editor.simulating import (
    campaigns_of,
    make_simulation_page,
    simulate_campaign,
)
from surveyapp.web.set_editor.trying import make_trial, make_tried_answer
from surveyapp.web.set_editor.uploading import (
    Upload,
    UploadFaulty,
    next_version_text,
    plain_lines,
    read_upload,
    say_faults,
)
from surveyapp.web.set_editor.weights import WeightsFaulty, with_weights

set_editor = Blueprint("set_editor", __name__)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TAKEN = N_("Tên này đã có bộ tiêu chí. Hãy soạn phiên bản mới của nó.")


@set_editor.get("/admin/sets")
@opens_to(Action.ADMINISTER)
def sets() -> str:
    """List drafts and sets, with the ways to begin a draft."""
    return _sets_page(UploadForm(formdata=None), StartForm(formdata=None))


def _sets_page(upload: UploadForm, start: StartForm) -> str:
    page = {"upload": upload, "start": start, "sets": make_sets_page(db())}
    return render_template("set_editor/sets.html", page=page)


@set_editor.post("/admin/sets")
@opens_to(Action.ADMINISTER)
def upload() -> Response | tuple[str, int]:
    """Turn a file into the draft of the set that it names."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            found = read_upload(form.file.data.read())
        except UploadFaulty as faulty:
            form.file.errors = say_faults(faulty)
        else:
            fault = _why_not_over(found, form)
            if fault is None:
                return _begin(found.slug, found.text)
            form.replace.errors = [fault]
    return _sets_page(form, StartForm(formdata=None)), 422


def _why_not_over(found: Upload, form: UploadForm) -> str | None:
    """Say whose draft a file would replace, unless that is wanted or one's own."""
    standing = find_draft(db(), found.slug)
    mine = standing is None or standing.changed_by_id == signed_in().person_id
    if mine or standing is None or standing.content == found.text or form.replace.data:
        return None
    sentence = N_(
        "{person} đã soạn bản nháp của {slug} lúc {at}. Nếu muốn thay bản đó, hãy đánh dấu ô này "
        "và chọn lại tệp."
    )
    values = {"person": standing.changed_by, "slug": found.slug, "at": standing.changed_at}
    return fill(sentence, values)


@set_editor.post("/admin/sets/new")
@opens_to(Action.ADMINISTER)
def start() -> Response | tuple[str, int]:
    """Begin a set with a small sound example."""
    form = StartForm()
    if form.validate_on_submit():
        slug = str(form.slug.data)
        if find_versions(db(), slug):
            form.slug.errors = [gettext(_TAKEN)]
        else:
            return _go_on(slug) or _begin(slug, starting_text(slug))
    return _sets_page(UploadForm(formdata=None), form), 422


@set_editor.post("/admin/sets/<slug>/revise")
@opens_to(Action.ADMINISTER)
def revise(slug: str) -> Response:
    """Begin the next version with the text of the newest one, or go on with the draft of it."""
    return _go_on(slug) or _begin(slug, next_version_text(get_latest_text(db(), slug)))


def _go_on(slug: str) -> Response | None:
    """Lead to the draft that somebody began already, if there is one."""
    if find_draft(db(), slug) is None:
        return None
    flash(gettext("Bộ này đã có bản nháp; đây là nội dung đang soạn, chưa có gì thay đổi."), "info")
    return redirect(url_for("set_editor.draft", slug=slug))


def _begin(slug: str, text: str) -> Response:
    """Write a draft, over the one that is there."""
    standing = find_draft(db(), slug)
    save_draft(
        db(),
        slug,
        text,
        revision=standing.revision if standing else 0,
        actor_id=signed_in().person_id,
        now=now(),
    )
    flash(gettext("Đã lưu bản nháp."), "success")
    return redirect(url_for("set_editor.draft", slug=slug))


@set_editor.route("/admin/sets/<slug>", methods=["GET", "POST"])
@opens_to(Action.ADMINISTER)
def draft(slug: str) -> str | Response | tuple[str, int]:
    """Show a draft as text with everything that is wrong with it, and save what was typed."""
    standing = get_draft(db(), slug)
    form = TextForm()
    refusal, overtaken = None, False
    if request.method == "POST" and form.validate():
        try:
            save_draft(
                db(),
                slug,
                plain_lines(str(form.content.data or "")),
                revision=form.revision.data or 0,
                actor_id=signed_in().person_id,
                now=now(),
            )
        except DraftChanged as refused:
            refusal, overtaken = sentence_of(refused), True
        except OtherSetNamed as refused:
            refusal = sentence_of(refused)
        else:
            flash(gettext("Đã lưu bản nháp."), "success")
            return redirect(url_for("set_editor.draft", slug=slug))
    typed = plain_lines(str(form.content.data or "")) if request.method == "POST" else None
    page = make_editor_page(db(), standing, typed=typed, overtaken=overtaken)
    body = render_template(
        "set_editor/draft.html",
        page=page,
        form=form,
        refusal=refusal,
        tabs=tabs_of(slug, "set_editor.draft"),
    )
    return body if typed is None else (body, 409 if refusal else 422)


@set_editor.post("/admin/sets/<slug>/discard")
@opens_to(Action.ADMINISTER)
def discard(slug: str) -> Response:
    """Throw a draft away."""
    discard_draft(db(), slug, actor_id=signed_in().person_id, now=now())
    flash(gettext("Đã bỏ bản nháp."), "success")
    return redirect(url_for("set_editor.sets"))


@set_editor.route("/admin/sets/<slug>/preview", methods=["GET", "POST"])
@opens_to(Action.ADMINISTER)
def preview(slug: str) -> str:
    """Show a draft as a respondent would see it, and score what is filled in without keeping it."""
    standing = get_draft(db(), slug)
    found = sound(examine_draft(db(), slug, standing.content))
    typed = request.form if request.method == "POST" else None
    trial = make_trial(found, current_language(), typed, now=now()) if found else None
    return render_template(
        "set_editor/preview.html",
        page=make_editor_page(db(), standing),
        trial=trial,
        tabs=tabs_of(slug, "set_editor.preview"),
    )


@set_editor.post("/admin/sets/<slug>/preview/<code>")
@opens_to(Action.ADMINISTER)
def try_answer(slug: str, code: str) -> Response | tuple[Response, int]:
    """Tell a script what one answer on the preview brings; nothing is kept."""
    found = sound(examine_draft(db(), slug, get_draft(db(), slug).content))
    if found is None:
        raise NotFound
    tried = make_tried_answer(found, code, current_language(), request.form, now=now())
    if tried.errors:
        title = gettext("Câu trả lời chưa hợp lệ nên chưa được tính.")
        return jsonify(title=title, errors=tried.errors), 422
    return jsonify(
        saved_at="",
        revision=0,
        points=tried.points,
        judged=tried.judged,
        not_asked=tried.not_asked,
    )


@set_editor.get("/admin/sets/<slug>/compare")
@opens_to(Action.ADMINISTER)
def compare(slug: str) -> str:
    """Say what changed since a version."""
    standing = get_draft(db(), slug)
    page = make_editor_page(db(), standing)
    found = sound(examine_draft(db(), slug, standing.content))
    comparison = None
    if found and page.versions:
        wanted = request.args.get("version", page.versions[-1].version)
        earlier = get_criteria_set(db(), f"{slug}@{wanted}")
        comparison = make_comparison(earlier, found, current_language())
    return render_template(
        "set_editor/compare.html",
        page=page,
        comparison=comparison,
        tabs=tabs_of(slug, "set_editor.compare"),
    )


@set_editor.get("/admin/sets/<slug>/simulate")
@opens_to(Action.ADMINISTER)
def simulation(slug: str) -> str:
    """Show what a draft would change for the units of a campaign."""
    chosen = _simulated(slug)
    shown = None
    if chosen is not None:
        campaign, campaigns, ready = chosen
        weights, fault, tried = request.args.get("weights", ""), None, ready
        try:
            tried = with_weights(ready, weights)
        except WeightsFaulty as refused:
            fault = str(refused)
        shown = make_simulation_page(
            simulate_campaign(db(), campaign, tried),
            campaign,
            campaigns,
            ready,
            current_language(),
            weights=weights,
            weights_fault=fault,
        )
    return render_template(
        "set_editor/simulate.html",
        page=make_editor_page(db(), get_draft(db(), slug)),
        simulation=shown,
        tabs=tabs_of(slug, "set_editor.simulation"),
    )


@set_editor.get("/admin/sets/<slug>/simulation.csv")
@opens_to(Action.ADMINISTER)
def simulation_file(slug: str) -> Response:
    """Hand out every unit before and after as a file."""
    chosen = _simulated(slug)
    if chosen is None:
        raise NotFound
    campaign, _, ready = chosen
    try:
        tried = with_weights(ready, request.args.get("weights", ""))
    except WeightsFaulty:
        raise NotFound from None
    found = simulate_campaign(db(), campaign, tried)
    table = write_table(HEADER, list(rows_of(found)), TableFormat.CSV)
    answer = make_response(codecs.BOM_UTF8 + table)
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"{slug}-{ready.version}-{campaign.period}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _simulated(
    slug: str,
) -> tuple[CampaignView, list[CampaignView], CriteriaSet] | None:
    """Return the campaign that was asked for, all of the set, and the draft if it is sound."""
    standing = get_draft(db(), slug)
    ready = sound(examine_draft(db(), slug, standing.content))
    campaigns = campaigns_of(db(), slug)
    if ready is None or not campaigns:
        return None
    wanted = request.args.get("campaign", campaigns[0].handle)
    chosen = next((one for one in campaigns if one.handle == wanted), None)
    if chosen is None:
        raise NotFound
    return chosen, campaigns, ready


@set_editor.route("/admin/sets/<slug>/publish", methods=["GET", "POST"])
@opens_to(Action.ADMINISTER)
def publish(slug: str) -> str | Response | tuple[str, int]:
    """Publish a draft for good; warnings need a reason."""
    standing = get_draft(db(), slug)
    form = PublishForm()
    refusal = None
    if form.validate_on_submit():
        try:
            done = publish_set(
                db(),
                slug,
                reason=str(form.reason.data or ""),
                actor_id=signed_in().person_id,
                now=now(),
            )
        except ReasonNeeded as refused:
            form.reason.errors = [sentence_of(refused)]
        except RuleBroken as refused:
            refusal = sentence_of(refused)
        else:
            flash(gettext("Đã công bố {reference}.").format(reference=done.reference), "success")
            return redirect(url_for("public.criteria_set", slug=done.slug, version=done.version))
    body = render_template(
        "set_editor/publish.html",
        page=make_editor_page(db(), standing),
        form=form,
        refusal=refusal,
        tabs=tabs_of(slug, "set_editor.publish"),
    )
    return (body, 422) if form.is_submitted() else body


@set_editor.get("/admin/sets/<slug>/file.xlsx")
@opens_to(Action.ADMINISTER)
def workbook(slug: str) -> Response:
    """Hand out a draft as a workbook to edit and to upload again."""
    standing = get_draft(db(), slug)
    data = read_document(standing.content.encode(), slug).data
    if sound(examine_draft(db(), slug, standing.content)) is None or not isinstance(data, Mapping):
        raise NotFound
    answer = make_response(export_workbook(data, current_language()))
    answer.headers["Content-Type"] = _XLSX
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}.xlsx"'
    return answer


@set_editor.get("/admin/sets/<slug>/file.yaml")
@opens_to(Action.ADMINISTER)
def download(slug: str) -> Response:
    """Hand out the text of a draft as a file."""
    answer = make_response(get_draft(db(), slug).content)
    answer.headers["Content-Type"] = "application/yaml; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}.yaml"'
    return answer
