// What all papers of an office end with.
#include "papers.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

/// "2026-06-30" as papers give days: 2026年6月30日.
std::string written_out(const std::string& day) {
    const auto parsed = parse_date(day);
    const Date* date = std::get_if<Date>(&parsed);
    if (date == nullptr) throw Error{Kind::usage, "--issued " + day + "：要写成日期，如 2026-06-30"};
    return std::to_string(date->year()) + "年" + std::to_string(date->month()) + "月" + std::to_string(date->day()) +
           "日";
}

}  // namespace

Document::Signed signed_by(const ReportQuery& query) {
    return {query.issuer.empty() ? "（单位署名）" : query.issuer,
            query.issued.empty() ? "    年  月  日" : written_out(query.issued)};
}

}  // namespace mutu
