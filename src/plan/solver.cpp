// CBC and CLP through their C interfaces: a new model for each program, since a model solved twice is not to be
// trusted.
#include "solver.hpp"

#include "mutu/error.hpp"

#include <Cbc_C_Interface.h>
#include <Clp_C_Interface.h>

#include <cmath>
#include <limits>
#include <memory>
#include <string>

namespace mutu {
namespace {

// Small programs are solved at once, and a start may break the solver where its preprocessing adds a column (seen where
// one row has every column): then it is solved without.
constexpr std::size_t worth_a_start = 500;
constexpr int not_solved = -1;

struct Delete {
    void operator()(Cbc_Model* model) const noexcept { Cbc_deleteModel(model); }
};

struct DeleteLoose {
    void operator()(Clp_Simplex* model) const noexcept { Clp_deleteModel(model); }
};

/// The rows turned into columns, as CBC wants them.
struct Matrix {
    std::vector<CoinBigIndex> start;
    std::vector<int> index;
    std::vector<double> value, lower, upper;
};

Matrix by_columns(const BinaryProgram& program) {
    Matrix matrix;
    matrix.start.assign(program.gain.size() + 1, 0);
    for (const auto& row : program.rows) {
        matrix.lower.push_back(row.lower), matrix.upper.push_back(row.upper);
        for (const auto& [column, factor] : row.terms) ++matrix.start[column + 1];
    }
    for (std::size_t c = 0; c < program.gain.size(); ++c) matrix.start[c + 1] += matrix.start[c];
    matrix.index.resize(static_cast<std::size_t>(matrix.start.back()));
    matrix.value.resize(matrix.index.size());
    std::vector<CoinBigIndex> next(matrix.start.begin(), matrix.start.end() - 1);
    for (std::size_t r = 0; r < program.rows.size(); ++r)
        for (const auto& [column, factor] : program.rows[r].terms) {
            const auto at = static_cast<std::size_t>(next[column]++);
            matrix.index[at] = static_cast<int>(r), matrix.value[at] = factor;
        }
    return matrix;
}

BinaryAnswer answer_of(Cbc_Model* model, std::size_t columns, double gap) {
    BinaryAnswer answer;
    if (Cbc_isProvenInfeasible(model) != 0) return answer;
    const double* x = Cbc_bestSolution(model);
    const bool stopped = Cbc_isSecondsLimitReached(model) != 0 || Cbc_isNodeLimitReached(model) != 0;
    answer.how = stopped ? BinaryAnswer::How::stopped : BinaryAnswer::How::optimal;
    if (x == nullptr) {
        if (!stopped) answer.how = BinaryAnswer::How::infeasible;
        answer.bound = std::numeric_limits<double>::infinity();
        return answer;
    }
    for (std::size_t c = 0; c < columns; ++c) answer.x.push_back(x[c] > 0.5);
    // Minimised, so both signs are turned.
    const double found = -Cbc_getObjValue(model);
    answer.bound = std::max(found, -Cbc_getBestPossibleObjValue(model));
    if (!std::isfinite(answer.bound)) answer.bound = std::numeric_limits<double>::infinity();
    if (!stopped && gap > 0 && answer.bound > found * (1 + 1e-9)) answer.how = BinaryAnswer::How::within_gap;
    return answer;
}

/// What goes with a matrix into a model that minimises.
struct Costs {
    std::vector<double> zero, one, cost;
    int row_count;
    explicit Costs(const BinaryProgram& program)
        : zero(program.gain.size(), 0), one(program.gain.size(), 1), row_count{static_cast<int>(program.rows.size())} {
        cost.reserve(program.gain.size());
        for (const double gain : program.gain) cost.push_back(-gain);
    }
    int columns() const { return static_cast<int>(cost.size()); }
    int rows() const { return row_count; }
};

}  // namespace

std::optional<Relaxation> relaxed(const BinaryProgram& program) {
    const std::unique_ptr<Clp_Simplex, DeleteLoose> model{Clp_newModel()};
    const Costs costs{program};
    const Matrix matrix = by_columns(program);
    Clp_setLogLevel(model.get(), 0);
    Clp_loadProblem(model.get(), costs.columns(), costs.rows(), matrix.start.data(), matrix.index.data(),
                    matrix.value.data(), costs.zero.data(), costs.one.data(), costs.cost.data(), matrix.lower.data(),
                    matrix.upper.data());
    if (Clp_dual(model.get(), 0) != 0) return std::nullopt;
    const double *x = Clp_getColSolution(model.get()), *reduced = Clp_getReducedCost(model.get());
    const std::size_t columns = program.gain.size();
    return Relaxation{-Clp_getObjValue(model.get()), {x, x + columns}, {reduced, reduced + columns}};
}

BinaryAnswer solve(const BinaryProgram& program, double gap, std::optional<double> seconds) {
    if (program.gain.empty()) {
        for (const auto& row : program.rows)
            if (row.lower > 0 || row.upper < 0) return {};
        return {BinaryAnswer::How::optimal, {}, 0};
    }
    const std::unique_ptr<Cbc_Model, Delete> model{Cbc_newModel()};
    const Costs costs{program};
    const Matrix matrix = by_columns(program);
    Cbc_loadProblem(model.get(), costs.columns(), costs.rows(), matrix.start.data(), matrix.index.data(),
                    matrix.value.data(), costs.zero.data(), costs.one.data(), costs.cost.data(), matrix.lower.data(),
                    matrix.upper.data());
    for (std::size_t c = 0; c < program.gain.size(); ++c) Cbc_setInteger(model.get(), static_cast<int>(c));
    const auto set = [&](const char* name, const std::string& value) {
        Cbc_setParameter(model.get(), name, value.c_str());
    };
    set("log", "0"), set("threads", "0");
    set("ratioGap", std::to_string(gap)), set("allowableGap", "0");
    if (seconds) set("seconds", std::to_string(*seconds));
    const bool started = !program.start.empty() && program.gain.size() > worth_a_start;
    if (started) {
        const std::vector<int> columns{program.start.begin(), program.start.end()};
        const std::vector<double> ones(columns.size(), 1);
        Cbc_setMIPStartI(model.get(), static_cast<int>(columns.size()), columns.data(), ones.data());
    }
    Cbc_solve(model.get());
    if (Cbc_status(model.get()) == not_solved && started) {
        BinaryProgram anew = program;
        anew.start.clear();
        return solve(anew, gap, seconds);
    }
    return answer_of(model.get(), program.gain.size(), gap);
}

}  // namespace mutu
