// The 说明 sheet: where the figures come from, what they rest on, and what they do not say.
#include "ledger_sheets.hpp"

#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <set>

namespace mutu {
namespace {

constexpr double label_width = 24, text_width = 110;

/// Two columns, written line by line.
class Cover {
public:
    Cover(Workbook& book, const LedgerSource& source)
        : book_{book}, labels_{source.labels}, sheet_{book.add_sheet(labels_.text("ledger_sheet", "cover"))} {
        write_text(sheet_, 0, 0, labels_.text("ledger", "cover_item"), book_.heading());
        write_text(sheet_, 0, 1, labels_.text("ledger", "cover_text"), book_.heading());
        worksheet_set_column(sheet_, 0, 0, label_width, nullptr);
        worksheet_set_column(sheet_, 1, 1, text_width, nullptr);
        worksheet_freeze_panes(sheet_, 1, 0);
    }

    void line(std::string_view label_id, const std::string& words) {
        write_text(sheet_, next_, 0, labels_.text("ledger", label_id), book_.wrapped());
        write_text(sheet_, next_++, 1, words, book_.wrapped());
    }

private:
    Workbook& book_;
    const Labels& labels_;
    lxw_worksheet* sheet_;
    std::uint32_t next_ = 1;
};

/// A value of the run as a person reads it; tables as JSON.
std::string value_text(const Value& value) {
    if (const auto* words = value.as<std::string>()) return *words;
    return to_json(value);
}

std::string members(const Value& table) {
    std::vector<std::string> parts;
    if (const auto* all = table.as<Value::Table>())
        for (const auto& [key, value] : *all) parts.push_back(key + " = " + value_text(value));
    return join(parts, "\n");
}

std::string source_line(const LedgerSource& ledger, const Source& source) {
    const Labels& labels = ledger.labels;
    const auto named = [&](std::string_view id, const std::string& words) {
        return words.empty() ? std::string{} : "；" + labels.text("ledger", id) + " " + words;
    };
    const std::string crs = source.crs.known() ? source.crs.name() : "";
    return labels.text("role", name(source.role)) + "：" + source.path +
           (source.layer.empty() ? "" : " [" + source.layer + "]") + "；" + std::to_string(source.rows) + " " +
           labels.text("ledger", "rows") + named("encoding", source.encoding) + named("crs", crs) +
           named("mark", labels.text("secrecy", source.secrecy)) + named("sha256", source.sha256);
}

std::string boundary_versions(const LedgerSource& source) {
    const Table& parks = source.holdings[Role::park];
    const auto versions = parks.column<std::string>("boundary_version");
    std::set<std::string> distinct;
    for (std::size_t row = 0; row < parks.rows(); ++row)
        if (versions[row]) distinct.insert(*versions[row]);
    return join(std::vector<std::string>(distinct.begin(), distinct.end()), "、");
}

std::string data_years(const Assessment& assessment) {
    std::set<int> distinct;
    for (const ParcelResult& parcel : assessment.parcels)
        if (parcel.data_year) distinct.insert(*parcel.data_year);
    std::vector<std::string> words;
    for (const int year : distinct) words.push_back(std::to_string(year));
    return join(words, "、");
}

std::string undetermined(const LedgerSource& source) {
    std::int64_t open = 0;
    Tally area{Form::mu};
    for (const ParcelResult& parcel : source.assessment.parcels)
        if (parcel.land_class == "undetermined") ++open, area.add(quantity(parcel.area));
    const std::string mu = printed(area.total(), Form::mu);
    return std::to_string(open) + " / " + std::to_string(source.assessment.parcels.size()) + " " +
           source.labels.text("ledger", "parcels") +
           (mu.empty() ? "" : "，" + mu + " " + source.labels.text("ledger", "mu"));
}

}  // namespace

void write_cover(Workbook& book, const LedgerSource& source) {
    const Run& run = source.assessment.run;
    const Labels& labels = source.labels;
    Cover cover{book, source};
    const auto known_or_not = [&](const std::string& words) {
        return words.empty() ? labels.text("ledger", "not_known") : words;
    };
    cover.line("cover_title", labels.text("ledger", "title"));
    cover.line("cover_secrecy", labels.text("secrecy", run.secrecy));
    cover.line("cover_suspicion", labels.text("ledger", "suspicion_note"));
    cover.line("cover_as_of", run.as_of.iso());
    cover.line("cover_run", run.run_id);
    cover.line("cover_finished", run.finished);
    cover.line("cover_policy", run.policy_id);
    cover.line("cover_policy_sha256", run.policy_sha256);
    cover.line("cover_area", labels.text("area_basis", run.area_basis));
    cover.line("cover_parameters", members(run.parameters));
    cover.line("cover_boundary", known_or_not(boundary_versions(source)));
    cover.line("cover_year", known_or_not(data_years(source.assessment)));
    cover.line("cover_undetermined", undetermined(source));
    cover.line("cover_blank", labels.text("ledger", "blank_note"));
    cover.line("cover_rounding", labels.text("ledger", "rounding_rule"));
    cover.line("cover_evidence", labels.text("ledger", "evidence_note"));
    for (const RuleText& rule : source.assessment.rule_texts)
        cover.line("cover_rule",
                   rule.title + "：" + rule.clause + "［" + labels.text("evidence", rule.evidence) + "］");
    for (const Source& one : source.holdings.sources) cover.line("cover_input", source_line(source, one));
    cover.line("cover_versions", members(run.versions));
    cover.line("cover_writer", "libxlsxwriter " + xlsxwriter_version());
}

}  // namespace mutu
