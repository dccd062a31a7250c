// Archives as people send them, and archives that mean harm.
#include "io/support.hpp"

#include "mutu/text.hpp"

namespace mutu::test {
namespace {

/// Stored without compression, as the format's plain records; names as raw bytes.
std::string zip(const std::vector<std::pair<std::string, std::string>>& files, bool utf8 = false) {
    const auto little = [](std::uint64_t value, int bytes) {
        std::string text;
        for (int i = 0; i < bytes; ++i) text += static_cast<char>((value >> (8 * i)) & 0xFF);
        return text;
    };
    const auto crc = [](const std::string& bytes) {
        std::uint32_t sum = 0xFFFFFFFF;
        for (const char c : bytes) {
            sum ^= static_cast<unsigned char>(c);
            for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
        }
        return ~sum;
    };
    std::string all, directory;
    for (const auto& [name, bytes] : files) {
        const std::string common = little(utf8 ? 0x800 : 0, 2) + little(0, 2) + little(0, 4) + little(crc(bytes), 4) +
                                   little(bytes.size(), 4) + little(bytes.size(), 4) + little(name.size(), 2) +
                                   little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + little(20, 2) + common + little(0, 2) + little(0, 2) +
                     little(0, 2) + little(0, 4) + little(all.size(), 4) + name;
        all += "PK\x03\x04" + little(20, 2) + common + name + bytes;
    }
    return all + directory + "PK\x05\x06" + little(0, 4) + little(files.size(), 2) + little(files.size(), 2) +
           little(directory.size(), 4) + little(all.size(), 4) + little(0, 2);
}

std::string refused_archive(const fs::path& folder, const std::string& bytes, const UnpackLimits& limits = {}) {
    const std::string archive = write(folder / "a.zip", bytes);
    fs::create_directories(folder / "out");
    try {
        unpack(archive, (folder / "out").string(), limits);
    } catch (const Error& error) {
        EXPECT_TRUE(fs::is_empty(folder / "out")) << "something was left";
        return error.what();
    }
    return "";
}

TEST(Unpack, NamesOfAChineseWindowsAreRead) {
    const fs::path folder = scratch("unpack_gbk");
    const std::string archive =
        write(folder / "a.zip", zip({{from_utf8("资料/宗地.csv", "GBK").value(), "a,b\n"}, {"readme.txt", "x"}}));
    fs::create_directories(folder / "out");
    EXPECT_EQ(unpack(archive, (folder / "out").string()), (std::vector<std::string>{"资料/宗地.csv", "readme.txt"}));
    EXPECT_EQ(read_file((folder / "out/资料/宗地.csv").string()), "a,b\n");
}

TEST(Unpack, NamesInUtf8AreRead) {
    const fs::path folder = scratch("unpack_utf8");
    const std::string archive = write(folder / "a.zip", zip({{"宗地.csv", "a,b\n"}}, true));
    fs::create_directories(folder / "out");
    EXPECT_EQ(unpack(archive, (folder / "out").string()), std::vector<std::string>{"宗地.csv"});
}

TEST(Unpack, NothingIsWrittenOutsideOfTheFolder) {
    for (const char* name : {"../x.csv", "a/../../x.csv", "/x.csv"}) {
        const fs::path folder = scratch("unpack_slip");
        const std::string archive = write(folder / "a.zip", zip({{"ok.csv", "a"}, {name, "b"}}));
        fs::create_directories(folder / "deep/out");
        // GDAL does not show such names at all: what is written is the rest.
        EXPECT_EQ(unpack(archive, (folder / "deep/out").string()), std::vector<std::string>{"ok.csv"}) << name;
        for (const auto& entry : fs::recursive_directory_iterator{folder})
            if (entry.is_regular_file()) {
                EXPECT_TRUE(entry.path().filename() == "ok.csv" || entry.path().filename() == "a.zip") << entry.path();
            }
    }
    EXPECT_NE(refused_archive(scratch("unpack_drive"), zip({{"ok.csv", "a"}, {"C:x.csv", "b"}})), "");
}

TEST(Unpack, TooMuchIsRefusedAndNothingIsLeft) {
    const fs::path folder = scratch("unpack_bomb");
    EXPECT_NE(refused_archive(folder, zip({{"a.csv", std::string(5000, 'a')}}), {.bytes = 4000}), "");
    EXPECT_NE(refused_archive(folder, zip({{"a.csv", "a"}, {"b.csv", "b"}}), {.files = 1}), "");
    EXPECT_NE(refused_archive(folder, "no archive at all"), "");
}

}  // namespace
}  // namespace mutu::test
