// The parts of a parcel's dossier, each a table or a text of what the book holds.
#include "dossier/dossier.hpp"

#include "mutu/report.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace mutu {
namespace {

using Row = std::vector<std::optional<std::string>>;
using Cell = std::optional<std::string>;

std::optional<double> number_in(const Cell& cell) {
    if (!cell) return {};
    const auto parsed = parse_number(*cell);
    const double* number = std::get_if<double>(&parsed);
    return number ? std::optional{*number} : std::nullopt;
}

Cell decimals(const Cell& cell, int places, const char* unit = "") {
    const auto number = number_in(cell);
    return number ? Cell{fixed(*number, places) + unit} : Cell{};
}

Cell percent(const Cell& cell) {
    const auto number = number_in(cell);
    return number ? Cell{fixed(*number * 100, 2) + " %"} : Cell{};
}

Cell land(const Cell& cell) {
    const auto number = number_in(cell);
    if (!number) return {};
    return fixed(Area::square_metres(*number).mu(), 2) + " 亩（" + fixed(*number, 2) + " m²）";
}

TextTable pairs(std::vector<Row> rows) {
    return {{"item", "value"}, {"项目", "内容"}, {false, false}, std::move(rows)};
}

/// Codes joined by ';' in words.
Cell words(const Cell& codes, const char* group, const Labels& labels) {
    if (!codes) return {};
    std::vector<std::string> said;
    for (const std::string& code : split(*codes, ';'))
        if (!code.empty()) said.push_back(labels.text(group, code));
    return said.empty() ? Cell{} : Cell{join(said, "、")};
}

struct OfParcel {
    const DossierSource& source;
    std::size_t row;

