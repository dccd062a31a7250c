// A code says nothing without its system (1001 is industry in one and railway in another): the column as a whole tells.
#include "land_use.hpp"

#include "raw.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>

namespace mutu {
namespace {

constexpr double least_share = 0.8;  // of the cells that a system must explain before it is proposed

std::string_view code_field(Role role) {
    switch (role) {
    case Role::parcel:
    case Role::supply: return "land_use_code";
    case Role::landuse: return "category_code";
    case Role::plan: return "planned_code";
    default: return "";  // NOLINT: the other roles have no land-use column
    }
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 6 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    });
}

/// "0601 工业用地", "工业用地(0601)": the code that stands beside the words.
std::string code_beside_words(const std::string& cell) {
    std::string run;
    for (const char c : cell + " ") {
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
            run += c;
        } else {
            if (run.size() >= 3 && is_code(run)) return run;
            run.clear();
        }
    }
    return "";
}

struct Cell {
    std::string text;  // half-width
    std::string code;  // empty: words only
};

Cell cell_of(const std::string& written) {
    std::string text = half_width(trimmed(written));
    if (is_code(text)) return {text, text};
    std::string code = code_beside_words(text);
    return {std::move(text), std::move(code)};
}

/// The code of the system that a cell means, "" where it means none.
std::string code_in(const LandUseSystem& system, const Cell& cell) {
    if (cell.code.empty()) {
        const auto found = system.code_of_name.find(cell.text);
        return found == system.code_of_name.end() ? "" : found->second;
    }
    return system.names.contains(cell.code) ? cell.code : "";
}

bool usual(const LandUseSystem& system, Role role) {
    return std::find(system.usual_of.begin(), system.usual_of.end(), role) != system.usual_of.end();
}

struct Score {
    const LandUseSystem* system = nullptr;
    std::size_t explained = 0, echoed = 0;  // echoed: codes whose name stands as words in the same column
};

Score score_of(const LandUseSystem& system, const std::map<std::string, std::size_t>& cells) {
    Score score{.system = &system};
    for (const auto& [text, count] : cells) {
        const Cell cell = cell_of(text);
        const std::string code = code_in(system, cell);
        if (code.empty()) continue;
        score.explained += count;
        if (cell.code.empty()) continue;
        for (const std::string& name : system.names.find(code)->second)
            if (cells.contains(name) || cell.text.find(name) != std::string::npos) score.echoed += count;
    }
    return score;
}

bool share_a_name(const LandUseSystem& a, const LandUseSystem& b, const std::string& code) {
    const auto &x = a.names.find(code)->second, &y = b.names.find(code)->second;
    return std::any_of(x.begin(), x.end(),
                       [&](const std::string& one) { return std::find(y.begin(), y.end(), one) != y.end(); });
}

/// Two systems that explain the same cells and read each code among them as the same use; words mean what they say.
bool same_meaning(const LandUseSystem& a, const LandUseSystem& b, const std::map<std::string, std::size_t>& cells) {
    return std::all_of(cells.begin(), cells.end(), [&](const auto& cell) {
        const Cell one = cell_of(cell.first);
        const std::string x = code_in(a, one), y = code_in(b, one);
        return x.empty() == y.empty() && (x.empty() || one.code.empty() || share_a_name(a, b, x));
    });
}

class Settling {
public:
    Settling(Table& table, std::size_t first, const std::vector<LandUseSystem>& systems, const SourceSpec& spec,
             Diagnostics& diagnostics)
        : table_{table}, first_{first}, systems_{systems}, spec_{spec}, diagnostics_{diagnostics},
          cells_{table.writable<std::string>(code_field(spec.role))} {}

