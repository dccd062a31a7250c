// Days that a person should not miss, as an iCalendar file (RFC 5545) that any calendar program reads.
#pragma once

#include "mutu/date.hpp"

#include <string>
#include <vector>

namespace mutu {

/// A whole day. `uid` stays the same from run to run, so that a later file moves the day instead of adding one.
struct CalendarEvent {
    std::string uid;
    Date day;
    std::string summary, description, place, category;
};

struct Calendar {
    std::string name;
    Date stamp;                 // the day the file speaks for; the only clock in it
    std::vector<int> alarms;    // so many days ahead of each event
    bool confidential = false;  // CLASS:CONFIDENTIAL, else PRIVATE
    std::vector<CalendarEvent> events;
};

/// The same bytes for the same calendar: CRLF line ends, lines of at most 75 octets that cut no character, text
/// escaped, control characters made visible.
std::string to_ics(const Calendar& calendar);

}  // namespace mutu
