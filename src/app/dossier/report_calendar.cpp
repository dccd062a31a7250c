// mutu report --kind calendar: the days of parcels as an iCalendar file.
#include "dossier/clock.hpp"
#include "output.hpp"

#include "mutu/calendar.hpp"
#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <map>
#include <ostream>

namespace mutu {
namespace {

std::string said(const Labels& labels, const char* id, const std::vector<std::string>& words) {
    std::string text = labels.text("calendar", id);
    for (std::size_t i = 0; i < words.size(); ++i)
        if (const auto at = text.find("{" + std::to_string(i) + "}"); at != std::string::npos)
            text.replace(at, 3, words[i]);
    return text;
}

CalendarEvent event_of(const Deadline& one, const std::string& park, const BookRun& run, const Labels& labels) {
    const std::string what = labels.text("deadline", one.kind);
    const std::string mark =
        one.clock == ClockState::running ? "" : "（" + labels.text("clock", word(one.clock)) + "）";
    CalendarEvent event;
    event.uid = sha256(one.park_id + "\n" + one.parcel_id + "\n" + one.kind).substr(0, 32) + "@mutu";
    event.day = *one.day;
    event.summary = said(labels, "summary", {what + mark, one.parcel_id, one.holder});
    event.description =
        labels.text("calendar", "suspicion") + "\n" + said(labels, "from", {labels.text("field", one.source)});
    if (!one.clause.empty())
        event.description += "\n" + said(labels, "clause", {one.clause, labels.text("evidence", one.evidence)});
    event.description += "\n" + said(labels, "basis", {run.as_of.iso(), run.rules.id, run.run_id});
    event.place = park, event.category = what;
    return event;
}

/// Words of the file and how long ahead its alarms are.
std::vector<int> alarm_days(const std::string& data_folder) {
    const Value file = read_toml(data_folder + "/letters/calendar.toml");
    const Value* listed = file.find("alarm_days");
    if (!listed) file.fail("缺少 alarm_days");
    std::vector<int> days;
    for (const Value& one : listed->list("alarm_days")) days.push_back(static_cast<int>(one.integer("alarm_days")));
    return days;
}

std::string output_of(const ReportQuery& query) {
    if (lower_ascii(query.folder).ends_with(".ics")) return query.folder;
    return (std::filesystem::path{query.folder.empty() ? "." : query.folder} / "时限.ics").string();
}

}  // namespace

int report_calendar(const ReportQuery& query, const Common& common, std::ostream& talk) {
    const std::string path = output_of(query);
    if (!common.overwrite && std::filesystem::exists(path))
        throw Error{Kind::usage, path + " 已经有了；要覆盖请加 --overwrite"};
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    std::map<std::string, std::string> parks;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
        parks[row[0].value_or("")] = row[1].value_or(row[0].value_or(""));
    const std::string secrecy =
        book.query("SELECT secrecy FROM run ORDER BY fid DESC LIMIT 1").rows.at(0)[0].value_or("");
    Calendar calendar{
        labels.text("calendar", "name"), run.as_of, alarm_days(common.data_folder), secrecy == "secret", {}};
    for (const Deadline& one : deadlines_of(book, run, labels, {query.park, {}, {}, query.within}))
        if (one.day && *one.day >= run.as_of) calendar.events.push_back(event_of(one, parks[one.park_id], run, labels));
    if (!common.dry_run) {
        if (const auto folder = std::filesystem::path{path}.parent_path(); !folder.empty())
            make_folder(folder.string());
        write_whole(path, to_ics(calendar));
    }
    if (!common.quiet)
        talk << path << "：" << (common.dry_run ? "将写 " : "写了 ") << calendar.events.size() << " 个日期（"
             << run.as_of.iso() << " 起" << (query.within ? std::to_string(*query.within) + " 天内" : "") << "）\n";
    return 0;
}

}  // namespace mutu
