"""Reads a calendar with a parser that shares nothing with Keyhaven, and prints what it finds as JSON."""

import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())


def when(value):
    return value.isoformat()


events = [
    {
        "uid": str(event["UID"]),
        "start": when(event["DTSTART"].dt),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "alarms": [int(alarm["TRIGGER"].dt.total_seconds()) for alarm in event.walk("VALARM")],
        "errors": [str(error) for error in event.errors],
    }
    for event in calendar.walk("VEVENT")
]
json.dump({"version": str(calendar["VERSION"]), "events": events}, sys.stdout)
