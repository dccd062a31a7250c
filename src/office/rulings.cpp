// Objections against what was published, rulings worked into points, places and lists.
#include "ruling_parts.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

/// One figure that a ruling may correct: the park's item, or a score.
struct Target {
    bool park = false;
    std::size_t subject = 0;
    std::optional<std::size_t> item;  // none: the score
    auto operator<=>(const Target&) const = default;
};

struct Court {
    const Rulebook& rules;
    const Labels& labels;
    const Published& published;
    Hearing out;
    std::map<Target, std::vector<std::size_t>> upheld;  // rows of `out.heard`

    void find(const Objection& objection, const char* code, const std::string& message, const std::string& fix) {
        out.findings.push_back({.code = code,
                                .severity = Severity::warning,
                                .layer = "objection",
                                .source_row = objection.row,
                                .subject_id = objection.id,
                                .message = "异议 " + objection.id + "：" + message,
                                .fix = fix});
    }
};

std::optional<Target> subject_of(const Published& published, const std::string& named) {
    for (std::size_t i = 0; i < published.park_ids.size(); ++i)
        if (published.park_ids[i] == named || published.park_names[i] == named) return Target{true, i, {}};
    std::optional<Target> found;
    for (std::size_t i = 0; i < published.firms.size(); ++i) {
        if (published.firms[i].result.uscc == named) return Target{false, i, {}};
        if (published.firms[i].result.name != named) continue;
        if (found) return std::nullopt;  // two of one name: nobody is meant
        found = Target{false, i, {}};
    }
    return found;
}

bool means_score(const std::string& item) {
    constexpr std::string_view words[] = {"", "score", "得分", "综合得分", "评分", "名次", "排名", "rank"};
    return std::find(std::begin(words), std::end(words), item) != std::end(words);
}

/// The item of the composite by id or title; a firm has its score alone.
bool set_item(const Published& published, const std::string& item, Target& target) {
    if (means_score(item)) return true;
    if (!target.park) return false;
    for (std::size_t i = 0; i < published.grid.items.size(); ++i)
        if (published.grid.items[i].id == item || published.grid.items[i].title == item) {
            target.item = i;
            return true;
        }
    return false;
}

struct Standing {
    std::vector<std::optional<Rational>> park_scores;
    std::vector<std::optional<Place>> park_places;
    office::FirmStanding firms;
};

Standing standing_of(const Rulebook& rules, const Published& published, const std::map<Target, Rational>& corrected) {
    Standing standing;
    CompositeGrid grid = published.grid;
    std::vector<std::optional<Rational>> firm_scores;
    firm_scores.reserve(published.firms.size());
    for (const Published::Firm& firm : published.firms) firm_scores.push_back(firm.score);
    for (const auto& [target, value] : corrected)
        if (target.park && target.item) grid.values[target.subject][*target.item] = value;
    standing.park_scores = scored(grid).scores;
    for (const auto& [target, value] : corrected)
        if (!target.item) (target.park ? standing.park_scores : firm_scores)[target.subject] = value;
    standing.park_places = places(standing.park_scores);
    standing.firms = office::firm_standing(rules, published, std::move(firm_scores));
    return standing;
}

bool stands_at(const Standing& draft, const Target& target, int rank) {
    const auto& place = (target.park ? draft.park_places : draft.firms.places)[target.subject];
    return place && place->rank == rank;
}

/// Where the objection belongs and what stands in its way.
void place(Court& court, const Standing& draft, const Objection& objection) {
    Heard heard{.objection = objection};
    auto target = subject_of(court.published, objection.subject);
    if (!target) {
        heard.effect = "no_such_subject";
        court.find(objection, "objection_without_subject",
                   "没有园区或企业“" + objection.subject + "”（或同名的不止一家），不受理",
                   "写园区编号或统一社会信用代码");
    } else {
        const Published& all = court.published;
        heard.subject_kind = target->park ? "park" : "enterprise";
        heard.subject_id = target->park ? all.park_ids[target->subject] : all.firms[target->subject].result.uscc;
        heard.subject_name = target->park ? all.park_names[target->subject] : all.firms[target->subject].result.name;
        if (objection.stated_rank && !stands_at(draft, *target, *objection.stated_rank)) {
            heard.effect = "no_such_rank";
            court.find(objection, "objection_rank_unknown",
                       heard.subject_name + " 公示的名次不是第 " + std::to_string(*objection.stated_rank) +
                           " 名，不受理",
                       "核对所异议的名次");
        } else if (!set_item(all, objection.item, *target)) {
            heard.effect = "no_such_item";
            court.find(objection, "objection_item_unknown", "“" + objection.item + "” 不是评价项，不受理",
                       "写评价项的名称（mutu list 成果库 year-end-items），企业只能就得分提出");
        }
    }
    if (heard.effect.empty()) {
        heard.effect = objection.ruling == "upheld" ? "applied" : objection.ruling.empty() ? "open" : "rejected";
        heard.without_document = !objection.ruling.empty() && objection.ruling_doc.empty();
        if (heard.without_document)
            court.find(objection, "ruling_without_document", "有裁定而没有裁定文书，照裁定处理并注明", "补填裁定文书");
        if (heard.effect == "applied" && !objection.corrected) {
            heard.effect = "no_value";
            court.find(objection, "ruling_without_value", "裁定成立而没有更正值，名次无从变动", "补填更正值");
        }
        if (heard.effect == "applied") court.upheld[*target].push_back(court.out.heard.size());
    }
    court.out.heard.push_back(std::move(heard));
}

