// The steps of the office in the order they run.
#include "steps.hpp"

namespace mutu {

Office keep_office(const Holdings& holdings, const Assessment& assessment, const Rulebook& rules, const Labels& labels,
                   Date as_of) {
    Office out;
    const office::Desk desk{holdings, assessment, rules, labels, as_of, out};
    office::Shares shares;
    office::judge_projects(desk);
    office::rate_projects(desk, shares);
    office::count_periods(desk);
    office::judge_commitments(desk, shares);
    shares.finish(desk);
    office::judge_turnover(desk);
    office::tie_registers(desk);
    office::judge_exits(desk);
    office::survey_production(desk);
    office::check_sources(desk);
    return out;
}

}  // namespace mutu
