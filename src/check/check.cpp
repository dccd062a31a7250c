// All rule families over one state of the data, and the telling of a finding.
#include "rules.hpp"

#include "mutu/parallel.hpp"

namespace mutu {
namespace checks {

Ground::Ground(const Holdings& all, const Crs& book_crs, const Catalogue& rules, const CheckOptions& wanted)
    : holdings{all}, book{book_crs}, catalogue{rules}, options{wanted}, survey{wanted.survey ? *wanted.survey : here_},
      metric{book_crs} {
    if (!book.geographic()) return;
    if (options.longitude) {
        metric = plane_at(*options.longitude);
        return;
    }
    Box everything;
    for (const Role role : all_roles()) {
        const GeometryColumn& shapes = table(role).shapes();
        for (std::size_t row = 0; row < shapes.rows(); ++row)
            if (!shapes.null(row)) everything.grow(shapes.box(row));
    }
    metric = plane_at(everything.empty() ? 0 : (everything.min_x + everything.max_x) / 2);
}

const GeometryColumn& Ground::metres(Role role) {
    if (metric == book) return table(role).shapes();
    auto& moved = moved_[static_cast<std::size_t>(role)];
    if (!moved) moved = transformed(table(role).shapes(), book, metric);
    return *moved;
}

GeometryColumn Ground::in_book(const GeometryColumn& shapes) const { return transformed(shapes, metric, book); }

std::unordered_map<std::string, std::vector<std::size_t>> Ground::rows_by(Role role, std::string_view field) const {
    std::unordered_map<std::string, std::vector<std::size_t>> rows;
    const auto values = table(role).column<std::string>(field);
    for (std::size_t row = 0; row < table(role).rows(); ++row)
        if (values[row]) rows[bare(*values[row])].push_back(row);
    return rows;
}

Diagnostic& Report::tell(std::string_view code, Role role, std::size_t row, Words words) {
    const CheckRule& rule = ground_.catalogue.rule(code);
    const Table& records = ground_.table(role);
    Diagnostic found{.code = rule.code, .severity = rule.severity, .layer = std::string{name(role)}};
    const Origin origin = records.origins()[row];
    if (origin.source < ground_.holdings.sources.size())
        found.source_file = ground_.holdings.sources[origin.source].path;
    found.source_row = origin.row;
    found.subject_id = id_of(records, row);
    found.message = filled(rule.says, words);
    found.fix = rule.fix;
    found.number = rule.number;
    if (row < records.shapes().rows() && !records.shapes().null(row)) {
        const Xy inside = inner_point(records.shapes(), row);
        found.spot = Spot{inside.x, inside.y};
    }
    return findings_.emplace_back(std::move(found));
}

std::string filled(std::string_view sentence, Words words) {
    std::string text{sentence};
    for (const auto& [name, value] : words) {
        const std::string mark = "{" + std::string{name} + "}";
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

std::string id_of(const Table& table, std::size_t row) {
    const Field& key = fields_of(table.role()).front();
    if (key.type != FieldType::text) return "";
    return table.column<std::string>(key.name)[row].value_or("");
}

std::string bare(const std::string& id) {
    const std::size_t mark = id.rfind('#');
    const bool counted = mark != std::string::npos && mark > 0 && mark + 1 < id.size() &&
                         id.find_first_not_of("0123456789", mark + 1) == std::string::npos;
    return counted ? id.substr(0, mark) : id;
}

std::string percent(double share) { return fixed(share * 100, 2); }

}  // namespace checks

Diagnostics find_faults(const Holdings& holdings, const Crs& book, const Catalogue& catalogue,
                        const CheckOptions& options) {
    checks::Ground ground{holdings, book, catalogue, options};
    checks::Report report{ground};
    for (auto* family :
         {checks::check_lists, checks::check_codes, checks::check_dates, checks::check_areas, checks::check_amounts,
          checks::check_topology, checks::check_between, checks::check_landuse, checks::check_increments}) {
        throw_if_stopped();
        family(ground, report);
    }
    return std::move(report.findings());
}

}  // namespace mutu
