// The proof of a firm's grade, and the score it supports by its own figures alone.
#include "score_parts.hpp"

#include <array>

namespace mutu {
namespace {

constexpr std::array<std::string_view, 5> method_words{"baseline", "min_max", "quantile", "maximum", "mirror"};

void add_number(Value& table, const char* key, const std::optional<Rational>& number) {
    if (number) table.add(key, number->text());
}

Value item_member(const Rulebook& book, const ScoreItem& item, const ItemScore& score) {
    const auto figure = [&](const std::optional<Figure>& one) { return one ? value_of(book, *one) : std::nullopt; };
    Value member;
    member.add("id", item.id);
    member.add("title", item.title);
    member.add("value", score.value ? Value{score.value->text()} : Value{});
    if (!item.unit.empty()) member.add("unit", item.unit);
    member.add("method", method_words[static_cast<std::size_t>(item.method)]);
    add_number(member, "reference", score.reference);
    add_number(member, "min", score.least_value);
    add_number(member, "least", figure(item.least));
    add_number(member, "even", figure(item.even));
    add_number(member, "cap", figure(item.cap));
    add_number(member, "floor", figure(item.floor));
    add_number(member, "weight", value_of(book, item.weight));
    member.add("points", score.points ? Value{score.points->text()} : Value{});
    if (!score.because.empty()) member.add("because", score.because);
    return member;
}

Value fact(const char* name, std::string value) {
    Value member;
    member.add("name", name);
    member.add("value", std::move(value));
    return member;
}

Value facts_of(const ScoreSubject& firm, const Scored& scored, int year) {
    Value facts{Value::List{}};
    facts.push(fact("score_year", std::to_string(year)));
    if (const auto land = firm.numbers.find("land_mu"); land != firm.numbers.end())
        facts.push(fact("assessed_land_mu", land->second.text()));
    facts.push(fact("list_firms", std::to_string(scored.listed)));
    facts.push(fact("ranked_firms", std::to_string(scored.ranked)));
    if (scored.rank) facts.push(fact("list_rank", std::to_string(*scored.rank)));
    if (scored.tied && *scored.tied > 1) facts.push(fact("tied_firms", std::to_string(*scored.tied)));
    if (scored.score) facts.push(fact("firm_score", scored.score->text()));
    if (!scored.held.empty()) facts.push(fact("veto_grade", scored.held));
    return facts;
}

Value node(const std::string& id, Truth holds, const std::string& left, const char* op, const std::string& right) {
    Value result;
    result.add("id", id);
    result.add("holds", word(holds));
    result.add("left", left);
    result.add("op", op);
    result.add("right", right);
    return result;
}

/// The rungs as they were walked, the veto first.
Value rungs(const Rulebook& book, const ScoreScheme& scheme, const Scored& scored) {
    Value nodes{Value::List{}};
    if (!scored.veto.empty()) {
        nodes.push(node("veto_" + scored.grade, Truth::yes, "yes", "is", "yes"));
        return nodes;
    }
    if (!scored.rank) {
        nodes.push(node("unscored", Truth::undetermined, "?", ">=", "0"));
        return nodes;
    }
    for (const ScoreGrade& grade : scheme.grades) {
        const bool last = !grade.share && !grade.score;
        const auto cut = last ? std::optional<Rational>{Rational::whole(1)}
                              : value_of(book, grade.share ? *grade.share : *grade.score);
        const Rational left =
            grade.score ? *scored.score : *Rational::fraction(place_of(book, scheme, scored), scored.ranked);
        const Truth holds = !cut ? Truth::undetermined : truth_of(grade.score ? left >= *cut : left <= *cut);
        Value rung = node(grade.id, holds, left.text(), grade.score ? ">=" : "<=", cut ? cut->text() : "?");
        if (cut) rung.add("margin", (left - *cut).decimals(6));
        nodes.push(std::move(rung));
        if (holds != Truth::no) break;
    }
    return nodes;
}

std::string sentence_of(const ScoreScheme& scheme, const Scored& scored, std::string_view name, int year) {
    std::string text = std::string{name} + " " + std::to_string(year) + " 年度列入“" + scheme.title + "”（" +
                       std::to_string(scored.listed) + " 家，其中 " + std::to_string(scored.ranked) + " 家有得分），";
    if (!scored.score) {
        if (scored.because == "unscored") return text + scheme.unscored + "，不评分。";
        if (scored.because == "gap") return text + "评分办法的权重、基准或分档线未见文件，无法评分。";
        return text + "缺少指标数据，无法评分，不排名。";
    }
    text += "得分 " + scored.score->decimals(4) + "，第 " + std::to_string(*scored.rank) + " 名";
    if (*scored.tied > 1) text += "（" + std::to_string(*scored.tied) + " 家并列）";
    if (scored.grade.empty()) return text + "，分档线未见文件，无法分档。";
    if (!scored.veto.empty()) return text + "，因“" + scored.veto + "”定为 " + scored.grade + " 档。";
    return text + "，评为 " + scored.grade + " 档。";
}

std::optional<Rational> number_at(const Value& table, std::string_view key) {
    const Value* found = table.find(key);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? Rational::parse(*text) : std::nullopt;
}

std::optional<Rational> item_share(const Value& item, const std::string& method) {
    const auto value = number_at(item, "value"), reference = number_at(item, "reference");
    if (!value || !reference) return std::nullopt;
    if (method == "quantile") return reference;
    if (method == "min_max") {
        const auto min = number_at(item, "min"), even = number_at(item, "even");
        if (!min) return std::nullopt;
        const auto along = (*value - *min).over(*reference - *min);
        if (!along) return even;
        const Rational least = number_at(item, "least").value_or(Rational{});
        return least + (Rational::whole(1) - least) * *along;
    }
    const auto times = value->over(*reference);
    if (!times || method != "mirror") return times;
    return std::max(Rational::whole(2) - *times, Rational{});
}

std::optional<Rational> item_points(const Value& item) {
    const Value *because = item.find("because"), *method = item.find("method");
    const auto says = [&](const char* word) {
        return because && because->as<std::string>() && *because->as<std::string>() == word;
    };
    if (says("list_mean")) return number_at(item, "points");  // the mean of others stands as it is
    if (says("zero")) return Rational{};
    const auto weight = number_at(item, "weight");
    if (!weight || !method || !method->as<std::string>()) return std::nullopt;
    auto share = item_share(item, *method->as<std::string>());
    if (!share) return std::nullopt;
    if (const auto cap = number_at(item, "cap"); cap && *share > *cap) share = cap;
    if (const auto floor = number_at(item, "floor"); floor && *share < *floor) share = floor;
    return *share * *weight;
}

}  // namespace

Value prove_score(const Rulebook& book, const ScoreSubject& firm, const Scored& scored, std::string_view name,
                  int year) {
    const ScoreScheme& scheme = book.scores.at(*scored.scheme);
    Value proof, items{Value::List{}}, missing{Value::List{}};
    for (std::size_t i = 0; i < scored.items.size(); ++i)
        items.push(item_member(book, scheme.items[i], scored.items[i]));
    for (const auto& column : scored.missing) missing.push(column);
    proof.add("outcome", scored.grade.empty() ? std::string{undetermined_outcome} : scored.grade);
    if (!scored.grade.empty()) proof.add("line", (scored.veto.empty() ? "" : "veto_") + scored.grade);
    proof.add("facts", facts_of(firm, scored, year));
    proof.add("because", rungs(book, scheme, scored));
    proof.add("missing", std::move(missing));
    proof.add("sentence", sentence_of(scheme, scored, name, year));
    proof.add("items", std::move(items));
    add_number(proof, "factor", scored.factor);
    add_number(proof, "bonus", scored.bonus);
    if (scheme.places) proof.add("places", *scheme.places);
    add_number(proof, "score", scored.score);
    return proof;
}

std::vector<RuleText> score_texts(const Rulebook& book) {
    std::vector<RuleText> texts;
    for (const ScoreScheme& scheme : book.scores) {
        Value all{Value::Table{}}, lines{Value::Table{}}, yes{Value::List{}};
        const auto rung = [&](const std::string& id, const std::string& then, std::string text) {
            Value line;
            line.add("then", then);
            line.add("stops", true);
            lines.add(id, std::move(line));
            all.add(id, std::move(text));
        };
        rung("unscored", std::string{undetermined_outcome}, "没有得分");
        for (const ScoreGrade& grade : scheme.grades) {
            rung(grade.id, grade.id, grade.score ? grade.id + " 档：得分线" : grade.id + " 档：名次占有得分企业的比例");
            rung("veto_" + grade.id, grade.id, "否决项：不高于 " + grade.id + " 档");
            yes.push(grade.id), yes.push("veto_" + grade.id);
        }
        all.add("lines", std::move(lines));
        all.add("yes_lines", std::move(yes));
        texts.push_back({"score_" + scheme.id,
                         scheme.title,
                         scheme.clause,
                         std::string{word(scheme.evidence)},
                         book.id + "@" + book.version,
                         std::move(all),
                         {},
                         "enterprise"});
    }
    return texts;
}

std::optional<Rational> recomputed_score(const Value& full_proof) {
    const Value* items = full_proof.find("items");
    if (!items || !items->as<Value::List>() || items->as<Value::List>()->empty()) return std::nullopt;
    Rational sum;
    for (const Value& item : *items->as<Value::List>()) {
        const auto points = item_points(item);
        if (!points) return std::nullopt;
        sum += *points;
    }
    const auto factor = number_at(full_proof, "factor"), bonus = number_at(full_proof, "bonus");
    if (!factor || !bonus) return std::nullopt;
    const Rational score = sum * *factor + *bonus;
    const Value* places = full_proof.find("places");
    return places && places->as<std::int64_t>()
               ? Rational::parse(score.decimals(static_cast<int>(*places->as<std::int64_t>())))
               : std::optional{score};
}

}  // namespace mutu
