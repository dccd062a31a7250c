// The composite of each park with its places, this year and the year before, and a proof of each.
#include "year_end_parts.hpp"

#include "mutu/finding.hpp"
#include "mutu/period.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace office {

ParkYears::ParkYears(const Holdings& holdings, const Assessment& assessment) : table_{holdings[Role::park_year]} {
    const auto ids = table_.column<std::string>("park_id"), periods = table_.column<std::string>("period");
    for (std::size_t row = 0; row < table_.rows(); ++row) {
        const auto year = periods[row] ? whole_year(*periods[row]) : std::nullopt;
        if (!ids[row] || !year) continue;
        for (const ParkResult& park : assessment.parks)
            if (park.park_id == *ids[row] || park.park_name == *ids[row]) {
                rows_.emplace(std::pair{park.park_id, *year}, row);  // the earlier row stands
                break;
            }
    }
}

std::optional<std::size_t> ParkYears::row(const std::string& park_id, int year) const {
    const auto found = rows_.find({park_id, year});
    return found == rows_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::string> ParkYears::text(const std::string& park_id, int year,
                                           const std::vector<std::string>& headings) const {
    const auto at = row(park_id, year);
    if (!at) return std::nullopt;
    for (const std::string& heading : headings)
        for (const PassedColumn& column : table_.passed()) {
            const auto& cell = column.values[*at];
            if (half_width(trimmed(column.name)) == heading && cell && !is_blank(*cell))
                return std::string{trimmed(*cell)};
        }
    return std::nullopt;
}

std::optional<Rational> ParkYears::number(const std::string& park_id, int year,
                                          const std::vector<std::string>& headings) const {
    const auto said = text(park_id, year, headings);
    const auto parsed = said ? parse_number(*said) : Parsed<double>{Blank{}};
    const double* value = std::get_if<double>(&parsed);
    return value ? Rational::decimal(*value) : std::nullopt;
}

std::string ParkYears::source_doc(const std::string& park_id, int year) const {
    const auto at = row(park_id, year);
    return at ? table_.column<std::string>("source_doc")[*at].value_or("") : std::string{};
}

}  // namespace office

namespace {

using office::ParkYears;

/// Headings under which an office enters the places of an earlier year.
std::vector<std::string> rank_headings() { return {"综合评价名次", "综合评价排名", "composite_rank"}; }

struct Work {
    const Holdings& holdings;
    const Assessment& assessment;
    const Rulebook& rules;
    const Composite& composite;
    const ParkYears& years;
    int year = 0;
    YearEnd& out;
};

struct Read {
    std::optional<Rational> value;
    std::string unit, source, because;
};

Read read_item(const Work& work, const std::string& park, const CompositeItem& item) {
    if (!item.columns.empty()) {
        Read read{work.years.number(park, work.year, item.columns), {}, work.years.source_doc(park, work.year), {}};
        if (!read.value) read.because = "missing: " + item.columns.front();
        return read;
    }
    for (const Indicator& one : work.assessment.indicators) {
        if (one.park_id != park || one.indicator_id != item.indicator) continue;
        const auto value = one.value ? one.value : one.score;  // the score of the evaluation is an indicator too
        return {value ? Rational::decimal(*value) : std::nullopt, one.unit, {}, one.undetermined_because};
    }
    return {{}, {}, {}, "missing: " + item.indicator};
}

CompositeGrid read_grid(const Work& work) {
    CompositeGrid grid{work.composite.items, {}, {}};
    for (const CompositeItem& item : grid.items) {
        const auto weight = work.rules.ratio(item.weight);
        grid.weights.push_back(weight ? std::optional{Rational::of(*weight)} : std::nullopt);
    }
    for (const ParkResult& park : work.assessment.parks) {
        auto& values = grid.values.emplace_back();
        for (std::size_t i = 0; i < grid.items.size(); ++i) {
            const CompositeItem& item = grid.items[i];
            const Read read = read_item(work, park.park_id, item);
            values.push_back(read.value);
            work.out.items.push_back({.park_id = park.park_id,
                                      .item_id = item.id,
                                      .title = item.title,
                                      .unit = read.unit,
                                      .value = read.value,
                                      .points = {},
                                      .weight = grid.weights[i],
                                      .lower_is_better = item.lower_is_better,
                                      .method = item.method == CompositeItem::Method::given ? "given" : "min_max",
                                      .source_doc = read.source,
                                      .because = read.because});
        }
    }
    return grid;
}

/// "empty: parameter:…" for weights nobody entered, else "missing: …" for items without a value.
std::string why_no_score(const CompositeGrid& grid, std::size_t park) {
    std::vector<std::string> gaps, missing;
    for (std::size_t i = 0; i < grid.items.size(); ++i) {
        if (!grid.weights[i])
            gaps.push_back("parameter:" + grid.items[i].weight);
        else if (!grid.weights[i]->is_zero() && !grid.values[park][i])
            missing.push_back(grid.items[i].title);
    }
    return gaps.empty() ? "missing: " + join(missing, ";") : "empty: " + join(gaps, ";");
}

/// Places of the year before that the office entered; from the bottom among the parks that have one.
std::vector<std::optional<Place>> entered_places(const Work& work) {
    std::vector<std::optional<Rational>> ranks;
    for (const ParkResult& park : work.assessment.parks) {
        const auto rank = work.years.number(park.park_id, work.year - 1, rank_headings());
        ranks.push_back(rank ? std::optional{Rational::whole(0) - *rank} : std::nullopt);
    }
    auto found = places(ranks);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i]) found[i]->rank = static_cast<int>((Rational::whole(0) - *ranks[i]).value());
    return found;
}

