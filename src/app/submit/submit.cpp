// mutu submit: what the profile lists of a book's latest run, sealed in one file.
#include "mutu/submit.hpp"

#include "bulletin/kept.hpp"
#include "submit/submission.hpp"

#include "mutu/period.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

namespace fs = std::filesystem;
using Type = ResultTable::Type;

Days days_asked(const std::string& period) {
    if (period.empty()) throw Error{Kind::usage, "要用 --period 写明报送期，如 2026-10、2026-09~10、2026-Q3、2026"};
    const auto days = days_of_period(period);
    if (!days)
        throw Error{Kind::usage,
                    "--period " + period + "：写作 2026-10（月）、2026-09~10（双月）、2026-Q3、2026-H1 或 2026"};
    return *days;
}

std::vector<SubmittedPark> all_parks(const Book& book) {
    std::map<std::string, std::string> above;
    const ResultTable read = book.table("park", {"park_id", "parent_park_id"}, false);
    for (std::size_t row = 0; row < read.rows.size(); ++row)
        if (const std::string up = text_of(cell_named(read, row, "parent_park_id")); !up.empty())
            above.emplace(text_of(cell_named(read, row, "park_id")), up);
    std::vector<SubmittedPark> parks;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows) {
        const std::string id = row[0].value_or("");
        parks.push_back({id, row[1].value_or(""), above.contains(id) ? above.at(id) : std::string{}});
    }
    return parks;
}

/// Those asked for and all below them, for a park's figures count those of its parts.
std::vector<SubmittedPark> chosen_parks(const Book& book, const SubmitQuery& query) {
    std::vector<SubmittedPark> parks = all_parks(book);
    if (!query.parks.empty()) {
        std::set<std::string> wanted;
        for (const std::string& asked : query.parks) {
            const auto found = std::find_if(parks.begin(), parks.end(),
                                            [&](const auto& one) { return one.id == asked || one.name == asked; });
            if (found == parks.end())
                throw Error{Kind::usage, "没有园区 " + asked + "；mutu list " + query.book + " parks 列出全部园区"};
            wanted.insert(found->id);
        }
        for (std::size_t before = 0; before != wanted.size();) {
            before = wanted.size();
            for (const SubmittedPark& park : parks)
                if (wanted.contains(park.parent)) wanted.insert(park.id);
        }
        std::erase_if(parks, [&](const auto& one) { return !wanted.contains(one.id); });
    }
    find_roots(parks);
    return parks;
}

/// Which park each row is of; a parcel as read may name another than the one it was found in.
std::vector<std::string> parks_by_row(const Book& book, const std::string& table) {
    std::vector<std::string> parks;
    const ResultTable found = book.table(table == "parcel" ? "parcel_result" : table, {"park_id"}, false);
    if (found.columns.empty()) return parks;
    for (const auto& row : found.rows) parks.push_back(text_of(row[0]));
    return parks;
}

/// Without the rows of other parks; rows of no park go with the whole book only.
ResultTable of_parks(ResultTable table, const std::vector<std::string>& park_of, const std::set<std::string>& parks,
                     bool whole) {
    if (park_of.size() != table.rows.size()) return table;
    ResultTable kept{.name = table.name, .columns = table.columns, .rows = {}};
    if (table.shapes) kept.shapes.emplace();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (park_of[row].empty() ? !whole : !parks.contains(park_of[row])) continue;
        kept.rows.push_back(std::move(table.rows[row]));
        if (table.shapes) kept.shapes->add_row(*table.shapes, row);
    }
    return kept;
}

Submission described(const Kept& run, const Book& book, const SubmitQuery& query, const SubmitProfile& profile) {
    Submission about;
    about.unit = query.unit, about.period = query.period, about.as_of = run.as_of.iso();
    about.run_id = run.run_id, about.policy_id = run.policy, about.policy_sha256 = run.policy_sha256;
    for (const auto& [table, columns] : profile.tables) about.tables.push_back(table);
    about.profile = profile.id, about.area_basis = run.area_basis, about.secrecy = run.secrecy;
    const auto versions = book.query("SELECT versions FROM run ORDER BY fid DESC LIMIT 1").rows;
    const Value stored = parse_json(versions.at(0)[0].value_or("{}"), query.book + " run.versions");
    if (const Value* own = stored.find("MuTu")) about.program_version = own->text("MuTu");
    return about;
}