    const Cell& at(std::string_view id) const { return source.files.at(row, id); }
    std::string id() const { return source.files.text(row, "parcel_id"); }
    Cell code(std::string_view field, const char* group) const { return words(at(field), group, source.labels); }
    Rows ask(const std::string& sql) const { return source.book.query(sql, {id()}); }
};

TextTable areas(const OfParcel& facts) {
    TextTable table{
        {"basis", "hectares", "mu", "square_metres"}, {"面积口径", "公顷", "亩", "m²"}, {false, true, true, true}, {}};
    const auto add = [&](const std::string& name, const Cell& cell) {
        const auto number = number_in(cell);
        const Area area = Area::square_metres(number.value_or(0));
        table.rows.push_back({name, number ? Cell{fixed(area.hectares(), 4)} : Cell{},
                              number ? Cell{fixed(area.mu(), 2)} : Cell{}, number ? Cell{fixed(*number, 2)} : Cell{}});
    };
    add("本次分析所用", facts.at("area_m2"));
    add("登记（证载）", facts.at("area_registered_m2"));
    const Rows more = facts.source.book.has("area_reconciliation")
                          ? facts.ask("SELECT area_contract_m2, area_difference_m2, area_class FROM "
                                      "area_reconciliation WHERE parcel_id = ?1")
                          : Rows{};
    add("合同", more.rows.empty() ? Cell{} : more.rows[0][0]);
    add("图形平面", facts.at("area_planar_m2"));
    add("图形椭球", facts.at("area_ellipsoid_m2"));
    add("其中园区范围内", facts.at("area_in_park_m2"));
    if (more.rows.empty()) return table;
    const auto difference = number_in(more.rows[0][1]);
    const Cell kind = words(more.rows[0][2], "area_class", facts.source.labels);
    table.rows.push_back({"差异：" + kind.value_or("—"), {}, {}, difference ? Cell{fixed(*difference, 2)} : Cell{}});
    return table;
}

TextTable figures(const OfParcel& facts) {
    return pairs({{"数据年度", facts.at("data_year")},
                  {"年税收", decimals(facts.at("tax_wan"), 2, " 万元")},
                  {"亩均税收", decimals(facts.at("tax_wan_per_mu"), 2, " 万元/亩")},
                  {"年产值", decimals(facts.at("output_wan"), 2, " 万元")},
                  {"亩均产值", decimals(facts.at("output_wan_per_mu"), 2, " 万元/亩")},
                  {"年营业收入", decimals(facts.at("revenue_wan"), 2, " 万元")},
                  {"投资", decimals(facts.at("investment_wan"), 2, " 万元")},
                  {"亩均投资", decimals(facts.at("investment_wan_per_mu"), 2, " 万元/亩")},
                  {"建筑基底面积", land(facts.at("footprint_m2"))},
                  {"总建筑面积", decimals(facts.at("gross_floor_area_m2"), 2, " m²")},
                  {"容积率", decimals(facts.at("far"), 2)},
                  {"建筑密度", percent(facts.at("building_density"))}});
}

TextTable firms(const OfParcel& facts) {
    TextTable table{{"name", "uscc", "tenure", "land", "tax", "output"},
                    {"企业", "统一社会信用代码", "占用方式", "占地（亩）", "税收（万元）", "产值（万元）"},
                    {false, false, false, true, true, true},
                    {}};
    for (const auto& row : facts
                               .ask("SELECT (SELECT max(r.name) FROM enterprise_result r WHERE r.uscc = e.uscc), "
                                    "uscc, tenure, land_m2, tax_wan, output_wan FROM enterprise_land e WHERE "
                                    "parcel_id = ?1 ORDER BY fid")
                               .rows) {
        const auto metres = number_in(row[3]);
        table.rows.push_back({row[0], row[1], words(row[2], "tenure", facts.source.labels),
                              metres ? Cell{fixed(Area::square_metres(*metres).mu(), 2)} : Cell{}, decimals(row[4], 2),
                              decimals(row[5], 2)});
    }
    return table;
}

TextTable years(const OfParcel& facts) {
    TextTable table{{"year", "name", "tax", "output", "revenue", "tax_per_mu", "grade"},
                    {"年度", "企业", "税收（万元）", "产值（万元）", "营业收入（万元）", "亩均税收（万元/亩）", "档次"},
                    {false, false, true, true, true, true, false},
                    {}};
    for (const auto& row : facts
                               .ask("SELECT year, name, tax_wan, output_wan, revenue_wan, tax_wan_per_mu, grade FROM "
                                    "enterprise_result WHERE uscc IN (SELECT uscc FROM enterprise_land WHERE "
                                    "parcel_id = ?1) ORDER BY uscc, year")
                               .rows)
        table.rows.push_back({row[0], row[1], decimals(row[2], 2), decimals(row[3], 2), decimals(row[4], 2),
                              decimals(row[5], 2), row[6]});
    return table;
}

TextTable overlaps(const OfParcel& facts) {
    TextTable table{
        {"role", "kind", "count", "share"}, {"图层", "类别", "图斑数", "压占面积"}, {false, false, true, true}, {}};
    for (const auto& row : facts
                               .ask("SELECT role, kind, feature_count, covered_m2 FROM parcel_overlap WHERE parcel_id "
                                    "= ?1 ORDER BY fid")
                               .rows) {
        const std::string kind = row[1].value_or("");
        const bool named = facts.source.labels.has("constraint_kind", kind);
        table.rows.push_back({facts.source.labels.text("role", row[0].value_or("")),
                              named ? Cell{facts.source.labels.text("constraint_kind", kind)} : row[1], row[2],
                              land(row[3])});
    }
    return table;
}

TextTable findings(const OfParcel& facts) {
    TextTable table{{"severity", "code", "message", "fix"}, {"级别", "规则", "问题", "处理"}, {}, {}};
    table.numeric.assign(4, false);
    for (const auto& row : facts
                               .ask("SELECT severity, code, message, fix FROM diagnostic WHERE subject_id = ?1 ORDER "
                                    "BY fid")
                               .rows)
        table.rows.push_back({facts.source.labels.text("severity", row[0].value_or("")), row[1], row[2], row[3]});
    return table;
}

/// Rows of the files that the parcel was read from, and how they were tied to it.
TextTable sources(const OfParcel& facts) {
    TextTable table{{"role", "file", "row", "tie"}, {"资料", "文件", "行", "关联"}, {false, false, true, false}, {}};
    for (const auto& row :
         facts.ask("SELECT source_file, source_row FROM parcel WHERE parcel_id = ?1 ORDER BY fid").rows)
        table.rows.push_back({facts.source.labels.text("role", "parcel"), row[0], row[1], {}});
    for (const auto& row :
         facts
             .ask("SELECT s.source_file, s.source_row, l.keys, l.state FROM link l JOIN supply s ON s.supply_id = "
                  "l.from_key WHERE l.from_role = 'supply' AND l.to_role = 'parcel' AND l.to_key = ?1 ORDER BY s.fid")
             .rows)
        table.rows.push_back(
            {facts.source.labels.text("role", "supply"), row[0], row[1],
             facts.source.labels.text("link_state", row[3].value_or("")) + "（" + row[2].value_or("") + "）"});
    return table;
}

/// Each proof under its title: verdict and sentence first, the working below.
void add_proofs(const OfParcel& facts, std::vector<Passage>& into) {
    const auto at = facts.source.book.parcel_row(facts.id());
    if (!at) return;
    const Value proofs = facts.source.proofs.of(*at, facts.id());
    for (const Value& proof : proofs.list("proofs"))
        for (Passage& one : proof_passages(proof, facts.source.labels)) into.push_back(std::move(one));
}

constexpr std::pair<const char*, const char*> happenings[] = {
    {"contract_date", "发生"},        {"agreed_delivery_date", "约定"},
    {"actual_delivery_date", "发生"}, {"agreed_start_date", "约定"},
    {"extended_start_date", "约定"},  {"permit_date", "发生"},
    {"actual_start_date", "发生"},    {"stop_date", "发生"},
    {"resume_date", "发生"},          {"agreed_finish_date", "约定"},
    {"actual_finish_date", "发生"},   {"notice_served_date", "发生"},
    {"recognition_date", "发生"},     {"disposed_date", "发生"},
    {"production_stop_date", "发生"}, {"field_check_date", "发生"},
    {"term_end_date", "约定"},        {"lease_end_date", "约定"},
    {"conversion_due_date", "约定"}};

}  // namespace

