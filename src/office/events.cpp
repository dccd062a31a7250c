// Blank and absent dates as contract.md §8 reads them.
#include "steps.hpp"

namespace mutu::office {

Truth Desk::happened(Role role, std::string_view field, std::size_t row) const {
    const Table& records = table(role);
    const auto days = records.column<Date>(field);
    if (!days.present()) return word("absent_event") == "not_happened" ? Truth::no : Truth::undetermined;
    if (days[row]) return truth_of(*days[row] <= as_of);
    if (records.unreadable(field, row) || word("blank_event") == "unknown") return Truth::undetermined;
    return Truth::no;
}

std::optional<Date> Desk::day_of(Role role, std::string_view field, std::size_t row) const {
    const auto& day = table(role).column<Date>(field)[row];
    return day && *day <= as_of ? day : std::nullopt;
}

}  // namespace mutu::office
