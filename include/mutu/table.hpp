// What was read: roles, their canonical fields (contract.md §4), and columns of optional values, one row per record.
#pragma once

#include "mutu/date.hpp"
#include "mutu/geometry.hpp"
#include "mutu/units.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace mutu {

enum class Role : std::uint8_t {
    park,
    parcel,
    approval,
    supply,
    building,
    landuse,
    plan,
    constraint,
    enterprise,
    enterprise_year,
    occupancy,
    commitment,
    park_year,
    project,
    turnover,
    registry,
    assessment
};
inline constexpr std::size_t role_count = 17;

std::string_view name(Role role);                       // "enterprise_year"; Role::registry is "register"
std::optional<Role> role_named(std::string_view name);  // hyphen and underscore alike
std::span<const Role> all_roles();

enum class FieldType : std::uint8_t { text, code, date, area, money, number, yes_no };

/// How a blank cell in a column that the source has is read (contract.md §8).
enum class FieldKind : std::uint8_t { fact, term, event };

struct Field {
    std::string_view name;  // canonical, unit in the name
    FieldType type = FieldType::text;
    FieldKind kind = FieldKind::fact;
    bool required = false;
    std::span<const std::string_view> codes = {};  // allowed values of a code field; empty: open list
};

/// The canonical fields of a role, in the order of the contract. `supply` also has every contract field of `parcel`.
std::span<const Field> fields_of(Role role);
/// nullptr when the role has no such field.
const Field* find_field(Role role, std::string_view name);
bool has_shape(Role role);  // the role may carry polygons

template <class T>
using Column = std::vector<std::optional<T>>;
using AnyColumn =
    std::variant<Column<std::string>, Column<Date>, Column<Area>, Column<Money>, Column<double>, Column<bool>>;

/// Read-only view of a column that may be absent: an absent column reads as unknown in every row.
template <class T>
class ColumnView {
public:
    ColumnView() = default;
    explicit ColumnView(const Column<T>* column) : column_{column} {}
    bool present() const { return column_ != nullptr; }
    const std::optional<T>& operator[](std::size_t row) const { return column_ ? (*column_)[row] : none; }

private:
    static inline const std::optional<T> none{};
    const Column<T>* column_ = nullptr;
};

/// Where a row came from: index into Holdings::sources and 1-based row of that source.
struct Origin {
    std::uint32_t source = 0;
    std::int64_t row = 0;
};

/// A column of the source that no canonical field claims; kept as text and handed through to the book.
struct PassedColumn {
    std::string name;
    Column<std::string> values;
};

/// Cells of which something must be remembered beside their value.
class CellMarks {
public:
    void add(std::string_view field, std::size_t row) { marks_.emplace(field, row); }
    bool has(std::string_view field, std::size_t row) const {
        return !marks_.empty() && marks_.contains(std::pair{std::string{field}, row});
    }
    bool any(std::string_view field) const {
        const auto first = marks_.lower_bound(std::pair{std::string{field}, std::size_t{0}});
        return first != marks_.end() && first->first == field;
    }

    /// The marks of these rows, numbered by their place among them.
    CellMarks chosen(const std::vector<std::size_t>& rows) const;

private:
    std::set<std::pair<std::string, std::size_t>> marks_;
};

/// One role's records. Promise: all columns, shapes and origins have rows() entries.
class Table {
public:
    explicit Table(Role role) : role_{role} {}

    Role role() const { return role_; }
    std::size_t rows() const { return origins_.size(); }
    bool has(std::string_view field) const { return columns_.contains(std::string{field}); }

    /// text and code → std::string; area → Area; money → Money; number → double; yes_no → bool.
    template <class T>
    ColumnView<T> column(std::string_view field) const {
        const auto found = columns_.find(std::string{field});
        return found == columns_.end() ? ColumnView<T>{} : ColumnView<T>{&std::get<Column<T>>(found->second)};
    }
    const AnyColumn* any(std::string_view field) const;
    /// The column for writing; made (all unknown) when absent. The field must belong to the role: Error{Kind::bug}
    /// otherwise.
    AnyColumn& make(std::string_view field);
    template <class T>
    Column<T>& writable(std::string_view field) {
        return std::get<Column<T>>(make(field));
    }

    /// A cell that was typed but could not be read: unknown, and not to be taken for a blank.
    void mark_unreadable(std::string_view field, std::size_t row) { unreadable_.add(field, row); }
    bool unreadable(std::string_view field, std::size_t row) const { return unreadable_.has(field, row); }
    bool any_unreadable(std::string_view field) const { return unreadable_.any(field); }
    /// An id that a spreadsheet held as a number: its first 15 digits are true, the rest may not be.
    void mark_lost_digits(std::string_view field, std::size_t row) { lost_digits_.add(field, row); }
    bool lost_digits(std::string_view field, std::size_t row) const { return lost_digits_.has(field, row); }
    bool any_lost_digits(std::string_view field) const { return lost_digits_.any(field); }

    const GeometryColumn& shapes() const { return shapes_; }
    GeometryColumn& shapes() { return shapes_; }
    bool any_shape() const;
    const std::vector<Origin>& origins() const { return origins_; }
    const std::vector<PassedColumn>& passed() const { return passed_; }
    /// The passed-through column of that name (made when absent, names differing in case only are kept apart).
    Column<std::string>& pass(const std::string& name);

    /// Appends one row of unknowns with a null shape.
    std::size_t add_row(Origin origin);
    /// Appends n rows of unknowns; shapes must then be appended by the caller through `shapes()` (one row each).
    void add_rows(std::span<const Origin> origins);

    /// These rows alone, in this order, with their marks.
    Table chosen(const std::vector<std::size_t>& rows) const;

private:
    Role role_;
    std::vector<Origin> origins_;
    std::unordered_map<std::string, AnyColumn> columns_;
    std::vector<PassedColumn> passed_;
    CellMarks unreadable_, lost_digits_;
    GeometryColumn shapes_;
};

}  // namespace mutu
