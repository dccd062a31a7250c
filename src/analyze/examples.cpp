// The worked examples of a pack, run through the same steps as a real parcel.
#include "facts.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

std::string word_of(const Value& value) {
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* day = value.as<Date>()) return day->iso();
    if (const auto* truth = value.as<bool>()) return *truth ? "yes" : "no";
    double storage = 0;
    if (const double* number = value.number(storage)) return shortest(*number);
    value.fail("an example value must be text, a number, a date or true/false");
}

template <class T>
T parsed(const Value& value, Parsed<T> result) {
    if (const T* found = std::get_if<T>(&result)) return *found;
    value.fail("cannot read this value");
}

void fill_cell(Table& parcels, const Field& field, const Value& value) {
    const std::string text = word_of(value);
    switch (field.type) {
    case FieldType::text:
    case FieldType::code: parcels.writable<std::string>(field.name)[0] = text; break;
    case FieldType::date: parcels.writable<Date>(field.name)[0] = parsed(value, parse_date(text)); break;
    case FieldType::area:
        parcels.writable<Area>(field.name)[0] = Area::square_metres(parsed(value, parse_number(text)));
        break;
    case FieldType::money:
        parcels.writable<Money>(field.name)[0] = Money::wan(parsed(value, parse_number(text)));
        break;
    case FieldType::number: parcels.writable<double>(field.name)[0] = parsed(value, parse_number(text)); break;
    case FieldType::yes_no:
        parcels.writable<bool>(field.name)[0] = text == "yes" || parsed(value, parse_yes_no(text));
        break;
    }
}

/// One made-up parcel: what the example gives, and every event column present but blank unless it is listed as absent.
struct Stage {
    Holdings holdings;
    std::map<Measure, Fact> overridden;
    AnalyzeOptions options;
};

Stage staged(const Example& example) {
    Stage stage;
    Table& parcels = stage.holdings[Role::parcel];
    parcels.add_row({});
    parcels.writable<std::string>("parcel_id")[0] = "例";
    parcels.writable<std::string>("contract_no")[0] = "示例合同";
    std::vector<std::string> absent;
    if (const Value* list = example.given.find("absent"))
        for (const Value& name : list->list("absent")) absent.push_back(name.text("absent"));
    for (const Field& field : fields_of(Role::parcel))
        if (field.kind == FieldKind::event && std::find(absent.begin(), absent.end(), field.name) == absent.end())
            parcels.make(field.name);
    for (const auto& [name, value] : example.given.table("given")) {
        if (name == "absent") continue;
        if (name == "as_of") {
            stage.options.as_of = parsed(value, parse_date(word_of(value)));
        } else if (name == "contract_no" && word_of(value).empty()) {
            parcels.writable<std::string>("contract_no")[0].reset();
        } else if (const Field* field = find_field(Role::parcel, name)) {
            fill_cell(parcels, *field, value);
        } else if (const auto measure = measure_named(name)) {
            const auto dimension = spec(*measure).dimension;
            stage.overridden[*measure] = {.value = fact_value(word_of(value), dimension),
                                          .source = spec(*measure).id,
                                          .missing = {},
                                          .assumption = {}};
        } else {
            value.fail("\"" + name + "\" is neither a parcel field nor a measure");
        }
    }
    return stage;
}

std::string outcome(const Judged& judged, const Judge& judge, const std::string& what) {
    const ParcelResult& result = judged.result;
    const auto iso = [](const std::optional<Date>& day) { return day ? day->iso() : std::string{}; };
    if (what == "supply_state") return result.supply_state;
    if (what == "idle_state") return result.idle_state;
    if (what == "efficiency") return result.efficiency;
    if (what == "land_class") return result.land_class;
    if (what == "action") return result.action;
    if (what == "start_due") return iso(result.start_due);
    if (what == "idle_on") return iso(result.idle_on);
    if (what == "missing") return join(result.missing, ";");
    for (std::size_t i = 0; i < judge.listed.size(); ++i)
        if (judge.listed[i].id == what) return std::string{word(judged.facts.answer(i))};
    const bool raised = std::any_of(judged.diagnostics.begin(), judged.diagnostics.end(),
                                    [&](const auto& found) { return found.code == what; });
    return raised ? "raised" : "none";
}

}  // namespace

std::vector<FailedExample> check_examples(const Rulebook& rulebook, const Labels& labels) {
    std::vector<FailedExample> failed = check_score_examples(rulebook);
    for (const Example& example : rulebook.examples) {
        Rulebook rules = rulebook;
        if (!example.set.is_null())
            for (const auto& [name, value] : example.set.table("set")) set_parameter(rules, name, word_of(value));
        Stage stage = staged(example);
        Diagnostics found;
        OverlayCounts overlays;
        Survey survey;
        const Context context{stage.holdings, rules, labels, stage.options, found, overlays, survey};
        Parks parks;
        parks.of_parcel.resize(1);
        std::vector<ParcelAreas> areas(1);
        if (const auto land = stage.holdings[Role::parcel].column<Area>("registered_area_m2")[0])
            areas[0].basis = areas[0].registered = *land;
        areas[0].basis_source = "registered_area_m2";
        Supplies supplies{std::vector<std::optional<std::size_t>>(1), {Truth::no}};
        const Terms terms{context, supplies};
        Cover covered;
        covered.approved_share.resize(1), covered.footprint.resize(1), covered.gross_floor.resize(1),
            covered.far_floor.resize(1), covered.occupied.resize(1);
        Firms firms;
        firms.of_parcel.resize(1);
        const std::vector<ParkTax> no_parks;
        const Judge judge{rules, labels, stage.options.as_of};
        const Judged judged = judge_parcel({context, parks, areas, supplies, terms, covered, firms, no_parks}, judge, 0,
                                           stage.overridden);
        for (const auto& [what, expected] : example.expect)
            if (const std::string got = outcome(judged, judge, what); got != expected)
                failed.push_back({example.name, example.where, what, expected, got});
    }
    return failed;
}

}  // namespace mutu
