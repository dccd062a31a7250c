// Old files whose bytes say little of their encoding.
#include "io/support.hpp"

#include "mutu/text.hpp"

namespace mutu::test {
namespace {

/// NAME of the first row, passed through or matched.
std::string first_name(const std::string& file, const std::string& encoding) {
    auto spec = source(Role::commitment, shared("14_encodings/" + file));
    spec.encoding = encoding;
    return read(spec)[Role::commitment].passed().front().values.front().value_or("");
}

TEST(Encoding, IsDetectedFromTheBytesWhereTheyAllow) {
    MUTU_NEEDS(shared("14_encodings"));
    EXPECT_EQ(first_name("utf8.dbf", ""), "国语國語");
    EXPECT_EQ(first_name("gb2312.dbf", ""), "简体国语");
    EXPECT_EQ(first_name("gbk.dbf", ""), "简体国语");
}

TEST(Encoding, IsTakenFromTheLanguageByte) {
    MUTU_NEEDS(shared("14_encodings"));
    auto spec = source(Role::commitment, shared("14_encodings/ldid_chinese.shp"));
    const auto holdings = read(spec);
    EXPECT_EQ(holdings[Role::commitment].passed().front().values.front(), "简体");
    EXPECT_EQ(holdings.sources.front().encoding_from, "dbf");
}

// Big5 and Latin-1 texts are valid GB18030 as well: no guess can tell, the user's choice must.
TEST(Encoding, IsTheUsersChoiceWhereNoGuessCanTell) {
    MUTU_NEEDS(shared("14_encodings"));
    EXPECT_EQ(first_name("big5.dbf", "Big5"), "繁體國語");
    EXPECT_EQ(first_name("latin1.dbf", "ISO-8859-1"), "Peçeña México");
    auto spec = source(Role::commitment, shared("14_encodings/gbk.dbf"));
    spec.encoding = "KLINGON";
    EXPECT_NE(refusal(spec).find("KLINGON"), std::string::npos);
}

std::string little(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>((value >> (8 * i)) & 0xFF);
    return text;
}

/// A dBASE table of text fields of 20 bytes, names and cells as raw bytes.
std::string dbf(const std::vector<std::string>& names, const std::vector<std::vector<std::string>>& rows) {
    constexpr std::uint32_t width = 20;
    const auto columns = static_cast<std::uint32_t>(names.size());
    std::string bytes = "\x03\x18\x01\x01" + little(static_cast<std::uint32_t>(rows.size()), 4) +
                        little(33 + 32 * columns, 2) + little(1 + width * columns, 2) + std::string(20, '\0');
    for (std::string name : names) {
        name.resize(11, '\0');
        bytes += name + "C" + std::string(4, '\0') + static_cast<char>(width) + std::string(15, '\0');
    }
    bytes += "\x0D";
    for (const auto& row : rows) {
        bytes += ' ';
        for (std::string cell : row) {
            cell.resize(width, ' ');
            bytes += cell;
        }
    }
    return bytes + "\x1A";
}

std::string gbk(const char* text) { return from_utf8(text, "GBK").value(); }

TEST(Encoding, CutGbkNamesOfADbfAreMatched) {
    const std::string path = write(scratch("cut") / "宗地.dbf",
                                   dbf({gbk("宗地代码"), gbk("约定开工时"), gbk("土地使用权")},
                                       {{"G1", "2020-01-15", gbk("湘江机械有限公司")}, {"G2", "", gbk("洞口县政府")}}));
    const auto holdings = read(Role::parcel, path);
    const Table& parcels = holdings[Role::parcel];
    EXPECT_EQ(holdings.sources.front().encoding, "GBK");
    EXPECT_EQ(holdings.sources.front().encoding_from, "detected");
    EXPECT_EQ(parcels.column<Date>("agreed_start_date")[0], Date::civil(2020, 1, 15));
    EXPECT_EQ(parcels.column<std::string>("holder_name")[1], "洞口县政府");
}

TEST(Encoding, CaseG18FourBytesOfGbkInADbfWithoutCpgAreAPark) {
    const std::string path = write(scratch("g18") / "园区.dbf", dbf({"KFQDM", "KFQMC"}, {{"P1", "\xD4\xB0\xC7\xF8"}}));
    const auto holdings = read(Role::park, path);
    EXPECT_EQ(holdings.sources.front().encoding, "GBK");
    EXPECT_EQ(holdings[Role::park].column<std::string>("park_name")[0], "园区");
}

TEST(Encoding, ALyingCpgIsNoticedAndTheBytesAreBelieved) {
    const fs::path folder = scratch("lying");
    write(folder / "宗地.cpg", "UTF-8");
    const auto holdings =
        read(Role::parcel, write(folder / "宗地.dbf", dbf({gbk("宗地代码"), gbk("权利人")}, {{"G1", gbk("甲公司")}})));
    EXPECT_EQ(count(holdings, "lying_cpg"), 1);
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("holder_name")[0], "甲公司");
}

TEST(Encoding, ATrueCpgIsBelieved) {
    const fs::path folder = scratch("true_cpg");
    write(folder / "宗地.cpg", "CP936\r\n");
    const auto holdings =
        read(Role::parcel, write(folder / "宗地.dbf", dbf({gbk("宗地代码"), gbk("权利人")}, {{"G1", gbk("甲公司")}})));
    EXPECT_EQ(holdings.sources.front().encoding_from, "cpg");
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("holder_name")[0], "甲公司");
}

TEST(Encoding, ACharacterCutByTheFieldWidthDoesNotSpoilTheDetection) {
    // 20 bytes hold six characters of three bytes and two bytes of the seventh.
    const auto holdings = read(Role::parcel, write(scratch("width") / "宗地.dbf",
                                                   dbf({"ZDDM", "QLRMC"}, {{"G1", "湘江机械有限公司洞口分公司"}})));
    EXPECT_EQ(holdings.sources.front().encoding, "UTF-8");
    EXPECT_EQ(holdings[Role::parcel].column<std::string>("holder_name")[0], "湘江机械有限");
}

}  // namespace
}  // namespace mutu::test
