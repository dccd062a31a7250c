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

struct Ties {
    const Context& context;
    const Ground& ground;
    const std::vector<ParcelAreas>& areas;
    const Table& supplies;
    const Table& parcels;

    /// Parcels whose key fields equal the supply row's; empty where a key is blank.
    std::vector<std::size_t> by_keys(std::size_t supply, const Keys& keys) const;
    /// Index of parcels by one text field, made once.
    const std::unordered_map<std::string, std::vector<std::size_t>>& index(const std::string& field);
    std::map<std::string, std::unordered_map<std::string, std::vector<std::size_t>>> indexes;
};

const std::unordered_map<std::string, std::vector<std::size_t>>& Ties::index(const std::string& field) {
    const auto found = indexes.find(field);
    if (found != indexes.end()) return found->second;
    auto& made = indexes[field];
    const auto column = parcels.column<std::string>(field);
    for (std::size_t row = 0; row < parcels.rows(); ++row)
        if (column[row]) made[*column[row]].push_back(row);
    return made;
}

std::vector<std::size_t> Ties::by_keys(std::size_t supply, const Keys& keys) const {
    std::vector<std::size_t> hits;
    bool first = true;
    for (const auto& key : keys) {
        std::vector<std::size_t> own;
        if (const auto tolerance = area_tolerance(key)) {
            const auto area = supplies.column<Area>("area_m2")[supply];
            if (first) return {};
            for (const std::size_t parcel : hits)
                if (close(area, areas[parcel].registered, *tolerance) ||
                    close(area, areas[parcel].ellipsoid, *tolerance))
                    own.push_back(parcel);
        } else {
            const auto value = supplies.column<std::string>(key)[supply];
            if (!value) return {};
            const auto& index = const_cast<Ties*>(this)->index(key);
            const auto found = index.find(*value);
            if (found == index.end()) return {};
            own = found->second;
            if (!first) {
                std::vector<std::size_t> common;
                std::set_intersection(hits.begin(), hits.end(), own.begin(), own.end(), std::back_inserter(common));
                own = std::move(common);
            }
        }
        hits = std::move(own);
        first = false;
    }
    return hits;
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
    for (const Fragment& shared : overlay(land, supplied)) {
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

Supplies tie_supplies(const Context& context, const Ground& ground, const std::vector<ParcelAreas>& areas,
                      std::vector<Link>& links) {
    const Table& supplies = context.table(Role::supply);
    const Table& parcels = context.table(Role::parcel);
    Supplies result;
    result.row_of.resize(parcels.rows());
    result.by_row.assign(parcels.rows(), Truth::no);
    Ties ties{context, ground, areas, supplies, parcels, {}};
    const auto named = supplies.column<std::string>("parcel_id"), ids = supplies.column<std::string>("supply_id"),
               parcel_ids = parcels.column<std::string>("parcel_id");
    const auto dates = supplies.column<Date>("supply_date"), contracts = supplies.column<Date>("contract_date");
    for (std::size_t row = 0; row < supplies.rows(); ++row) {
        const std::uint32_t source = supplies.origins()[row].source;
        const bool own_join =
            source < context.holdings.sources.size() && !context.holdings.sources[source].join.empty();
        const auto& joins = own_join ? context.holdings.sources[source].join : usual_joins();
        std::vector<std::size_t> hits;
        std::string keys, who = "rule";
        if (const Decision* person = decided(context, "supply", *ids[row], "parcel"))
            if (const auto found = ground.parcels_by_id.find(person->to_key); found != ground.parcels_by_id.end())
                hits = found->second, keys = "decided", who = person->decided_by;
        if (hits.empty() && named[row]) {
            keys = "parcel_id";
            if (const auto found = ground.parcels_by_id.find(*named[row]); found != ground.parcels_by_id.end())
                hits = found->second;
        }
        for (std::size_t i = 0; i < joins.size() && hits.empty() && !named[row]; ++i)
            hits = ties.by_keys(row, joins[i]), keys = join(joins[i], "+");
        std::erase_if(hits, [&](std::size_t parcel) {
            return parted(context, "supply", *ids[row], "parcel", *parcel_ids[parcel]);
        });
        const bool drawn = row < supplies.shapes().rows() && !supplies.shapes().null(row);
        const bool doubtful = hits.size() > 1 && keys.find("area~") != std::string::npos;
        if (hits.empty() && !drawn) {
            links.push_back({"supply", *ids[row], "parcel", "", "", 0, "unmatched", "rule"});
            context.find(Role::supply, row, "unmatched_supply", Severity::warning,
                         named[row] ? "供应记录的宗地 " + *named[row] + " 不在宗地资料中" : "供应记录找不到对应宗地",
                         "补填宗地代码或电子监管号");
        }
        if (!dates[row] && !contracts[row])
            context.find(Role::supply, row, "missing_supply_date", Severity::warning,
                         "供应记录没有供应日期，也没有合同签订日期，不作为供地依据", "补填供应日期");
        for (const std::size_t parcel : hits) {
            links.push_back({"supply", *ids[row], "parcel", *parcel_ids[parcel], keys, doubtful ? 0.5 : 1.0,
                             doubtful ? "doubtful" : "matched", who});
            const std::optional<Date> on = dates[row] ? dates[row] : contracts[row];
            if (!doubtful)
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

std::optional<Date> Terms::contract_date(std::size_t parcel) const {
    if (const auto own = get<Date>("contract_date", parcel)) return own;
    if (const auto row = ties_.row_of[parcel]) return supplies_.column<Date>("supply_date")[*row];
    return std::nullopt;
}

}  // namespace mutu
