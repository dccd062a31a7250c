// Submissions put together: rows under one CRS with who handed them in, sums over parks, parks that are missing.
#include "submit/merged.hpp"

#include "mutu/hash.hpp"
#include "mutu/plain_sheet.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace mutu {
namespace {

using Type = ResultTable::Type;

/// The one CRS of all, else degrees.
Crs common_crs(const std::vector<Handed>& files) {
    for (const Handed& one : files)
        if (!(one.crs == files.front().crs)) return Crs::epsg(cgcs2000);
    return files.front().crs;
}

/// Rows of `more` behind those of `all`, cell by column name; columns that one of them lacks are unknown there.
void append(ResultTable& all, ResultTable more, const std::string& unit, const Crs& from, const Crs& to) {
    more.columns.emplace_back("unit_name", Type::text);
    for (auto& row : more.rows) row.push_back(unit.empty() ? ResultCell{} : ResultCell{unit});
    for (const auto& column : more.columns)
        if (std::none_of(all.columns.begin(), all.columns.end(),
                         [&](const auto& one) { return one.first == column.first; })) {
            all.columns.push_back(column);
            for (auto& row : all.rows) row.emplace_back();
        }
    for (std::size_t row = 0; row < more.rows.size(); ++row) {
        auto& into = all.rows.emplace_back();
        for (const auto& [name, type] : all.columns) into.push_back(cell_named(more, row, name));
    }
    if (!more.shapes) return;
    if (!all.shapes) all.shapes.emplace();
    const GeometryColumn drawn = transformed(*more.shapes, from, to);
    for (std::size_t row = 0; row < more.rows.size(); ++row) all.shapes->add_row(drawn, row);
}

/// One run over the submissions: its id and inputs are their seals, its day the latest of theirs.
ResultTable run_table(const std::vector<Handed>& files, const std::string& as_of) {
    ResultTable run = files.front().run;
    Value inputs{Value::List{}};
    std::string seals, secrecy = "public";
    for (const Handed& one : files) {
        Value input;
        input.add("role", "submission"), input.add("path", std::filesystem::path{one.about.file}.filename().string());
        input.add("sha256", one.about.content_sha256), input.add("unit", one.about.unit);
        inputs.push(std::move(input));
        seals += one.about.content_sha256;
        for (const char* mark : {"internal", "secret"})
            if (one.about.secrecy == mark && secrecy != "secret") secrecy = mark;
    }
    for (std::size_t column = 0; column < run.columns.size(); ++column) {
        ResultCell& cell = run.rows.at(0)[column];
        if (run.columns[column].first == "run_id") cell = sha256(seals).substr(0, 12);
        if (run.columns[column].first == "as_of") cell = as_of;
        if (run.columns[column].first == "inputs") cell = to_json(inputs);
        if (run.columns[column].first == "secrecy") cell = secrecy;
    }
    return run;
}

/// What a figure of park_result is counted in, so that sums are exact; absent where parks do not add up (rates).
enum class Counted : std::uint8_t { no, land, money, number };
Counted counted_in(const std::string& column) {
    if (column.ends_with("_m2")) return Counted::land;
    if (column.ends_with("_count")) return Counted::number;
    return column.ends_with("_wan") ? Counted::money : Counted::no;
}

std::optional<std::int64_t> units_of(const ResultCell& cell, Counted counted) {
    std::optional<double> number;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        if (counted == Counted::number) return *whole;
        number = static_cast<double>(*whole);
    }
    if (const auto* real = std::get_if<double>(&cell)) number = *real;
    if (!number) return std::nullopt;
    return counted == Counted::land ? Area::square_metres(*number).quanta() : Money::wan(*number).fen();
}

ResultCell summed(std::int64_t units, Counted counted) {
    if (counted == Counted::number) return units;
    return counted == Counted::land ? Area::quanta(units).square_metres() : Money::fen(units).wan();
}

std::string unit_of(Counted counted) {
    return counted == Counted::land ? "m²" : counted == Counted::money ? "万元" : "";
}

bool is_heading(const std::string& heading, const Value& file, const char* field) {
    const std::string typed = half_width(heading);
    if (lower_ascii(typed) == field) return true;
    if (const Value* names = file.find("fields") ? file.find("fields")->find(field) : nullptr)
        for (const Value& name : names->list(field))
            if (name.text(field) == typed) return true;
    return false;
}

std::vector<MissingPark> parks_on_sheet(const std::string& list, const std::string& data_folder) {
    const PlainSheet sheet = read_plain_sheet(list, list);
    const Value aliases = read_toml(data_folder + "/columns/park.toml");
    std::optional<std::size_t> id, name;
    for (std::size_t column = 0; column < sheet.headings.size(); ++column) {
        if (!id && is_heading(sheet.headings[column], aliases, "park_id")) id = column;
        if (!name && is_heading(sheet.headings[column], aliases, "park_name")) name = column;
    }
    if (!id) throw Error{Kind::input, list + "：园区名单缺少列“园区编号”；读到的列：" + join(sheet.headings, "、")};
    std::vector<MissingPark> parks;
    for (const auto& row : sheet.rows)
        if (!row[*id].empty()) parks.push_back({row[*id], name ? row[*name] : std::string{}});
    return parks;
}

}  // namespace

