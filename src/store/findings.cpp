// Findings by themselves: out of a book, and into a small styled GeoPackage that opens in QGIS.
#include "anew.hpp"
#include "book.hpp"
#include "tables.hpp"

#include "mutu/store.hpp"

namespace mutu {
namespace {

Severity severity_named(const std::string& name) {
    for (const Severity one : {Severity::error, Severity::warning})
        if (name == word(one)) return one;
    return Severity::info;
}

constexpr const char* columns =
    "SELECT code, severity, layer, source_file, source_row, subject_id, message, fix, number, other_id, geom FROM ";

Diagnostic finding_of(const Statement& row) {
    Diagnostic finding{.code = row.text(0),
                       .severity = severity_named(row.text(1)),
                       .layer = row.text(2),
                       .source_file = row.text(3),
                       .source_row = row.integer(4),
                       .subject_id = row.text(5),
                       .message = row.text(6),
                       .fix = row.text(7)};
    finding.number = static_cast<int>(row.integer(8));
    finding.other_id = row.text(9);
    return finding;
}

}  // namespace

Diagnostics findings_of(const Database& db) {
    Diagnostics findings;
    Statement points = db.prepare(std::string{columns} + "diagnostic ORDER BY fid");
    while (points.step()) {
        findings.push_back(finding_of(points));
        findings.back().spot = spot_of_blob(points.blob(10));
    }
    // Shapes stand in the order of their findings, each finding's words the same in both tables.
    Statement shapes = db.prepare(std::string{columns} + "diagnostic_shape ORDER BY fid");
    std::size_t next = 0;
    while (shapes.step()) {
        const Diagnostic drawn = finding_of(shapes);
        const auto same = [&](const Diagnostic& one) {
            return one.code == drawn.code && one.subject_id == drawn.subject_id && one.other_id == drawn.other_id &&
                   one.message == drawn.message;
        };
        std::size_t at = next;
        while (at < findings.size() && !same(findings[at])) ++at;
        if (at == findings.size()) continue;
        findings[at].shape = wkb_of_blob(shapes.blob(10));
        next = at + 1;
    }
    return findings;
}

Crs crs_of(const Database& db) {
    const std::string definition = db.text(
        "SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id = (SELECT srs_id FROM gpkg_geometry_columns WHERE "
        "table_name = 'parcel_result')");
    return Crs::parse(definition);
}

void save_findings(const std::string& path, const Diagnostics& findings, const Crs& crs, const std::string& stamp,
                   const Labels& labels, const std::string& style_folder) {
    write_anew(path, [&](const Database& db) {
        const GeoPackage package{db, crs, stamp};
        const auto tables = write_findings(package, findings, labels);
        write_styles(package, tables, style_folder, labels, false);
    });
}

}  // namespace mutu
