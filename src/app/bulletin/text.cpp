// The sentences of a 通报. Every number in them is taken out of a list of the annex.
#include "mutu/text.hpp"

#include "bulletin/bulletin.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::size_t most_named = 10;  // parcels that a sentence names; the list has all

struct Teller {
    const BulletinSource& source;
    Annex& annex;
    Document& document;

    const AnnexList& list(std::size_t at) const { return annex.lists[at]; }
    /// "（附表2）"
    std::string see(std::size_t at) const { return "（" + list(at).name.substr(0, list(at).name.find(' ')) + "）"; }
    void heading(const std::string& text) { document.passages.emplace_back(Heading{1, text}); }
    void say(const std::string& text) { document.passages.emplace_back(Paragraph{text}); }
    /// "增加 12.30"; "持平" where it prints as nothing.
    static std::string change(const Quantity& value, const std::string& printed) {
        const Area* land = std::get_if<Area>(&value);
        const bool nothing = printed.find_first_not_of("0.") == std::string::npos;
        if (nothing) return "持平";
        return (land && *land < Area{} ? "减少 " : "增加 ") + printed + " 亩";
    }
};

std::string counter(std::size_t parks) { return parks == annex::unsupplied_parks ? "批" : "宗"; }

void tell_figure(Teller& tell, const std::string& name, std::size_t parks, std::size_t rows) {
    using namespace annex::parks;
    Annex& annex = tell.annex;
    const std::string unit = counter(parks);
    std::string text = name + " " + annex.total(parks, count_after) + " " + unit + "、" + annex.total(parks, after) +
                       " 亩，期初为 " + annex.total(parks, count_before) + " " + unit + "、" +
                       annex.total(parks, before) + " 亩，";
    const std::string change = annex.total(parks, annex::parks::change, true);
    text += Teller::change(annex.lists[parks].total(annex::parks::change), change);
    if (parks == annex::idle_parks)
        text += "；其中已认定闲置土地 " + annex.total(parks, recognised_count) + " 宗、" +
                annex.total(parks, annex::parks::recognised) + " 亩，其余为疑似，以县级自然资源主管部门认定为准";
    tell.say(text + tell.see(parks) + "，逐" + unit + "见" + tell.see(rows).substr(3, tell.see(rows).size() - 6) +
             "。");
}

void tell_situation(Teller& tell) {
    tell.heading("一、总体情况");
    tell.say("本期自 " + tell.annex.cell(annex::basis, annex::day_before, 1) + " 至 " +
             tell.annex.cell(annex::basis, annex::day_after, 1) + "。待核宗地期末 " +
             tell.annex.cell(annex::basis, annex::open_after, 1) + " 宗、期初 " +
             tell.annex.cell(annex::basis, annex::open_before, 1) + " 宗，资料不足，不计入以下各类" +
             tell.see(annex::basis) + "。");
    tell_figure(tell, "疑似闲置", annex::idle_parks, annex::idle_rows);
    tell_figure(tell, "批而未供", annex::unsupplied_parks, annex::unsupplied_rows);
    tell_figure(tell, "拟认定低效", annex::low_parks, annex::low_rows);
}

void tell_why(Teller& tell) {
    tell.heading("二、数字为什么变");
    const AnnexList& why = tell.list(annex::why);
    for (std::size_t row = 0; row < why.rows.size(); ++row) {
        const std::string name = printed(why.rows[row][annex::causes::figure], Form::text);
        std::vector<std::string> parts;
        for (std::size_t column = annex::causes::first; column < why.columns.size(); ++column) {
            const Area* land = std::get_if<Area>(&why.rows[row][column]);
            if (land == nullptr || *land == Area{}) continue;
            parts.push_back(why.columns[column].heading +
                            Teller::change(why.rows[row][column], tell.annex.cell(annex::why, row, column, true)));
        }
        const auto& moved = why.rows[row][annex::causes::change];
        if (parts.empty())
            tell.say(name + "没有变化。");
        else
            tell.say(name + Teller::change(moved, tell.annex.cell(annex::why, row, annex::causes::change, true)) +
                     "，其中" + join(parts, "，") + "，各项相加等于增减" + tell.see(annex::why) + "。");
    }
    for (const std::string& note : why.notes) tell.say("说明：" + note + "。");
    for (const std::string& note : tell.source.accounts.notes) tell.say(tell.source.labels.text("compare", note));
}

