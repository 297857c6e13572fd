"""The addresses of the desk; each room brings its own list."""

from importlib import import_module

from django.urls import path

from safelight.web.desk import home

app_name = "desk"
ROOMS = (
    "reviews",
    "courts",
    "departures",
    "posts",
    "repository",
    "showing",
    "copies",
    "intake",
    "scoping",
    "family_tree",
    "agency_reviews",
    "imr_course",
    "imr_writing",
    "report_writing",
    "bringing_in",
    "chronologies",
    "sending",
    "chronology",
    "chronology_rows",
    "authoring",
    "jigsaw",
    "intruder",
    "checking",
    "settled_words",
    "workbench",
    "pseudonyms",
    "plans",
    "follow_up",
    "learning",
    "requests",
    "committee",
    "board",
    "assurance",
    "diary",
)
urlpatterns = [
    path("", home.home, name="home"),
    *(address for room in ROOMS for address in import_module(f"safelight.web.desk.{room}").urlpatterns),
]
