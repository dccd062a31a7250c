// 面积对账: the kinds of difference, and that they add up.
#include "support/builders.hpp"

#include <map>

namespace mutu {
namespace {

using test::Builder;
using test::Rectangle;

/// One parcel of one hectare with these areas in m²; blank: not recorded.
void parcel(Builder& builder, const std::string& id, const std::string& registered, const std::string& contract,
            int at = 0, bool drawn = true) {
    builder.row(Role::parcel, {{"parcel_id", id}, {"registered_area_m2", registered}},
                drawn ? std::optional{Rectangle{at * 200.0, 0, 100, 100}} : std::nullopt);
    if (!contract.empty())
        builder.row(Role::supply, {{"parcel_id", id}, {"supply_date", "2020-01-01"}, {"area_m2", contract}});
}

TEST(Areas, AreClassedByWhatExplainsTheDifference) {
    Builder builder;
    parcel(builder, "same", "10000.4", "", 0);
    parcel(builder, "small", "10050", "", 1);
    parcel(builder, "large", "10101.1", "", 2);
    parcel(builder, "hectare", "1", "", 3);
    parcel(builder, "mu", "15", "", 4);
    parcel(builder, "register", "12000", "10000", 5);
    parcel(builder, "shape", "12000", "12000", 6);
    parcel(builder, "undrawn", "5000", "", 7, false);
    parcel(builder, "unregistered", "", "", 8);
    const Assessment out = test::judged(builder, "2026-06-30");
    std::map<std::string, std::string> classes;
    for (const AreaRow& row : out.areas) classes[row.parcel_id] = row.area_class;
    EXPECT_EQ(classes, (std::map<std::string, std::string>{{"same", "equal"},
                                                           {"small", "within"},
                                                           {"large", "beyond"},
                                                           {"hectare", "unit_slip"},
                                                           {"mu", "unit_slip"},
                                                           {"register", "register_only"},
                                                           {"shape", "shape_only"},
                                                           {"undrawn", "no_shape"},
                                                           {"unregistered", "no_register"}}));
    EXPECT_TRUE(test::raised(out, "area_unit_slip"));
}

TEST(Areas, DifferencesOfAllClassesAddUpToThatOfTheTotals) {
    Builder builder;
    parcel(builder, "a", "10000.37", "9000", 0), parcel(builder, "b", "9876.55", "", 1),
        parcel(builder, "c", "", "", 2), parcel(builder, "d", "777.77", "", 3, false);
    const Assessment out = test::judged(builder, "2026-06-30");
    Area registered, planar, differences;
    for (const AreaRow& row : out.areas) {
        registered += row.registered.value_or(Area{}), planar += row.planar.value_or(Area{});
        differences += row.difference;
    }
    EXPECT_EQ(differences, registered - planar);
    EXPECT_EQ(registered, Area::square_metres(20654.69));
}

}  // namespace
}  // namespace mutu