void tell_ranking(Teller& tell) {
    using namespace annex::rank;
    tell.heading("三、园区排名");
    const AnnexList& list = tell.list(annex::ranking);
    const auto told = [&](const std::string& what, std::size_t before, std::size_t after) {
        std::vector<std::string> moved;
        bool any = false;
        for (std::size_t row = 0; row < list.rows.size(); ++row) {
            const auto *was = std::get_if<std::int64_t>(&list.rows[row][before]),
                       *is = std::get_if<std::int64_t>(&list.rows[row][after]);
            if (was == nullptr || is == nullptr) continue;
            any = true;
            if (*was == *is) continue;
            moved.push_back(printed(list.rows[row][park], Form::text) + "由第 " +
                            tell.annex.cell(annex::ranking, row, before) + " 位" + (*is < *was ? "升" : "降") +
                            "至第 " + tell.annex.cell(annex::ranking, row, after) + " 位");
        }
        tell.say(!any            ? what + "：两期数值不全，不排名。"
                 : moved.empty() ? what + "：名次没有变动" + tell.see(annex::ranking) + "。"
                                 : what + "：" + join(moved, "；") + tell.see(annex::ranking) + "。");
    };
    told("亩均税收", tax_rank_before, tax_rank_after);
    told("存量占比（低者在前）", share_rank_before, share_rank_after);
    tell.document.passages.emplace_back(paper_table(list, "合计"));
}

std::string parameter_said(Teller& tell, std::size_t row) {
    return "“" + printed(tell.list(annex::basis).rows[row][0], Form::text) + "”" +
           tell.annex.cell(annex::basis, row, 1) + "，依据：" + tell.annex.cell(annex::basis, row, 2);
}

void tell_tasks(Teller& tell) {
    using namespace annex::task;
    tell.heading("四、处置与任务");
    const AnnexList& list = tell.list(annex::tasks);
    const std::size_t all = list.rows.size() - 1;
    const auto said = [&](std::size_t column) { return tell.annex.cell(annex::tasks, all, column); };
    const auto there = [&](std::size_t column) { return known(list.rows[all][column]); };
    std::string text = "期初批而未供和疑似闲置共 " + said(base) + " 亩，本期处置 " + said(disposed) + " 亩";
    if (there(rate)) text += "，处置率 " + said(rate);
    text += "。对照参数" + parameter_said(tell, annex::task_rate) + "：" + said(met);
    if (there(short_of) && std::get<Area>(list.rows[all][short_of]) > Area{})
        text += "，尚差 " + said(short_of) + " 亩";
    tell.say(text + tell.see(annex::tasks) + "。");
    text = there(approved) ? "本期新增批准 " + said(approved) + " 亩" : std::string{"本期新增批准的面积无法判定"};
    if (there(needed)) text += "，应处置存量 " + said(needed) + " 亩";
    text += "。对照参数" + parameter_said(tell, annex::stock_ratio) + "：" + said(stock_met);
    if (there(stock_short) && std::get<Area>(list.rows[all][stock_short]) > Area{})
        text += "，尚差 " + said(stock_short) + " 亩";
    tell.say(text + tell.see(annex::tasks) + "。");
    tell.document.passages.emplace_back(paper_table(list, "合计"));
}