std::optional<EarlierPlace> place_before(const Work& work, const std::string& park, const std::optional<Place>& entered,
                                         const std::vector<EarlierPlace>& earlier) {
    std::optional<EarlierPlace> kept;
    for (const EarlierPlace& one : earlier)
        if (one.park_id == park && one.year == work.year - 1) kept = one;  // the latest run speaks
    if (!entered) return kept;
    if (kept && kept->place.rank != entered->rank)
        work.out.findings.push_back(finding_at(
            work.holdings, Role::park_year, *work.years.row(park, work.year - 1), "earlier_rank_differs",
            Severity::warning,
            park + " " + std::to_string(work.year - 1) + " 年填报名次 " + std::to_string(entered->rank) +
                "，成果库中当年的分析（" + kept->source + "）为 " + std::to_string(kept->place.rank) + "，采用填报的",
            "核对上年定稿的名次"));
    return EarlierPlace{park, work.year - 1, *entered, "park_year"};
}

/// Among the first (or last) so many; parks without a score may still come before.
Truth among(const std::optional<int>& place, int unranked, const std::optional<Ratio>& many) {
    if (!many || !place) return Truth::undetermined;
    const Rational limit = Rational::of(*many);
    if (Rational::whole(*place) > limit) return Truth::no;
    return Rational::whole(*place + unranked) <= limit ? Truth::yes : Truth::undetermined;
}

void set_places(const Work& work, const Place& place, ParkYearEnd& park) {
    const auto first = work.rules.ratio(work.composite.first), last = work.rules.ratio(work.composite.last);
    const int unranked = park.taking_part - park.ranked;
    park.first = among(place.rank, unranked, first), park.last = among(place.from_last, unranked, last);
    const auto before = [&](int Place::* side, const std::optional<Ratio>& many) {
        return among(park.before ? std::optional{park.before->place.*side} : std::nullopt, 0, many);
    };
    park.first_twice = both(park.first, before(&Place::rank, first));
    park.last_twice = both(park.last, before(&Place::from_last, last));
}

std::string sentence(const Work& work, const ParkYearEnd& park, const Labels& labels) {
    const std::string head = std::to_string(park.year) + " 年" + work.composite.title;
    if (!park.score)
        return head + "：无法得出综合得分，" + (park.because.starts_with("empty") ? "权重未录入。" : "缺指标。");
    std::string text = head + " " + park.score->decimals(2) + " 分，第 " + std::to_string(park.place->rank) + " 名（" +
                       std::to_string(park.ranked) + " 个有得分的园区，倒数第 " +
                       std::to_string(park.place->from_last) + "）";
    if (park.ranked < park.taking_part)
        text += "，另有 " + std::to_string(park.taking_part - park.ranked) + " 个园区没有得分，名次可能变动";
    if (park.before)
        text += "；上年第 " + std::to_string(park.before->place.rank) + " 名（" +
                (park.before->source == "park_year" ? labels.text("role", "park_year") : park.before->source) + "）";
    else
        text += "；上年名次未知";
    return text + "。";
}

