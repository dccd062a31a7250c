// Filling typed columns from cells of text, one column at a time, and telling every cell that could not be read.
#include "cells.hpp"

#include "quantities.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr double progress_steps = 3'000'000;  // foundation_progress is held to this fraction, so that 1/3 is exact

/// What a cell came to: a value, nothing, or a fault to tell.
template <class T>
struct Cell {
    std::optional<T> value{};
    const char* fault = nullptr;
    Severity severity = Severity::warning;
    std::string why{}, fix{};
    bool garbled = false;  // something was typed that is no value: unknown, which a blank event is not
    bool lost_digits = false;
};

template <class T>
Cell<T> faulty(const char* code, std::string why, std::string fix) {
    Cell<T> cell;
    cell.fault = code, cell.why = std::move(why), cell.fix = std::move(fix), cell.garbled = true;
    return cell;
}

Cell<std::string> text_cell(std::string_view cell, const Field& field, bool from_real) {
    if (is_blank(cell)) return {};
    if (!is_identifier(field)) return {std::string{trimmed(cell)}};
    IdText id = id_text(cell, from_real);
    Cell<std::string> result{std::move(id.text)};
    if (id.lost_digits) {
        result.lost_digits = true;
        result.fault = "id_lost_digits";
        result.why = "编号以数字存放，第 15 位以后可能已丢失，只能据此存疑关联";
        result.fix = "在原表中把该列设为文本并重新填写编号，或在关联核定表中决定";
    }
    return result;
}

Cell<std::string> code_cell(std::string_view cell, const Field& field, Role role, const ColumnAliases& aliases) {
    if (is_blank(cell)) return {};
    std::string code = aliases.code(role, field, cell);
    if (!code.empty() || field.codes.empty()) return {code.empty() ? std::string{trimmed(cell)} : code};
    std::vector<std::string> allowed{field.codes.begin(), field.codes.end()};
    auto result = faulty<std::string>("unknown_code", "不是规定的取值", "改为以下之一：" + join(allowed, "、"));
    result.value = std::string{trimmed(cell)};  // kept: the analysis decides what an unknown word means
    result.garbled = false;
    return result;
}

Cell<Date> date_cell(std::string_view cell) {
    const auto parsed = parse_date(cell);
    if (const Date* day = std::get_if<Date>(&parsed)) return {*day};
    const auto* fault = std::get_if<Unreadable>(&parsed);
    if (!fault) return {};
    if (fault->why != "sentinel")
        return faulty<Date>("bad_date", fault->why == "impossible day" ? "没有这一天" : "不是日期",
                            "改为 2024-03-01 这样的日期");
    auto result = faulty<Date>("sentinel_date", "是空白日期的占位值，按空白处理", "确无日期时留空");
    result.severity = Severity::info, result.garbled = false;
    return result;
}

bool is_number(std::string_view text) { return std::holds_alternative<double>(parse_number(text)); }

Cell<double> number_cell(std::string_view cell, Unit unit) {
    const auto parsed = parse_number(cell);
    if (const double* value = std::get_if<double>(&parsed))
        return {cell.find('%') == std::string_view::npos ? number_in(*value, unit) : *value};
    if (std::holds_alternative<Blank>(parsed)) return {};
    return faulty<double>("bad_number", "不是数字", "改为 12345.67 这样的数字，小数点用“.”");
}

/// A unit in the cell speaks before the heading's: "1.5公顷", "500万元".
template <class T, class Make>
Cell<T> quantity_cell(std::string_view cell, Unit unit, Make&& make) {
    constexpr FieldType type = std::is_same_v<T, Area> ? FieldType::area : FieldType::money;
    const std::string plain = lower_ascii(half_width(trimmed(cell)));
    if (const auto own = split_unit(type, plain); own && is_number(own->body)) cell = own->body, unit = own->unit;
    const Cell<double> number = number_cell(cell, Unit::base);
    if (number.fault) return faulty<T>(number.fault, number.why, number.fix);
    if (!number.value) return {};
    if (const auto value = make(*number.value, unit)) return {*value};
    return faulty<T>("bad_number", "超出可计算的范围", "核对数值和单位");
}

Cell<Area> area_cell(std::string_view cell, Unit unit) {
    auto result = quantity_cell<Area>(cell, unit, area_in);
    if (result.value && *result.value < Area{})
        return faulty<Area>("negative_area", "面积为负，按未知处理", "核对面积");
    return result;
}

Cell<double> progress_cell(std::string_view cell, Unit unit) {
    auto result = number_cell(cell, unit);
    if (!result.value) return result;
    if (*result.value < 0 || *result.value > 1) {
        result = faulty<double>("bad_number", "不在 0 与 1 之间", "填 0.333、1/3 或 33.3%");
        result.garbled = false;  // counts as blank, contract §8 line 4
        return result;
    }
    result.value = std::round(*result.value * progress_steps) / progress_steps;
    return result;
}

