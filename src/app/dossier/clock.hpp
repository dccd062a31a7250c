// 时限: the statutory and agreed days of every parcel, and how far they are. Seen by src/app only.
#pragma once

#include "session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// Whether the days of a term run: `running`; `suspended` by a cause that is not the holder's; `undetermined` where
/// nobody can tell whether it applies, or from when.
enum class ClockState : std::uint8_t { running, suspended, undetermined };
const char* word(ClockState state);

/// One day of one parcel. `kind` is an id of labels group "deadline".
struct Deadline {
    std::string kind, parcel_id, park_id, holder;
    std::optional<Date> day;  // absent: it cannot be worked out, `missing` says for want of what
    ClockState clock = ClockState::running;
    std::optional<Area> land;
    std::string clause, evidence;  // of the parameter or field it rests on; evidence is a word of the packs
    std::string source;            // field the day came from
    std::vector<std::string> missing;
};

struct ClockQuery {
    std::string park, land_class;  // park: id or name
    std::string parcel;            // only this one
    std::optional<int> within;     // days from the as-of day on, that day among them; what is past or open is left out
};

/// By day, then in the book's order; what has no day at the end. Days that are past are there while what they ask for
/// has not happened.
std::vector<Deadline> deadlines_of(const Book& book, const BookRun& run, const Labels& labels, const ClockQuery& query);

/// `mutu list BOOK deadlines`.
int list_deadlines(const ListQuery& query, const Common& common, std::ostream& out);
/// `mutu report BOOK --kind calendar`.
int report_calendar(const ReportQuery& query, const Common& common, std::ostream& talk);

}  // namespace mutu
