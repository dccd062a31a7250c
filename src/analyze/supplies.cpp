// Supply rows tied to parcels, by id, by keys in order, or by land; and the contract fields a parcel is judged by.
#include "steps.hpp"

#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <charconv>

namespace mutu {
namespace {

using Keys = std::vector<std::string>;

/// The order of contract.md §4 where a source names no `join` of its own.
const std::vector<Keys>& usual_joins() {
    static const std::vector<Keys> joins{{"supervision_no"}, {"contract_no"}, {"bdcdyh"}, {"holder_name", "area~1%"}};
    return joins;
}

/// "area~1%": areas within that share of the parcel's.
std::optional<Ratio> area_tolerance(const std::string& key) {
    if (!key.starts_with("area~")) return std::nullopt;
    const auto parsed = parse_number(key.substr(5));
    const double* share = std::get_if<double>(&parsed);
    if (!share) throw Error{Kind::input, "join 中的 \"" + key + "\" 不是 area~百分比 的形式"};
    return Ratio::decimal(*share);
}

bool close(const std::optional<Area>& a, const std::optional<Area>& b, Ratio tolerance) {
    if (!a || !b) return false;
    const Area gap = *a > *b ? *a - *b : *b - *a;
    return compare(gap, Ratio::whole(1), *b, tolerance) <= 0;
}

/// The parcels that a supply row means.
struct Tie {
    std::vector<std::size_t> parcels;
    std::string keys, who = "rule";
    bool doubtful = false;
};

class Ties {
public:
    Ties(const Context& context, const Ground& ground, const std::vector<ParcelAreas>& areas)
        : context_{context}, ground_{ground}, areas_{areas}, supplies_{context.table(Role::supply)},
          parcels_{context.table(Role::parcel)} {}

    /// A person's word, else the parcel's id, else the keys of `join` in order.
    Tie of(std::size_t supply);

private:
    Tie by_decision(const std::string& id) const;
    Tie by_id(const std::string& parcel_id, std::size_t supply) const;
    Tie by_joins(std::size_t supply);
    /// Parcels whose key fields equal the supply row's; none where a key is blank.
    Tie by_keys(std::size_t supply, const Keys& keys);
    KeyHits by_field(std::size_t supply, const std::string& field);
    std::vector<std::size_t> of_like_area(std::size_t supply, const std::vector<std::size_t>& among,
                                          Ratio tolerance) const;

