"""Addresses of the room."""

from django.urls import path

from hjulet.annual_report.web.views import deciding, editions, insert, naming, sections

_SECTION = "<int:edition_id>/avsnitt/<int:section_id>/"

urlpatterns = [
    path("", editions.edition_list, name="edition_list"),
    path("ny/", editions.edition_new, name="edition_new"),
    path("<int:edition_id>/", editions.edition_page, name="edition_page"),
    path("<int:edition_id>/las/", editions.edition_read, name="edition_read"),
    path("<int:edition_id>/filer/<slug:name>", editions.edition_file, name="edition_file"),
    path("<int:edition_id>/katalog.json", insert.edition_catalogue, name="edition_catalogue"),
    path("<int:edition_id>/figur.json", insert.edition_insert, name="edition_insert"),
    path("<int:edition_id>/namn/", naming.edition_rename, name="edition_rename"),
    path("<int:edition_id>/frys/", deciding.edition_freeze, name="edition_freeze"),
    path("<int:edition_id>/beslut/", deciding.edition_decide, name="edition_decide"),
    path("<int:edition_id>/publicera/", deciding.edition_publish, name="edition_publish"),
    path("<int:edition_id>/ny-utgava/", deciding.edition_next, name="edition_next"),
    path("<int:edition_id>/ta-bort/", deciding.edition_discard, name="edition_discard"),
    path(_SECTION, sections.section_page, name="section_page"),
    path(f"{_SECTION}spara", sections.section_save, name="section_save"),
    path(f"{_SECTION}namn/", naming.section_rename, name="section_rename"),
    path(f"{_SECTION}skribent/", sections.section_assign, name="section_assign"),
    path(f"{_SECTION}ta/", sections.section_take, name="section_take"),
    path(f"{_SECTION}historik/", sections.section_history, name="section_history"),
    path(
        f"{_SECTION}historik/<int:version>/aterstall",
        sections.section_restore,
        name="section_restore",
    ),
]
