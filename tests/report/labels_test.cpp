// Every id of the input has words in both languages.
#include "example.hpp"

#include <gtest/gtest.h>

namespace mutu {
namespace {

TEST(FieldLabels, NameEveryFieldInBothLanguages) {
    const Labels labels = test::labels();
    for (const Role role : all_roles())
        for (const Field& field : fields_of(role)) {
            EXPECT_TRUE(labels.has("field", field.name)) << field.name;
            EXPECT_NE(labels.text("field", field.name, Language::en), labels.text("field", field.name, Language::zh))
                << field.name;
        }
}

TEST(FieldLabels, GiveLandAndMoneyTheirUnits) {
    const Labels labels = test::labels();
    for (const Role role : all_roles())
        for (const Field& field : fields_of(role)) {
            const char* unit = field.type == FieldType::area ? "m²" : field.type == FieldType::money ? "万元" : nullptr;
            if (unit) {
                EXPECT_EQ(labels.unit("field", field.name), unit) << field.name;
            }
        }
}

TEST(RoleLabels, NameEveryRole) {
    for (const Role role : all_roles()) EXPECT_TRUE(test::labels().has("role", name(role))) << name(role);
}

TEST(CodeLabels, NameEveryCodeOfTheFieldsTheLedgerPrints) {
    const Labels labels = test::labels();
    for (const std::string_view field :
         {"supply_mode", "idle_cause", "operation_state", "field_check", "holder_kind", "foundation_type"})
        for (const auto code : find_field(Role::parcel, field)->codes)
            EXPECT_TRUE(labels.has(field, code)) << field << ' ' << code;
    for (const std::string_view field : {"approval_kind", "approval_status"})
        for (const auto code : find_field(Role::approval, field)->codes)
            EXPECT_TRUE(labels.has(field, code)) << field << ' ' << code;
}

}  // namespace
}  // namespace mutu
