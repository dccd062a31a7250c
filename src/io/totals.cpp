// Sum rows recognised by the word in front, and used as what they are: a check of the rows above.
#include "totals.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

constexpr std::string_view part_words[] = {"小计"};
constexpr std::string_view whole_words[] = {"合计", "总计", "共计", "累计"};
constexpr std::string_view foot_words[] = {
    "填表人",   "填报人",   "制表人",   "制表",     "审核人", "审核",     "审批人", "复核人", "负责人", "单位负责",
    "填报单位", "填报日期", "填表日期", "制表日期", "联系人", "联系电话", "注",     "备注",   "说明"};
constexpr std::size_t longest_sum_word = 36;  // bytes: "某某经济开发区本年合计"

enum class Row { record, part, whole, foot };

std::string packed(std::string_view cell) {
    std::string text = half_width(trimmed(cell));
    std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    while (text.ends_with(':')) text.pop_back();
    return text;
}

bool ends_in(std::string_view text, std::span<const std::string_view> words) {
    return text.size() <= longest_sum_word &&
           std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool has_polygon(const RawLayer& layer, std::size_t row) { return layer.shaped && !layer.shapes.null(row); }

/// The kind by the first two cells that say something: a serial number may stand before the word.
Row kind_of(const RawLayer& layer, std::size_t row) {
    if (has_polygon(layer, row)) return Row::record;
    int seen = 0;
    for (const RawColumn& column : layer.columns) {
        if (is_blank(column[row])) continue;
        const std::string text = packed(column[row]);
        if (ends_in(text, part_words)) return Row::part;
        if (ends_in(text, whole_words)) return Row::whole;
        const bool labelled = half_width(column[row]).find(':') != std::string::npos;
        for (const auto word : foot_words)
            if (seen == 0 && text.starts_with(word) && (labelled || text == word)) return Row::foot;
        if (++seen == 2) break;
    }
    return Row::record;
}

struct Number {
    double value = 0;
    int decimals = 0;
};

std::optional<Number> number_of(std::string_view cell) {
    const auto parsed = parse_number(cell);
    const double* value = std::get_if<double>(&parsed);
    if (!value || cell.find('%') != std::string_view::npos) return std::nullopt;
    const std::string text = half_width(trimmed(cell));
    const std::size_t point = text.find('.');
    return Number{*value, point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1)};
}

/// Sums of one column as rows go by.
struct Running {
    double value = 0;
    int rows = 0, decimals = 0;
    void add(const Number& number) { value += number.value, ++rows, decimals = std::max(decimals, number.decimals); }
    /// Rounded rows and a rounded sum may differ by half a last digit each; whole numbers may not.
    bool agrees(const Number& sum) const {
        const int shown = std::min(std::max(decimals, 0), sum.decimals);
        const double rounding = decimals == 0 ? 0 : 0.5 * (rows + 1) * std::pow(10.0, -shown);
        return std::fabs(sum.value - value) <= rounding + 1e-9 * std::max(1.0, std::fabs(value));
    }
};

/// Columns whose rows add up: areas, money and amounts, not ratios or years.
bool adds_up(const Field& field) {
    if (field.type == FieldType::area || field.type == FieldType::money) return true;
    const auto name = field.name;
    return field.type == FieldType::number &&
           (name.ends_with("_tce") || name.ends_with("_kwh") || name.ends_with("emission_t") || name == "employees");
}

class Totals {
public:
    Totals(RawLayer& layer, const Matching& matching) : layer_{layer} {
        for (const MatchedColumn& match : matching.fields)
            if (adds_up(*match.field)) columns_.push_back(match.column);
        all_.resize(columns_.size()), part_.resize(columns_.size());
        for (std::size_t row = 0; row < layer.rows(); ++row) kinds_.push_back(kind_of(layer, row));
    }

    bool only_records() const {
        return std::all_of(kinds_.begin(), kinds_.end(), [](Row kind) { return kind == Row::record; });
    }

    std::vector<std::size_t> records() {
        std::vector<std::size_t> kept;
        for (std::size_t row = 0; row < layer_.rows(); ++row) {
            switch (kinds_[row]) {
            case Row::record: add(row), kept.push_back(row); break;
            case Row::part: check(row, part_, part_), part_.assign(columns_.size(), {}); break;
            case Row::whole: check(row, all_, part_), part_.assign(columns_.size(), {}); break;
            case Row::foot: tell(row, "footer_row", "是表尾的签署或说明，不作为记录"); break;
            }
        }
        return kept;
    }

private:
    void add(std::size_t row) {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (const auto number = number_of(layer_.columns[columns_[i]][row]))
                all_[i].add(*number), part_[i].add(*number);
    }

    /// The sum of a block may be called 合计 as well: it agrees when either reading does.
    void check(std::size_t row, const std::vector<Running>& sums, const std::vector<Running>& others) {
        std::size_t checked = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const RawColumn& column = layer_.columns[columns_[i]];
            const auto sum = number_of(column[row]);
            if (!sum) continue;
            ++checked;
            if (sums[i].agrees(*sum) || others[i].agrees(*sum)) continue;
            layer_.diagnostics.push_back(note("total_mismatch", Severity::warning, layer_.row_numbers[row],
                                              "列“" + column.name + "”的合计写作 " + std::string{trimmed(column[row])} +
                                                  "，各行相加为 " +
                                                  fixed(sums[i].value, std::max(sums[i].decimals, sum->decimals)) +
                                                  "（" + std::to_string(sums[i].rows) + " 行）",
                                              "核对是否缺行、重复或改过数；以各行为准"));
        }
        tell(row, "total_row", "是合计行，不作为记录，只用来核对 " + std::to_string(checked) + " 列");
    }

    void tell(std::size_t row, const char* code, const std::string& what) {
        std::string first;
        for (const RawColumn& column : layer_.columns)
            if (first.empty()) first = trimmed(column[row]);
        layer_.diagnostics.push_back(
            note(code, Severity::info, layer_.row_numbers[row], "该行（“" + first + "”）" + what, "无需处理"));
    }

    RawLayer& layer_;
    std::vector<std::size_t> columns_;
    std::vector<Row> kinds_;
    std::vector<Running> all_, part_;
};

}  // namespace

void take_totals(RawLayer& layer, const Matching& matching) {
    Totals totals{layer, matching};
    if (!totals.only_records()) keep_rows(layer, totals.records());
}

}  // namespace mutu
