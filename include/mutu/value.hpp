// A tree of plain values as TOML (written by people) and JSON (written by machines) hold it, each with its place.
#pragma once

#include "mutu/date.hpp"
#include "mutu/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace mutu {

/// One node. Tables keep the order of the file. `where()` is "file:line:column" for messages.
class Value {
public:
    using List = std::vector<Value>;
    using Table = std::vector<std::pair<std::string, Value>>;

    Value() = default;
    Value(bool v) : data_{v} {}
    Value(int v) : data_{static_cast<std::int64_t>(v)} {}
    Value(std::int64_t v) : data_{v} {}
    Value(double v) : data_{v} {}
    Value(const char* v) : data_{std::string{v}} {}
    Value(std::string_view v) : data_{std::string{v}} {}
    Value(std::string v) : data_{std::move(v)} {}
    Value(Date v) : data_{v} {}
    Value(List v) : data_{std::move(v)} {}
    Value(Table v) : data_{std::move(v)} {}

    bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
    template <class T>
    const T* as() const {
        return std::get_if<T>(&data_);
    }
    /// A number of either kind.
    const double* number(double& storage) const;

    /// Member of a table; nullptr when absent or when this is no table.
    const Value* find(std::string_view key) const;
    /// Typed reads that throw Error{Kind::input} with the place when the kind is wrong.
    const std::string& text(std::string_view what) const;
    const List& list(std::string_view what) const;
    const Table& table(std::string_view what) const;
    double real(std::string_view what) const;
    std::int64_t integer(std::string_view what) const;
    bool boolean(std::string_view what) const;

    /// Appends to a table (a null value becomes one first).
    void add(std::string key, Value value);
    /// Appends to a list (a null value becomes one first).
    void push(Value value);

    const std::string& where() const { return where_; }
    void set_where(std::string where) { where_ = std::move(where); }
    /// Error{Kind::input} "where: message".
    [[noreturn]] void fail(const std::string& message) const;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, List, Table> data_;
    std::string where_;
};

/// `origin` names the file in messages. Errors carry line and column.
Value parse_toml(std::string_view text, const std::string& origin);
Value parse_json(std::string_view text, const std::string& origin);
Value read_toml(const std::string& path);
/// Paths of the *.toml files of a folder, sorted. Error{Kind::input} where the folder cannot be read.
std::vector<std::string> toml_files(const std::string& folder);
/// Their names without the extension, sorted.
std::vector<std::string> toml_names(const std::string& folder);
/// The path of the one called `name`; `kind` is what people call such a file. Error{Kind::usage} with what there is.
std::string toml_named(const std::string& kind, const std::string& name, const std::string& folder);

/// Compact JSON, members in insertion order, numbers as the shortest text that reads back, dates as ISO strings.
std::string to_json(const Value& value);
/// The same, indented by two spaces.
std::string to_pretty_json(const Value& value);
/// A JSON string literal of this text with its quotes.
std::string json_quoted(std::string_view text);

}  // namespace mutu
