// Lines of a boundary-point text file into header, plots and rings, each judged by its form and never thrown away
// unsaid.
#include "survey_text.hpp"

#include "survey_cells.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

/// Between the brackets of "[地块坐标]" or "【地块坐标】".
std::optional<std::string_view> section_name(std::string_view line) {
    for (const auto& [open, close] : {std::pair{"[", "]"}, {"【", "】"}, {"［", "］"}}) {
        const std::size_t end = line.find(close);
        if (line.starts_with(open) && end != std::string_view::npos)
            return line.substr(std::string_view{open}.size(), end - std::string_view{open}.size());
    }
    return std::nullopt;
}

/// "J12", "12", "界址点3": what may stand before the numbers of a point.
bool names_a_point(std::string_view cell) {
    const std::size_t digit = cell.find_last_not_of("0123456789");
    return !cell.empty() && digit != cell.size() - 1 && cell.size() <= 24;
}

class Reader {
public:
    explicit Reader(const SurveyRules& rules) : rules_{rules} {}

    SurveyText run(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            ++line_;
            read(trimmed(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return std::move(result_);
    }

private:
    void read(std::string_view line) {
        if (line.empty()) return;
        if (const auto section = section_name(line)) return open_section(*section);
        if (in_header_ && read_header(line)) return;
        if (is_plot_line(line)) return open_plot(line);
        if (!read_point(line)) tell_line(line);
    }

    void open_section(std::string_view name) {
        const bool header = name.find("属性") != std::string_view::npos;
        in_header_ = header;
        if (header || name.find("坐标") != std::string_view::npos) return;
        tell("survey_section", Severity::warning,
             at_line() + "不认识的段“" + std::string{name} + "”，其中的行按界址点理解",
             "段名应为 [属性描述] 或 [地块坐标]");
    }

    bool read_header(std::string_view line) {
        for (const std::string_view mark : {"=", "＝", "：", ":"}) {
            const std::size_t at = line.find(mark);
            if (at == std::string_view::npos) continue;
            const std::string key = half_width(trimmed(line.substr(0, at)));
            const std::string value{trimmed(line.substr(at + mark.size()))};
            const auto known = rules_.header.find(key);
            if (known == rules_.header.end())
                tell("survey_header", Severity::info, at_line() + "不认识的文件头“" + key + "”，原样保留",
                     "核对它是否影响坐标");
            const std::string word = known == rules_.header.end() || known->second == "other" ? key : known->second;
            if (!result_.header.try_emplace(word, value).second)
                tell("survey_header", Severity::info, at_line() + "文件头“" + key + "”重复出现，用第一次的值",
                     "删去多余的一行");
            return true;
        }
        return false;
    }

    void open_plot(std::string_view line) {
        in_header_ = false;
        SurveyPlot plot;
        plot.line = line_, plot.cells = plot_cells(line);
        result_.plots.push_back(std::move(plot));
        ring_.clear(), closed_ = true;
    }

    bool read_point(std::string_view line) {
        const std::vector<std::string> cells = point_cells(line);
        const auto point = survey_point(cells);
        if (!point) {
            if (result_.plots.empty() || cells.size() < 2 || !names_a_point(cells.front())) return false;
            result_.plots.back().broken = true;
            tell("survey_point", Severity::error,
                 at_line() + "的界址点“" + std::string{line} + "”读不出两个坐标，所在地块的图形不采用",
                 "按“点号,圈号,X,Y”改正该行");
            return true;
        }
        if (in_header_ || result_.plots.empty()) {
            in_header_ = false;
            if (result_.plots.empty()) result_.plots.emplace_back().line = line_;
        }
        add_point(point->at, point->ring);
        return true;
    }

    /// A new ring begins with another ring number, or after the first point came again.
    void add_point(Xy at, const std::string& ring) {
        SurveyPlot& plot = result_.plots.back();
        ++plot.points;
        const bool same = !plot.rings.empty() && ring == ring_;
        if (same && closed_ && at == plot.rings.back().front()) return;  // the closing point written twice
        if (!same || closed_) {
            plot.rings.emplace_back();
            ring_ = ring, closed_ = false;
        }
        Ring& points = plot.rings.back();
        closed_ = points.size() >= 3 && at == points.front();
        points.push_back(at);
    }

    void tell_line(std::string_view line) {
        tell("survey_line", Severity::warning,
             at_line() + "“" + std::string{line.substr(0, most_shown)} + "”看不懂，已跳过",
             "地块行写作“点数,面积,编号,名称,面,图幅号,用途,地类编码,@”，点行写作“点号,圈号,X,Y”");
    }

    std::string at_line() const { return "第 " + std::to_string(line_) + " 行"; }
    void tell(const char* code, Severity severity, std::string message, std::string fix) {
        const auto plot = static_cast<std::int64_t>(result_.plots.size());
        result_.diagnostics.push_back(note(code, severity, plot, std::move(message), std::move(fix)));
    }

    static constexpr std::size_t most_shown = 200;
    const SurveyRules& rules_;
    SurveyText result_;
    std::int64_t line_ = 0;
    bool in_header_ = true;
    std::string ring_;    // number of the ring that is being read
    bool closed_ = true;  // its first point came again
};

}  // namespace

SurveyText parse_survey_text(std::string_view text, const SurveyRules& rules) { return Reader{rules}.run(text); }

}  // namespace mutu
