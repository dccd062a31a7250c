// One run out of the tables of its book, the latest as it stands or an earlier one from history_*.
#include "bulletin/kept.hpp"

#include "mutu/text.hpp"

#include <variant>

namespace mutu {
namespace {

void read_run(const Book& book, const std::string& run_id, Kept& kept) {
    const Rows runs = book.query(
        "SELECT run_id, as_of, policy_id, policy_sha256, parameters, area_basis, secrecy FROM run ORDER BY fid");
    std::vector<std::string> known;
    for (const auto& row : runs.rows) {
        known.push_back(row[0].value_or(""));
        if (known.back() != run_id && !(run_id.empty() && known.size() == runs.rows.size())) continue;
        const auto day = day_of(row[1]);
        if (!day) throw Error{Kind::input, kept.path + " run.as_of：" + row[1].value_or("空") + " 不是日期"};
        kept.run_id = known.back(), kept.as_of = *day;
        kept.policy = row[2].value_or(""), kept.policy_sha256 = row[3].value_or("");
        kept.area_basis = row[5].value_or(""), kept.secrecy = row[6].value_or("");
        const Value stored = parse_json(row[4].value_or("{}"), kept.path + " run.parameters");
        for (const auto& [name, about] : stored.table("parameters"))
            if (const Value* value = about.find("value")) kept.settings[name] = to_json(*value);
    }
    if (known.empty()) throw Error{Kind::input, kept.path + "：成果库中还没有分析"};
    if (kept.run_id.empty())
        throw Error{Kind::usage, kept.path + " 中没有分析 " + run_id + "；有：" + join(known, "、") + "（mutu list " +
                                     kept.path + " runs）"};
    kept.earlier = kept.run_id != known.back();
}

void read_parcels(const Book& book, Kept& kept) {
    std::string columns = "parcel_id, area_m2, start_due, idle_on, data_year, hex(substr(geom, 5, 4))";
    for (const char* field : kept_fields) columns += std::string{", "} + field;
    kept.land.shapes = kept.shapes(book, "parcel_result");
    for (const auto& row : kept.rows(book, columns, "parcel_result", " ORDER BY fid").rows) {
        kept.row_of.emplace(row[0].value_or(""), kept.land.ids.size());
        kept.land.ids.push_back(row[0].value_or(""));
        KeptParcel& parcel = kept.parcels.emplace_back();
        parcel.area = area_of(row[1]), parcel.start_due = day_of(row[2]), parcel.idle_on = day_of(row[3]);
        parcel.data_year = row[4];
        if (row[5] && !row[5]->empty()) kept.projection = *row[5];
        for (std::size_t field = 0; field < kept_fields.size(); ++field) parcel.states[field] = row[6 + field];
    }
}

}  // namespace

std::optional<Area> area_of(const std::optional<std::string>& square_metres) {
    if (!square_metres) return std::nullopt;
    const auto parsed = parse_number(*square_metres);
    const double* number = std::get_if<double>(&parsed);
    return number ? std::optional{Area::square_metres(*number)} : std::nullopt;
}

std::optional<Date> day_of(const std::optional<std::string>& iso) {
    if (!iso) return std::nullopt;
    const auto parsed = parse_date(*iso);
    const Date* day = std::get_if<Date>(&parsed);
    return day ? std::optional{*day} : std::nullopt;
}

Rows Kept::rows(const Book& book, const std::string& columns, const std::string& table, const std::string& more) const {
    const std::string select = "SELECT " + columns + " FROM ";
    return earlier ? book.query(select + "history_" + table + " WHERE run_id = ?1" + more, {run_id})
                   : book.query(select + table + more);
}

GeometryColumn Kept::shapes(const Book& book, const std::string& table) const {
    if (!earlier) return book.shapes(table);
    const GeometryColumn all = book.shapes("history_" + table);
    GeometryColumn own;
    const Rows runs = book.query("SELECT run_id FROM history_" + table + " ORDER BY fid");
    for (std::size_t row = 0; row < runs.rows.size(); ++row)
        if (runs.rows[row][0] == run_id) own.add_row(all, row);
    return own;
}

Kept kept_run(const std::string& path, const std::string& run_id) {
    const Book book{path};
    Kept kept;
    kept.path = path;
    kept.crs = book.crs();
    read_run(book, run_id, kept);
    read_parcels(book, kept);
    return kept;
}

Crs share_plane(Kept& before, Kept& after, bool one_book) {
    if (one_book && before.projection != after.projection && !before.projection.empty() && !after.projection.empty())
        throw Error{Kind::refused, "两次分析的坐标系不同（" + before.run_id + "、" + after.run_id +
                                       "），宗地的来历无法叠加；请用同一坐标系重新分析，或分成两个成果库比较"};
    Crs plane = before.crs;
    if (!before.crs.known() || !after.crs.known()) return plane;
    if (plane.geographic()) {
        Box all;
        for (std::size_t row = 0; row < before.land.shapes.rows(); ++row)
            if (!before.land.shapes.null(row)) all.grow(before.land.shapes.box(row));
        if (all.empty()) return plane;
        plane = plane_at((all.min_x + all.max_x) / 2);
    }
    for (Kept* one : {&before, &after}) one->land.shapes = transformed(one->land.shapes, one->crs, plane);
    return plane;
}

bool same_policy(const Kept& a, const Kept& b) {
    return a.policy_sha256 == b.policy_sha256 && a.settings == b.settings;
}

std::string policies_of(const Kept& before, const Kept& after, Language language) {
    const bool zh = language == Language::zh;
    std::vector<std::string> apart;
    for (const auto& [name, value] : after.settings) {
        const auto was = before.settings.find(name);
        if (was == before.settings.end())
            apart.push_back(name + (zh ? "（原无）→ " : " (new) → ") + value);
        else if (was->second != value)
            apart.push_back(name + " " + was->second + " → " + value);
    }
    const auto pack = [&](const Kept& one) {
        return one.run_id + (zh ? " 用 " : " by ") + one.policy + (zh ? "（" : " (") + one.policy_sha256.substr(0, 12) +
               (zh ? "）" : ")");
    };
    if (!zh)
        return "The two runs were judged by different policy: " + pack(before) + ", " + pack(after) +
               (apart.empty() ? "" : "; parameters: " + join(apart, ", ")) + ". The changes below include its effect";
    return "两期政策不同：" + pack(before) + "，" + pack(after) +
           (apart.empty() ? "" : "；参数：" + join(apart, "、")) + "。以下变化含政策的影响";
}

}  // namespace mutu
