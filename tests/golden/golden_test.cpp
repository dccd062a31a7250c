// Runs every golden case with one thread and with four, and compares what was said and written with `expected`.
// MUTU_BLESS=1 (scripts/bless) writes what came out instead; the difference is reviewed like code.
#include "golden/golden.hpp"
#include "golden/printed.hpp"
#include "support/sheet.hpp"

#include <algorithm>
#include <regex>
#include <set>

namespace mutu::test {
namespace {

std::set<std::string> cases() {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{golden("")})
        if (fs::exists(entry.path() / "cmd")) names.insert(entry.path().filename().string());
    return names;
}

/// Words of a command line; double quotes hold blanks together.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    bool quoted = false, open = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ' ' && !quoted) {
            open = false;
        } else {
            if (!open) words.emplace_back();
            words.back() += c, open = true;
        }
    }
    return words;
}

/// Hashes of packs, inputs and runs change with every release and say nothing of a result.
std::string without_hashes(const std::string& text) {
    static const std::regex hash{"\\b[0-9a-f]{12,64}\\b(?=…|　|\\s|$)"};
    return std::regex_replace(text, hash, "…");
}

/// The sheets of a workbook that the case names, as lines of "cell value" in the order of their rows.
std::string sheets_of(const std::string& name, const std::string& path) {
    std::string text;
    const Xlsx workbook{path};
    for (const std::string& sheet : split(read_file(golden(name) + "/sheets"), '\n')) {
        const auto& names = workbook.names();
        if (std::find(names.begin(), names.end(), sheet) == names.end()) continue;
        text += "[" + sheet + "]\n";
        std::map<std::pair<int, std::string>, std::string> rows;
        for (const auto& [reference, value] : workbook.sheet(sheet).values) {
            const std::size_t digit = reference.find_first_of("0123456789");
            const std::string column = std::string(3 - digit, ' ') + reference.substr(0, digit);
            rows[{std::stoi(reference.substr(digit)), column}] = reference + " " + value;
        }
        for (const auto& [place, cell] : rows) text += cell + "\n";
    }
    return text;
}

/// RUN1, RUN2, …: the ids of the runs of the case's book d/book.gpkg, which change with every release.
void name_runs(std::vector<std::string>& words, const std::string& book) {
    for (std::string& word : words)
        if (word.starts_with("RUN"))
            word =
                ask(book, "SELECT run_id FROM run ORDER BY fid").at(std::stoul(word.substr(3)) - 1)["run_id"].value();
}

/// What the case said, command by command, and what it wrote that a person would open.
std::map<std::string, std::string> outcome(const std::string& name, const std::string& threads) {
    const TempFolder folder;
    make_inputs(name, folder);
    std::map<std::string, std::string> files;
    std::string& said = files["transcript.txt"];
    for (const std::string& line : split(read_file(golden(name) + "/cmd"), '\n')) {
        if (line.empty()) continue;
        std::vector<std::string> words = words_of(line);
        words.erase(words.begin());
        name_runs(words, folder / "d/book.gpkg");
        words.insert(words.end(), {"--threads", threads});
        const Answer answer = run(Call{.words = words, .folder = folder.path()});
        said += "$ " + line + "\n" + without_hashes(answer.out) + (answer.code == 0 ? "" : answer.err) + "\n";
    }
    for (const auto& entry : fs::directory_iterator{folder.path()}) {
        const std::string file = entry.path().filename().string();
        if (file.ends_with(".toml")) files[file] = read_file(entry.path().string());
        static const std::regex run_id{"· [0-9a-f]{12}\\b"};  // numbers of a sheet are longer than those of a text
        if (file.ends_with(".xlsx"))
            files[file + ".txt"] = std::regex_replace(sheets_of(name, entry.path().string()), run_id, "· …");
    }
    for (const auto& entry : fs::recursive_directory_iterator{folder.path()})
        if (const std::string path = entry.path().string(); is_printed(path))
            files[flat(fs::relative(path, folder.path()).string()) + ".txt"] = without_hashes(printed_text(path));
    return files;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, GivesWhatIsExpectedOnAnyNumberOfThreads) {
    const std::string expected = golden(GetParam()) + "/expected/";
    if (std::getenv("MUTU_BLESS") != nullptr) {
        fs::remove_all(expected);
        fs::create_directories(expected);
        for (const auto& [file, text] : outcome(GetParam(), "1")) write(expected + file, text);
    }
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator{expected}) names.insert(entry.path().filename().string());
    for (const char* threads : {"1", "4"}) {
        const auto came = outcome(GetParam(), threads);
        for (const auto& [file, text] : came) EXPECT_TRUE(names.contains(file)) << file << " is not expected";
        for (const std::string& file : names) {
            if (const std::string lacking = why_not_compared(file); !lacking.empty()) {
                std::cout << "not compared: " << file << ", " << lacking << "\n";
                continue;
            }
            ASSERT_TRUE(came.contains(file)) << file;
            EXPECT_EQ(came.at(file), read_file(expected + file)) << file << " with " << threads << " threads";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(cases()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace mutu::test
