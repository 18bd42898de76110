"""Accounts and roles: for the systemförvaltare."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hjulet.kernel import clock
from hjulet.organisation import operations, queries
from hjulet.organisation.models import Account, RoleAssignment
from hjulet.organisation.rules import overlap
from hjulet.organisation.web import forms
from hjulet.organisation.web.views.guard import actor_with, attempt

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, searched by name or address."""
    actor_with(request, "people.edit")
    form = forms.SearchForm(request.GET, tree=queries.tree_on(clock.today()))
    found = form.cleaned_data if form.is_valid() else {}
    everyone = queries.people(found.get("q", ""), found.get("enhet"))
    start = _start(everyone, request.GET.get("efter", ""))
    shown = everyone[start : start + PAGE]
    roles = queries.roles_of([one.pk for one in shown])
    today = clock.today()

    def holds(role: RoleAssignment) -> bool:
        return overlap((role.valid_from, role.valid_to), (today, today))

    return render(
        request,
        "organisation/people.html",
        {
            "form": form,
            "searched": bool(found.get("q") or found.get("enhet")),
            "total": len(everyone),
            "rows": [
                {"person": one, "roles": [role for role in roles[one.pk] if holds(role)]}
                for one in shown
            ],
            "previous_url": _page(request, everyone, start - PAGE) if start else "",
            "next_url": _page(request, everyone, start + PAGE),
            "shown": f"{start + 1}–{start + len(shown)} av {len(everyone)} visas" if shown else "",
        },
    )


@require_safe
def person_page(request: HttpRequest, account_id: int) -> HttpResponse:
    """One person: address, home unit, roles with their periods."""
    actor_with(request, "people.edit")
    return _person(request, _account(account_id))


@FORM
def person_new(request: HttpRequest) -> HttpResponse:
    """Lays up an account."""
    actor = actor_with(request, "people.edit")
    form = forms.PersonForm(request.POST or None, tree=queries.tree_on(clock.today()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        account = attempt(
            form,
            lambda: operations.add_account(
                actor=actor,
                now=clock.now(),
                email=data["email"],
                name=data["name"],
                home_unit_id=data["home_unit"],
            ),
        )
        if account:
            messages.success(request, "Kontot finns. Ge det en roll och ett första lösenord.")
            return redirect("person_page", account.pk)
    return _form(request, form, "Nytt konto", "Lägg upp kontot")


@FORM
def person_edit(request: HttpRequest, account_id: int) -> HttpResponse:
    """Another name, address or home unit."""
    actor = actor_with(request, "people.edit")
    account = _account(account_id)
    form = forms.PersonForm(
        request.POST or None,
        tree=queries.tree_on(clock.today()),
        initial={
            "name": account.name,
            "email": account.email,
            "home_unit": account.home_unit_id,
        },
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        changed = attempt(
            form,
            lambda: operations.change_account(
                actor=actor,
                now=clock.now(),
                account_id=account_id,
                email=data["email"],
                name=data["name"],
                home_unit_id=data["home_unit"],
            ),
        )
        if changed:
            messages.success(request, "Ändringen är sparad.")
            return redirect("person_page", account_id)
    return _form(request, form, f"Ändra {account.name}", "Spara ändringen", account)


@FORM
def role_new(request: HttpRequest, account_id: int) -> HttpResponse:
    """Gives a role."""
    actor = actor_with(request, "people.edit")
    account = _account(account_id)
    form = forms.RoleForm(
        request.POST or None,
        tree=queries.tree_on(clock.today()),
        initial={"unit": account.home_unit_id, "valid_from": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = attempt(
            form,
            lambda: operations.give_role(
                actor=actor,
                now=clock.now(),
                account_id=account_id,
                role=data["role"],
                unit_id=data["unit"],
                valid_from=data["valid_from"],
                valid_to=data["valid_to"],
            ),
        )
        if given:
            messages.success(request, "Rollen är sparad.")
            return redirect("person_page", account_id)
    return _form(request, form, f"Ny roll för {account.name}", "Ge rollen", account)


@FORM
def role_end(request: HttpRequest, account_id: int, assignment_id: int) -> HttpResponse:
    """Ends a role after a day."""
    actor = actor_with(request, "people.edit")
    account = _account(account_id)
    roles = queries.roles_of([account_id])[account_id]
    role = next((one for one in roles if one.pk == assignment_id), None)
    if role is None:
        raise Http404
    form = forms.RoleEndForm(request.POST or None, initial={"last_day": clock.today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: operations.end_role(
                actor=actor, now=clock.now(), assignment_id=assignment_id, **form.cleaned_data
            ),
        )
    ):
        messages.success(request, "Rollen är avslutad.")
        return redirect("person_page", account_id)
    where = f" för {role.unit.name}" if role.unit else ""
    title = f"Avsluta rollen {role.get_role_display()}{where}"
    return _form(request, form, title, "Avsluta rollen", account)


@require_POST
def person_close(request: HttpRequest, account_id: int) -> HttpResponse:
    """Closes an account."""
    actor = actor_with(request, "people.edit")
    account = _account(account_id)
    try:
        operations.deactivate_account(actor=actor, now=clock.now(), account_id=account.pk)
    except operations.NotPossible as refusal:
        return _person(request, account, refusal=str(refusal))
    messages.success(request, "Kontot är stängt. Det som personen har gjort finns kvar.")
    return redirect("person_page", account_id)


@require_POST
def person_open(request: HttpRequest, account_id: int) -> HttpResponse:
    """Opens a closed account."""
    actor = actor_with(request, "people.edit")
    _account(account_id)
    operations.reactivate_account(actor=actor, now=clock.now(), account_id=account_id)
    messages.success(request, "Kontot är öppet igen.")
    return redirect("person_page", account_id)


@require_POST
def person_link(request: HttpRequest, account_id: int) -> HttpResponse:
    """Shows, once, a link to choose the first password with."""
    actor = actor_with(request, "people.edit")
    account = _account(account_id)
    try:
        path = operations.make_password_link(actor=actor, now=clock.now(), account_id=account.pk)
    except operations.NotPossible as refusal:
        return _person(request, account, refusal=str(refusal))
    except operations.NotFound:
        raise Http404 from None
    return _person(request, account, link=request.build_absolute_uri(path))


def _person(
    request: HttpRequest, account: Account, *, link: str = "", refusal: str = ""
) -> HttpResponse:
    today = clock.today()
    roles = queries.roles_of([account.pk])[account.pk]
    context = {
        "person": account,
        "holding": [role for role in roles if role.valid_to is None or role.valid_to >= today],
        "ended": [role for role in roles if role.valid_to is not None and role.valid_to < today],
        "link": link,
        "refusal": refusal,
    }
    return render(request, "organisation/person.html", context)


def _form(
    request: HttpRequest, form: Any, title: str, button: str, person: Account | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "person": person}
    return render(request, "organisation/person_form.html", context)


def _account(account_id: int) -> Account:
    account = Account.objects.select_related("home_unit").filter(pk=account_id).first()
    if account is None:
        raise Http404
    return account


def _start(everyone: list[Account], after: str) -> int:
    """The place after the account that the page before ended with."""
    place = next((n for n, one in enumerate(everyone, start=1) if str(one.pk) == after), 0)
    return place if place < len(everyone) else 0


def _page(request: HttpRequest, everyone: list[Account], start: int) -> str:
    if start >= len(everyone):
        return ""
    query = {key: request.GET[key] for key in ("q", "enhet") if request.GET.get(key)}
    if start > 0:
        query["efter"] = str(everyone[start - 1].pk)
    return f"{reverse('people_list')}?{urlencode(query)}"
