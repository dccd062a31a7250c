// One submission read back: its seal, its version, its lists against its figures; then all of them against each other.
#include "submit/merged.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

[[noreturn]] void not_handed_on(const Book& book, const std::string& path) {
    if (book.has("city_sum")) throw Error{Kind::input, path + "：是汇总库；请用各县区自己的报送文件重新汇总"};
    if (!book.has("submission")) throw Error{Kind::input, path + "：是成果库，不是报送文件；请先用 mutu submit 生成"};
    throw Error{Kind::input, path + "：不是报送文件；请用 mutu submit 生成"};
}

Submission read_submission(const Book& book, const std::string& path) {
    const Rows rows = book.query("SELECT schema_version FROM submission");
    if (rows.rows.size() != 1) throw Error{Kind::input, path + "：表 submission 应有一行"};
    const auto schema = parse_number(rows.rows[0][0].value_or(""));
    const double* version = std::get_if<double>(&schema);
    if (!version || *version > static_cast<double>(submission_schema))
        throw Error{Kind::refused, path + "：报送文件的版本 " + rows.rows[0][0].value_or("空") + " 比本程序认识的 " +
                                       std::to_string(submission_schema) + " 新；请升级 mutu 后再汇总"};
    const auto row = book.query("SELECT unit_name, period, as_of, run_id, policy_id, policy_sha256, program_version, "
                                "profile, area_basis, secrecy FROM submission")
                         .rows.at(0);
    const auto text = [&](std::size_t i) { return row[i].value_or(""); };
    Submission about{.file = path, .content_sha256 = {}};
    about.unit = text(0), about.period = text(1), about.as_of = text(2), about.run_id = text(3);
    about.policy_id = text(4), about.policy_sha256 = text(5), about.program_version = text(6);
    about.tables = handed_tables(book);
    about.profile = text(7), about.area_basis = text(8), about.secrecy = text(9);
    const auto stored = book.query("SELECT parameters FROM run").rows;
    const Value parameters = parse_json(stored.at(0)[0].value_or("{}"), path + " run.parameters");
    for (const auto& [name, spec] : parameters.table("parameters"))
        if (const Value* value = spec.find("value")) about.settings[name] = to_json(*value);
    return about;
}

std::vector<std::string> names_in(const Book& book, const std::string& table) {
    std::vector<std::string> names;
    for (const auto& row :
         book.query("SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('fid', 'geom')", {table}).rows)
        names.push_back(row[0].value_or(""));
    return names;
}

std::vector<SubmittedPark> read_parks(const Book& book) {
    std::vector<SubmittedPark> parks;
    for (const auto& row :
         book.query("SELECT park_id, park_name, parent_park_id FROM submission_park ORDER BY fid").rows)
        parks.push_back({row[0].value_or(""), row[1].value_or(""), row[2].value_or("")});
    find_roots(parks);
    return parks;
}

void read_tables(const Book& book, Handed& handed) {
    std::set<std::string> shaped;
    for (const BookLayer& layer : book.layers()) shaped.insert(layer.name);
    const std::set<std::string> own{"submission", "submission_park", "run", "policy_pack", "verdict",
                                    "seal",       "layer_styles"};
    for (const auto& row :
         book.query("SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY rowid")
             .rows) {
        const std::string name = row[0].value_or("");
        if (!own.contains(name)) handed.tables.push_back(book.table(name, names_in(book, name), shaped.contains(name)));
    }
    handed.run = book.table("run", names_in(book, "run"), false);
    handed.packs = book.table("policy_pack", names_in(book, "policy_pack"), false);
}

const ResultTable& table_named(const Handed& handed, const std::string& name) {
    const auto found =
        std::find_if(handed.tables.begin(), handed.tables.end(), [&](const auto& one) { return one.name == name; });
    if (found == handed.tables.end()) throw Error{Kind::input, handed.about.file + "：缺少表 " + name};
    return *found;
}

std::string settings_apart(const Submission& a, const Submission& b) {
    std::vector<std::string> apart;
    for (const auto& [name, value] : a.settings) {
        const auto other = b.settings.find(name);
        if (other == b.settings.end() || other->second != value)
            apart.push_back(name + " " + value + " 与 " + (other == b.settings.end() ? "（无）" : other->second));
    }
    for (const auto& [name, value] : b.settings)
        if (!a.settings.contains(name)) apart.push_back(name + "（无）与 " + value);
    return join(apart, "、");
}

void refuse_apart(const Submission& first, const Submission& other) {
    const auto fault = [&](const std::string& what, const std::string& a, const std::string& b) {
        throw Error{Kind::refused, other.file + " 与 " + first.file + " 的" + what + "不同（" + b + "、" + a +
                                       "），不能相加；请按同一" + what + "重新分析或重新报送"};
    };
    if (first.period != other.period) fault("报送期", first.period, other.period);
    if (first.policy_sha256 != other.policy_sha256)
        fault("政策包", first.policy_id + " " + first.policy_sha256.substr(0, 12),
              other.policy_id + " " + other.policy_sha256.substr(0, 12));
    if (const std::string apart = settings_apart(other, first); !apart.empty())
        throw Error{Kind::refused, other.file + " 与 " + first.file + " 的政策参数不同：" + apart +
                                       "；不能相加，请按同一参数重新分析后再报送"};
    if (first.area_basis != other.area_basis) fault("面积口径", first.area_basis, other.area_basis);
    if (first.profile != other.profile) fault("报送方案", first.profile, other.profile);
}

}  // namespace

Handed handed_in(const std::string& path, const Labels& labels) {
    std::optional<Book> book;
    try {
        book.emplace(path);
    } catch (const Error& error) {
        throw Error{error.kind(), std::string{error.what()} + "；汇总要各县区 mutu submit 写出的报送文件"};
    }
    if (book->has("city_sum") || !book->has("submission") || !book->has("submission_park") || !book->has("seal"))
        not_handed_on(*book, path);
    Handed handed;
    handed.about = read_submission(*book, path);  // a newer version may be sealed another way
    const Seal seal = seal_of(path);
    if (!seal.holds())
        throw Error{Kind::refused, path + "：内容与封签不符（封签 " + seal.said.substr(0, 12) + "，内容 " +
                                       seal.found.substr(0, 12) + "），文件被改动或损坏；请报送单位重新报送"};
    handed.about.content_sha256 = seal.said;
    handed.crs = book->crs();
    handed.parks = read_parks(*book);
    if (handed.parks.empty()) throw Error{Kind::refused, path + "：报送文件里没有园区"};
    read_tables(*book, handed);
    if (const std::string fault = untied(table_named(handed, "park_result"), table_named(handed, "parcel_result"),
                                         table_named(handed, "unsupplied_land"), handed.parks, labels);
        !fault.empty())
        throw Error{Kind::refused, path + "：" + fault + "；表与清单不符，请报送单位重新分析后再报送"};
    return handed;
}

void refuse_mixture(const std::vector<Handed>& files) {
    std::map<std::string, const Handed*> owner;
    for (const Handed& one : files) {
        refuse_apart(files.front().about, one.about);
        for (const SubmittedPark& park : one.parks)
            if (const auto [before, fresh] = owner.emplace(park.id, &one); !fresh)
                throw Error{Kind::refused, one.about.file + " 与 " + before->second->about.file + " 都报了园区 " +
                                               park.id + (park.name.empty() ? "" : " " + park.name) +
                                               "；请只留一份，或请两县区核对园区编号"};
    }
}

}  // namespace mutu
