// Lists of the year's end drawn by the pack's own conditions, every row with the comparisons behind it.
#include "year_end_parts.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <functional>

namespace mutu {
namespace office {
namespace {

constexpr ListMeasure measures[] = {{"park", "score"},
                                    {"park", "rank"},
                                    {"park", "from_last"},
                                    {"park", "rank_before"},
                                    {"park", "from_last_before"},
                                    {"park", "indicator"},
                                    {"park", "column"},
                                    {"park", "column_before"},
                                    {"enterprise", "grade", true},
                                    {"enterprise", "score"},
                                    {"enterprise", "rank"},
                                    {"enterprise", "tax_per_mu"},
                                    {"enterprise", "tax_growth"},
                                    {"enterprise", "list_id", true},
                                    {"enterprise", "grade_before", true},
                                    {"cluster", "firms"},
                                    {"cluster", "tax"},
                                    {"cluster", "output"},
                                    {"cluster", "land_mu"},
                                    {"cluster", "tax_per_mu"},
                                    {"cluster", "output_per_mu"}};

/// What is known of one subject under one test; absent: unknown.
using Known = std::function<std::optional<std::string>(const ListTest&, const std::optional<Rational>& limit)>;

/// A fraction of many figures reads back from no proof: six decimals then.
std::string text_of_number(const Rational& number) {
    constexpr std::size_t readable = 18;
    const std::string text = number.text();
    return text.size() <= readable ? text : number.decimals(6);
}
std::optional<std::string> text_of_number(const std::optional<double>& number) {
    const auto exact = number ? Rational::decimal(*number) : std::nullopt;
    return exact ? std::optional{text_of_number(*exact)} : std::nullopt;
}

std::string heading(const ListTest& test, const Rulebook& rules, const Labels& labels) {
    std::string text = labels.text("list_measure", test.of);
    if (!test.columns.empty()) text += "“" + test.columns.front() + "”";
    for (const IndicatorSpec& one : rules.indicators)
        if (one.id == test.indicator) text = one.title;
    if (test.indicator == "intensive_score") text = labels.text("column", test.indicator);
    return text;
}

/// One comparison as a node of a proof; a limit that is a gap reads "?".
Value node_of(const ListTest& test, const Known& known, const Rulebook& rules, const Labels& labels) {
    Value node;
    const auto figure = test.op == "in" || test.op == "known" ? std::nullopt : rules.ratio(test.parameter);
    const auto limit = figure ? std::optional{Rational::of(*figure)} : std::nullopt;
    node.add("measure", test.of), node.add("text", heading(test, rules, labels));
    node.add("left", known(test, limit).value_or("?")), node.add("op", test.op);
    if (test.op == "in") {
        Value words{Value::List{}};
        for (const std::string& one : rules.words(test.parameter)) words.push(one);
        node.add("right", std::move(words));
    } else if (test.op == "known") {
        node.add("right", "yes");
    } else {
        node.add("right", limit ? text_of_number(*limit) : "?");
    }
    if (!test.parameter.empty()) node.add("parameter", test.parameter);
    return node;
}

Truth truth_of_node(const Value& node) {
    Value proof, because{Value::List{}};
    because.push(node);
    proof.add("because", std::move(because));
    return recomputed(proof);
}

std::string because_of(const Value::List& nodes) {
    std::vector<std::string> gaps, missing;
    for (const Value& node : nodes) {
        if (truth_of_node(node) != Truth::undetermined) continue;
        const Value *right = node.find("right"), *parameter = node.find("parameter");
        const bool gap = right->as<std::string>() && *right->as<std::string>() == "?";
        (gap ? gaps : missing).push_back(gap ? "parameter:" + parameter->text("") : node.find("text")->text(""));
    }
    return gaps.empty() ? "missing: " + join(missing, ";") : "empty: " + join(gaps, ";");
}

std::string words_of(const Value::List& nodes, const Labels& labels) {
    std::vector<std::string> parts;
    for (const Value& node : nodes) {
        const std::string op = node.find("op")->text(""), left = node.find("left")->text("");
        std::string text = node.find("text")->text("") + " " + (left == "?" ? "未知" : left);
        const Value& right = *node.find("right");
        if (op == "in") {
            std::vector<std::string> words;
            for (const Value& one : right.list("")) words.push_back(one.text(""));
            text += "（须为 " + join(words, "、") + "）";
        } else if (op != "known") {
            text += "（" + labels.text("op", op) + " " + (right.text("") == "?" ? "未录入" : right.text("")) + "）";
        }
        parts.push_back(std::move(text));
    }
    return join(parts, "，");
}

/// The entry of a subject with its proof.
ListEntry entry_of(const NameList& list, const Known& known, ListEntry entry, const Rulebook& rules,
                   const Labels& labels) {
    Value nodes{Value::List{}}, proof, because{Value::List{}};
    for (const ListTest& test : list.tests) {
        Value node = node_of(test, known, rules, labels);
        node.add("holds", word(truth_of_node(node)));
        nodes.push(std::move(node));
    }
    Value tree;
    tree.add("text", labels.text("list_verdict", list.any ? "any" : "all")), tree.add(list.any ? "any" : "all", nodes);
    entry.verdict = truth_of_node(tree);
    tree.add("holds", word(entry.verdict));
    because.push(std::move(tree));
    if (entry.verdict == Truth::no && list.subject != "park") return entry;  // left out, see `drawn`
    const Value::List& all = nodes.list("");
    if (entry.verdict == Truth::undetermined) entry.because = because_of(all);
    entry.list_id = list.id, entry.title = list.title, entry.subject_kind = list.subject;
    entry.clause = list.clause, entry.evidence = word(list.evidence);
    entry.sentence = list.title + "：" + entry.subject_name + "——" + words_of(all, labels) + "，" +
                     labels.text("list_verdict", word(entry.verdict)) + "。";
    proof.add("rule", "list_" + list.id), proof.add("title", list.title), proof.add("clause", list.clause);
    proof.add("evidence", entry.evidence), proof.add("policy", rules.id + "@" + rules.version);
    proof.add("verdict", word(entry.verdict)), proof.add("facts", Value{Value::List{}});
    proof.add("because", std::move(because)), proof.add("missing", Value{Value::List{}});
    proof.add("sentence", entry.sentence), proof.add("outcome", word(entry.verdict));
    entry.proof = to_json(proof);
    return entry;
}

std::optional<std::string> park_value(const ListTest& test, const std::optional<Rational>& limit, std::size_t row,
                                      const std::string& park, const Assessment& assessment,
                                      const Standings& standings) {
    const auto of_column = [&](int year) -> std::optional<std::string> {
        if (test.op == "in" || test.op == "known") return standings.years.text(park, year, test.columns);
        const auto number = standings.years.number(park, year, test.columns);
        return number ? std::optional{text_of_number(*number)} : std::nullopt;
    };
    if (test.of == "column") return of_column(standings.year);
    if (test.of == "column_before") return of_column(standings.year - 1);
    if (test.of == "indicator") {
        for (const Indicator& one : assessment.indicators)
            if (one.park_id == park && one.indicator_id == test.indicator)
                return text_of_number(one.value ? one.value : one.score);
        return std::nullopt;
    }
    if (row >= standings.year_end.parks.size()) return std::nullopt;  // the pack has no composite
    const ParkYearEnd& own = standings.year_end.parks[row];
    if (test.of == "score") return own.score ? std::optional{text_of_number(*own.score)} : std::nullopt;
    if (test.of == "rank_before")
        return own.before ? std::optional{std::to_string(own.before->place.rank)} : std::nullopt;
    if (test.of == "from_last_before")
        return own.before ? std::optional{std::to_string(own.before->place.from_last)} : std::nullopt;
    if (!own.place || !limit) return std::nullopt;
    const std::string text = place_text(test.of == "rank" ? own.place->rank : own.place->from_last,
                                        own.taking_part - own.ranked, test.op, *limit);
    return text == "?" ? std::nullopt : std::optional{text};
}

std::vector<ListEntry> of_parks(const NameList& list, const Assessment& assessment, const Rulebook& rules,
                                const Labels& labels, const Standings& standings) {
    std::vector<ListEntry> entries;
    for (std::size_t row = 0; row < assessment.parks.size(); ++row) {
        const ParkResult& park = assessment.parks[row];
        ListEntry entry{.subject_id = park.park_id, .subject_name = park.park_name, .park_id = park.park_id};
        entries.push_back(entry_of(
            list,
            [&](const ListTest& test, const std::optional<Rational>& limit) {
                return park_value(test, limit, row, park.park_id, assessment, standings);
            },
            std::move(entry), rules, labels));
    }
    return entries;
}

std::optional<std::string> per_mu(const std::optional<Money>& money, const std::optional<Area>& land) {
    const auto value = money && land ? Rational::wan(*money).over(Rational::mu(*land)) : std::nullopt;
    return value ? std::optional{text_of_number(*value)} : std::nullopt;
}

std::optional<std::string> firm_value(const ListTest& test, const EnterpriseResult& firm) {
    if (test.of == "grade") return firm.grade;
    if (test.of == "grade_before") return firm.grade_before;
    if (test.of == "list_id") return firm.list_id;
    if (test.of == "rank") return firm.rank ? std::optional{std::to_string(*firm.rank)} : std::nullopt;
    if (test.of == "tax_growth") return text_of_number(firm.tax_growth);
    if (test.of == "tax_per_mu") return per_mu(firm.tax, firm.land);
    return text_of_number(firm.score);
}

std::vector<ListEntry> of_firms(const NameList& list, const std::vector<EnterpriseResult>& firms, const Rulebook& rules,
                                const Labels& labels, int year) {
    std::vector<const EnterpriseResult*> of_year;
    for (const EnterpriseResult& firm : firms)
        if (firm.year == year) of_year.push_back(&firm);
    std::vector<ListEntry> entries(of_year.size());
    parallel_for(of_year.size(), [&](std::size_t i) {
        const EnterpriseResult& firm = *of_year[i];
        ListEntry entry{.subject_id = firm.uscc,
                        .subject_name = firm.name.empty() ? firm.uscc : firm.name,
                        .park_id = firm.park_id};
        entries[i] = entry_of(
            list, [&](const ListTest& test, const auto&) { return firm_value(test, firm); }, std::move(entry), rules,
            labels);
    });
    return entries;
}

std::optional<std::string> cluster_value(const ListTest& test, const IndustryResult& cluster) {
    if (test.of == "firms") return std::to_string(cluster.firms);
    if (test.of == "tax") return cluster.tax ? std::optional{to_text(*cluster.tax)} : std::nullopt;
    if (test.of == "output") return cluster.output ? std::optional{to_text(*cluster.output)} : std::nullopt;
    if (test.of == "land_mu")
        return cluster.land ? std::optional{text_of_number(Rational::mu(*cluster.land))} : std::nullopt;
    return per_mu(test.of == "tax_per_mu" ? cluster.tax : cluster.output, cluster.land);
}

/// 产业链 where the pack names any, else the divisions of the classification.
std::vector<ListEntry> of_clusters(const NameList& list, const Assessment& assessment, const Rulebook& rules,
                                   const Labels& labels) {
    const std::string kind = rules.chains.empty() ? "division" : "chain";
    std::vector<ListEntry> entries;
    for (const IndustryResult& cluster : assessment.industries) {
        if (cluster.kind != kind || !cluster.park_id) continue;
        ListEntry entry{.subject_id = *cluster.park_id + "/" + cluster.industry_id,
                        .subject_name = cluster.title.empty() ? cluster.industry_id : cluster.title,
                        .park_id = cluster.park_id};
        entries.push_back(entry_of(
            list, [&](const ListTest& test, const auto&) { return cluster_value(test, cluster); }, std::move(entry),
            rules, labels));
    }
    return entries;
}

/// The row of all subjects together: nothing is known of any.
ListEntry of_all(const NameList& list, const Rulebook& rules, const Labels& labels) {
    return entry_of(
        list, [](const ListTest&, const auto&) { return std::optional<std::string>{}; },
        {.subject_name = labels.text("list_verdict", "whole")}, rules, labels);
}

/// A list of which every test must hold and one has no limit: nobody can stand on it, and one row says so.
std::optional<ListEntry> waiting(const NameList& list, const Rulebook& rules, const Labels& labels) {
    const bool gap = std::any_of(list.tests.begin(), list.tests.end(), [&](const ListTest& test) {
        return test.op != "in" && test.op != "known" && !rules.ratio(test.parameter);
    });
    if (!gap || list.any) return std::nullopt;
    return of_all(list, rules, labels);
}

/// Every test must hold, and what one of them asks is known of no firm of the year: the same row says so, instead of
/// one for each of tens of thousands of firms.
bool nothing_known(const NameList& list, const std::vector<EnterpriseResult>& firms, int year) {
    if (list.any || list.subject != "enterprise") return false;
    // Whether something is known is itself an answer.
    if (std::any_of(list.tests.begin(), list.tests.end(), [](const ListTest& test) { return test.op == "known"; }))
        return false;
    const auto unknown = [&](const ListTest& test, const EnterpriseResult& firm) {
        return firm.year != year || !firm_value(test, firm);
    };
    const bool anybody =
        std::any_of(firms.begin(), firms.end(), [&](const EnterpriseResult& firm) { return firm.year == year; });
    return anybody && std::any_of(list.tests.begin(), list.tests.end(), [&](const ListTest& test) {
               return std::all_of(firms.begin(), firms.end(), [&](const auto& firm) { return unknown(test, firm); });
           });
}

}  // namespace

std::span<const ListMeasure> list_measures() { return measures; }

const ListMeasure* list_measure(std::string_view subject, std::string_view id) {
    const auto* const found = std::find_if(std::begin(measures), std::end(measures), [&](const ListMeasure& one) {
        return one.subject == subject && one.id == id;
    });
    return found == std::end(measures) ? nullptr : found;
}

std::string place_text(std::optional<int> place, int unranked, const std::string& op, const Rational& limit) {
    if (!place) return "?";
    const auto holds = [&](int value) {
        const Rational at = Rational::whole(value);
        return op == "<=" ? at <= limit : op == "<" ? at < limit : op == ">=" ? at >= limit : at > limit;
    };
    const int worst = *place + unranked;
    if (holds(*place) != holds(worst)) return "?";
    return std::to_string(*place);
}

std::vector<ListEntry> drawn(const NameList& list, const Assessment& assessment, const Rulebook& rules,
                             const Labels& labels, const Standings& standings) {
    if (list.subject != "park")
        if (auto entry = waiting(list, rules, labels)) return {std::move(*entry)};
    if (nothing_known(list, assessment.enterprises, standings.year)) return {of_all(list, rules, labels)};
    std::vector<ListEntry> entries = list.subject == "park" ? of_parks(list, assessment, rules, labels, standings)
                                     : list.subject == "enterprise"
                                         ? of_firms(list, assessment.enterprises, rules, labels, standings.year)
                                         : of_clusters(list, assessment, rules, labels);
    // Of parks everybody may see why one is not on the list; of firms and clusters there are too many.
    if (list.subject != "park") std::erase_if(entries, [](const ListEntry& one) { return one.verdict == Truth::no; });
    return entries;
}

}  // namespace office

std::vector<ListEntry> firm_entries(const Rulebook& rules, const Labels& labels,
                                    const std::vector<EnterpriseResult>& firms) {
    std::vector<ListEntry> all;
    if (firms.empty()) return all;
    for (const NameList& list : year_end_rules(rules).lists) {
        if (list.subject != "enterprise" || office::waiting(list, rules, labels)) continue;
        for (ListEntry& entry : office::of_firms(list, firms, rules, labels, firms.front().year))
            if (entry.verdict != Truth::no) all.push_back(std::move(entry));
    }
    return all;
}

Truth judged_again(Value& proof, const NewStanding& standing) {
    const auto anew = [&](const Value& node) -> std::optional<std::string> {
        const std::string measure = node.find("measure") ? node.find("measure")->text("") : "";
        if (measure == "score") return standing.score ? office::text_of_number(*standing.score) : "?";
        if (measure != "rank" && measure != "from_last") return std::nullopt;
        const auto limit = Rational::parse(node.find("right")->text(""));
        if (!limit || !standing.place) return "?";
        return office::place_text(measure == "rank" ? standing.place->rank : standing.place->from_last,
                                  standing.unranked, node.find("op")->text(""), *limit);
    };
    const auto rebuilt = [](const Value& table, const auto& member) {
        Value copy{Value::Table{}};
        for (const auto& [key, value] : table.table("node")) copy.add(key, member(key, value));
        return copy;
    };
    const auto leaf = [&](const Value& node) {
        const auto left = anew(node);
        const Value changed = rebuilt(node, [&](const std::string& key, const Value& value) {
            return key == "left" && left ? Value{*left} : value;
        });
        const Truth truth = office::truth_of_node(changed);
        return rebuilt(changed, [&](const std::string& key, const Value& value) {
            return key == "holds" ? Value{word(truth)} : value;
        });
    };
    const auto nodes = [&](const Value& list) {
        Value all{Value::List{}};
        for (const Value& node : list.list("because")) all.push(leaf(node));
        return all;
    };
    proof = rebuilt(proof, [&](const std::string& key, const Value& value) {
        if (key != "because") return value;
        Value trees{Value::List{}};
        for (const Value& tree : value.list("because"))
            trees.push(rebuilt(tree, [&](const std::string& name, const Value& inner) {
                return name == "all" || name == "any" ? nodes(inner) : inner;
            }));
        return trees;
    });
    return recomputed(proof);
}

}  // namespace mutu
