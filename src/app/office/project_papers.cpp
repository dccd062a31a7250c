// 项目台账: what is known of one signed project, from the signing to production, with room for what is done next.
#include "papers.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

using Row = std::vector<std::optional<std::string>>;
constexpr int blank_lines = 3;

std::string known(const std::optional<std::string>& text) { return text && !text->empty() ? *text : "未知"; }

std::string number(const std::optional<std::string>& text, const char* unit, double factor = 1) {
    return text ? fixed(std::stod(*text) * factor, 2) + unit : "未知";
}

std::string mu(const std::optional<std::string>& square_metres) {
    return square_metres ? fixed(Area::square_metres(std::stod(*square_metres)).mu(), 2) : "未知";
}

std::string word(const Labels& labels, const char* group, const std::optional<std::string>& code) {
    return code ? labels.text(group, *code) : "未知";
}

TextTable two_columns(std::vector<Row> rows) {
    return {{"item", "value"}, {"项目", "内容"}, {false, false}, std::move(rows)};
}

/// Columns of project_result and of the register, in this order.
constexpr const char* project_columns =
    "SELECT r.project_id, r.name, r.uscc, coalesce(nullif(k.park_name, ''), r.park_id), r.parcel_ids, r.land_m2, "
    "r.project_stage, r.signed_date, r.start_date, r.finish_date, r.production_date, r.signed_investment_wan, "
    "r.arrived_wan, r.arrived_counted_wan, r.is_large, r.in_park, r.fulfilled, r.produced, r.missing, "
    "(SELECT leader FROM project p WHERE p.project_id = r.project_id LIMIT 1), "
    "(SELECT team FROM project p WHERE p.project_id = r.project_id LIMIT 1), "
    "(SELECT e.name FROM enterprise e WHERE e.uscc = r.uscc LIMIT 1) FROM project_result r LEFT JOIN park_result k ON "
    "k.park_id = r.park_id WHERE r.is_signed = 'yes' AND (?1 = '' OR r.park_id = ?1) ORDER BY r.fid";

TextTable basics(const Row& row, const Labels& labels) {
    return two_columns({{"项目编号", known(row[0])},
                        {"项目名称", known(row[1])},
                        {"企业", known(row[21] ? row[21] : row[2])},
                        {"园区", known(row[3])},
                        {"责任领导", row[19]},
                        {"服务小分队（专班）", row[20]},
                        {"签约日期", known(row[7])},
                        {"签约投资额", number(row[11], " 万元")},
                        {"是否大项目", word(labels, "is_large", row[14])},
                        {"是否在园区内", word(labels, "in_park", row[15])}});
}

TextTable progress(const Row& row, const Labels& labels) {
    const std::string rate = row[11] && row[13] && std::stod(*row[11]) > 0
                                 ? fixed(std::stod(*row[13]) / std::stod(*row[11]) * 100, 2) + " %"
                                 : "未知";
    return two_columns({{"当前阶段", word(labels, "project_stage", row[6])},
                        {"开工日期", row[8]},
                        {"竣工日期", row[9]},
                        {"投产日期", row[10]},
                        {"到位资金", number(row[12], " 万元")},
                        {"资金到位率", rate},
                        {"是否履约", word(labels, "fulfilled", row[16])},
                        {"是否投产", word(labels, "produced", row[17])}});
}

std::vector<std::string> parcels_of(const Row& row) {
    std::vector<std::string> ids;
    for (const std::string& id : split(row[4].value_or(""), ';'))
        if (!id.empty()) ids.push_back(id);
    return ids;
}

TextTable land(const Book& book, const std::vector<std::string>& parcels, const Labels& labels) {
    TextTable table{{"parcel_id", "area", "state", "class", "due", "start", "finish"},
                    {"宗地编号", "面积（亩）", "动工与闲置状态", "用地分类", "应动工日期", "实际动工", "约定竣工"},
                    {false, true, false, false, false, false, false},
                    {}};
    for (const std::string& id : parcels)
        for (const auto& one :
             book.query(
                     "SELECT r.parcel_id, r.area_m2, r.idle_state, r.land_class, r.start_due, p.actual_start_date, "
                     "p.agreed_finish_date FROM parcel_result r JOIN parcel p ON p.fid = r.fid WHERE r.parcel_id = ?1",
                     {id})
                 .rows)
            table.rows.push_back({one[0], mu(one[1]), word(labels, "idle_state", one[2]),
                                  word(labels, "land_class", one[3]), one[4], one[5], one[6]});
    return table;
}

