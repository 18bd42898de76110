"""The steps of an incident, each a page with a short form and one operation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hjulet.data_breaches import operations, queries, rules
from hjulet.data_breaches.kinds import Informed, Status
from hjulet.data_breaches.models import Incident, IncidentReport, state_of
from hjulet.data_breaches.web import forms as own
from hjulet.data_breaches.web.editing import add_faults, given_by, workable
from hjulet.data_breaches.web.words import left, moment
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, Invalid, NumbersInText
from hjulet.organisation.rules import NotAllowed
from hjulet.ui.held import too_late

Given = dict[str, Any]
PASSED = "Det går inte att göra med incidenten nu."


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What one page does. `when` says whether it may be done now.

    `start(incident)` is what the form begins with, `more(incident)` what it is made with.
    `wants(incident)` is what is left to do elsewhere first; `extra` a template above the form.
    `said` is told afterwards, or made of what the operation gives.
    """

    title: str
    lede: str
    button: str
    form: type[forms.Form]
    do: Callable[..., Any]
    said: str | Callable[[Any], str]
    when: Callable[[Incident], bool] = lambda incident: incident.status != Status.CLOSED
    start: Callable[[Incident], Given] = lambda incident: {}
    more: Callable[[Incident], Given] = lambda incident: {}
    wants: Callable[[Incident], list[Fault]] = lambda incident: []
    extra: str = ""


def page_of(deed: Deed) -> Callable[..., HttpResponse]:
    """A view: load, check, do, say what was done."""

    def view(request: HttpRequest, number: str, **keys: Any) -> HttpResponse:
        incident = workable(request, number)
        page = reverse("breach_page", args=[number])
        if not deed.when(incident):
            return too_late(request, page, PASSED, deed.form)
        start = {"version": incident.version, **deed.start(incident)}
        data = request.POST.copy() if request.method == "POST" else None
        form = deed.form(data, initial=start, **deed.more(incident))
        stale = False
        if data is not None and form.is_valid():
            try:
                made = deed.do(
                    **given_by(request), incident_id=incident.pk, **form.cleaned_data, **keys
                )
            except operations.StaleIncident as error:
                stale, data["version"] = True, str(error.version)
            except (Invalid, NumbersInText) as error:
                add_faults(form, error)
            except operations.WrongStatus:
                return too_late(request, page, PASSED, deed.form)
            except (NotAllowed, Incident.DoesNotExist, IncidentReport.DoesNotExist):
                raise Http404 from None
            else:
                said = deed.said if isinstance(deed.said, str) else deed.said(made)
                messages.success(request, said)
                return redirect(page)
        due = rules.notify_by(incident.discovered_at)
        context = {
            "deed": deed,
            "form": form,
            "incident": incident,
            "stale": stale,
            "wants": deed.wants(incident),
            "due": moment(due),
            "left": left(due, clock.now()),
            "high": rules.high_risk(incident.severity),
        }
        return render(request, "data_breaches/deed.html", context)

    return view


def _renamed(operation: Callable[..., Any], **names: str) -> Callable[..., Any]:
    """The operation, called with what the form calls something else."""

    def call(**given: Any) -> Any:
        return operation(**{names.get(name, name): value for name, value in given.items()})

    return call


def _closed(left_open: list[str]) -> str:
    if not left_open:
        return "Incidenten är avslutad."
    one = len(left_open) == 1
    which = f"Rapport {left_open[0]}" if one else f"Rapporterna {', '.join(left_open)}"
    return f"Incidenten är avslutad. {which} har mer att göra och är {'öppen' if one else 'öppna'}."


def _left(incident: Incident) -> list[Fault]:
    rows = incident.notifications.order_by("number").values_list("complete", flat=True)
    left = operations.findings_left(incident)
    return rules.closing_faults(incident.contents, state_of(incident, list(rows)), left)


def _before(incident: Incident) -> bool:
    return incident.status in (Status.OPEN, Status.DECIDED)


def _notified(incident: Incident) -> bool:
    return incident.status == Status.NOTIFIED


def _informed(incident: Incident) -> Given:
    not_ = incident.answer == Informed.NO
    return {
        "informed": incident.answer or None,
        "on": incident.informed_on or clock.today(),
        "how": incident.informed_how,
        "ground": incident.not_informed if not_ else "",
        "reason": incident.not_informed_reason,
    }


def _people(incident: Incident) -> Given:
    return {"people": queries.responsibles(incident, clock.today())}


def _now(incident: Incident) -> Given:
    return {"sent_at": clock.now().replace(second=0, microsecond=0)}