/// "甲公司（…GB00012，12.30 亩）、…"
void tell_named(Teller& tell, std::size_t at, const std::string& what) {
    using namespace annex::named;
    const AnnexList& list = tell.list(at);
    if (list.rows.empty()) {
        tell.say(what + "：没有。");
        return;
    }
    std::vector<std::string> names;
    for (std::size_t row = 0; row < std::min(list.rows.size(), most_named); ++row) {
        const auto word = [&](std::size_t column) { return printed(list.rows[row][column], Form::text); };
        const std::string who = word(holder);
        const std::string states = word(was) == word(is) || word(was).empty() ? word(is)
                                   : word(is).empty()                         ? word(was)
                                                                              : word(was) + "→" + word(is);
        std::string name =
            word(park) + " " + tell.annex.cell(at, row, id) + "（" + (who.empty() ? "" : who + "，") + states;
        name += mutu::known(list.rows[row][land]) ? "，" + tell.annex.cell(at, row, land) + " 亩）" : "，面积未知）";
        names.push_back(std::move(name));
    }
    tell.say(what + "：共 " + tell.annex.rows(at) + " 项、" + tell.annex.total(at, land) + " 亩：" + join(names, "；") +
             (list.rows.size() > most_named ? "；其余见" : "。见") + list.name.substr(0, list.name.find(' ')) + "。");
}

void tell_deadlines(Teller& tell) {
    using namespace annex::clock;
    tell.heading("六、今后两个月的法定期限");
    const AnnexList& list = tell.list(annex::deadlines);
    for (const std::string& note : list.notes) tell.say(note + "。");
    if (list.rows.empty()) {
        if (list.notes.empty()) tell.say("期末以后两个月内没有到期的期限。");
        return;
    }
    tell.say("期末以后两个月内到期 " + tell.annex.rows(annex::deadlines) + " 项" + tell.see(annex::deadlines) + "：");
    tell.document.passages.emplace_back(paper_table(list, "合计"));
}

std::string title_of(Period period) {
    switch (period) {
    case Period::month: return "园区土地利用月度通报";
    case Period::two_months: return "园区土地利用双月通报";
    case Period::quarter: return "园区土地利用季度通报";
    case Period::half_year: return "园区土地利用半年小结";
    case Period::year: return "园区土地利用全年总结";
    case Period::other: break;
    }
    return "园区土地利用通报";
}

void append_lists(const BulletinSource& source, const Annex& annex, Document& document) {
    document.annex = document.passages.size();
    document.passages.emplace_back(Heading{1, "附表"});
    document.passages.emplace_back(Paragraph{"因四舍五入，分项与合计略有差异；空白为未知，合计不含。"});
    for (std::size_t at = 0; at < annex.lists.size(); ++at) {
        document.passages.emplace_back(Heading{2, annex.lists[at].name});
        if (annex.lists[at].rows.empty())
            document.passages.emplace_back(Paragraph{"（没有）"});
        else
            document.passages.emplace_back(paper_table(annex.lists[at], source.labels.text("ledger", "total")));
        if (at == annex::why) continue;  // its notes stand in the text
        for (const std::string& note : annex.lists[at].notes) document.passages.emplace_back(Paragraph{"注：" + note});
    }
}

}  // namespace

Document bulletin_document(const BulletinSource& source, Annex& annex) {
    const Kept &before = source.runs.before, &after = source.runs.after;
    Document document;
    document.title = title_of(period_of(before.as_of, after.as_of));
    document.subtitle = annex.cell(annex::basis, annex::day_before, 1) + " 至 " +
                        annex.cell(annex::basis, annex::day_after, 1) +
                        (source.park.empty() ? "" : "（" + source.park_name(source.park) + "）");
    Teller tell{source, annex, document};
    if (!same_policy(before, after)) tell.say(policies_of(before, after) + tell.see(annex::basis) + "。");
    tell_situation(tell);
    tell_why(tell);
    tell_ranking(tell);
    tell_tasks(tell);
    tell.heading("五、新进入、退出和恶化的土地");
    tell_named(tell, annex::entered, "新进入");
    tell_named(tell, annex::left, "退出");
    tell_named(tell, annex::worsened, "恶化");
    tell_deadlines(tell);
    append_lists(source, annex, document);
    return document;
}

}  // namespace mutu
