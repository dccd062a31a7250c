// 每宗低效用地再开发方案: what a parcel is, what is wrong with it, what could be done, what the scenario chose.
#include "map_filling.hpp"
#include "papers.hpp"

#include "mutu/locator.hpp"
#include "mutu/policy.hpp"
#include "mutu/rejudge.hpp"
#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

using Row = std::vector<std::optional<std::string>>;

std::string number(const std::optional<std::string>& text, int decimals) {
    return text ? fixed(std::stod(*text), decimals) : "未知";
}

std::string known(const std::optional<std::string>& text) { return text && !text->empty() ? *text : "未知"; }

std::string latest_scenario(const Book& book, const std::string& path) {
    if (book.has("plan_scenario")) {
        const auto rows = book.query("SELECT scenario_id FROM plan_scenario ORDER BY fid DESC LIMIT 1").rows;
        if (!rows.empty()) return rows[0][0].value_or("");
    }
    throw Error{Kind::usage, path + " 中还没有方案；请先用 mutu plan " + path + " --budget 万元 做一个"};
}

TextTable two_columns(std::vector<Row> rows) {
    return {{"item", "value"}, {"项目", "内容"}, {false, false}, std::move(rows)};
}

TextTable basics(const Book& book, const std::string& id, const Labels& labels) {
    const auto rows = book.query(
        "SELECT r.park_id, p.park_name, r.area_m2, r.supply_state, r.idle_state, r.efficiency, r.land_class, "
        "r.tax_wan, "
        "r.tax_wan_per_mu, r.output_wan_per_mu, r.investment_wan_per_mu, r.far, r.building_density, r.start_due, "
        "(SELECT holder_name FROM parcel WHERE parcel_id = r.parcel_id LIMIT 1) FROM parcel_result r LEFT JOIN "
        "park_result p ON p.park_id = r.park_id WHERE r.parcel_id = ?1",
        {id});
    const Row& one = rows.rows.at(0);
    const auto word = [&](const char* group, std::size_t i) {
        return one[i] ? labels.text(group, *one[i]) : std::string{"未知"};
    };
    const std::string area =
        one[2] ? fixed(std::stod(*one[2]) * 3 / 2000, 2) + " 亩（" + number(one[2], 2) + " m²）" : "未知";
    return two_columns({{"宗地编号", id},
                        {"园区", known(one[1] ? one[1] : one[0])},
                        {"土地使用权人", known(one[14])},
                        {"面积", area},
                        {"供应状态", word("supply_state", 3)},
                        {"动工与闲置状态", word("idle_state", 4)},
                        {"效率", word("efficiency", 5)},
                        {"地类", word("land_class", 6)},
                        {"应动工日期", known(one[13])},
                        {"年税收", number(one[7], 2) + (one[7] ? " 万元" : "")},
                        {"亩均税收", number(one[8], 2) + (one[8] ? " 万元/亩" : "")},
                        {"亩均产值", number(one[9], 2) + (one[9] ? " 万元/亩" : "")},
                        {"亩均投资", number(one[10], 2) + (one[10] ? " 万元/亩" : "")},
                        {"容积率", number(one[11], 3)},
                        {"建筑密度", number(one[12], 3)}});
}

/// The rules that say yes, in their own words.
TextTable grounds(const Book& book, const BookRun& run, std::int64_t row, const Labels& labels) {
    TextTable table{{"rule", "sentence", "clause"}, {"判定", "说明", "依据"}, {false, false, false}, {}};
    const Judge judge{run.rules, labels, run.as_of};
    book.each_parcel(row, row, [&](std::string_view, std::string_view bytes) {
        const Facts facts = judged_facts(judge, decoded(bytes));
        for (const Rule& rule : run.rules.rules) {
            if (!rule.listed || mutu::judge(run.rules, rule, facts).verdict != Truth::yes) continue;
            const Value proof = prove(run.rules, rule, facts, labels);
            const Value* sentence = proof.find("sentence");
            table.rows.push_back({rule.title, sentence ? sentence->text("sentence") : "", rule.clause});
        }
    });
    return table;
}

