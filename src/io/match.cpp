// Matching columns to fields: what the user named, then canonical names, then aliases, with every choice told.
#include "match.hpp"

#include "quantities.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::size_t column_named(const RawLayer& layer, const std::string& name) {
    for (std::size_t i = 0; i < layer.columns.size(); ++i)
        if (layer.columns[i].name == name) return i;
    const std::string lower = lower_ascii(name);
    for (std::size_t i = 0; i < layer.columns.size(); ++i)
        if (lower_ascii(layer.columns[i].name) == lower) return i;
    return nowhere;
}

std::size_t add_fid_column(RawLayer& layer, const std::string& name) {
    RawColumn column;
    column.name = name;
    column.kind = RawColumn::Kind::whole;
    for (const std::int64_t fid : layer.fids) column.add(std::to_string(fid));
    layer.columns.push_back(std::move(column));
    return layer.columns.size() - 1;
}

const Field& field_of(const SourceSpec& spec, const std::string& name) {
    if (const Field* field = find_field(spec.role, name)) return *field;
    std::vector<std::string> names;
    for (const Field& field : fields_of(spec.role)) names.emplace_back(field.name);
    const auto meant = nearest(name, names);
    throw Error{Kind::input, spec.shown_path + "：角色 " + std::string{mutu::name(spec.role)} + " 没有字段 " + name +
                                 (meant ? "；是否应为 " + *meant : "")};
}

/// A year that stands at either end of a heading, and the heading without it.
struct YearHeading {
    int year = 0;
    std::string rest;
};

int year_at(std::string_view text, std::size_t at) {
    const std::string digits{text.substr(std::min(at, text.size()), 4)};
    const bool number = digits.size() == 4 && digits.find_first_not_of("0123456789") == std::string::npos;
    return number && (digits.starts_with("19") || digits.starts_with("20")) ? std::stoi(digits) : 0;
}

