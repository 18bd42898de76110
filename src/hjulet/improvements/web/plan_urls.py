"""Addresses of action plans."""

from django.urls import path

from hjulet.improvements.web import plans

urlpatterns = [
    path("planer/", plans.plan_list, name="plan_list"),
    path("planer/ny/", plans.plan_new, name="plan_new"),
    path("planer/<int:plan_id>/", plans.plan_page, name="plan_page"),
    path("planer/<int:plan_id>/utskrift/", plans.plan_print, name="plan_print"),
    path("planer/<int:plan_id>/excel/", plans.plan_excel, name="plan_excel"),
    path("planer/<int:plan_id>/word/", plans.plan_word, name="plan_word"),
    path("planer/<int:plan_id>/andra/", plans.plan_edit, name="plan_edit"),
    path("planer/<int:plan_id>/atgarder/", plans.plan_add, name="plan_add"),
    path("planer/<int:plan_id>/nasta-ar/", plans.plan_carry_over, name="plan_carry_over"),
]
