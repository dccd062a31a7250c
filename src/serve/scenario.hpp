// What plans (腾笼换鸟) and changes of a boundary (调区扩区) have in common on the page: words, figures before and
// after, land in the colours of a legend. Seen by src/serve only.
#pragma once

#include "routes.hpp"

#include "mutu/value.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mutu {

/// Scenarios of `table`, oldest first; no rows where the book has none.
Rows scenario_rows(const Site& site, const std::string& table, const std::string& id = {});
/// Made from another run than the book's latest.
bool is_stale(const Site& site, const Rows& rows, std::size_t row);

/// The cell of a column; absent where it is NULL or where an older book lacks the column.
std::optional<std::string> cell_of(const Rows& rows, std::size_t row, std::string_view column);
/// {"key", "label", "value", "text"}; `printed_as`: the column whose unit and decimals it has, its own by default.
Value scenario_item(const Site& site, const std::string& key, const std::optional<std::string>& cell,
                    const std::string& printed_as = {});
/// The request of a scenario as items; what was not asked for is left out.
Value request_items(const Site& site, const std::string& json);
/// {"key", "label", "before", "after"} with the texts of two cells.
Value before_after(const std::string& key, const std::string& label, const std::string& before,
                   const std::string& after);
std::string scenario_text(const Site& site, const std::optional<std::string>& cell, const std::string& printed_as);

/// Land of a scenario as GeoJSON, and its legend: every class that occurs, with count and area.
class ScenarioLand {
public:
    explicit ScenarioLand(const Site& site) : site_{site} {}
    /// Rows of `layer`; the class of each by its `column`, in `theme`.
    void add(const FeatureQuery& query, const Theme& theme, const std::string& column);
    /// Rows of `layer` in one look, under the layer's name.
    void add(const FeatureQuery& query, const ThemeClass& look);
    /// Adds "bbox", "legend" and "land" to the reply.
    void write(Value& reply);

private:
    void add_class(const Value& known, const Features& found, const std::vector<std::size_t>& rows);
    const Site& site_;
    Box box_;
    Value legend_{Value::List{}}, features_{Value::List{}};
    std::int64_t next_ = 0;
};

}  // namespace mutu
