// The styles in a book, read back as QGIS would.
#include "support.hpp"
#include "support/root.hpp"

#include "mutu/style.hpp"
#include "mutu/value.hpp"

#include <regex>

namespace mutu {
namespace {

constexpr const char* land_classes[] = {
    "idle",           "stalled",  "early_warning", "supplied_not_started", "under_construction",
    "low_efficiency", "ordinary", "unsupplied",    "undetermined",         "not_applicable"};

std::string style_of(const Outside& book, const std::string& table) {
    return book.ask("SELECT styleQML FROM layer_styles WHERE useAsDefault AND f_table_name = '" + table + "'");
}

std::string found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    return std::regex_search(text, match, std::regex{pattern}) ? match[1].str() : std::string{};
}

std::string rgba(const std::string& hex) {
    std::string out;
    for (const std::size_t at : {1U, 3U, 5U}) out += std::to_string(std::stoi(hex.substr(at, 2), nullptr, 16)) + ",";
    return out + "255";
}

class Styles : public testing::Test {
protected:
    Styles() { save(path_, example()); }
    TempFolder folder_;
    std::string path_ = folder_ / "book.gpkg";
};

TEST_F(Styles, GiveEachLandClassItsColourAndItsWords) {
    const std::string qml = style_of(Outside{path_}, "parcel_result");
    const Value colors = read_toml(test::root() + "/geodata/style/land_class.toml");
    for (const char* id : land_classes) {
        const std::string category = found(qml, "<category ([^>]*value=\"" + std::string{id} + "\"[^>]*)>");
        EXPECT_NE(category.find("label=\"" + labels().text("land_class", id) + "\""), std::string::npos) << id;
        const std::string symbol = found(category, "symbol=\"([0-9]+)\"");
        const std::string color = found(qml, "name=\"" + symbol +
                                                 "\"><layer[^>]*><Option type=\"Map\"><Option name=\"color\" "
                                                 "type=\"QString\" value=\"([0-9,]+)\"");
        EXPECT_EQ(color, rgba(colors.find("land_class")->find(id)->find("color")->text(id))) << id;
    }
}

TEST_F(Styles, StandOncePerLayerAsDefault) {
    const Outside book{path_};
    EXPECT_EQ(book.ask("SELECT f_table_name FROM layer_styles WHERE useAsDefault ORDER BY id"),
              "parcel_result|unsupplied_land|unapproved_building_land|park_result|diagnostic|diagnostic_shape|repair|"
              "expansion_candidate|expansion_removed|expansion_boundary|expansion_part|expansion_refused|plan_block|"
              "constraint|plan_parcel|parcel");
    EXPECT_EQ(book.ask("SELECT DISTINCT f_table_catalog || f_table_schema || f_geometry_column FROM layer_styles"),
              "geom");
    EXPECT_EQ(book.ask("SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"), "attributes");
}

TEST_F(Styles, OfferTheThemesOfTheOtherMapsBeside) {
    const Outside book{path_};
    const auto qml = [&](const std::string& name) {
        return book.ask("SELECT styleQML FROM layer_styles WHERE NOT useAsDefault AND f_table_name = 'parcel_result' "
                        "AND styleName = '" +
                        name + "'");
    };
    std::size_t rules = 0;
    for (const Theme& theme : read_themes(test::root() + "/geodata/style")) {
        if (theme.layer != "parcel_result" || theme.id == "land_class") continue;
        const std::string text = qml(labels().text("theme", theme.id));
        for (const ThemeClass& one : theme.classes) {
            const std::string label = class_text(theme, one, labels(), Language::zh);
            EXPECT_NE(text.find("label=\"" + label + "\""), std::string::npos) << theme.id << " " << label;
            EXPECT_NE(text.find(rgba(one.color)), std::string::npos) << theme.id << " " << label;
            ++rules;
        }
    }
    EXPECT_GT(rules, 30U);
    const std::string tax = qml("亩均税收");
    EXPECT_NE(tax.find("filter=\"&quot;tax_wan_per_mu&quot; &gt;= 5 AND &quot;tax_wan_per_mu&quot; &lt; 10\""),
              std::string::npos)
        << tax;
    EXPECT_NE(tax.find("filter=\"&quot;tax_wan_per_mu&quot; IS NULL\""), std::string::npos);
    const std::string use = style_of(book, "parcel");
    const auto longer = use.find("&apos;SD&apos; AND left(&quot;land_use_code&quot;, 4) IN (&apos;0601&apos;)");
    const auto shorter = use.find("&apos;SD&apos; AND left(&quot;land_use_code&quot;, 2) IN (");
    EXPECT_LT(longer, shorter) << "0601 is asked for before 06";
    EXPECT_NE(shorter, std::string::npos);
}

TEST_F(Styles, DrawStateAsAPatternToo) {
    const std::string qml = style_of(Outside{path_}, "parcel_result");
    EXPECT_NE(qml.find("value=\"b_diagonal\""), std::string::npos);
    EXPECT_NE(qml.find("value=\"diagonal_x\""), std::string::npos);
}

TEST_F(Styles, NameColumnsInChineseWithUnits) {
    const std::string qml = style_of(Outside{path_}, "parcel_result");
    EXPECT_EQ(found(qml, "<alias field=\"tax_wan_per_mu\"[^>]*name=\"([^\"]*)\""), "亩均税收（万元/亩）");
    EXPECT_NE(qml.find("fieldName=\"parcel_id\""), std::string::npos);
}

TEST_F(Styles, LeaveNoResultColumnWithoutALabel) {
    const Book book{path_};
    const Rows columns = book.query(
        "SELECT DISTINCT c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE c.name NOT IN ('geom', "
        "'supply_rate_index') AND t.name IN ('parcel_result', 'unsupplied_land', 'unapproved_building_land', "
        "'park_result', "
        "'indicator', 'park_goal', 'area_reconciliation', 'parcel_control', 'control_text', 'enterprise_result', "
        "'enterprise_land', 'industry_result', 'verdict', 'policy_text', 'diagnostic', 'link', 'run', "
        "'source_column')");
    EXPECT_GT(columns.rows.size(), 80U);
    for (const auto& row : columns.rows) EXPECT_TRUE(labels().has("column", *row.at(0))) << *row.at(0);
}

TEST_F(Styles, RefuseAColourThatIsNone) {
    std::filesystem::copy(test::root() + "/geodata/style", folder_ / "style");
    std::ofstream{folder_ / "style/severity.toml"} << "[severity]\nerror = { color = \"red\" }\n";
    SaveOptions how = options();
    how.style_folder = folder_ / "style";
    EXPECT_NE(refusal([&] { save(folder_ / "new.gpkg", example(), how); }).find("severity.toml:2"), std::string::npos);
}

}  // namespace
}  // namespace mutu
