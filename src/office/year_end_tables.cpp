// The year's end as tables of the book.
#include "table_writer.hpp"

#include "mutu/year_end.hpp"

namespace mutu {
namespace {

using enum ResultTable::Type;
using office::cell;

ResultCell exact(const std::optional<Rational>& number) { return number ? cell(number->value()) : ResultCell{}; }
ResultCell side(const std::optional<Place>& place, int Place::* which) {
    return place ? cell(std::int64_t{(*place).*which}) : ResultCell{};
}
ResultCell before(const ParkYearEnd& park, int Place::* which) {
    return park.before ? cell(std::int64_t{park.before->place.*which}) : ResultCell{};
}

using P = ParkYearEnd;
constexpr office::TableColumn<P> park_columns[] = {
    {"park_id", text, [](const P& r) { return cell(r.park_id); }},
    {"park_name", text, [](const P& r) { return cell(r.park_name); }},
    {"year", integer, [](const P& r) { return cell(std::int64_t{r.year}); }},
    {"composite_score", real, [](const P& r) { return exact(r.score); }},
    {"composite_rank", integer, [](const P& r) { return side(r.place, &Place::rank); }},
    {"from_last", integer, [](const P& r) { return side(r.place, &Place::from_last); }},
    {"ranked_count", integer, [](const P& r) { return cell(std::int64_t{r.ranked}); }},
    {"park_count", integer, [](const P& r) { return cell(std::int64_t{r.taking_part}); }},
    {"rank_before", integer, [](const P& r) { return before(r, &Place::rank); }},
    {"from_last_before", integer, [](const P& r) { return before(r, &Place::from_last); }},
    {"before_from", text, [](const P& r) { return cell(r.before ? r.before->source : std::string{}); }},
    {"among_first", text, [](const P& r) { return cell(r.first); }},
    {"among_last", text, [](const P& r) { return cell(r.last); }},
    {"first_twice", text, [](const P& r) { return cell(r.first_twice); }},
    {"last_twice", text, [](const P& r) { return cell(r.last_twice); }},
    {"undetermined_because", text, [](const P& r) { return cell(r.because); }},
    {"proof", text, [](const P& r) { return cell(r.proof); }}};

using I = YearEndItem;
constexpr office::TableColumn<I> item_columns[] = {
    {"park_id", text, [](const I& r) { return cell(r.park_id); }},
    {"item_id", text, [](const I& r) { return cell(r.item_id); }},
    {"title", text, [](const I& r) { return cell(r.title); }},
    {"value", real, [](const I& r) { return exact(r.value); }},
    {"unit", text, [](const I& r) { return cell(r.unit); }},
    {"points", real, [](const I& r) { return exact(r.points); }},
    {"weight", real, [](const I& r) { return exact(r.weight); }},
    {"method", text, [](const I& r) { return cell(r.method); }},
    {"better", text, [](const I& r) { return cell(std::string{r.lower_is_better ? "lower" : "higher"}); }},
    {"source_doc", text, [](const I& r) { return cell(r.source_doc); }},
    {"undetermined_because", text, [](const I& r) { return cell(r.because); }}};

using L = ListEntry;
constexpr office::TableColumn<L> entry_columns[] = {
    {"name_list", text, [](const L& r) { return cell(r.list_id); }},
    {"title", text, [](const L& r) { return cell(r.title); }},
    {"subject_kind", text, [](const L& r) { return cell(r.subject_kind); }},
    {"subject_id", text, [](const L& r) { return cell(r.subject_id); }},
    {"subject_name", text, [](const L& r) { return cell(r.subject_name); }},
    {"park_id", text, [](const L& r) { return cell(r.park_id); }},
    {"on_list", text, [](const L& r) { return cell(r.verdict); }},
    {"undetermined_because", text, [](const L& r) { return cell(r.because); }},
    {"clause", text, [](const L& r) { return cell(r.clause); }},
    {"evidence", text, [](const L& r) { return cell(r.evidence); }},
    {"sentence", text, [](const L& r) { return cell(r.sentence); }},
    {"proof", text, [](const L& r) { return cell(r.proof); }}};

}  // namespace

std::vector<ResultTable> tables_of(const YearEnd& all) {
    return {office::table_of<P>("park_year_end", park_columns, all.parks),
            office::table_of<I>("park_year_end_item", item_columns, all.items),
            office::table_of<L>("list_entry", entry_columns, all.entries)};
}

}  // namespace mutu
