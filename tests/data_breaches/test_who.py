"""Who works with an incident that is secret, and in an administration of its own."""

import pytest
from tests import builders
from tests.data_breaches import scene
from tests.data_breaches.scene import FULL, LATER
from tests.reports.house_of_two import NOW, House

from hjulet.calendar import operations as calendar
from hjulet.calendar.models import Chase, Clock
from hjulet.data_breaches import operations
from hjulet.data_breaches.models import Incident
from hjulet.journal.models import Event
from hjulet.kernel.clock import hours_later
from hjulet.organisation.kinds import UnitKind
from hjulet.reports.models import Report

pytestmark = pytest.mark.django_db


def test_a_secret_report_makes_the_incident_secret(house: House) -> None:
    report = scene.reported(house, "data_breach", "lex_sarah", who="sas")
    assert report.restricted
    incident = scene.opened(house, report)  # the dataskyddsombud sees only that it exists
    for who, may in (("dpo", True), ("lead", True), ("quality", False), ("registrar", False)):
        actor = house.actor(who)
        assert Incident.objects.visible_to(actor).filter(pk=incident.pk).exists() == may
        assert Incident.objects.known_to(actor).filter(pk=incident.pk).exists()
    assert Event.objects.get(verb="data_breaches.open").confidential
    operations.opened(actor=house.actor("dpo"), now=LATER, incident=incident)
    assert Event.objects.get(verb="read.opened").confidential
    assert not Incident.objects.known_to(house.actor("other_dpo")).exists()
    assert Report.objects.get(pk=report.pk).status == "investigating"


def test_management_of_an_administration_works_with_its_own_units(house: House) -> None:
    office = builders.unit(UnitKind.ADMINISTRATION, "Socialförvaltningen", house.board)
    unit = builders.unit(name="Boendet", parent=office)
    house.people["head"] = builders.account("administration_lead", office, "head", office)
    incident = scene.opened(house, unit_id=unit.pk, who="head")
    elsewhere = scene.opened(house)
    seen = Incident.objects.visible_to(house.actor("head"))
    assert list(seen.order_by("pk")) == [incident]
    with pytest.raises(Incident.DoesNotExist):
        scene.do(house, "save", elsewhere, who="head", contents=FULL)
    assert Clock.objects.get(subject_id=incident.pk).unit_id == office.pk
    late = hours_later(NOW, 72 + 96)
    calendar.chase(now=late)
    told = Chase.objects.filter(clock__subject_id=incident.pk, step="raised").order_by("pk")
    assert {one.account.name for one in told} == {"head"}
