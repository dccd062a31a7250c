// The shipped field profiles: every name fits a shapefile in GBK, none stands twice in one layer.
#include "io/support.hpp"

#include "mutu/handover.hpp"
#include "mutu/text.hpp"

namespace mutu {
namespace {

using namespace test;

const ExportRules& rules() {
    static const ExportRules read = ExportRules::load(test::root() + "/geodata/export", aliases());
    return read;
}

TEST(Profiles, ThreeAreShippedAndTheirNamesFitAShapefile) {
    ASSERT_EQ(rules().profiles.size(), 3u);
    for (const auto& [id, profile] : rules().profiles)
        for (const ExportField& field : profile.fields) {
            const auto bytes = from_utf8(field.name, "GBK");
            ASSERT_TRUE(bytes) << id << " " << field.name;
            EXPECT_LE(bytes->size(), 10u) << id << " " << field.name;
        }
}

TEST(Profiles, NoNameStandsTwiceInALayer) {
    for (const auto& [id, profile] : rules().profiles)
        for (const auto& [layer, columns] : profile.layers) {
            std::set<std::string> names;
            for (const ExportField& field : profile.fields)
                if (std::find(columns.begin(), columns.end(), field.column) != columns.end()) {
                    EXPECT_TRUE(names.insert(lower_ascii(field.name)).second)
                        << id << " " << layer << " " << field.name;
                }
            EXPECT_EQ(names.size(), columns.size()) << id << " " << layer;
        }
}

TEST(Profiles, PinyinNamesAreLatinAndTheirTitlesChinese) {
    for (const ExportField& field : rules().profiles.at("pinyin").fields) {
        EXPECT_EQ(field.name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"), std::string::npos)
            << field.name;
        EXPECT_NE(field.title, field.name);
    }
}

TEST(Profiles, EachFormatNamesAProfileThatIsThere) {
    for (const auto& [extension, format] : rules().formats) {
        EXPECT_TRUE(format.profile.empty() || rules().profiles.contains(format.profile)) << extension;
        EXPECT_NE(format.driver.empty(), !format.survey) << extension;
    }
}

}  // namespace
}  // namespace mutu