/// "2023年税收", "2023年度1-12月税收（万元）", "税收2023年", "税收(2023年)".
std::optional<YearHeading> year_heading(const std::string& column) {
    std::string heading = half_width(trimmed(column)), unit;
    std::erase_if(heading, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
    if (const std::size_t open = heading.rfind('('); open != std::string::npos && heading.ends_with(')')) {
        unit = heading.substr(open), heading.resize(open);
        if (const int year = year_at(unit, 1); year != 0) return YearHeading{year, heading};
    }
    if (const int year = year_at(heading, 0); year != 0) {
        std::string rest = heading.substr(4);
        for (const std::string_view word : {"年度", "年", "_", "-", "1-12月", "全年"})
            if (rest.starts_with(word)) rest.erase(0, word.size());
        return YearHeading{year, rest + unit};
    }
    for (const std::string_view word : {"年度", "年"})
        if (heading.ends_with(word)) heading.resize(heading.size() - word.size());
    if (heading.size() <= 4) return std::nullopt;
    const int year = year_at(heading, heading.size() - 4);
    return year == 0 ? std::nullopt : std::optional{YearHeading{year, heading.substr(0, heading.size() - 4) + unit}};
}

class Matcher {
public:
    Matcher(RawLayer& layer, const SourceSpec& spec, const ColumnAliases& aliases)
        : layer_{layer}, spec_{spec}, aliases_{aliases} {}

    Matching run() {
        result_.columns.resize(layer_.columns.size());
        for (std::size_t i = 0; i < layer_.columns.size(); ++i)
            result_.columns[i] = {layer_.columns[i].name, "", "passed"};
        take_given();
        for (const auto& [field, value] : spec_.constants) taken_.insert(field_of(spec_, field).name);
        take_guessed();
        if (spec_.role == Role::enterprise_year && !taken_.contains("year")) take_years();
        take_units();
        for (std::size_t i = 0; i < result_.columns.size(); ++i)
            if (result_.columns[i].how == "passed") result_.passed.push_back(i);
        add_constants();
        return std::move(result_);
    }

private:
    void take(std::size_t column, const Field& field, const std::string& how, Unit unit, int year = 0) {
        result_.fields.push_back({column, &field, unit, year});
        result_.columns[column].field += (result_.columns[column].field.empty() ? "" : ", ") + std::string{field.name};
        result_.columns[column].how = how;
        taken_.insert(field.name);
    }

    void take_given() {
        for (const auto& [name, source] : spec_.columns) {
            const Field& field = field_of(spec_, name);
            std::size_t column = column_named(layer_, source);
            const std::string lower = lower_ascii(source);
            if (column == nowhere &&
                (lower == "fid" || (!layer_.fid_name.empty() && lower == lower_ascii(layer_.fid_name)))) {
                column = add_fid_column(layer_, source);
                result_.columns.push_back({source, "", "given"});
            }
            if (column == nowhere) refuse_missing(name, source);
            const auto meant = aliases_.meaning(spec_.role, layer_.columns[column].name);
            const bool same = meant && meant->field == field.name;
            take(column, field, same && !meant->unit_text.empty() ? "given, " + meant->unit_text : "given",
                 same ? meant->unit : Unit::base);
        }
    }

    /// The user's word about a column's unit stands above heading and caption.
    void take_units() {
        for (const auto& [name, word] : spec_.units) {
            const Field& field = field_of(spec_, name);
            const auto unit = unit_of(field.type, lower_ascii(trimmed(word)));
            if (!unit)
                throw Error{Kind::input, spec_.shown_path + "：units 中 " + name + " = \"" + word +
                                             "\" 不是该字段的单位；面积写 平方米、亩 或 公顷，金额写 元 或 万元"};
            for (MatchedColumn& match : result_.fields) {
                if (match.field != &field) continue;
                match.unit = *unit;
                result_.columns[match.column].how += ", " + word + "（指定）";
            }
        }
    }

    [[noreturn]] void refuse_missing(const std::string& field, const std::string& source) const {
        std::vector<std::string> names;
        for (const auto& column : layer_.columns) names.push_back(column.name);
        const auto meant = nearest(source, names);
        throw Error{Kind::input, spec_.shown_path + "：columns 中 " + field + " 指向的列 " + source + " 不存在" +
                                     (meant ? "；是否应为 " + *meant : "") + "。现有列：" + join(names, "、")};
    }

    /// Every free column's best meaning; better ranks choose first, the file's order decides between equals.
    void take_guessed() {
        struct Candidate {
            std::size_t column;
            Meaning meaning;
            std::string how;
        };
        std::vector<Candidate> candidates;
        for (std::size_t i = 0; i < layer_.columns.size(); ++i) {
            if (result_.columns[i].how != "passed") continue;
            auto meant = aliases_.meaning(spec_.role, layer_.columns[i].name);
            // The lowest of several header rows says nothing of the year above it.
            const bool yearly = spec_.role == Role::enterprise_year && year_heading(layer_.columns[i].name);
            if (!meant && !yearly && !layer_.columns[i].alias.empty())
                meant = aliases_.meaning(spec_.role, layer_.columns[i].alias);
            const bool whole = meant.has_value();
            if (!meant && layer_.columns[i].cut_short) meant = aliases_.cut_meaning(spec_.role, layer_.columns[i].name);
            if (meant) candidates.push_back({i, in_caption_unit(*meant), whole ? "alias" : "alias, 列名被截断"});
        }
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return a.meaning.rank < b.meaning.rank; });
        for (const auto& [column, meant, alias] : candidates) {
            if (taken_.contains(meant.field)) {
                note_unused(column, meant.field);
                continue;
            }
            std::string how = meant.rank == 0 ? "name" : alias;
            if (!meant.unit_text.empty()) how += ", " + meant.unit_text;
            take(column, *find_field(spec_.role, meant.field), how, meant.unit);
        }
    }

    /// "单位：万元、亩" above the table speaks for headings that name no unit.
    Meaning in_caption_unit(Meaning meant) const {
        const Field* field = find_field(spec_.role, meant.field);
        if (meant.rank == 0 || !meant.unit_text.empty() || !field) return meant;
        if (field->type != FieldType::area && field->type != FieldType::money) return meant;
        std::string units = lower_ascii(layer_.caption_unit);
        for (const std::string_view mark : {"、", "，", ",", ";", "；", "/"})
            for (std::size_t at = 0; (at = units.find(mark, at)) != std::string::npos;)
                units.replace(at, mark.size(), " ");
        for (const std::string& word : split(units, ' '))
            if (const auto unit = unit_of(field->type, word)) meant.unit = *unit, meant.unit_text = word;
        return meant;
    }

    void note_unused(std::size_t column, const std::string& field) {
        result_.diagnostics.push_back(
            note("column_not_used", Severity::info, 0,
                 "列“" + layer_.columns[column].name + "”也可表示 " + field + "，该字段已有来源，此列原样带过",
                 "要改用此列时写 columns = { " + field + " = \"" + layer_.columns[column].name + "\" }"));
    }

    void take_years() {
        std::set<int> years;
        for (std::size_t i = 0; i < layer_.columns.size(); ++i) {
            if (result_.columns[i].how != "passed") continue;
            const auto heading = year_heading(layer_.columns[i].name);
            const auto known = heading ? aliases_.meaning(spec_.role, heading->rest) : std::nullopt;
            const Field* field = known ? find_field(spec_.role, known->field) : nullptr;
            if (!field || field->type == FieldType::text) continue;
            const Meaning meant = in_caption_unit(*known);
            take(i, *field, "unpivoted" + (meant.unit_text.empty() ? "" : ", " + meant.unit_text), meant.unit,
                 heading->year);
            years.insert(heading->year);
        }
        result_.years.assign(years.begin(), years.end());
    }

    /// A constant fills the field's blank cells; no column takes the field by guess.
    void add_constants() {
        for (const auto& [name, value] : spec_.constants) {
            const Field& field = field_of(spec_, name);
            RawColumn column;
            column.name = "constant";
            const auto filled = std::find_if(result_.fields.begin(), result_.fields.end(),
                                             [&](const MatchedColumn& match) { return match.field == &field; });
            for (std::size_t row = 0; row < layer_.rows(); ++row) {
                const bool blank = filled == result_.fields.end() || is_blank(layer_.columns[filled->column][row]);
                column.add(blank ? std::string_view{value} : std::string_view{});
            }
            layer_.columns.push_back(std::move(column));
            result_.fields.push_back({layer_.columns.size() - 1, &field, Unit::base, 0});
            result_.columns.push_back({value, name, "constant"});
        }
    }

    RawLayer& layer_;
    const SourceSpec& spec_;
    const ColumnAliases& aliases_;
    Matching result_;
    std::set<std::string_view> taken_;
};

}  // namespace

Matching match_columns(RawLayer& layer, const SourceSpec& spec, const ColumnAliases& aliases) {
    return Matcher{layer, spec, aliases}.run();
}

}  // namespace mutu
