// mutu notice: one step of the 公示, or where it stands.
#include "office/notice.hpp"

#include "mutu/notify.hpp"
#include "mutu/text.hpp"

#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

std::string day_typed(const std::string& text, const char* option) {
    const auto parsed = parse_date(text);
    const Date* day = std::get_if<Date>(&parsed);
    if (!day) throw Error{Kind::usage, std::string{option} + " 不是日期：" + text + "；写作 2026-11-28"};
    return day->iso();
}

const NoticeStep* last_notified(const std::vector<NoticeStep>& steps) {
    const NoticeStep* last = nullptr;
    for (const NoticeStep& step : steps)
        if (step.step == "notified") last = &step;
    return last;
}

void in_turn(const NoticeQuery& query, const std::vector<NoticeStep>& steps) {
    if (state_of(steps) == NoticeState::settled)
        throw Error{Kind::usage, query.book + "：本次分析的结果已于 " + steps.back().on +
                                     " 定稿，不能再改；要更正请用 mutu run 重新分析后再公示"};
    if (query.notified.empty() && steps.empty())
        throw Error{Kind::usage, query.book + "：还没有公示，先用 mutu notice 成果库 --notified 日期 --until 日期"};
}

NoticeStep notified_step(const NoticeQuery& query, const Published& published) {
    if (published.park_ids.empty() && published.firms.empty())
        throw Error{Kind::usage, query.book + "：没有园区综合评价，也没有企业评分名单，没有可公示的名次"};
    NoticeStep step{.step = "notified", .on = day_typed(query.notified, "--notified"), .document = query.document};
    if (!query.until.empty()) step.until = day_typed(query.until, "--until");
    if (!step.until.empty() && step.until < step.on)
        throw Error{Kind::usage, "--until " + step.until + " 早于 --notified " + step.on};
    return step;
}

NoticeStep final_step(const NoticeQuery& query, const std::vector<NoticeStep>& steps) {
    NoticeStep step{.step = "final", .on = day_typed(query.settled, "--final"), .document = query.document};
    const NoticeStep* notified = last_notified(steps);
    if (step.on < notified->on) throw Error{Kind::usage, "--final " + step.on + " 早于公示的日期 " + notified->on};
    if (!notified->until.empty() && step.on <= notified->until)
        throw Error{Kind::refused, query.book + "：公示至 " + notified->until + "，" + step.on + " 还不能定稿"};
    for (const NoticeStep& one : steps)
        if (one.step == "objections") step.open = one.open;
    if (step.open > 0)
        throw Error{Kind::refused, query.book + "：还有 " + std::to_string(step.open) +
                                       " 条异议没有裁定、没有更正值或裁定相互矛盾，见 mutu list 成果库 objections"};
    return step;
}

/// How many are amiss, in the words of the findings.
void tell_findings(const Hearing& hearing, std::ostream& out) {
    for (const Diagnostic& one : hearing.findings)
        out << "  第 " << one.source_row << " 行 " << one.code << "：" << one.message << "（" << one.fix << "）\n";
}

std::string grade_shown(const std::string& grade) { return grade.empty() ? "无档" : grade + " 档"; }

void tell_hearing(const Hearing& hearing, const Labels& labels, const Common& common, std::ostream& out) {
    std::size_t applied = 0;
    for (const Heard& one : hearing.heard) applied += one.effect == "applied";
    out << "异议 " << hearing.heard.size() << " 条：采用裁定 " << applied << "，待裁定 " << hearing.open()
        << "；名次或得分变动 " << hearing.ranks.size() << "，名单变动 " << hearing.lists.size() << "\n";
    tell_findings(hearing, out);
    for (const RankChange& one : hearing.ranks) {
        const auto place = [](const std::optional<Place>& at) {
            return at ? "第 " + std::to_string(at->rank) + " 名" : "无名次";
        };
        out << "  " << (one.subject_name.empty() ? one.subject_id : one.subject_name) << "：" << place(one.draft)
            << " → " << place(one.ruled)
            << (one.draft_grade == one.ruled_grade
                    ? std::string{}
                    : "，" + grade_shown(one.draft_grade) + " → " + grade_shown(one.ruled_grade))
            << (one.objections.empty() ? "（随之变动）" : "（异议 " + join(one.objections, "、") + "）") << "\n";
    }
    for (const ListChange& one : hearing.lists)
        out << "  "
            << (labels.has("name_list", one.list_id) ? labels.text("name_list", one.list_id, common.language)
                                                     : one.title)
            << " " << (one.subject_name.empty() ? one.subject_id : one.subject_name) << "："
            << labels.text("on_list", word(one.draft), common.language) << " → "
            << labels.text("on_list", word(one.ruled), common.language) << "\n";
}

void tell_state(const std::vector<NoticeStep>& steps, const Labels& labels, const Common& common, std::ostream& out) {
    TextTable table;
    table.keys = {"notice_step", "on_date", "until_date", "document", "sheet", "open_objections"};
    for (const std::string& key : table.keys) table.headings.push_back(labels.text("column", key, common.language));
    table.numeric = {false, false, false, false, false, true};
    const Format format = format_or_table(common);
    const bool people = format == Format::table || format == Format::md;
    for (const NoticeStep& step : steps)
        table.rows.push_back({people ? labels.text("notice_step", step.step, common.language) : step.step, step.on,
                              step.until, step.document, step.sheet, std::to_string(step.open)});
    out << render(table, format, "notice");
    if (people) out << labels.text("notice_state", word(state_of(steps)), common.language) << "\n";
}

}  // namespace

int notice(const NoticeQuery& query, const Common& common, std::ostream& out) {
    const Labels labels = labels_of(common);
    const int asked = !query.notified.empty() + !query.objections.empty() + !query.settled.empty();
    if (asked > 1) throw Error{Kind::usage, "--notified、--objections、--final 一次只做一步"};
    std::vector<NoticeStep> steps;
    NoticeStep step;
    std::optional<Hearing> hearing;
    std::string run_id;
    {
        const Book book{query.book};
        if (!book.has("park_year_end"))
            throw Error{Kind::usage, query.book + "：旧版本生成的成果库没有年终结果，请用 mutu run 重新分析"};
        steps = steps_of(book);
        run_id = run_of(book, query.book).run_id;
        if (asked == 0) {
            tell_state(steps, labels, common, out);
            return 0;
        }
        in_turn(query, steps);
        if (!query.notified.empty()) step = notified_step(query, published_of(book, query.book));
        if (!query.settled.empty()) step = final_step(query, steps);
        if (!query.objections.empty()) {
            const PlainSheet sheet = read_plain_sheet(query.objections, query.objections);
            hearing = hear(run_of(book, query.book).rules, labels, published_of(book, query.book),
                           objections_of(sheet, query.objections, common.data_folder));
            step = {.step = "objections",
                    .document = query.document,
                    .sheet = std::filesystem::path{query.objections}.filename().string(),
                    .sheet_sha256 = sheet.sha256,
                    .open = static_cast<std::int64_t>(hearing->open())};
        }
    }
    const auto number = static_cast<std::int64_t>(steps.size()) + 1;
    if (!common.dry_run)
        add_rows(query.book, notice_tables(run_id, number, step, hearing ? &*hearing : nullptr), labels);
    steps.push_back(step);
    if (hearing && !common.quiet) tell_hearing(*hearing, labels, common, out);
    if (!common.quiet) tell_state(steps, labels, common, out);
    return 0;
}

}  // namespace mutu