std::string proof_of(const Work& work, const CompositeGrid& grid, const CompositeScores& scores, std::size_t row,
                     const ParkYearEnd& park, const Labels& labels) {
    const auto exact = [](const std::optional<Rational>& number) { return number ? number->text() : std::string{"?"}; };
    Value proof, members{Value::List{}};
    proof.add("indicator", work.composite.id), proof.add("title", work.composite.title);
    proof.add("clause", work.composite.clause), proof.add("evidence", word(work.composite.evidence));
    proof.add("policy", work.rules.id + "@" + work.rules.version), proof.add("form", "weighted");
    for (std::size_t i = 0; i < grid.items.size(); ++i) {
        if (grid.weights[i] && grid.weights[i]->is_zero()) continue;  // known or not, it adds nothing
        Value member;
        member.add("indicator", grid.items[i].id), member.add("weight", exact(grid.weights[i]));
        member.add("title", grid.items[i].title), member.add("score", exact(scores.points[row][i]));
        member.add("value", exact(grid.values[row][i]));
        members.push(std::move(member));
    }
    proof.add("members", std::move(members)), proof.add("unit", "分"), proof.add("score", exact(park.score));
    if (!park.because.empty()) proof.add("undetermined_because", park.because);
    proof.add("sentence", sentence(work, park, labels));
    return to_json(proof);
}

void judge_parks(const Work& work, const Labels& labels, const std::vector<EarlierPlace>& earlier) {
    const CompositeGrid grid = read_grid(work);
    const CompositeScores scores = scored(grid);
    const auto found = places(scores.scores), entered = entered_places(work);
    const auto ranked = std::count_if(found.begin(), found.end(), [](const auto& one) { return one.has_value(); });
    for (std::size_t row = 0; row < found.size(); ++row) {
        ParkYearEnd park{.park_id = work.assessment.parks[row].park_id,
                         .park_name = work.assessment.parks[row].park_name,
                         .year = work.year,
                         .score = scores.scores[row],
                         .place = found[row],
                         .ranked = static_cast<int>(ranked),
                         .taking_part = static_cast<int>(found.size()),
                         .before = place_before(work, work.assessment.parks[row].park_id, entered[row], earlier)};
        if (park.place) set_places(work, *park.place, park);
        if (!park.score) park.because = why_no_score(grid, row);
        park.proof = proof_of(work, grid, scores, row, park, labels);
        for (std::size_t i = 0; i < grid.items.size(); ++i)
            work.out.items[row * grid.items.size() + i].points = scores.points[row][i];
        work.out.parks.push_back(std::move(park));
    }
}

/// Once for the whole composite: which weights wait for the office.
void tell_gaps(const Work& work) {
    std::vector<std::string> gaps;
    for (const CompositeItem& item : work.composite.items)
        if (!work.rules.ratio(item.weight)) gaps.push_back(item.weight);
    if (gaps.empty()) return;
    work.out.findings.push_back({.code = "year_end_weights_empty",
                                 .severity = Severity::info,
                                 .layer = "park_year_end",
                                 .message = work.composite.title + "的权重没有公布的数值，" +
                                            std::to_string(gaps.size()) + " 项空缺，综合得分与名次无法得出：" +
                                            join(gaps, "、"),
                                 .fix = "按当年考核办法录入，如 --set " + gaps.front() + "=0.1；各项合计须为 1"});
}

}  // namespace

YearEnd judge_year_end(const Holdings& holdings, const Assessment& assessment, const Rulebook& rules,
                       const Labels& labels, Date as_of, const std::vector<EarlierPlace>& earlier) {
    YearEnd out;
    const YearEndRules wanted = year_end_rules(rules);
    const ParkYears years{holdings, assessment};
    const int year =
        (assessment.parcels.empty() ? std::nullopt : assessment.parcels.front().data_year).value_or(as_of.year());
    out.composite = wanted.composite;
    if (wanted.composite) {
        const Work work{holdings, assessment, rules, *wanted.composite, years, year, out};
        judge_parks(work, labels, earlier);
        if (holdings.given(Role::park_year)) tell_gaps(work);  // else nobody asks for a year's end
    }
    for (const NameList& list : wanted.lists) {
        auto entries = office::drawn(list, assessment, rules, labels, {out, years, year});
        std::move(entries.begin(), entries.end(), std::back_inserter(out.entries));
    }
    return out;
}

}  // namespace mutu