TextTable options(const Book& book, const std::string& scenario, const std::string& id, const Labels& labels) {
    TextTable table{{"action", "cost", "uplift", "payback", "present_value", "note"},
                    {"可选措施", "费用（万元）", "年税收增量（万元）", "回收期（年）", "净现值（万元）", "说明"},
                    {false, true, true, true, true, false},
                    {}};
    for (const auto& row :
         book.query("SELECT action, cost_wan, uplift_wan, payback_years, missing, chosen, "
                    "present_value_wan FROM plan_option WHERE scenario_id = ?1 AND parcel_id = ?2 ORDER BY fid",
                    {scenario, id})
             .rows) {
        const bool chosen = row[5] == "1";
        const std::string note = chosen ? "选定" : row[4] ? "缺少：" + *row[4] : "未选";
        const auto cell = [&](std::size_t i, int decimals) {
            return row[i] ? std::optional{fixed(std::stod(*row[i]), decimals)} : std::nullopt;
        };
        table.rows.push_back(
            {labels.text("action", row[0].value_or("")), cell(1, 2), cell(2, 2), cell(3, 1), cell(6, 2), note});
    }
    return table;
}

/// Each step with its term, and the last day where every term before it is known; `begin`: the day the plan gives it.
TextTable steps(const Rulebook& rules, const OptionSpec& spec, Date begin) {
    TextTable table{{"no", "step", "document", "term", "until"},
                    {"序号", "步骤", "文书", "期限", "最迟日期"},
                    {true, false, false, false, false},
                    {}};
    std::optional<Date> since = begin;
    for (std::size_t i = 0; i < spec.steps.size(); ++i) {
        const ActionStep& step = spec.steps[i];
        const auto days = step.within ? value_of(rules, *step.within) : std::nullopt;
        if (days && since)
            since = *since + std::stoi(days->decimals(0));
        else
            since.reset();
        const std::string term = days          ? days->decimals(0) + " 日内（" + step.clause + "）"
                                 : step.within ? "未录入"
                                               : "未规定期限";
        table.rows.push_back(
            {std::to_string(i + 1), step.title, step.document, term, since ? since->iso() : "依前步完成日另定"});
    }
    return table;
}

/// Who gets the uplift, and what the works keep away meanwhile; what is not entered is said.
std::string shares(const Book& book, const std::string& scenario, const std::string& id) {
    const auto rows = book.query("SELECT government_wan, park_wan, firm_wan, forgone_wan FROM plan_option WHERE "
                                 "scenario_id = ?1 AND parcel_id = ?2 AND chosen = 1",
                                 {scenario, id})
                          .rows;
    if (rows.empty()) return {};
    const Row& row = rows.front();
    const std::string meanwhile = "建设期间每年减少现有税收 " + number(row[3], 2) + " 万元。";
    if (!row[0]) return "增量在政府、园区、企业之间的分配未录入（uplift_share_park、uplift_share_firm）。" + meanwhile;
    return "增量中归政府 " + number(row[0], 2) + " 万元、返还园区 " + number(row[1], 2) + " 万元、奖补企业 " +
           number(row[2], 2) + " 万元。" + meanwhile;
}

/// Where the parcel and its block lie; nothing where the parcel has no shape.
std::optional<Picture> place_of(const Book& book, const std::string& scenario, const Row& chosen) {
    const std::string &id = *chosen[0], block = chosen[1].value_or("");
    const Features subject = book.features(
        {.layer = "parcel_result", .columns = {"park_id"}, .box = {}, .where = "parcel_id = ?1", .arguments = {id}});
    if (subject.rows.rows.empty() || subject.shapes.null(0)) return std::nullopt;
    const SheetPlane plane{book.crs(), subject.shapes};
    const std::string park = subject.rows.rows[0][1].value_or("");
    const auto shapes = [&](const char* layer, const char* where, std::vector<std::string> arguments) {
        return plane(
            book.features({.layer = layer, .columns = {}, .box = {}, .where = where, .arguments = std::move(arguments)})
                .shapes);
    };
    const Locator locator{
        .parks = shapes("park_result", "park_id = ?1", {park}),
        .parcels = shapes("parcel_result", "park_id = ?1", {park}),
        .block = shapes("plan_parcel", "scenario_id = ?1 AND block_id = ?2 AND parcel_id <> ?3", {scenario, block, id}),
        .subject = plane(subject.shapes),
        .subject_word = "本宗地",
        .block_word = "同一连片",
        .park_word = "园区边界"};
    constexpr double width = 150, height = 95;
    return Picture{.alt = "宗地 " + id + " 位置图",
                   .svg = locator_picture(locator, width, height, PictureFormat::svg, 0),
                   .png = locator_picture(locator, width, height, PictureFormat::png, 150),
                   .width = width,
                   .height = height};
}

