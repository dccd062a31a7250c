// mutu admit: an intended project against the pack of a book, and the land and factories of that book it could go to.
#include "admitted.hpp"
#include "rejudge.hpp"

#include "mutu/app.hpp"
#include "mutu/overlay.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

std::optional<double> number(const std::optional<std::string>& cell) {
    const auto parsed = cell ? parse_number(*cell) : Parsed<double>{Blank{}};
    const double* value = std::get_if<double>(&parsed);
    return value ? std::optional{*value} : std::nullopt;
}

/// The park a person means by id or name; empty where the project names none.
std::string park_named(const Book& book, const std::string& path, const std::string& park) {
    if (park.empty()) return {};
    const auto rows = book.query("SELECT park_id FROM park_result WHERE park_id = ?1 OR park_name = ?1 "
                                 "ORDER BY park_id <> ?1",
                                 {park});
    if (!rows.rows.empty()) return rows.rows[0][0].value_or("");
    throw Error{Kind::input,
                "[intended] park：" + path + " 中没有园区 " + park + "；mutu list " + path + " parks 可列出全部园区"};
}

/// One kind of land: where it stands in the book. Columns: fid, id, park_id, area_m2, note.
struct Offer {
    const char *kind, *layer, *sql;
};
constexpr Offer offers[] = {
    {"unsupplied", "parcel_result",
     "SELECT r.fid, r.parcel_id, r.park_id, r.area_m2, p.land_use_code FROM parcel_result r JOIN parcel p ON p.fid = "
     "r.fid WHERE r.supply_state = 'approved_unsupplied' ORDER BY r.fid"},
    {"remnant", "unsupplied_land", "SELECT fid, approval_id, park_id, area_m2, NULL FROM unsupplied_land ORDER BY fid"},
    {"idle", "parcel_result",
     "SELECT r.fid, r.parcel_id, r.park_id, r.area_m2, p.land_use_code FROM parcel_result r JOIN parcel p ON p.fid = "
     "r.fid WHERE r.land_class = 'idle' ORDER BY r.fid"},
    {"low_efficiency", "parcel_result",
     "SELECT r.fid, r.parcel_id, r.park_id, r.area_m2, p.land_use_code FROM parcel_result r JOIN parcel p ON p.fid = "
     "r.fid WHERE r.land_class = 'low_efficiency' ORDER BY r.fid"},
    {"turnover", "turnover_result",
     "SELECT fid, turnover_id, park_id, area_m2, reserved_for FROM turnover_result WHERE rung = 'ready' ORDER BY fid"}};

/// Shapes of the environmental units of that name.
GeometryColumn unit_shapes(const Book& book, const std::string& path, const std::string& unit) {
    const GeometryColumn all = book.shapes("constraint");
    const auto rows =
        book.query("SELECT fid FROM \"constraint\" WHERE kind = 'env_control_unit' AND name = ?1", {unit});
    GeometryColumn chosen;
    for (const auto& row : rows.rows) {
        const auto fid = static_cast<std::size_t>(std::stoull(row[0].value_or("1")));
        if (fid - 1 < all.rows() && !all.null(fid - 1)) chosen.add_row(all, fid - 1);
    }
    if (chosen.rows() == 0)
        throw Error{Kind::input, "[intended] env_unit：" + path + " 的管控要素中没有环境管控单元 " + unit};
    return chosen;
}

std::vector<Plot> plots_of(const Book& book, const std::string& path, const std::string& park,
                           const std::string& unit) {
    constexpr double whole = 0.999;  // of the plot: a boundary drawn twice never meets to the last digit
    const GeometryColumn units = unit.empty() ? GeometryColumn{} : unit_shapes(book, path, unit);
    std::vector<Plot> plots;
    for (const Offer& offer : offers) {
        if (!book.has(offer.layer)) continue;
        std::vector<double> inside;
        const GeometryColumn land = unit.empty() ? GeometryColumn{} : book.shapes(offer.layer);
        if (!unit.empty()) inside = covered_area(land, units).area;
        for (const auto& row : book.query(offer.sql).rows) {
            const auto size = number(row[3]);
            if (!size || (!park.empty() && row[2] != park)) continue;
            const auto fid = static_cast<std::size_t>(std::stoull(row[0].value_or("1"))) - 1;
            if (!unit.empty() && (land.null(fid) || inside[fid] < whole * area(land, fid))) continue;
            plots.push_back({offer.kind, row[1].value_or(""), row[2].value_or(""), Area::square_metres(*size),
                             row[4].value_or("")});
        }
    }
    return plots;
}

/// Standard factories whose vacant floor holds all that the project builds.
void find_factories(const Book& book, const Rulebook& rules, Admitted& admitted) {
    if (!admitted.project.floor_area || !rules.parameters.contains("standard_factory_uses")) return;
    const auto uses = rules.words("standard_factory_uses");
    for (const auto& row :
         book.query("SELECT building_id, use, gross_floor_area_m2, let_m2 FROM building ORDER BY fid").rows) {
        if (!row[1] || std::find(uses.begin(), uses.end(), *row[1]) == uses.end()) continue;
        const auto floor = number(row[2]), let = number(row[3]);
        if (!floor || !let || *let < 0 || *let > *floor) {
            ++admitted.factories_open;
            continue;
        }
        const Area vacant = Area::square_metres(*floor) - Area::square_metres(*let);
        if (vacant >= *admitted.project.floor_area) admitted.factories.push_back({row[0].value_or(""), vacant});
    }
}

}  // namespace

int admit_project(const AdmitQuery& query, const Common& common, std::ostream& out) {
    const Book book{query.book};
    const Labels labels = labels_of(common);
    const BookRun run = run_of(book, query.book);
    const Rulebook rules = changed_rules(run.rules, query.set);
    if (!rules.parameters.contains("admit_checks"))
        throw Error{Kind::input, query.book + ": 成果库所用的政策包没有准入线（admit_checks），可能是旧版本生成的；"
                                              "请用 mutu run 重新分析"};
    Admitted admitted;
    admitted.project = read_intended(read_toml(query.project));
    admitted.admission = admit(admitted.project, rules, labels);
    admitted.taken = land_taken(admitted.project, admitted.admission);
    const std::string park = park_named(book, query.book, admitted.project.park_id);
    admitted.plots = plots_of(book, query.book, park, admitted.project.env_unit);
    if (admitted.taken) admitted.fitting = fitting(admitted.plots, *admitted.taken, admitted.admission);
    find_factories(book, rules, admitted);
    if (format_or_table(common) == Format::json)
        out << to_pretty_json(admit_value(admitted)) << "\n";
    else
        write_admitted(admitted, labels, common, out);
    return admitted.admission.never ? exit_code(Kind::infeasible) : 0;
}

}  // namespace mutu
