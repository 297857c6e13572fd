"""The command line that others build on: check, anonymise, detect, chronology merge, audit verify, rulebook show."""

from safelight.cli.command import main as main