/// The run without its clock and the paths of its inputs: what differs between two equal runs, and what is the
/// office's own.
ResultTable run_table(const Book& book) {
    ResultTable run = book.table(
        "run", {"run_id", "as_of", "policy_id", "policy_sha256", "parameters", "versions", "area_basis", "secrecy"},
        false);
    run.rows = {run.rows.back()};
    for (const char* empty : {"inputs", "started", "finished"}) {
        run.columns.emplace_back(empty, Type::text);
        run.rows[0].push_back(empty == std::string_view{"inputs"} ? ResultCell{"[]"} : ResultCell{});
    }
    return run;
}

struct Made {
    Bundle bundle;
    std::size_t parks = 0, parcels = 0;
};

Made made_of(const Book& book, const Submission& about, const SubmitQuery& query, const SubmitProfile& profile,
             const Labels& labels, Date as_of) {
    const std::vector<SubmittedPark> parks = chosen_parks(book, query);
    std::set<std::string> ids;
    for (const SubmittedPark& park : parks) ids.insert(park.id);
    Made made{.bundle = {.crs = book.crs(), .day = as_of, .tables = {}}, .parks = parks.size()};
    auto& tables = made.bundle.tables;
    std::set<std::string> shaped;
    for (const BookLayer& layer : book.layers())
        if (layer.name != "parcel") shaped.insert(layer.name);  // its shapes are those of its results
    for (const auto& [name, columns] : profile.tables)
        tables.push_back(of_parks(book.table(name, columns, shaped.contains(name)), parks_by_row(book, name), ids,
                                  query.parks.empty()));
    const auto table = [&](const char* name) -> const ResultTable& {
        return *std::find_if(tables.begin(), tables.end(), [&](const auto& one) { return one.name == name; });
    };
    made.parcels = table("parcel_result").rows.size();
    if (const std::string fault =
            untied(table("park_result"), table("parcel_result"), table("unsupplied_land"), parks, labels);
        !fault.empty())
        throw Error{Kind::refused, query.book + "：" + fault + "；表与清单不符，请用 mutu run 重新分析后再报送"};
    frame(tables, book);
    tables.push_back(submission_table({about}, false));
    tables.push_back(park_table(parks, {about}));
    tables.push_back(run_table(book));
    tables.push_back(book.table("policy_pack", {"pack_id", "name", "text"}, false));
    tables.push_back(no_verdicts());
    std::erase_if(tables, [](const auto& one) { return one.columns.empty(); });  // tables that the book lacks
    return made;
}

void refuse_target(const SubmitQuery& query, const Common& common) {
    if (query.output.empty()) throw Error{Kind::usage, "要用 -o 写明报送文件，如 -o 报送.mutu"};
    std::error_code ignored;
    if (fs::equivalent(query.book, query.output, ignored))
        throw Error{Kind::usage, query.output + " 就是成果库本身；请写到另一个文件"};
    if (!common.overwrite && fs::exists(query.output))
        throw Error{Kind::usage, query.output + " 已经有了；要覆盖请加 --overwrite"};
}

}  // namespace

int submit(const SubmitQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    const Days period = days_asked(query.period);
    refuse_target(query, common);
    const Labels labels = labels_of(common);
    const SubmitProfile profile = submit_profile(query.profile, common.data_folder);
    const Book book{query.book};
    if (book.has("submission")) throw Error{Kind::usage, query.book + "：是报送或汇总的成果，请从县区自己的成果库报送"};
    const Kept run = kept_run(query.book, "");
    if (!period.hold(run.as_of)) {
        const std::string said = query.book + "：基准日 " + run.as_of.iso() + " 不在报送期 " + query.period + " 内（" +
                                 period.first.iso() + " 至 " + period.last.iso() + "）";
        if (common.strict) throw Error{Kind::refused, said};
        talk << "注意：" << said << "\n";
    }
    const Submission about = described(run, book, query, profile);
    const Made made = made_of(book, about, query, profile, labels, run.as_of);
    const std::string counts = std::to_string(made.parks) + " 个园区、" + std::to_string(made.parcels) + " 宗地";
    if (common.dry_run) {
        out << "将写出 " << query.output << "（" << counts << "）\n";
        return 0;
    }
    out << save_bundle(query.output, made.bundle, labels, common.data_folder + "/style") << "  " << query.output
        << "\n";
    if (!common.quiet)
        talk << query.period << "，" << counts << "；" << profile.title << "；密级 "
             << labels.text("secrecy", run.secrecy) << "。上面是内容校验值（SHA-256），请与文件分开告知上级\n";
    return 0;
}

}  // namespace mutu