Cell<bool> yes_no_cell(std::string_view cell) {
    const auto parsed = parse_yes_no(cell);
    if (const bool* value = std::get_if<bool>(&parsed)) return {*value};
    if (std::holds_alternative<Blank>(parsed)) return {};
    return faulty<bool>("unknown_code", "既不是“是”也不是“否”", "填 是 或 否");
}

class RowReader {
public:
    RowReader(Table& table, const RawLayer& layer, const Matching& matching, const ColumnAliases& aliases,
              const SourceSpec& spec, Diagnostics& diagnostics)
        : table_{table}, layer_{layer}, matching_{matching}, aliases_{aliases}, spec_{spec}, diagnostics_{diagnostics},
          first_{table.rows()}, copies_{std::max<std::size_t>(1, matching.years.size())} {
        const Field& key = fields_of(spec.role).front();
        if (is_identifier(key)) key_ = &key;
    }

    void run(std::uint32_t source) {
        std::vector<Origin> origins;
        for (const std::int64_t number : layer_.row_numbers)
            for (std::size_t copy = 0; copy < copies_; ++copy) origins.push_back({source, number});
        table_.add_rows(origins);
        // The key first, so that findings about the other cells can name the row.
        for (const bool keys : {true, false})
            for (const MatchedColumn& match : matching_.fields)
                if ((match.field == key_) == keys) fill(match);
        fill_years();
        pass();
        shapes();
        for (Diagnostic finding : layer_.diagnostics) tell(std::move(finding));
        for (Diagnostic finding : matching_.diagnostics) tell(std::move(finding));
    }

private:
    void fill(const MatchedColumn& match) {
        const Field& field = *match.field;
        const RawColumn& cells = layer_.columns[match.column];
        const bool from_real = cells.kind == RawColumn::Kind::real || (is_identifier(field) && ends_in_zeros(cells));
        switch (field.type) {
        case FieldType::text:
            return each<std::string>(match, [&](auto cell) { return text_cell(cell, field, from_real); });
        case FieldType::code:
            return each<std::string>(match, [&](auto cell) { return code_cell(cell, field, spec_.role, aliases_); });
        case FieldType::date: return each<Date>(match, [](auto cell) { return date_cell(cell); });
        case FieldType::area: return each<Area>(match, [&](auto cell) { return area_cell(cell, match.unit); });
        case FieldType::money:
            return each<Money>(match, [&](auto cell) { return quantity_cell<Money>(cell, match.unit, money_in); });
        case FieldType::number:
            if (field.name == "foundation_progress")
                return each<double>(match, [&](auto cell) { return progress_cell(cell, match.unit); });
            return each<double>(match, [&](auto cell) { return number_cell(cell, match.unit); });
        case FieldType::yes_no: return each<bool>(match, [](auto cell) { return yes_no_cell(cell); });
        }
    }

    template <class T, class Read>
    void each(const MatchedColumn& match, Read&& read) {
        const RawColumn& cells = layer_.columns[match.column];
        Column<T>& column = table_.writable<T>(match.field->name);
        const auto year = std::find(matching_.years.begin(), matching_.years.end(), match.year);
        const auto only = static_cast<std::size_t>(year - matching_.years.begin());
        for (std::size_t row = 0; row < layer_.rows(); ++row) {
            if (cells[row].empty()) continue;
            const bool refused = std::binary_search(match.refused.begin(), match.refused.end(), row);
            Cell<T> cell;
            if (refused)
                cell.garbled = true;
            else
                cell = read(cells[row]);
            if (cell.fault && cell.garbled) take_for_state(cell, *match.field, row, cells[row]);
            for (std::size_t copy = 0; copy < copies_; ++copy) {
                if (match.year != 0 && copy != only) continue;
                const std::size_t at = first_ + row * copies_ + copy;
                if (cell.value) column[at] = cell.value;
                if (cell.garbled) table_.mark_unreadable(match.field->name, at);
                if (cell.lost_digits) table_.mark_lost_digits(match.field->name, at);
            }
            if (cell.fault) tell_cell(cell.fault, cell.severity, row, cells.name, cells[row], cell.why, cell.fix);
        }
    }

