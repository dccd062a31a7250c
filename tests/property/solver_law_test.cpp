// Laws of the binary program: what a dive takes keeps every row, and nothing is beyond the relaxation.
#include "solver.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mutu {
namespace {

template <class T>
T between(T low, T high) {
    return *rc::gen::inRange<T>(low, high + 1);
}

/// Up to 14 columns: some packed at most once, under a budget, some of them tied to as many of others, one row forced.
BinaryProgram random_program() {
    BinaryProgram program;
    const auto columns = between<std::uint32_t>(2, 14);
    for (std::uint32_t i = 0; i < columns; ++i) program.gain.push_back(between(1, 90) / 10.0);
    const auto some = [&](double factor) {
        std::vector<std::pair<std::uint32_t, double>> terms;
        for (std::uint32_t i = 0; i < columns; ++i)
            if (between(0, 2) == 0) terms.emplace_back(i, factor);
        return terms;
    };
    for (int row = between(0, 6); row > 0; --row)
        if (auto terms = some(1); !terms.empty()) program.rows.push_back({terms, 0, 1});
    BinaryProgram::Row budget{{}, -1e300, between(5, 80) / 10.0};
    for (std::uint32_t i = 0; i < columns; ++i) budget.terms.emplace_back(i, between(1, 40) / 10.0);
    program.rows.push_back(budget);
    if (between(0, 1) == 0) {
        BinaryProgram::Row tie{{}, 0, 0};
        for (std::uint32_t i = 0; i + 1 < columns; i += 2) tie.terms.emplace_back(i, i % 4 == 0 ? 1 : -1);
        program.rows.push_back(tie);
    }
    if (between(0, 3) == 0)
        if (auto terms = some(1); !terms.empty()) program.rows.push_back({terms, 1, 1});
    return program;
}

bool keeps_rows(const BinaryProgram& program, const std::vector<std::uint32_t>& ones) {
    std::vector<double> x(program.gain.size(), 0);
    for (const std::uint32_t column : ones) x[column] += 1;
    for (const double one : x)
        if (one > 1) return false;
    for (const auto& row : program.rows) {
        double sum = 0;
        for (const auto& [column, factor] : row.terms) sum += factor * x[column];
        if (sum < row.lower - 1e-6 || sum > row.upper + 1e-6) return false;
    }
    return true;
}

double gain_of(const BinaryProgram& program, const std::vector<std::uint32_t>& ones) {
    double sum = 0;
    for (const std::uint32_t column : ones) sum += program.gain[column];
    return sum;
}

RC_GTEST_PROP(SolverLaw, WhatADiveTakesKeepsEveryRowAndIsNotBeyondTheBest, ()) {
    const BinaryProgram program = random_program();
    const auto loose = relaxed(program);
    const BinaryAnswer best = solve(program, 0, {});
    if (!loose) RC_ASSERT(best.how == BinaryAnswer::How::infeasible);
    RC_PRE(loose.has_value());
    const auto dived = dive(program, *loose);
    if (dived.empty()) return;
    RC_ASSERT(keeps_rows(program, dived));
    RC_ASSERT(best.how == BinaryAnswer::How::optimal);
    std::vector<std::uint32_t> ones;
    for (std::uint32_t i = 0; i < best.x.size(); ++i)
        if (best.x[i]) ones.push_back(i);
    RC_ASSERT(keeps_rows(program, ones));
    RC_ASSERT(gain_of(program, dived) <= gain_of(program, ones) + 1e-6);
    RC_ASSERT(gain_of(program, ones) <= loose->value + 1e-6);
}

}  // namespace
}  // namespace mutu