    const Context& context_;
    const Ground& ground_;
    const std::vector<ParcelAreas>& areas_;
    const Table& supplies_;
    const Table& parcels_;
    std::map<std::string, KeyIndex> indexes_;  // of parcels by one text field, made once
};

KeyHits Ties::by_field(std::size_t supply, const std::string& field) {
    const auto value = supplies_.column<std::string>(field)[supply];
    if (!value) return {};
    auto index = indexes_.find(field);
    if (index == indexes_.end()) index = indexes_.emplace(field, KeyIndex::of(parcels_, field)).first;
    return index->second.find(*value, supplies_.lost_digits(field, supply));
}

std::vector<std::size_t> Ties::of_like_area(std::size_t supply, const std::vector<std::size_t>& among,
                                            Ratio tolerance) const {
    const auto area = supplies_.column<Area>("area_m2")[supply];
    std::vector<std::size_t> like;
    for (const std::size_t parcel : among)
        if (close(area, areas_[parcel].registered, tolerance) || close(area, areas_[parcel].ellipsoid, tolerance))
            like.push_back(parcel);
    return like;
}

Tie Ties::by_keys(std::size_t supply, const Keys& keys) {
    Tie tie{.parcels = {}, .keys = join(keys, "+")};
    bool first = true, by_area = false;
    for (const auto& key : keys) {
        if (const auto tolerance = area_tolerance(key)) {
            tie.parcels = of_like_area(supply, tie.parcels, *tolerance), by_area = true;
        } else {
            const KeyHits hits = by_field(supply, key);
            tie.doubtful = tie.doubtful || hits.doubtful;
            std::vector<std::size_t> common;
            std::set_intersection(tie.parcels.begin(), tie.parcels.end(), hits.rows.begin(), hits.rows.end(),
                                  std::back_inserter(common));
            tie.parcels = first ? hits.rows : std::move(common);
        }
        first = false;
    }
    tie.doubtful = tie.doubtful || (by_area && tie.parcels.size() > 1);
    return tie;
}

/// The first sure tie; where there is none, or it means another parcel, the first doubtful one stays a doubt.
Tie Ties::by_joins(std::size_t supply) {
    const std::uint32_t source = supplies_.origins()[supply].source;
    const auto& sources = context_.holdings.sources;
    const bool own_join = source < sources.size() && !sources[source].join.empty();
    Tie doubt;
    for (const Keys& keys : own_join ? sources[source].join : usual_joins()) {
        Tie tie = by_keys(supply, keys);
        if (tie.parcels.empty()) continue;
        if (!tie.doubtful && (doubt.parcels.empty() || doubt.parcels == tie.parcels)) return tie;
        if (doubt.parcels.empty()) doubt = std::move(tie);
    }
    return doubt;
}

Tie Ties::by_decision(const std::string& id) const {
    if (const Decision* person = decided(context_, "supply", id, "parcel"))
        if (const auto found = ground_.parcels_by_id.find(person->to_key); found != ground_.parcels_by_id.end())
            return {found->second, "decided", person->decided_by, false};
    return {};
}

Tie Ties::by_id(const std::string& parcel_id, std::size_t supply) const {
    const KeyHits hits = ground_.parcel_keys.find(parcel_id, supplies_.lost_digits("parcel_id", supply));
    return {hits.rows, "parcel_id", "rule", hits.doubtful};
}

Tie Ties::of(std::size_t supply) {
    const std::string id = *supplies_.column<std::string>("supply_id")[supply];
    const auto& named = supplies_.column<std::string>("parcel_id")[supply];
    Tie tie = by_decision(id);
    if (tie.parcels.empty()) tie = named ? by_id(*named, supply) : by_joins(supply);
    const auto parcel_ids = parcels_.column<std::string>("parcel_id");
    std::erase_if(tie.parcels,
                  [&](std::size_t parcel) { return parted(context_, "supply", id, "parcel", *parcel_ids[parcel]); });
    return tie;
}

/// A row speaks for a parcel when its date is not after as-of; of several the latest, of equals the later row.
void speak(const Context& context, std::size_t supply, std::size_t parcel, const std::optional<Date>& date,
           Supplies& result) {
    if (!date || *date > context.options.as_of) return;
    const auto dates = context.table(Role::supply).column<Date>("supply_date");
    const auto contracts = context.table(Role::supply).column<Date>("contract_date");
    auto& speaking = result.row_of[parcel];
    const auto of = [&](std::size_t row) { return dates[row] ? *dates[row] : *contracts[row]; };
    if (!speaking || of(*speaking) <= *date) speaking = supply;
    result.by_row[parcel] = Truth::yes;
}

void tell_conflicts(const Context& context, const Supplies& ties) {
    const Table& parcels = context.table(Role::parcel);
    const Table& supplies = context.table(Role::supply);
    for (const Field& field : fields_of(Role::parcel)) {
        const AnyColumn* own = parcels.any(field.name);
        const AnyColumn* other = supplies.any(field.name);
        if (!own || !other || field.name == "parcel_id") continue;
        std::visit(
            [&]<class T>(const Column<T>& mine) {
                const auto& theirs = std::get<Column<T>>(*other);
                for (std::size_t row = 0; row < mine.size(); ++row) {
                    const auto supply = ties.row_of[row];
                    if (supply && mine[row] && theirs[*supply] && !(*mine[row] == *theirs[*supply]))
                        context.find(Role::parcel, row, "conflicting_value", Severity::warning,
                                     std::string{field.name} + " 在宗地与供应资料中不一致，采用供应资料（第 " +
                                         std::to_string(supplies.origins()[*supply].row) + " 行）的值",
                                     "核对两份资料");
                }
            },
            *own);
    }
}

void tie_by_land(const Context& context, const Ground& ground, Supplies& result, std::vector<Link>& links) {
    const auto share = context.rules.ratio("supply_cover_min");
    const GeometryColumn& land = ground.in_plane(Role::parcel);
    const GeometryColumn& supplied = ground.in_plane(Role::supply);
    if (!share || supplied.rows() == 0) return;
    const Table& supplies = context.table(Role::supply);
    const auto dates = supplies.column<Date>("supply_date"), contracts = supplies.column<Date>("contract_date");
    const auto supply_ids = supplies.column<std::string>("supply_id");
    const auto parcel_ids = context.table(Role::parcel).column<std::string>("parcel_id");
    for (const Fragment& shared : context.survey.shared("parcels_under_supplies", side_of(Role::parcel, land),
                                                        side_of(Role::supply, supplied), nullptr)) {
        const Area whole = Area::square_metres(area(land, shared.left)), part = Area::square_metres(shared.area);
        if (compare(part, Ratio::whole(1), whole, *share) <= 0) continue;
        const std::size_t row = shared.right;
        if (result.row_of[shared.left] != row) {
            speak(context, row, shared.left, dates[row] ? dates[row] : contracts[row], result);
            links.push_back({"supply", *supply_ids[row], "parcel", *parcel_ids[shared.left], "geom",
                             shared.area / whole.square_metres(), "matched", "rule"});
        }
    }
}

}  // namespace

const Decision* decided(const Context& context, std::string_view from_role, std::string_view from_key,
                        std::string_view to_role) {
    for (const Decision& one : context.holdings.decisions)
        if (one.tied && one.from_role == from_role && one.from_key == from_key && one.to_role == to_role) return &one;
    return nullptr;
}

bool parted(const Context& context, std::string_view from_role, std::string_view from_key, std::string_view to_role,
            std::string_view to_key) {
    const auto& all = context.holdings.decisions;
    return std::any_of(all.begin(), all.end(), [&](const Decision& one) {
        return !one.tied && one.from_role == from_role && one.from_key == from_key && one.to_role == to_role &&
               one.to_key == to_key;
    });
}

namespace {

void tell_untied(const Context& context, std::size_t row, std::vector<Link>& links) {
    const Table& supplies = context.table(Role::supply);
    const auto& named = supplies.column<std::string>("parcel_id")[row];
    links.push_back(
        {"supply", *supplies.column<std::string>("supply_id")[row], "parcel", "", "", 0, "unmatched", "rule"});
    context.find(Role::supply, row, "unmatched_supply", Severity::warning,
                 named ? "供应记录的宗地 " + *named + " 不在宗地资料中" : "供应记录找不到对应宗地",
                 "补填宗地代码或电子监管号");
}

}  // namespace

Supplies tie_supplies(const Context& context, const Ground& ground, const std::vector<ParcelAreas>& areas,
                      std::vector<Link>& links) {
    const Table& supplies = context.table(Role::supply);
    const Table& parcels = context.table(Role::parcel);
    Supplies result;
    result.row_of.resize(parcels.rows());
    result.by_row.assign(parcels.rows(), Truth::no);
    Ties ties{context, ground, areas};
    const auto ids = supplies.column<std::string>("supply_id"), parcel_ids = parcels.column<std::string>("parcel_id");
    const auto dates = supplies.column<Date>("supply_date"), contracts = supplies.column<Date>("contract_date");
    for (std::size_t row = 0; row < supplies.rows(); ++row) {
        const Tie tie = ties.of(row);
        const bool drawn = row < supplies.shapes().rows() && !supplies.shapes().null(row);
        if (tie.parcels.empty() && !drawn) tell_untied(context, row, links);
        const std::optional<Date> on = dates[row] ? dates[row] : contracts[row];
        if (!on)
            context.find(Role::supply, row, "missing_supply_date", Severity::warning,
                         "供应记录没有供应日期，也没有合同签订日期，不作为供地依据", "补填供应日期");
        for (const std::size_t parcel : tie.parcels) {
            links.push_back({"supply", *ids[row], "parcel", *parcel_ids[parcel], tie.keys, tie.doubtful ? 0.5 : 1.0,
                             tie.doubtful ? "doubtful" : "matched", tie.who});
            if (!tie.doubtful)
                speak(context, row, parcel, on, result);
            else if (on && *on <= context.options.as_of)
                result.by_row[parcel] = either(result.by_row[parcel], Truth::undetermined);
        }
    }
    tie_by_land(context, ground, result, links);
    tell_conflicts(context, result);
    return result;
}

Terms::Terms(const Context& context, const Supplies& supplies)
    : parcels_{context.table(Role::parcel)}, supplies_{context.table(Role::supply)}, ties_{supplies} {}

bool Terms::has(std::string_view field) const { return parcels_.has(field) || supplies_.has(field); }

bool Terms::unreadable(std::string_view field, std::size_t parcel) const {
    const auto says = [&](const Table& table, std::size_t row) {
        const AnyColumn* column = table.any(field);
        return column && std::visit([&](const auto& cells) { return cells[row].has_value(); }, *column);
    };
    if (const auto row = ties_.row_of[parcel]) {
        if (says(supplies_, *row)) return false;
        if (supplies_.unreadable(field, *row)) return true;
    }
    return parcels_.unreadable(field, parcel) && !says(parcels_, parcel);
}

bool Terms::lost_digits(std::string_view field, std::size_t parcel) const {
    const auto row = ties_.row_of[parcel];
    const bool from_supply = row && supplies_.column<std::string>(field)[*row];
    return from_supply ? supplies_.lost_digits(field, *row) : parcels_.lost_digits(field, parcel);
}

std::optional<Date> Terms::contract_date(std::size_t parcel) const {
    if (const auto own = get<Date>("contract_date", parcel)) return own;
    if (const auto row = ties_.row_of[parcel]) return supplies_.column<Date>("supply_date")[*row];
    return std::nullopt;
}

}  // namespace mutu