    void run(const std::string& column) {
        const auto given = table_.column<std::string>("code_system");
        std::map<std::string, std::size_t> open;
        for (std::size_t row = first_; row < table_.rows(); ++row)
            if (cells_[row] && !given[row]) ++open[half_width(trimmed(*cells_[row]))];
        const LandUseSystem* proposed = open.empty() ? nullptr : propose(open, column);
        code_words(column, proposed);
    }

private:
    const LandUseSystem* propose(const std::map<std::string, std::size_t>& cells, const std::string& column) {
        std::vector<Score> scores;
        std::size_t all = 0;
        for (const auto& [text, count] : cells) all += count;
        for (const auto& system : systems_) scores.push_back(score_of(system, cells));
        std::stable_sort(scores.begin(), scores.end(), [&](const Score& a, const Score& b) {
            const auto weight = [&](const Score& s) {
                return std::tuple{s.explained, s.echoed, usual(*s.system, spec_.role)};
            };
            return weight(a) > weight(b);
        });
        if (scores.empty() || scores.front().explained == 0) return nullptr;
        const Score& best = scores.front();
        const std::string share =
            fixed(100.0 * static_cast<double>(best.explained) / static_cast<double>(all), 0) + " %";
        std::string rivals;
        for (std::size_t i = 1; i < scores.size(); ++i)
            if (scores[i].explained == best.explained && scores[i].echoed == best.echoed &&
                !same_meaning(*best.system, *scores[i].system, cells))
                rivals += "、" + scores[i].system->id;
        if (!rivals.empty() || static_cast<double>(best.explained) < least_share * static_cast<double>(all)) {
            tell("code_system_doubtful", Severity::warning,
                 "列“" + column + "”的分类标准无法判断：" + best.system->id + rivals + " 各解释 " + share + " 的取值" +
                     (rivals.empty() ? "" : "，含义却不同"),
                 "在该数据源写 constant = { code_system = \"" + best.system->id + "\" }（或正确的标准）");
            return nullptr;
        }
        tell("code_system_guessed", Severity::info,
             "列“" + column + "”按 " + best.system->id + "（" + best.system->title + "）理解，解释了 " + share +
                 " 的取值",
             "不对时写 constant = { code_system = \"…\" }");
        return best.system;
    }

    const LandUseSystem* system_named(const std::string& id) const {
        const auto found =
            std::find_if(systems_.begin(), systems_.end(), [&](const auto& one) { return one.id == id; });
        return found == systems_.end() ? nullptr : &*found;
    }

    void code_words(const std::string& column, const LandUseSystem* proposed) {
        auto& given = table_.writable<std::string>("code_system");
        std::size_t coded = 0;
        for (std::size_t row = first_; row < table_.rows(); ++row) {
            if (!cells_[row]) continue;
            const LandUseSystem* system = given[row] ? system_named(*given[row]) : proposed;
            if (!system) continue;
            const std::string code = code_in(*system, cell_of(*cells_[row]));
            if (code.empty()) continue;
            given[row] = system->id;
            if (*cells_[row] == code) continue;
            table_.pass(column + "（原文）")[row] = cells_[row];
            cells_[row] = code, ++coded;
        }
        if (coded > 0)
            tell("land_use_coded", Severity::info,
                 "列“" + column + "”中 " + std::to_string(coded) + " 个用文字写的用途已转为代码，原文保留",
                 "核对转换结果");
    }

    void tell(const char* code, Severity severity, std::string message, std::string fix) {
        Diagnostic finding = note(code, severity, 0, std::move(message), std::move(fix));
        finding.layer = name(spec_.role), finding.source_file = spec_.shown_path;
        diagnostics_.push_back(std::move(finding));
    }

    Table& table_;
    std::size_t first_;
    const std::vector<LandUseSystem>& systems_;
    const SourceSpec& spec_;
    Diagnostics& diagnostics_;
    Column<std::string>& cells_;
};

}  // namespace

void settle_land_use(Table& table, std::size_t first, const std::string& column,
                     const std::vector<LandUseSystem>& systems, const SourceSpec& spec, Diagnostics& diagnostics) {
    if (column.empty() || !table.has(code_field(spec.role))) return;
    Settling{table, first, systems, spec, diagnostics}.run(column);
}

}  // namespace mutu