Document paper_of(const Book& book, const BookRun& run, const ReportQuery& query, const std::string& scenario,
                  const Row& chosen, const Labels& labels) {
    const std::string &id = *chosen[0], action = *chosen[2];
    Document paper{"宗地 " + id + " 再开发方案",
                   (query.settled ? "方案 " : "征求意见稿 · 方案 ") + scenario + " · 数据截至 " + run.as_of.iso() +
                       " · 政策包 " + run.rules.id,
                   {},
                   query.number,
                   signed_by(query)};
    auto& body = paper.passages;
    body.emplace_back(Heading{1, "一、基本情况"});
    body.emplace_back(basics(book, id, labels));
    if (auto place = place_of(book, scenario, chosen)) body.emplace_back(std::move(*place));
    body.emplace_back(Heading{1, "二、判定与依据"});
    TextTable said = grounds(book, run, *book.parcel_row(id), labels);
    if (said.rows.empty())
        body.emplace_back(Paragraph{"没有规则对这宗地作出肯定的判定。"});
    else
        body.emplace_back(std::move(said));
    body.emplace_back(Paragraph{"以上为疑似或拟认定，不是认定；闲置土地由县级自然资源主管部门认定。"});
    body.emplace_back(Heading{1, "三、可选措施"});
    body.emplace_back(options(book, scenario, id, labels));
    body.emplace_back(Heading{1, "四、选定措施与步骤"});
    const std::string money =
        "费用 " + number(chosen[4], 2) + " 万元，预计年税收增加 " + number(chosen[5], 2) + " 万元";
    body.emplace_back(Paragraph{"采用“" + labels.text("action", action) + "”，编入连片 " + known(chosen[1]) + "，第 " +
                                known(chosen[3]) + " 年实施，" + money + "。" + shares(book, scenario, id)});
    const auto spec = std::find_if(run.rules.options.begin(), run.rules.options.end(),
                                   [&](const OptionSpec& one) { return one.action == action; });
    if (spec != run.rules.options.end()) {
        const Date begin = add_years(run.as_of, chosen[3] ? std::stoi(*chosen[3]) - 1 : 0);
        body.emplace_back(Paragraph{"决定机关：" + spec->decider + "。最迟日期自 " + begin.iso() + " 启动起算。"});
        body.emplace_back(steps(run.rules, *spec, begin));
    }
    body.emplace_back(
        Paragraph{"费用按政策包所录单价计算；增益按达到标准地水平的假设计算，均须以评估和协商结果为准。"});
    body.emplace_back(SignatureLine{{"编制", "审核", "负责人"}});
    return paper;
}

}  // namespace

std::vector<Paper> plan_papers(const Book& book, const ReportQuery& query, const Labels& labels) {
    const std::string latest = latest_scenario(book, query.book);
    const std::string scenario = query.scenario.empty() ? latest : query.scenario;
    if (book.query("SELECT 1 FROM plan_scenario WHERE scenario_id = ?1", {scenario}).rows.empty())
        throw Error{Kind::usage, query.book + " 中没有方案 " + scenario + "，最后一个是 " + latest};
    const BookRun run = run_of(book, query.book);
    std::vector<Paper> papers;
    for (const Row& row :
         book.query(
                 "SELECT p.parcel_id, p.block_id, p.action, p.year, p.cost_wan, p.uplift_wan FROM plan_parcel p JOIN "
                 "parcel_result r ON r.parcel_id = p.parcel_id WHERE p.scenario_id = ?1 AND (?2 = '' OR r.park_id = "
                 "?2) ORDER BY p.fid",
                 {scenario, query.park})
             .rows)
        papers.push_back({*row[0], paper_of(book, run, query, scenario, row, labels)});
    return papers;
}

}  // namespace mutu
