// Joining by parcel_id: every value once, the later-listed source before the earlier, nothing dropped in silence.
#include "join.hpp"

#include "raw.hpp"

#include "mutu/text.hpp"

#include <map>
#include <ranges>

namespace mutu {
namespace {

std::string shown(const std::string& value) { return value; }
std::string shown(Date value) { return value.iso(); }
std::string shown(Area value) { return to_text(value) + " m²"; }
std::string shown(Money value) { return to_text(value) + " 万元"; }
std::string shown(double value) { return shortest(value); }
std::string shown(bool value) { return value ? "是" : "否"; }

/// Rows whose id is whole: an id that lost digits joins nothing.
using RowsById = std::map<std::string, std::vector<std::size_t>, std::less<>>;

RowsById rows_by_id(const Table& table) {
    RowsById rows;
    const auto ids = table.column<std::string>("parcel_id");
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (ids[row] && !table.lost_digits("parcel_id", row)) rows[*ids[row]].push_back(row);
    return rows;
}

class Joiner {
public:
    explicit Joiner(Holdings& holdings)
        : holdings_{holdings}, parcels_{holdings[Role::parcel]}, rows_{rows_by_id(parcels_)} {}

    void run(const std::vector<Table>& tables) {
        for (const Table& table : tables) tell_unmatched(table);
        // Earlier-listed sources only fill what is still unknown, the nearest first; later-listed ones then overrule in
        // order.
        for (const Table& table : std::views::reverse(tables)) apply(table, false);
        for (const Table& table : tables) apply(table, true);
    }

private:
    struct Pair {
        std::size_t from, to;
    };

    /// Rows of the table with the parcels they belong to; of a repeated key the first row only.
    std::vector<Pair> pairs(const Table& table, bool overrule) const {
        std::vector<Pair> result;
        for (const auto& [id, from] : rows_by_id(table)) {
            const auto parcels = rows_.find(id);
            if (parcels == rows_.end()) continue;
            for (const std::size_t to : parcels->second)
                if ((table.origins()[from.front()].source > parcels_.origins()[to].source) == overrule)
                    result.push_back({from.front(), to});
        }
        return result;
    }

    void apply(const Table& table, bool overrule) {
        const auto matched = pairs(table, overrule);
        for (const Field& field : fields_of(Role::parcel)) {
            if (!table.has(field.name) || field.name == "parcel_id") continue;
            std::visit(
                [&](auto& target) {
                    const auto& source = std::get<std::decay_t<decltype(target)>>(*table.any(field.name));
                    merge(target, source, matched, table, std::string{field.name}, overrule);
                },
                parcels_.make(field.name));
            for (const auto& [from, to] : matched) {
                if (table.unreadable(field.name, from)) parcels_.mark_unreadable(field.name, to);
                if (table.lost_digits(field.name, from)) parcels_.mark_lost_digits(field.name, to);
            }
        }
        for (const PassedColumn& column : table.passed())
            merge(parcels_.pass(column.name), column.values, matched, table, column.name, overrule);
    }

    template <class T>
    void merge(Column<T>& target, const Column<T>& source, const std::vector<Pair>& matched, const Table& table,
               const std::string& field, bool overrule) {
        for (const auto& [from, to] : matched) {
            if (!source[from] || target[to] == source[from]) continue;
            if (target[to]) {
                const T& kept = overrule ? *source[from] : *target[to];
                const T& lost = overrule ? *target[to] : *source[from];
                tell("conflicting_value", table, from,
                     field + " 在两个数据源中不同：采用“" + shown(kept) + "”，另一值“" + shown(lost) + "”",
                     "核对后改正其一；排在后面的数据源优先");
                if (!overrule) continue;
            }
            target[to] = source[from];
        }
    }

    void tell_unmatched(const Table& table) {
        const auto ids = table.column<std::string>("parcel_id");
        for (std::size_t row = 0; row < table.rows(); ++row)
            if (!ids[row])
                tell("unmatched_parcel_row", table, row, "该行没有 parcel_id，不能与有图形的宗地连接", "补填宗地编号");
            else if (table.lost_digits("parcel_id", row))
                tell("unmatched_parcel_row", table, row,
                     "parcel_id “" + *ids[row] + "” 丢了末几位，" + likely(*ids[row]) + "该行未使用",
                     "在原表中把该列设为文本并重新填写编号");
        for (const auto& [id, rows] : rows_by_id(table)) {
            if (!rows_.contains(id))
                tell("unmatched_parcel_row", table, rows.front(),
                     "parcel_id “" + id + "” 在有图形的宗地中不存在，该行未使用", "核对编号，或补充该宗地的图形");
            for (const std::size_t row : rows | std::views::drop(1))
                tell("duplicate_parcel_row", table, row, "parcel_id “" + id + "” 在同一表中重复，只用第一行",
                     "合并或删除重复行");
        }
    }

    /// The one drawn parcel whose id begins like what is left of a number.
    std::string likely(const std::string& left) const {
        std::vector<std::string> like;
        for (const auto& [id, rows] : rows_)
            if (kept_digits(id) == kept_digits(left)) like.push_back(id);
        return like.size() == 1 ? "可能是宗地 " + like.front() + "，" : "";
    }

    void tell(const char* code, const Table& table, std::size_t row, std::string message, std::string fix) {
        const Origin origin = table.origins()[row];
        Diagnostic finding = note(code, Severity::warning, origin.row, std::move(message), std::move(fix));
        finding.layer = name(Role::parcel);
        finding.source_file = holdings_.sources[origin.source].path;
        finding.subject_id = table.column<std::string>("parcel_id")[row].value_or("");
        holdings_.diagnostics.push_back(std::move(finding));
    }

    Holdings& holdings_;
    Table& parcels_;
    RowsById rows_;
};

void append(Table& target, const Table& table) {
    const std::size_t first = target.rows();
    target.add_rows(table.origins());
    for (std::size_t row = 0; row < table.rows(); ++row) target.shapes().add_null();
    const auto copy = [&](auto& to, const auto& from) {
        std::copy(from.begin(), from.end(), to.begin() + static_cast<std::ptrdiff_t>(first));
    };
    for (const Field& field : fields_of(table.role()))
        if (table.has(field.name))
            std::visit([&](auto& to) { copy(to, std::get<std::decay_t<decltype(to)>>(*table.any(field.name))); },
                       target.make(field.name));
    for (const Field& field : fields_of(table.role()))
        for (std::size_t row = 0; table.any_unreadable(field.name) && row < table.rows(); ++row)
            if (table.unreadable(field.name, row)) target.mark_unreadable(field.name, first + row);
    for (const Field& field : fields_of(table.role()))
        for (std::size_t row = 0; table.any_lost_digits(field.name) && row < table.rows(); ++row)
            if (table.lost_digits(field.name, row)) target.mark_lost_digits(field.name, first + row);
    for (const PassedColumn& column : table.passed()) copy(target.pass(column.name), column.values);
}

}  // namespace

void join_parcel_tables(Holdings& holdings, const std::vector<Table>& tables) {
    if (tables.empty()) return;
    if (holdings[Role::parcel].rows() > 0) return Joiner{holdings}.run(tables);
    for (const Table& table : tables) append(holdings[Role::parcel], table);
}

}  // namespace mutu
