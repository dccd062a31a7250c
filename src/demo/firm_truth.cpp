// What must come out of the made-up evaluation of firms: list, score, rank and grade, worked out from the plan.
#include "registers.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cmath>

namespace mutu::demo {
namespace {

constexpr double smallest_mu = 3;

std::string list_of(const FirmTruth& firm) {
    if (!firm.owns) return "no_own_land";
    if (firm.land.mu() < smallest_mu) return "";
    return firm.above ? "above" : "below";
}

/// Tenths of a point: 10 万元/亩 are 100 points, and 1 万元/亩 is 5 fen per quantum of land.
std::int64_t tenths(const FirmTruth& firm) {
    return std::llround(static_cast<double>(firm.tax->fen()) * 20 / static_cast<double>(firm.land.quanta()));
}

struct Ranked {
    const FirmTruth* firm;
    std::int64_t tenths;
};

std::string grade_above(std::size_t rank, std::size_t count) {
    if (rank * 100 <= count * 15) return "A";
    if (rank * 100 <= count * 50) return "B";
    return rank * 100 <= count * 75 ? "C" : "D";
}

std::string grade_below(std::int64_t score) {
    if (score >= 1100) return "A";
    if (score >= 1000) return "B";
    return score >= 600 ? "C" : "D";
}

void add_list(Sheet& truth, const std::string& list, std::vector<Ranked> firms) {
    std::stable_sort(firms.begin(), firms.end(), [](const Ranked& a, const Ranked& b) { return a.tenths > b.tenths; });
    std::size_t rank = 0;
    for (std::size_t i = 0; i < firms.size(); ++i) {
        if (i == 0 || firms[i].tenths != firms[i - 1].tenths) rank = i + 1;
        add_row(truth, {firms[i].firm->uscc, list, fixed(static_cast<double>(firms[i].tenths) / 10, 1),
                        cell_of(static_cast<int>(rank)),
                        list == "above" ? grade_above(rank, firms.size()) : grade_below(firms[i].tenths)});
    }
}

}  // namespace

bool above_designated(const Firm& firm) { return !firm.tax || firm.tax->wan() > 200; }

void note_firms(Registers& all, const Park& park) {
    for (const Firm& firm : park.firms) {
        FirmTruth truth{firm.uscc, above_designated(firm), false, firm.tax, {}};
        for (const Occupied& land : firm.land) {
            truth.land += land.area.value_or(park.records[land.parcel].land);
            truth.owns = truth.owns || !land.rents;
        }
        all.firms.push_back(std::move(truth));
    }
}

void add_firm_truth(Registers& all) {
    std::vector<Ranked> above, below;
    for (const FirmTruth& firm : all.firms) {
        const std::string list = list_of(firm);
        const bool scored = (list == "above" || list == "below") && firm.tax;
        if (scored)
            (list == "above" ? above : below).push_back({&firm, tenths(firm)});
        else
            add_row(all.firm_truth, {firm.uscc, cell_of(list), Cell{}, Cell{}, Cell{}});
    }
    add_list(all.firm_truth, "above", std::move(above));
    add_list(all.firm_truth, "below", std::move(below));
}

std::string score_text() {
    const auto mark = [](const char* title, const char* column, const char* kind, const char* effect) {
        return std::string{"\n[[score."} + kind + "]]\ntitle = \"" + title + "\"\ncolumn = \"" + column +
               "\"\nis = [\"是\"]\n" + effect + "\nclause = \"虚构\"\nevidence = \"product\"\n";
    };
    const auto list = [&](const char* id, const char* title, const char* members, const char* cuts) {
        return std::string{"\n[[score]]\nid = \"demo_"} + id + "\"\ntitle = \"" + title + "\"\nlist = \"" + id +
               "\"\nclause = \"虚构，无出处\"\nevidence = \"product\"\nplaces = 1\nties = { param = \"grade_ties\" "
               "}\n" +
               "members = " + members + "\n" + mark("重大安全环保事故（虚构）", "一票否决", "veto", "grade = \"D\"") +
               "\n[[score.item]]\nid = \"tax_per_mu\"\ntitle = \"亩均税收\"\nof = \"tax_wan\"\nover = \"land_mu\"\n"
               "unit = \"万元/亩\"\nweight = 100\nbaseline = 10\nfloor = 0\n" +
               cuts + "\n[[score.example]]\nname = \"恰在基准：100 分\"\ngiven = { above_designated = " +
               (std::string{id} == "above" ? "true" : "false") + ", land_mu = 3, tax_wan = 30 }\nexpect = { list = \"" +
               id + "\", score = \"100.0\" }\n";
    };
    const auto grade = [](const char* id, const char* cut, const char* measures) {
        return std::string{"\n[[score.grade]]\nid = \""} + id + "\"\n" + cut + "measures = [" + measures + "]\n";
    };
    const char *a = "\"新增用地优先（虚构）\", \"城镇土地使用税返还（虚构）\"", *b = "\"用能保障（虚构）\"",
               *c = "\"限期提升（虚构）\"", *d = "\"差别电价（虚构）\", \"不予新增用地（虚构）\"";
    return "\n[[score]]\nid = \"demo_no_own_land\"\ntitle = \"租赁企业（无自有工业用地）\"\nlist = \"no_own_land\"\n"
           "clause = \"虚构，无出处\"\nevidence = \"product\"\nmembers = { own_land = false }\n"
           "unscored = \"无自有工业用地，随出租方\"\n" +
           list("above", "规上企业（用地 3 亩及以上）", "{ above_designated = true, min_land_mu = 3 }",
                (grade("A", "share = \"15%\"\n", a) + grade("B", "share = \"50%\"\n", b) +
                 grade("C", "share = \"75%\"\n", c) + grade("D", "", d))
                    .c_str()) +
           list("below", "规下企业（用地 3 亩及以上）", "{ above_designated = false, min_land_mu = 3 }",
                (grade("A", "score = 110\n", a) + grade("B", "score = 100\n", b) + grade("C", "score = 60\n", c) +
                 grade("D", "", d))
                    .c_str()) +
           "\n[[chain]]\nid = \"equipment\"\ntitle = \"装备制造链（虚构）\"\ncodes = [\"33\", \"34\", \"35\", \"36\", "
           "\"37\", "
           "\"38\"]\nclause = \"虚构，无出处\"\nevidence = \"product\"\n"
           "\n[[chain]]\nid = \"food\"\ntitle = \"食品链（虚构）\"\ncodes = [\"13\", \"14\", \"15\"]\nclause = "
           "\"虚构，无出处\"\n"
           "evidence = \"product\"\n";
}

}  // namespace mutu::demo