DossierSource::DossierSource(const Book& the_book, const std::string& path, const Labels& the_labels,
                             const ClockQuery& scope)
    : book{the_book}, labels{the_labels}, proofs{the_book, path, the_labels},
      files{the_book,
            ParcelFiles::all(),
            "(?1 = '' OR r.park_id = ?1) AND (?2 = '' OR r.parcel_id = ?2)",
            {scope.park, scope.parcel}} {
    for (Deadline& one : deadlines_of(book, run(), labels, scope)) deadlines[one.parcel_id].push_back(std::move(one));
    secrecy = labels.text("secrecy",
                          book.query("SELECT secrecy FROM run ORDER BY fid DESC LIMIT 1").rows.at(0)[0].value_or(""));
}

std::string DossierSource::basis() const {
    return "密级：" + secrecy + " · 数据截至 " + run().as_of.iso() + " · 政策包 " + run().rules.id + " · 分析 " +
           run().run_id;
}

TextTable parcel_identity(const DossierSource& source, std::size_t row) {
    const OfParcel facts{source, row};
    return pairs({{"宗地编号", facts.id()},
                  {"园区", facts.at("park_name")},
                  {"土地使用权人", facts.at("holder_name")},
                  {"统一社会信用代码", facts.at("holder_uscc")},
                  {"项目名称", facts.at("project_name")},
                  {"位置", facts.at("location")},
                  {"供应方式", facts.code("supply_mode", "supply_mode")},
                  {"合同编号", facts.at("contract_no")},
                  {"电子监管号", facts.at("supervision_no")},
                  {"不动产单元号", facts.at("bdcdyh")},
                  {"土地用途代码", facts.at("land_use_code")},
                  {"行业代码", facts.at("industry_code")},
                  {"土地价款", decimals(facts.at("land_price_wan"), 2, " 万元")}});
}

