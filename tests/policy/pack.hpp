// A small pack in memory and on disk, and facts in one line, for the tests of this folder.
#pragma once

#include "support/root.hpp"

#include "mutu/policy.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace mutu {

inline const std::string pack_folder = test::root() + "/geodata/policy";

inline const Rulebook& shipped() {
    static const Rulebook book = load_rulebook("cn", pack_folder);
    return book;
}

/// Three smallest ladders; a test appends what it is about. The first line after them is line 19.
inline const std::string smallest = R"([pack]
id = "t"
title = "t"
version = "1"
[[ladder]]
id = "supply_state"
title = "s"
clause = "c"
outcomes = ["supplied", "undetermined"]
line = [{ id = "a", when = { is = "has_instrument" }, then = "supplied", clause = "c", evidence = "product" }]
[[ladder]]
id = "idle_state"
title = "i"
clause = "c"
outcomes = ["started", "undetermined"]
line = [{ id = "a", when = { is = "started" }, then = "started", clause = "c", evidence = "product" }]
[[ladder]]
id = "efficiency"
title = "e"
clause = "c"
outcomes = ["low", "undetermined"]
line = [{ id = "a", when = { is = "built" }, then = "low", clause = "c", evidence = "product" }]
)";
inline constexpr int first_free_line = 23;

inline std::string folder_of_test() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    const auto folder = std::filesystem::temp_directory_path() /
                        (std::string{"mutu_policy_"} + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder.string();
}

inline void write_pack(const std::string& folder, const std::string& name, const std::string& text) {
    std::ofstream{folder + "/" + name} << text;
}

inline Rulebook load_text(const std::string& text) {
    const std::string folder = folder_of_test();
    write_pack(folder, "t.toml", text);
    return load_rulebook("t", folder);
}

/// What the loader says about the smallest pack with this behind it.
inline std::string fault_of(const std::string& addition) {
    try {
        load_text(smallest + addition);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), Kind::input);
        return error.what();
    }
    return "no fault";
}

inline Date day(int year, int month, int number) { return Date::civil(year, month, number).value(); }

inline Facts& put(Facts& facts, Measure measure, FactValue value) {
    facts[measure].value = std::move(value);
    return facts;
}

/// A user's supplied parcel, not started, due on the day given.
inline Facts waiting(Date due, Date as_of) {
    Facts facts;
    put(facts, Measure::as_of, as_of);
    put(facts, Measure::has_instrument, Truth::yes);
    put(facts, Measure::holder_kind, std::string{"user"});
    put(facts, Measure::supply_state, std::string{"supplied"});
    put(facts, Measure::finished, Truth::no);
    put(facts, Measure::started, Truth::no);
    put(facts, Measure::start_contradicted, Truth::no);
    put(facts, Measure::start_due, due);
    put(facts, Measure::one_year_on, add_years(due, 1));
    put(facts, Measure::two_years_on, add_years(due, 2));
    put(facts, Measure::warning_from, add_years(due, 1) + -180);
    put(facts, Measure::idle_cause, std::string{"none"});
    return facts;
}

/// Started, then stopped; areas in m², money in 万元.
inline Facts halted(Date stop, Date as_of, double required, double developed, double total, double invested) {
    Facts facts = waiting(day(2020, 1, 1), as_of);
    put(facts, Measure::started, Truth::yes);
    put(facts, Measure::stopped, Truth::yes);
    put(facts, Measure::stop_date, stop);
    put(facts, Measure::stop_year_on, add_years(stop, 1));
    put(facts, Measure::required_area, Area::square_metres(required));
    put(facts, Measure::developed_area, Area::square_metres(developed));
    put(facts, Measure::total_investment, Money::wan(total));
    put(facts, Measure::invested, Money::wan(invested));
    return facts;
}

inline std::string idle(const Facts& facts, const Rulebook& book = shipped()) {
    return judge(book, book.ladder("idle_state"), facts).outcome;
}

}  // namespace mutu