TextTable promises(const Book& book, const std::vector<std::string>& parcels, const Labels& labels) {
    TextTable table{{"parcel_id", "item", "stage", "due", "promised", "actual", "unit", "state", "short"},
                    {"宗地编号", "承诺事项", "阶段", "到期", "承诺", "实际", "单位", "兑现情况", "相差"},
                    {false, false, false, false, true, true, false, false, true},
                    {}};
    const auto two = [](const std::optional<std::string>& cell) {
        return cell ? std::optional{fixed(std::stod(*cell), 2)} : std::nullopt;
    };
    for (const std::string& id : parcels)
        for (const auto& one :
             book.query("SELECT parcel_id, item, stage, due_date, promised, actual, unit, "
                        "commitment_state, short_of FROM commitment_result WHERE parcel_id = ?1 ORDER "
                        "BY fid",
                        {id})
                 .rows)
            table.rows.push_back({one[0], word(labels, "item", one[1]), word(labels, "stage", one[2]), one[3],
                                  two(one[4]), two(one[5]), one[6], word(labels, "commitment_state", one[7]),
                                  two(one[8])});
    return table;
}

/// For the pen: problems and what is done about them.
TextTable blanks() {
    TextTable table{{"problem", "measure", "who", "until", "done"},
                    {"存在问题", "解决措施", "责任人", "时限", "完成情况"},
                    {false, false, false, false, false},
                    {}};
    for (int line = 0; line < blank_lines; ++line) table.rows.push_back({"", "", "", "", ""});
    return table;
}

std::string missing_of(const std::optional<std::string>& fields, const Labels& labels) {
    std::vector<std::string> words;
    for (const std::string& field : split(fields.value_or(""), ';'))
        if (!field.empty()) words.push_back(labels.text("field", field));
    return words.empty() ? "" : "缺少资料：" + join(words, "、") + "。";
}

Document paper_of(const Book& book, const BookRun& run, const ReportQuery& query, const Row& row,
                  const Labels& labels) {
    Document paper{"项目台账：" + known(row[1]),
                   (query.settled ? "" : "征求意见稿 · ") + known(row[0]) + " · 数据截至 " + run.as_of.iso() +
                       " · 政策包 " + run.rules.id,
                   {},
                   query.number,
                   signed_by(query)};
    auto& body = paper.passages;
    const auto parcels = parcels_of(row);
    body.emplace_back(Heading{1, "一、基本情况"});
    body.emplace_back(basics(row, labels));
    body.emplace_back(Heading{1, "二、进度与资金"});
    body.emplace_back(progress(row, labels));
    body.emplace_back(Heading{1, "三、用地"});
    if (TextTable table = land(book, parcels, labels); table.rows.empty())
        body.emplace_back(Paragraph{"没有对应到宗地。"});
    else {
        body.emplace_back(std::move(table));
        body.emplace_back(Paragraph{"闲置状态为疑似，不是认定；闲置土地由县级自然资源主管部门认定。"});
    }
    body.emplace_back(Heading{1, "四、承诺与兑现"});
    if (TextTable table = promises(book, parcels, labels); table.rows.empty())
        body.emplace_back(Paragraph{"没有录入承诺事项。"});
    else
        body.emplace_back(std::move(table));
    if (const std::string missing = missing_of(row[18], labels); !missing.empty())
        body.emplace_back(Paragraph{missing});
    body.emplace_back(Heading{1, "五、存在问题与下一步"});
    body.emplace_back(blanks());
    body.emplace_back(SignatureLine{{"填表", "责任领导", "日期"}});
    return paper;
}

}  // namespace

std::vector<Paper> project_papers(const Book& book, const ReportQuery& query, const Labels& labels) {
    const BookRun run = run_of(book, query.book);
    std::string park;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
        if (!query.park.empty() && (row[0] == query.park || row[1] == query.park)) park = row[0].value_or("");
    if (!query.park.empty() && park.empty())
        throw Error{Kind::usage, "没有园区 " + query.park + "；mutu list 成果库 parks 列出全部园区"};
    std::vector<Paper> papers;
    if (book.has("project_result"))
        for (const Row& row : book.query(project_columns, {park}).rows)
            papers.push_back({known(row[0]), paper_of(book, run, query, row, labels)});
    if (papers.empty())
        throw Error{Kind::usage, query.book + " 中没有签约项目；项目台账要 role = \"project\" 的资料，带签约日期"};
    return papers;
}

}  // namespace mutu