TextTable parcel_states(const DossierSource& source, std::size_t row) {
    const OfParcel facts{source, row};
    return pairs({{"面积", land(facts.at("area_m2"))},
                  {"供应状态", facts.code("supply_state", "supply_state")},
                  {"动工与闲置状态", facts.code("idle_state", "idle_state")},
                  {"认定情况", facts.code("recognition", "recognition")},
                  {"认定书文号、日期",
                   facts.at("recognition_no")
                       ? Cell{*facts.at("recognition_no") + "，" + facts.at("recognition_date").value_or("日期未知")}
                       : Cell{}},
                  {"利用效率", facts.code("efficiency", "efficiency")},
                  {"利用分类", facts.code("land_class", "land_class")},
                  {"闲置原因", facts.code("idle_cause", "idle_cause")},
                  {"生产经营状态", facts.code("operation_state", "operation_state")},
                  {"现场核查", facts.code("field_check", "field_check")},
                  {"建议措施", facts.code("action", "action")},
                  {"待补资料", facts.code("missing", "field")}});
}

TextTable parcel_timeline(const DossierSource& source, std::size_t row) {
    const OfParcel facts{source, row};
    std::set<std::tuple<Date, int, std::string, std::string, std::string>> days;
    for (const auto& [field, kind] : happenings)
        if (const auto day = source.files.day(row, field))
            days.emplace(*day, 0, source.labels.text("field", field), kind, "");
    days.emplace(source.run().as_of, 1, "数据截至日", "截至", "");
    TextTable table{{"date", "days", "what", "kind", "clause"},
                    {"日期", "距截至日（天）", "事项", "性质", "依据"},
                    {false, true, false, false, false},
                    {}};
    if (const auto found = source.deadlines.find(facts.id()); found != source.deadlines.end())
        for (const Deadline& one : found->second) {
            if (std::any_of(std::begin(happenings), std::end(happenings),
                            [&](const auto& event) { return one.kind == event.first; }))
                continue;
            const std::string what = source.labels.text("deadline", one.kind);
            const std::string mark =
                one.clock == ClockState::running ? "" : "（" + source.labels.text("clock", word(one.clock)) + "）";
            if (one.day)
                days.emplace(
                    *one.day, 2, what, "时限" + mark,
                    one.clause.empty() ? "" : one.clause + "［" + source.labels.text("evidence", one.evidence) + "］");
            else
                table.rows.push_back(
                    {{},
                     {},
                     what,
                     Cell{"待核"},
                     Cell{"缺：" + words(Cell{join(one.missing, ";")}, "field", source.labels).value_or("")}});
        }
    std::vector<Row> dated;
    dated.reserve(days.size());
    for (const auto& [day, order, what, kind, clause] : days)
        dated.push_back(
            {day.iso(), std::to_string(day - source.run().as_of), what, kind, clause.empty() ? Cell{} : Cell{clause}});
    table.rows.insert(table.rows.begin(), dated.begin(), dated.end());
    return table;
}

std::vector<Passage> parcel_passages(const DossierSource& source, std::size_t row) {
    const OfParcel facts{source, row};
    std::vector<Passage> body;
    const auto part = [&](const char* title, TextTable table, const char* nothing) {
        body.emplace_back(Heading{2, title});
        if (table.rows.empty())
            body.emplace_back(Paragraph{nothing});
        else
            body.emplace_back(std::move(table));
    };
    part("状态与建议", parcel_states(source, row), "");
    part("基本情况", parcel_identity(source, row), "");
    part("面积", areas(facts), "");
    part("时间线与时限", parcel_timeline(source, row), "");
    part("用地效益", figures(facts), "");
    part("占用企业", firms(facts), "没有与这宗地关联的企业。");
    part("历年", years(facts), "没有企业年度数据。");
    part("压占", overlaps(facts), "没有与管控要素、现状或规划图层的重叠记录。");
    body.emplace_back(Heading{2, "判定、措施与证明"});
    body.emplace_back(Paragraph{"以下为疑似或拟认定，不是认定；闲置土地由县级自然资源主管部门认定。"});
    add_proofs(facts, body);
    part("质检问题", findings(facts), "没有质检问题。");
    part("资料来源", sources(facts), "");
    return body;
}

}  // namespace mutu
