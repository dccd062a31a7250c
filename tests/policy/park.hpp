// A park's land and money in one line, and a standard with figures, for the tests of park indicators.
#pragma once

#include "pack.hpp"

#include "mutu/indicator.hpp"
#include "mutu/labels.hpp"
#include "mutu/text.hpp"

namespace mutu {

inline const Labels& labels() {
    static const Labels all = Labels::load(test::root() + "/geodata/labels");
    return all;
}

inline ParkFacts facts_of(const std::map<std::string, std::string>& given) {
    ParkFacts facts;
    for (const auto& [id, text] : given) {
        const ParkMeasure measure = park_measure_named(id).value();
        facts[measure].amount = park_amount(spec(measure).dimension, text).value();
        facts[measure].source = "park_year";
    }
    complete(facts);
    return facts;
}

/// Cases C09–C16: A 410, B 100, C 30, D 430 公顷.
inline std::map<std::string, std::string> park_c09(const std::map<std::string, std::string>& more = {}) {
    std::map<std::string, std::string> given{{"land_a1", "40 公顷"}, {"land_a2", "260 公顷"}, {"land_a3", "60 公顷"},
                                             {"land_a4", "20 公顷"}, {"land_a5", "30 公顷"},  {"land_a6", "0 公顷"},
                                             {"land_b1", "20 公顷"}, {"land_b21", "60 公顷"}, {"land_b22", "20 公顷"},
                                             {"land_c", "30 公顷"},  {"land_d", "430 公顷"}};
    for (const auto& [id, text] : more) given[id] = text;
    return given;
}

/// The shipped pack with figures in its industrial standard, as a province would enter them.
inline Rulebook with_standard(const std::map<std::string, const char*>& weights,
                              const std::map<std::string, const char*>& ideals) {
    Rulebook book = shipped();
    IndicatorStandard& standard = book.standards.at(0);
    standard.weights.clear(), standard.ideals.clear();
    const auto figure = [](const char* text) {
        Figure made;
        made.number = Rational::parse(text);
        return made;
    };
    for (const auto& [id, text] : weights) standard.weights.emplace(id, figure(text));
    for (const auto& [id, text] : ideals) standard.ideals.emplace(id, figure(text));
    return book;
}

inline const std::map<std::string, const char*> small_weights{
    {"land_use", "0.6"},  {"management", "0.4"},    {"development", "0.25"},       {"structure", "0.75"},
    {"supervision", "1"}, {"land_built_rate", "1"}, {"industrial_land_rate", "1"}, {"idle_rate", "1"}};

inline const IndicatorOutcome& outcome_of(const Rulebook& book, const ParkOutcome& park, const std::string& id) {
    for (const IndicatorOutcome& one : park.indicators)
        if (book.indicators[one.spec].id == id) return one;
    throw Error{Kind::bug, id};
}

inline std::string score_of(const Rulebook& book, const ParkOutcome& park, const std::string& id) {
    const auto& score = outcome_of(book, park, id).score;
    return score ? score->decimals(3) : "none";
}

}  // namespace mutu
