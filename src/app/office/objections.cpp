// An office's sheet of objections: which column says what, and how a ruling is worded.
#include "office/notice.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

using Names = std::map<std::string, std::vector<std::string>>;

Names names_of(const Value& file, const char* key) {
    Names names;
    const Value* table = file.find(key);
    if (!table) file.fail(std::string{"没有 ["} + key + "]");
    for (const auto& [id, words] : table->table(key)) {
        names[id].push_back(id);
        for (const Value& word : words.list(id)) names[id].push_back(word.text(id));
    }
    return names;
}

bool names(const std::vector<std::string>& known, const std::string& heading) {
    return std::find(known.begin(), known.end(), half_width(heading)) != known.end();
}

/// Cells of a sheet by field.
class Cells {
public:
    Cells(const PlainSheet& sheet, const Names& fields, const std::string& shown) : sheet_{sheet}, shown_{shown} {
        for (const auto& [field, known] : fields)
            for (std::size_t i = 0; i < sheet.headings.size() && !columns_.contains(field); ++i)
                if (names(known, sheet.headings[i])) columns_[field] = i;
        for (const char* field : {"objection_id", "subject"})
            if (!columns_.contains(field))
                throw Error{Kind::input, shown + "：缺少列“" + fields.at(field).at(1) + "”；读到的列：" +
                                             join(sheet.headings, "、")};
    }
    std::string text(std::size_t row, const std::string& field) const {
        const auto found = columns_.find(field);
        return found == columns_.end() ? std::string{} : sheet_.rows[row][found->second];
    }
    std::optional<double> number(std::size_t row, const std::string& field) const {
        const std::string typed = text(row, field);
        const auto parsed = parse_number(typed);
        const double* value = std::get_if<double>(&parsed);
        if (!value && !typed.empty()) fail(row, field, typed, "数");
        return value ? std::optional{*value} : std::nullopt;
    }
    std::string day(std::size_t row, const std::string& field) const {
        const std::string typed = text(row, field);
        const auto parsed = parse_date(typed);
        const Date* value = std::get_if<Date>(&parsed);
        if (!value && !typed.empty()) fail(row, field, typed, "日期");
        return value ? value->iso() : std::string{};
    }
    [[noreturn]] void fail(std::size_t row, const std::string& field, const std::string& typed,
                           const std::string& wanted) const {
        throw Error{Kind::input, shown_ + "：第 " + std::to_string(sheet_.row_numbers[row]) + " 行“" +
                                     sheet_.headings[columns_.at(field)] + "”不是" + wanted + "：" + typed};
    }

private:
    const PlainSheet& sheet_;
    const std::string& shown_;
    std::map<std::string, std::size_t> columns_;
};

std::string ruling_of(const Cells& cells, std::size_t row, const Names& words) {
    const std::string typed = cells.text(row, "ruling");
    if (typed.empty()) return {};
    for (const auto& [ruling, known] : words)
        if (names(known, typed)) return ruling;
    cells.fail(row, "ruling", typed, "“成立”“不成立”一类的裁定（未裁定的留空）");
}

}  // namespace

std::vector<Objection> objections_of(const PlainSheet& sheet, const std::string& shown,
                                     const std::string& data_folder) {
    const Value file = read_toml(data_folder + "/columns/objection.toml");
    const Cells cells{sheet, names_of(file, "fields"), shown};
    const Names rulings = names_of(file, "rulings");
    std::vector<Objection> all;
    std::map<std::string, std::int64_t> seen;
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        Objection one{.id = cells.text(row, "objection_id"), .subject = cells.text(row, "subject")};
        one.row = sheet.row_numbers[row];
        if (one.id.empty() && one.subject.empty()) continue;
        if (one.id.empty()) one.id = "#" + std::to_string(one.row);
        if (const auto [before, made] = seen.emplace(one.id, one.row); !made)
            throw Error{Kind::input, shown + "：异议编号 " + one.id + " 在第 " + std::to_string(before->second) +
                                         " 行和第 " + std::to_string(one.row) + " 行重复"};
        if (const auto rank = cells.number(row, "stated_rank")) one.stated_rank = static_cast<int>(*rank);
        one.item = cells.text(row, "item"), one.claim = cells.text(row, "claim");
        one.raised_by = cells.text(row, "raised_by"), one.raised_on = cells.day(row, "raised_on");
        one.ruling = ruling_of(cells, row, rulings);
        one.ruled_on = cells.day(row, "ruled_on"), one.ruling_doc = cells.text(row, "ruling_doc");
        if (const auto value = cells.number(row, "corrected_value")) one.corrected = Rational::decimal(*value);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace mutu