/// Figures that one ruling, or several alike, correct.
std::map<Target, Rational> corrections(Court& court) {
    std::map<Target, Rational> corrected;
    for (const auto& [target, rows] : court.upheld) {
        const Rational& value = *court.out.heard[rows.front()].objection.corrected;
        const bool agree = std::all_of(rows.begin(), rows.end(), [&](std::size_t row) {
            return *court.out.heard[row].objection.corrected == value;
        });
        if (agree) {
            corrected.emplace(target, value);
            continue;
        }
        for (const std::size_t row : rows) {
            court.out.heard[row].effect = "conflict";
            court.find(court.out.heard[row].objection, "rulings_conflict", "同一数值有不同的裁定，都不采用",
                       "只留一个裁定");
        }
    }
    return corrected;
}

std::vector<std::string> own_objections(const Court& court, const std::string& kind, const std::string& id) {
    std::vector<std::string> ids;
    for (const Heard& heard : court.out.heard)
        if (heard.effect == "applied" && heard.subject_kind == kind && heard.subject_id == id)
            ids.push_back(heard.objection.id);
    return ids;
}

bool same(const std::optional<Place>& a, const std::optional<Place>& b) {
    return a.has_value() == b.has_value() && (!a || (a->rank == b->rank && a->from_last == b->from_last));
}

void tell_changes(Court& court, const Standing& draft, const Standing& ruled) {
    const Published& all = court.published;
    const auto tell = [&](RankChange change) {
        if (change.draft_score == change.ruled_score && same(change.draft, change.ruled) &&
            change.draft_grade == change.ruled_grade)
            return;
        change.objections = own_objections(court, change.subject_kind, change.subject_id);
        court.out.ranks.push_back(std::move(change));
    };
    for (std::size_t i = 0; i < all.park_ids.size(); ++i)
        tell({.subject_kind = "park",
              .subject_id = all.park_ids[i],
              .subject_name = all.park_names[i],
              .draft_score = draft.park_scores[i],
              .ruled_score = ruled.park_scores[i],
              .draft = draft.park_places[i],
              .ruled = ruled.park_places[i]});
    for (std::size_t i = 0; i < all.firms.size(); ++i)
        tell({.subject_kind = "enterprise",
              .subject_id = all.firms[i].result.uscc,
              .subject_name = all.firms[i].result.name,
              .list_id = all.firms[i].result.list_id.value_or(""),
              .draft_score = draft.firms.scores[i],
              .ruled_score = ruled.firms.scores[i],
              .draft = draft.firms.places[i],
              .ruled = ruled.firms.places[i],
              .draft_grade = draft.firms.grades[i],
              .ruled_grade = ruled.firms.grades[i]});
}

void judge_lists(Court& court, const Standing& draft, const Standing& ruled) {
    const Published& all = court.published;
    const auto unranked = std::count(ruled.park_scores.begin(), ruled.park_scores.end(), std::nullopt);
    for (const Published::Entry& entry : all.entries) {
        const auto park = std::find(all.park_ids.begin(), all.park_ids.end(), entry.subject_id);
        if (park == all.park_ids.end()) continue;
        const auto row = static_cast<std::size_t>(park - all.park_ids.begin());
        Value proof = entry.proof;
        const Truth verdict =
            judged_again(proof, {ruled.park_scores[row], ruled.park_places[row], static_cast<int>(unranked)});
        if (verdict != entry.verdict)
            court.out.lists.push_back({entry.list_id, entry.title, "park", entry.subject_id, all.park_names[row],
                                       entry.subject_id, entry.verdict, verdict, to_json(proof)});
    }
    for (ListChange& change : office::firm_list_changes(court.rules, court.labels, all, draft.firms, ruled.firms))
        court.out.lists.push_back(std::move(change));
}

}  // namespace

std::string_view word(NoticeState state) {
    switch (state) {
    case NoticeState::draft: return "draft";
    case NoticeState::notified: return "notified";
    case NoticeState::settled: return "final";
    }
    return "draft";
}

std::size_t Hearing::open() const {
    return static_cast<std::size_t>(std::count_if(heard.begin(), heard.end(), [](const Heard& one) {
        return one.effect == "open" || one.effect == "no_value" || one.effect == "conflict";
    }));
}

Hearing hear(const Rulebook& rules, const Labels& labels, const Published& published,
             const std::vector<Objection>& objections) {
    Court court{rules, labels, published, {}, {}};
    Standing draft = standing_of(rules, published, {});
    for (const Objection& objection : objections) place(court, draft, objection);
    Standing ruled = standing_of(rules, published, corrections(court));
    office::keep_unexplained_grades(published, draft.firms, ruled.firms);
    tell_changes(court, draft, ruled);
    if (!court.out.ranks.empty()) judge_lists(court, draft, ruled);
    return std::move(court.out);
}

}  // namespace mutu