breach_decide = page_of(
    Deed(
        title="Ska incidenten anmälas?",
        lede="Den ska anmälas till IMY, om det inte är osannolikt att den leder till en risk för "
        "dem som det gäller.",
        button="Spara beslutet",
        form=own.DecideForm,
        do=operations.decide,
        said="Beslutet är sparat.",
        when=_before,
        start=lambda incident: {
            "notify": {True: "ja", False: "nej", None: None}[incident.notify],
            "reason": incident.decision_reason,
        },
        extra="data_breaches/_deciding.html",
        wants=lambda incident: rules.missing(incident.contents, rules.DOCUMENTED),
    )
)
breach_notify = page_of(
    Deed(
        title="Notera att anmälan är skickad",
        lede="Det som står om incidenten nu sparas som det som IMY fick.",
        button="Anmälan är skickad",
        form=own.NotifyForm,
        do=operations.notify,
        said="Anmälan är noterad, och det som skickades är sparat.",
        when=lambda incident: bool(incident.status == Status.DECIDED and incident.notify),
        start=_now,
        extra="data_breaches/_sending.html",
        wants=lambda incident: rules.missing(incident.contents),
    )
)
breach_complement = page_of(
    Deed(
        title="Notera en komplettering",
        lede="Det som står om incidenten nu sparas som det som IMY fick.",
        button="Kompletteringen är skickad",
        form=own.SentForm,
        do=operations.complement,
        said="Kompletteringen är noterad.",
        when=_notified,
        start=_now,
        extra="data_breaches/_sending.html",
        wants=lambda incident: rules.missing(incident.contents),
    )
)
breach_reference = page_of(
    Deed(
        title="IMY:s diarienummer",
        lede="Det står i svaret från IMY.",
        button="Spara numret",
        form=own.ReferenceForm,
        do=operations.note_reference,
        said="Numret är sparat.",
        when=_notified,
        start=lambda incident: {"imy_reference": incident.imy_reference},
    )
)
breach_inform = page_of(
    Deed(
        title="Information till dem som det gäller",
        lede="Är risken hög för dem ska de få veta vad som hänt, vad det kan leda till och vad ni "
        "gör åt det.",
        button="Spara svaret",
        form=own.InformForm,
        do=operations.inform,
        said="Svaret är sparat.",
        start=_informed,
        extra="data_breaches/_informing.html",
    )
)
breach_close = page_of(
    Deed(
        title="Avsluta incidenten",
        lede="Rapporterna som hör till avslutas också, om inget annat är kvar att göra med dem.",
        button="Avsluta",
        form=own.CloseForm,
        do=operations.close,
        said=_closed,
        wants=_left,
        start=lambda incident: {"outcome": incident.outcome},
        extra="data_breaches/_closing.html",
    )
)
breach_reopen = page_of(
    Deed(
        title="Öppna incidenten igen",
        lede="Det som är beslutat och skickat står kvar.",
        button="Öppna igen",
        form=own.ReasonForm,
        do=operations.reopen,
        said="Incidenten är öppen igen.",
        when=lambda incident: incident.status == Status.CLOSED,
    )
)
breach_correct = page_of(
    Deed(
        title="Rätta när incidenten upptäcktes",
        lede="De 72 timmarna räknas från den nya tiden. Det som stod finns kvar i historiken.",
        button="Rätta tiden",
        form=own.CorrectForm,
        do=operations.correct_discovered,
        said="Tiden är rättad.",
        when=_before,
        start=lambda incident: {"discovered_at": incident.discovered_at},
    )
)
breach_add_report = page_of(
    Deed(
        title="Lägg till en rapport",
        lede="När flera har rapporterat samma händelse hör rapporterna till samma incident.",
        button="Lägg till",
        form=own.AddReportForm,
        do=_renamed(operations.add_report, report="reference"),
        said="Rapporten hör nu till incidenten.",
    )
)
breach_remove_report = page_of(
    Deed(
        title="Ta bort rapporten ur incidenten",
        lede="Rapporten finns kvar och väntar på en egen incident.",
        button="Ta bort ur incidenten",
        form=own.ReasonForm,
        do=operations.remove_report,
        said="Rapporten hör inte längre till incidenten.",
    )
)
breach_hand_over = page_of(
    Deed(
        title="Lämna över incidenten",
        lede="Den du väljer får påminnelserna.",
        button="Lämna över",
        form=own.HandOverForm,
        do=_renamed(operations.hand_over, responsible="responsible_id"),
        said="Incidenten är överlämnad.",
        more=_people,
        start=lambda incident: {"responsible": incident.responsible_id},
    )
)
