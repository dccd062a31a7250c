// A calendar in the lines of RFC 5545.
#include "mutu/calendar.hpp"

#include "plain.hpp"

#include <string_view>

namespace mutu {
namespace {

constexpr std::size_t longest_line = 75;  // octets, RFC 5545 section 3.1

/// One content line, folded before a character that would not fit; a folded line goes on behind one blank.
void put(std::string& out, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = longest_line - 1;
    }
    out.append(line).append("\r\n");
}

/// A TEXT value: line ends become \n, other control characters are made visible.
std::string text(std::string_view words) {
    std::string out;
    for (const char c : visible(words, Breaks::kept)) {
        if (c == '\n')
            out += "\\n";
        else if (c == '\\' || c == ';' || c == ',')
            (out += '\\') += c;
        else if (c != '\r')
            out += c;
    }
    return out;
}

std::string day_text(Date day) {
    std::string out = day.iso();
    std::erase(out, '-');
    return out;
}

void put_event(std::string& out, const Calendar& calendar, const CalendarEvent& event) {
    put(out, "BEGIN:VEVENT");
    put(out, "UID:" + text(event.uid));
    put(out, "DTSTAMP:" + day_text(calendar.stamp) + "T000000Z");
    // A file of a later day supersedes what an earlier one said of the same event.
    put(out, "SEQUENCE:" + std::to_string(calendar.stamp.days() > 0 ? calendar.stamp.days() : 0));
    put(out, "DTSTART;VALUE=DATE:" + day_text(event.day));
    put(out, "DTEND;VALUE=DATE:" + day_text(event.day + 1));
    put(out, "SUMMARY:" + text(event.summary));
    if (!event.description.empty()) put(out, "DESCRIPTION:" + text(event.description));
    if (!event.place.empty()) put(out, "LOCATION:" + text(event.place));
    if (!event.category.empty()) put(out, "CATEGORIES:" + text(event.category));
    put(out, std::string{"CLASS:"} + (calendar.confidential ? "CONFIDENTIAL" : "PRIVATE"));
    put(out, "TRANSP:TRANSPARENT");
    for (const int days : calendar.alarms) {
        put(out, "BEGIN:VALARM");
        put(out, "ACTION:DISPLAY");
        put(out, "TRIGGER:-P" + std::to_string(days) + "D");
        put(out, "DESCRIPTION:" + text(event.summary));
        put(out, "END:VALARM");
    }
    put(out, "END:VEVENT");
}

}  // namespace

std::string to_ics(const Calendar& calendar) {
    std::string out;
    put(out, "BEGIN:VCALENDAR");
    put(out, "VERSION:2.0");
    put(out, "PRODID:-//MuTu//MuTu//ZH");
    put(out, "CALSCALE:GREGORIAN");
    put(out, "METHOD:PUBLISH");
    put(out, "X-WR-CALNAME:" + text(calendar.name));
    for (const CalendarEvent& event : calendar.events) put_event(out, calendar, event);
    put(out, "END:VCALENDAR");
    return out;
}

}  // namespace mutu
