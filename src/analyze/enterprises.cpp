// Firms year by year: land, money, growth, and the score, rank and grade of the list they stand in.
#include "score_subjects.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

/// Rows of the results by firm, to find the year before.
using RowsOfFirm = std::vector<std::map<int, std::size_t>>;

std::optional<std::string> park_of(const Parks& parks, const Firm& firm, std::span<const LandShare> shares) {
    std::map<std::string, Area> land;
    for (const LandShare& share : shares)
        if (const auto park = parks.of_parcel[firm.parcels[share.tenure].parcel])
            land[parks.list[*park].id] += share.land.value_or(Area{});
    const auto most =
        std::max_element(land.begin(), land.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == land.end() ? std::nullopt : std::optional{most->first};
}

void add_years(const Firm& firm, const FirmLand& land, const std::optional<std::string>& park, Assessment& out,
               std::map<int, std::size_t>& rows) {
    for (const auto& [year, sums] : firm.years) {
        EnterpriseResult result;
        result.uscc = firm.key, result.name = firm.name, result.year = year;
        result.land = land.land, result.own_land = land.own;
        result.rented_in = land.rented_in, result.rented_out = land.rented_out;
        result.tax = sums.tax, result.output = sums.output, result.revenue = sums.revenue;
        if (land.land && sums.tax) result.tax_per_mu = Yield::of(*sums.tax, *land.land);
        if (land.land && sums.output) result.output_per_mu = Yield::of(*sums.output, *land.land);
        result.park_id = park;
        if (!firm.industry.empty()) result.industry_code = firm.industry;
        rows[year] = out.enterprises.size();
        out.enterprises.push_back(std::move(result));
    }
}

void add_land(const Context& context, const Parks& parks, const Firms& firms, const LandShares& shares,
              Assessment& out) {
    const auto parcel_ids = context.table(Role::parcel).column<std::string>("parcel_id");
    out.enterprise_land.reserve(shares.rows.size());
    for (const LandShare& share : shares.rows) {
        const Firm& firm = firms.list[share.firm];
        const Tenure& tenure = firm.parcels[share.tenure];
        EnterpriseLand row;
        row.uscc = firm.key, row.parcel_id = *parcel_ids[tenure.parcel], row.tenure = tenure.rents ? "rent" : "own";
        if (const auto park = parks.of_parcel[tenure.parcel]) row.park_id = parks.list[*park].id;
        row.stated = tenure.occupied, row.floor = tenure.floor;
        row.land = share.land, row.rented_out = share.rented_out, row.how = share.how;
        if (firm.tax_parts) row.tax = (*firm.tax_parts)[share.tenure];
        if (firm.output_parts) row.output = (*firm.output_parts)[share.tenure];
        out.enterprise_land.push_back(std::move(row));
    }
}

/// Growth needs the year before and a figure above zero there; a gap in the years breaks the series.
void compare_years(EnterpriseResult& result, const std::map<int, std::size_t>& rows,
                   const std::vector<EnterpriseResult>& all) {
    const auto year_before = [&](int back) -> const EnterpriseResult* {
        const auto found = rows.find(result.year - back);
        return found == rows.end() ? nullptr : &all[found->second];
    };
    const EnterpriseResult *last = year_before(1), *first = year_before(2);
    if (!last) return;
    if (result.tax && last->tax && *last->tax > Money{})
        result.tax_growth =
            static_cast<double>(result.tax->fen() - last->tax->fen()) / static_cast<double>(last->tax->fen());
    result.grade_before = last->grade;
    if (result.rank && last->rank && result.list_id == last->list_id) result.rank_change = *last->rank - *result.rank;
    if (first && result.land && result.tax && last->tax && first->tax)
        result.tax_per_mu_3y =
            Yield::of(*result.tax + *last->tax + *first->tax, Area::quanta(3 * result.land->quanta()));
}

std::string because_text(const ScoreScheme* scheme, const Scored& scored, const Labels& labels) {
    std::vector<std::string> fields;
    fields.reserve(scored.missing.size());
    for (const std::string& id : scored.missing) fields.push_back(labels.text("field", id));
    const std::string missing = fields.empty() ? "" : "：" + join(fields, "、");
    if (scored.because == "no_list") return "不在任何名单的范围内";
    if (scored.because == "list_unknown") return "不知列入哪个名单" + missing;
    if (scored.because == "gap") return "评分办法未见全文，权重、基准或分档线为空";
    if (scored.because == "unscored" && scheme) return scheme->unscored;
    if (scored.because == "missing") return "缺少指标数据" + missing;
    return scored.because;
}

void take_score(const Rulebook& rules, const Scored& scored, const Labels& labels, EnterpriseResult& result) {
    const ScoreScheme* scheme = scored.scheme ? &rules.scores[*scored.scheme] : nullptr;
    result.unscored_because = because_text(scheme, scored, labels);
    if (!scheme) return;
    result.list_id = scheme->list;
    if (scored.score) result.score = scored.score->value();
    result.rank = scored.rank;
    if (scored.rank) result.ranked = scored.ranked;
    if (scored.grade.empty()) return;
    result.grade = scored.grade;
    result.measures = join(measures_of(*scheme, scored.grade), "；");
}

/// Scores year by year. Promise: the proofs of the data year follow in the order of the firms once `finish` is called.
class YearScorer {
public:
    YearScorer(const Context& context, const Firms& firms, const LandShares& shares, const RowsOfFirm& rows,
               Assessment& out)
        : context_{context}, firms_{firms}, rows_{rows}, out_{out}, units_{score_units(context, firms)},
          reader_{context, firms, shares}, first_text_{static_cast<std::uint32_t>(out.rule_texts.size())} {
        for (auto& text : score_texts(context.rules)) out.rule_texts.push_back(std::move(text));
    }
    void score(int year) {
        const std::size_t units = units_.firms.size();
        std::vector<std::optional<ScoreSubject>> read(units);
        parallel_for(units, [&](std::size_t i) { read[i] = reader_.subject(units_.firms[i], year); });
        std::vector<ScoreSubject> subjects;
        std::vector<const std::vector<std::size_t>*> members;
        for (std::size_t i = 0; i < units; ++i)
            if (read[i]) {
                subjects.push_back(std::move(*read[i]));
                members.push_back(&units_.firms[i]);
            }
        const auto scored = score_year(context_.rules, subjects);
        std::vector<std::vector<Proof>> proofs(scored.size());
        parallel_for(scored.size(), [&](std::size_t i) {
            for (const std::size_t firm : *members[i]) {
                const auto row = rows_[firm].find(year);
                if (row == rows_[firm].end()) continue;
                take_score(context_.rules, scored[i], context_.labels, out_.enterprises[row->second]);
                if (year == firms_.data_year) prove(firm, subjects[i], scored[i], year, proofs[i]);
            }
        });
        for (auto& of_unit : proofs)
            for (Proof& proof : of_unit) proofs_.insert(std::move(proof));
    }

    void finish() {
        for (auto& [firm, proof] : proofs_) out_.verdicts.push_back(std::move(proof));
    }

private:
    using Proof = std::pair<const std::size_t, VerdictRow>;  // of a firm

    void prove(std::size_t firm, const ScoreSubject& subject, const Scored& scored, int year,
               std::vector<Proof>& proofs) const {
        if (!scored.scheme) return;
        const Firm& subject_firm = firms_.list[firm];
        const std::string& name = subject_firm.name.empty() ? subject_firm.key : subject_firm.name;
        proofs.emplace_back(firm, VerdictRow{"enterprise", subject_firm.key,
                                             first_text_ + static_cast<std::uint32_t>(*scored.scheme),
                                             scored.grade.empty() ? Truth::undetermined : Truth::yes,
                                             to_json(prove_score(context_.rules, subject, scored, name, year))});
    }

    const Context& context_;
    const Firms& firms_;
    const RowsOfFirm& rows_;
    Assessment& out_;
    ScoreUnits units_;
    SubjectReader reader_;
    std::uint32_t first_text_;
    std::map<std::size_t, VerdictRow> proofs_;
};

void finding(const Context& context, const char* code, const Firm& firm, std::string message, const char* fix) {
    context.diagnostics.push_back({.code = code,
                                   .severity = Severity::info,
                                   .layer = "enterprise_year",
                                   .source_file = "",
                                   .source_row = 0,
                                   .subject_id = firm.key,
                                   .message = std::move(message),
                                   .fix = fix,
                                   .spot = {}});
}

/// A year that is missing between others, and value added below zero.
void check_series(const Context& context, const Firm& firm) {
    const auto value_added = context.table(Role::enterprise_year).column<Money>("value_added_wan");
    const std::string& name = firm.name.empty() ? firm.key : firm.name;
    std::optional<int> before;
    for (const auto& [year, sums] : firm.years) {
        if (before && year > *before + 1)
            finding(context, "missing_year", firm,
                    "企业 " + name + " 有 " + std::to_string(*before) + " 年和 " + std::to_string(year) +
                        " 年的数据，中间缺年，不算增速与三年平均",
                    "补报缺少的年度");
        before = year;
        for (const std::size_t row : sums.rows)
            if (value_added[row] && *value_added[row] < Money{})
                finding(context, "negative_value_added", firm,
                        "企业 " + name + " " + std::to_string(year) + " 年增加值为 " +
                            std::to_string(value_added[row]->wan()) + " 万元，评分按评分办法的下限处理",
                        "核对增加值");
    }
}

}  // namespace

void assess_enterprises(const Context& context, const Parks& parks, const Firms& firms, const LandShares& shares,
                        Assessment& out) {
    RowsOfFirm rows(firms.list.size());
    std::set<int> years;
    std::size_t next = 0, in_all = 0;
    for (const Firm& firm : firms.list) in_all += firm.years.size();
    out.enterprises.reserve(in_all);
    for (std::size_t i = 0; i < firms.list.size(); ++i) {
        const Firm& firm = firms.list[i];
        const auto own = std::span{shares.rows}.subspan(next, firm.parcels.size());
        next += firm.parcels.size();
        add_years(firm, shares.of_firm[i], park_of(parks, firm, own), out, rows[i]);
        check_series(context, firm);
        for (const auto& [year, sums] : firm.years) years.insert(year);
    }
    add_land(context, parks, firms, shares, out);
    if (!context.rules.scores.empty()) {
        YearScorer scorer{context, firms, shares, rows, out};
        for (const int year : years) scorer.score(year);
        scorer.finish();
    }
    for (const auto& of_firm : rows)
        for (const auto& [year, row] : of_firm) compare_years(out.enterprises[row], of_firm, out.enterprises);
}

}  // namespace mutu