    /// 停产 or 停建 in a column of figures is a state; 未动工 in a column of events is a blank.
    template <class T>
    void take_for_state(Cell<T>& cell, const Field& field, std::size_t row, std::string_view text) {
        const auto meaning = [&](const char* wanted) {
            const Field* code = find_field(Role::parcel, wanted);
            return code ? aliases_.code(Role::parcel, *code, text) : std::string{};
        };
        const std::string state = meaning("operation_state");
        const bool not_yet = field.kind == FieldKind::event && meaning("field_check") == "not_started";
        if (state.empty() && !not_yet) return;
        cell.fault = "state_not_value", cell.severity = Severity::info;
        cell.why = not_yet ? "表示尚未发生，按空白处理" : "是状态，不是数值，数值按未知处理";
        cell.fix = "状态另设一列填写，数值不详时留空";
        cell.garbled = !not_yet;
        if (state.empty() || !find_field(spec_.role, "operation_state")) return;
        auto& states = table_.writable<std::string>("operation_state");
        for (std::size_t copy = 0; copy < copies_; ++copy)
            if (auto& own = states[first_ + row * copies_ + copy]; !own) own = state;
    }

    void fill_years() {
        if (matching_.years.empty()) return;
        auto& year = table_.writable<double>("year");
        for (std::size_t i = 0; i < layer_.rows() * copies_; ++i) year[first_ + i] = matching_.years[i % copies_];
    }

    void pass() {
        for (const std::size_t index : matching_.passed) {
            const RawColumn& cells = layer_.columns[index];
            auto& values = table_.pass(cells.name);
            for (std::size_t i = 0; i < layer_.rows() * copies_; ++i)
                if (!cells[i / copies_].empty()) values[first_ + i] = std::string{cells[i / copies_]};
        }
    }

    void shapes() {
        for (std::size_t i = 0; i < layer_.rows() * copies_; ++i) {
            if (layer_.shaped)
                table_.shapes().add_row(layer_.shapes, i / copies_);
            else
                table_.shapes().add_null();
        }
        for (const std::size_t row : layer_.no_shape)
            tell(note("no_shape", Severity::warning, layer_.row_numbers[row], "该行没有图形",
                      "补绘图形，或确认该记录确无图形"));
        for (const std::size_t row : layer_.unclosed)
            tell(note("unclosed_ring", Severity::warning, layer_.row_numbers[row], "边界首尾不相接，已按首点闭合",
                      "在源数据中闭合界址线"));
        for (const std::size_t row : layer_.not_polygon)
            tell(note("not_polygon", Severity::warning, layer_.row_numbers[row], "该行的图形不是面",
                      "改绘为面，或移到别的图层"));
    }

    void tell_cell(const char* code, Severity severity, std::size_t row, const std::string& column,
                   std::string_view value, const std::string& why, const std::string& fix) {
        tell(note(code, severity, layer_.row_numbers[row], "列“" + column + "”的值“" + std::string{value} + "”" + why,
                  fix));
    }

    void tell(Diagnostic finding) {
        finding.layer = name(spec_.role);
        finding.source_file = spec_.shown_path;
        finding.subject_id = id_of(finding.source_row);
        diagnostics_.push_back(std::move(finding));
    }

    std::string id_of(std::int64_t row_number) const {
        if (!key_ || !table_.has(key_->name)) return "";
        const auto at = std::lower_bound(layer_.row_numbers.begin(), layer_.row_numbers.end(), row_number);
        if (at == layer_.row_numbers.end() || *at != row_number) return "";
        const auto row = static_cast<std::size_t>(at - layer_.row_numbers.begin());
        return table_.column<std::string>(key_->name)[first_ + row * copies_].value_or("");
    }

    Table& table_;
    const RawLayer& layer_;
    const Matching& matching_;
    const ColumnAliases& aliases_;
    const SourceSpec& spec_;
    Diagnostics& diagnostics_;
    std::size_t first_, copies_;
    const Field* key_ = nullptr;
};

}  // namespace

void append_rows(Table& table, const RawLayer& layer, const Matching& matching, const ColumnAliases& aliases,
                 const SourceSpec& spec, std::uint32_t source, Diagnostics& diagnostics) {
    RowReader{table, layer, matching, aliases, spec, diagnostics}.run(source);
}

void check_constants(const SourceSpec& spec, const ColumnAliases& aliases) {
    for (const auto& [name, value] : spec.constants) {
        const Field* field = find_field(spec.role, name);
        if (!field) continue;  // match_columns says so, with the nearest name
        const auto fault = [&]() -> const char* {
            switch (field->type) {
            case FieldType::text: return nullptr;
            case FieldType::code: return code_cell(value, *field, spec.role, aliases).fault;
            case FieldType::date: return date_cell(value).fault;
            case FieldType::area: return area_cell(value, Unit::base).fault;
            case FieldType::money: return quantity_cell<Money>(value, Unit::base, money_in).fault;
            case FieldType::number: return number_cell(value, Unit::base).fault;
            case FieldType::yes_no: return yes_no_cell(value).fault;
            }
            return nullptr;
        }();
        if (fault)
            throw Error{Kind::input, spec.shown_path + "：constant 中 " + name + " = " + value +
                                         " 不能用作该字段的值（" + fault + "）"};
    }
}

}  // namespace mutu