Merged merged_of(std::vector<Handed> files) {
    std::sort(files.begin(), files.end(), [](const Handed& a, const Handed& b) {
        return std::tie(a.parks.front().id, a.about.file) < std::tie(b.parks.front().id, b.about.file);
    });  // the same city whatever order they were named in
    Merged merged;
    const Crs crs = common_crs(files);
    std::string as_of;
    std::vector<ResultTable>& tables = merged.bundle.tables;
    for (std::size_t i = 0; i < files.size(); ++i) {
        Handed& one = files[i];
        merged.submissions.push_back(one.about);
        merged.submissions.back().file = std::filesystem::path{one.about.file}.filename().string();
        as_of = std::max(as_of, one.about.as_of);
        for (SubmittedPark& park : one.parks) park.submission = i, merged.parks.push_back(park);
        for (ResultTable& table : one.tables) {
            auto found =
                std::find_if(tables.begin(), tables.end(), [&](const auto& other) { return other.name == table.name; });
            if (found == tables.end())
                found = tables.insert(tables.end(), {.name = table.name, .columns = {}, .rows = {}});
            append(*found, std::move(table), one.about.unit, one.crs, crs);
        }
    }
    std::set<std::string> seen;
    for (const ResultTable& table : tables)
        if (table.name == "parcel_result") {
            merged.parcels = table.rows.size();
            for (std::size_t row = 0; row < table.rows.size(); ++row)
                if (std::string id = text_of(cell_named(table, row, "parcel_id")); !seen.insert(id).second)
                    merged.twice.push_back(std::move(id));
        }
    const auto parks =
        std::find_if(tables.begin(), tables.end(), [](const auto& one) { return one.name == "park_result"; });
    ResultTable sums = sum_table(*parks, merged.parks);
    const auto day = parse_date(as_of);
    merged.bundle.crs = crs;
    merged.bundle.day = std::get_if<Date>(&day) ? std::get<Date>(day) : Date{};
    tables.push_back(std::move(sums));
    tables.push_back(submission_table(merged.submissions, true));
    tables.push_back(park_table(merged.parks, merged.submissions));
    tables.push_back(run_table(files, as_of));
    tables.push_back(files.front().packs);
    tables.push_back(no_verdicts());
    return merged;
}

std::vector<std::string> doubts_of(const Merged& merged) {
    std::vector<std::string> doubts;
    const Submission& first = merged.submissions.front();
    for (const Submission& one : merged.submissions) {
        if (one.as_of != first.as_of)
            doubts.push_back(one.file + " 的基准日 " + one.as_of + " 与 " + first.file + " 的 " + first.as_of +
                             " 不同，合计不是同一天的数");
        if (one.program_version != first.program_version)
            doubts.push_back(one.file + " 由 mutu " + one.program_version + " 分析，" + first.file + " 由 " +
                             first.program_version + "，判定可能有出入");
    }
    if (!merged.twice.empty())
        doubts.push_back(std::to_string(merged.twice.size()) + " 个宗地编号有几行（如 " + merged.twice.front() +
                         "），各按其报送单位保留");
    return doubts;
}

ParkCall called(const std::string& list, const std::string& data_folder, const Merged& merged) {
    std::vector<MissingPark> wanted;
    if (lower_ascii(list).ends_with(".gpkg")) {
        const Book book{list};
        for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
            wanted.push_back({row[0].value_or(""), row[1].value_or("")});
        if (book.has("submission_gap"))
            for (const auto& row : book.query("SELECT park_id, park_name FROM submission_gap ORDER BY fid").rows)
                wanted.push_back({row[0].value_or(""), row[1].value_or("")});
    } else
        wanted = parks_on_sheet(list, data_folder);
    std::set<std::string> here, listed;
    for (const SubmittedPark& park : merged.parks) here.insert(park.id);
    ParkCall call;
    for (MissingPark& park : wanted)
        if (listed.insert(park.id).second && !here.contains(park.id)) call.missing.push_back(std::move(park));
    for (const SubmittedPark& park : merged.parks)
        if (!listed.contains(park.id)) call.unlisted.push_back({park.id, park.name});
    return call;
}

ResultTable gap_table(const std::vector<MissingPark>& missing) {
    ResultTable table{
        .name = "submission_gap", .columns = {{"park_id", Type::text}, {"park_name", Type::text}}, .rows = {}};
    for (const MissingPark& park : missing)
        table.rows.push_back({park.id, park.name.empty() ? ResultCell{} : ResultCell{park.name}});
    return table;
}

ResultTable sum_table(const ResultTable& parks, const std::vector<SubmittedPark>& tree) {
    std::set<std::string> roots;
    for (const SubmittedPark& park : tree)
        if (park.root) roots.insert(park.id);
    ResultTable table{.name = "city_sum",
                      .columns = {{"sum_of", Type::text},
                                  {"total", Type::real},
                                  {"unit", Type::text},
                                  {"known_parks", Type::integer},
                                  {"summed_parks", Type::integer}},
                      .rows = {}};
    for (std::size_t column = 0; column < parks.columns.size(); ++column) {
        const std::string& name = parks.columns[column].first;
        const Counted counted = counted_in(name);
        if (counted == Counted::no) continue;
        std::int64_t sum = 0, known = 0;
        for (std::size_t row = 0; row < parks.rows.size(); ++row) {
            if (!roots.contains(text_of(cell_named(parks, row, "park_id")))) continue;
            if (const auto units = units_of(parks.rows[row][column], counted)) sum += *units, ++known;
        }
        table.rows.push_back({name, known == 0 ? ResultCell{} : summed(sum, counted), unit_of(counted), known,
                              static_cast<std::int64_t>(roots.size())});
    }
    return table;
}

}  // namespace mutu
