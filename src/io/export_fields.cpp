// Fields from a profile or from the book itself, and their cells as they are handed over.
#include "export_fields.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace mutu {
namespace {

std::string chinese(const std::vector<std::string>& names) {
    constexpr std::size_t most = 12;
    std::vector<std::string> some{names.begin(),
                                  names.begin() + static_cast<std::ptrdiff_t>(std::min(most, names.size()))};
    return join(some, "、") + (names.size() > most ? " 等 " + std::to_string(names.size()) + " 列" : "");
}

double in_unit(double square_metres, Unit unit) {
    if (unit == Unit::mu) return square_metres * 3 / 2000;
    return unit == Unit::hectare ? square_metres / 10'000 : square_metres;
}

bool any_text(const RawColumn& column) {
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!column[row].empty()) return true;
    return false;
}

std::vector<std::string> names_of(const RawLayer& layer) {
    std::vector<std::string> names;
    for (const RawColumn& column : layer.columns) names.push_back(column.name);
    return names;
}

std::string number(std::string_view cell, const ExportField& field) {
    const auto parsed = parse_number(cell);
    const double* value = std::get_if<double>(&parsed);
    if (!value) return std::string{cell};
    const double in = in_unit(*value, field.unit);
    return field.decimals ? fixed(in, *field.decimals) : shortest(in);
}

std::string in_words(const ExportField& field, std::string_view cell, const CodeWord& word) {
    std::vector<std::string> codes = split(cell, ';');
    for (std::string& code : codes) code = word(field.from, code);
    return join(codes, ";");
}

ExportField field_named(const std::string& column, const ExportProfile* profile) {
    if (profile)
        for (const ExportField& field : profile->fields)
            if (field.column == column) return field;
    ExportField plain;
    plain.column = plain.from = plain.name = column;
    return plain;
}

/// What nobody asked for by name.
std::vector<std::string> usual_columns(const ExportRequest& request, const RawLayer& layer, std::size_t own,
                                       const ExportProfile* profile) {
    std::vector<std::string> columns;
    if (!profile) {
        for (std::size_t i = 0; i < own; ++i) columns.push_back(layer.columns[i].name);
        return columns;
    }
    const auto listed = profile->layers.find(request.layer);
    if (listed != profile->layers.end()) return listed->second;
    for (const ExportField& field : profile->fields) columns.push_back(field.column);
    return columns;
}

void tell_left_out(const std::vector<ExportField>& fields, const RawLayer& layer, std::size_t own,
                   std::vector<std::string>& remarks) {
    std::set<std::string> used;
    for (const ExportField& field : fields) used.insert(lower_ascii(field.from));
    std::vector<std::string> left;
    for (std::size_t i = 0; i < own; ++i)
        if (!used.contains(lower_ascii(layer.columns[i].name)) && any_text(layer.columns[i]))
            left.push_back(layer.columns[i].name);
    if (!left.empty())
        remarks.push_back("字段方案以外的列没有写入：" + chinese(left) +
                          "；需要时用 --fields 列出，或用 --profile none");
}

void refuse_collisions(const std::vector<ExportField>& fields) {
    std::map<std::string, std::string> used;
    for (const ExportField& field : fields) {
        const auto [first, fresh] = used.emplace(lower_ascii(field.name), field.column);
        if (!fresh)
            throw Error{Kind::usage, "列 " + first->second + " 和 " + field.column + " 都要写成 " + field.name +
                                         "；请用 --fields 去掉其一，或换一个字段方案"};
    }
}

}  // namespace

const RawColumn* find_column(const RawLayer& layer, const std::string& name) {
    for (const RawColumn& column : layer.columns)
        if (lower_ascii(column.name) == lower_ascii(name)) return &column;
    return nullptr;
}

/// Columns of the table beside a result, brought to its rows by the key; columns the result has itself stay.
void join_beside(RawLayer& layer, const RawLayer& other, const std::string& key) {
    const RawColumn* own = find_column(layer, key);
    const RawColumn* theirs = find_column(other, key);
    if (!own || !theirs) return;
    std::unordered_map<std::string_view, std::optional<std::size_t>> row_of;
    for (std::size_t row = 0; row < other.rows(); ++row) {
        const auto [place, fresh] = row_of.try_emplace((*theirs)[row], row);
        if (!fresh) place->second.reset();
    }
    std::vector<std::optional<std::size_t>> rows;
    for (std::size_t row = 0; row < layer.rows(); ++row) {
        const auto found = row_of.find((*own)[row]);
        rows.push_back(found == row_of.end() ? std::nullopt : found->second);
    }
    std::vector<RawColumn> added;
    for (const RawColumn& column : other.columns) {
        if (find_column(layer, column.name)) continue;
        RawColumn joined;
        joined.name = column.name, joined.alias = column.alias, joined.kind = column.kind;
        for (const auto& row : rows) joined.add(row ? column[*row] : std::string_view{});
        added.push_back(std::move(joined));
    }
    std::move(added.begin(), added.end(), std::back_inserter(layer.columns));
}

std::vector<ExportField> chosen_fields(const ExportRequest& request, const RawLayer& layer, std::size_t own,
                                       const ExportProfile* profile, std::vector<std::string>& remarks) {
    const bool asked = !request.fields.empty();
    std::vector<ExportField> fields;
    for (const std::string& column : asked ? request.fields : usual_columns(request, layer, own, profile)) {
        const ExportField field = field_named(column, profile);
        if (find_column(layer, field.from))
            fields.push_back(field);
        else if (asked)
            throw Error{Kind::usage,
                        "图层 " + request.layer + " 没有列 " + column + "；现有：" + chinese(names_of(layer))};
    }
    if (!asked && profile) tell_left_out(fields, layer, own, remarks);
    refuse_collisions(fields);
    return fields;
}

WriteColumn written_column(const RawLayer& layer, const ExportField& field, bool words, const CodeWord& word) {
    const RawColumn& cells = *find_column(layer, field.from);
    WriteColumn column;
    column.heading = field.name, column.title = field.title == field.name ? "" : field.title;
    column.width = field.width, column.decimals = field.decimals.value_or(field.width != 0 ? 0 : 2);
    column.whole = cells.kind == RawColumn::Kind::whole;
    if (cells.kind == RawColumn::Kind::whole || cells.kind == RawColumn::Kind::real) column.type = FieldType::number;
    if (cells.kind == RawColumn::Kind::moment) column.type = FieldType::date;
    for (std::size_t row = 0; row < layer.rows(); ++row) {
        const std::string_view cell = cells[row];
        if (cell.empty())
            column.cells.emplace_back();
        else if (cells.kind == RawColumn::Kind::real)
            column.cells.emplace_back(number(cell, field));
        else if (cells.kind == RawColumn::Kind::text && words)
            column.cells.emplace_back(in_words(field, cell, word));
        else
            column.cells.emplace_back(cell);
    }
    return column;
}

}  // namespace mutu
