// 通报: two runs as lists, and the text made from the lists. Seen by src/app only.
#pragma once

#include "bulletin/accounts.hpp"

#include "mutu/annex.hpp"
#include "mutu/bulletin.hpp"
#include "mutu/document.hpp"

namespace mutu {

struct BulletinSource {
    const Compared& runs;
    const Accounts& accounts;
    const Labels& labels;
    std::optional<Rulebook> rules;                  // of the later run
    std::map<std::string, std::string> park_names;  // by id, later names first
    std::map<std::string, std::string> holders;     // by parcel, as last read
    std::string park;                               // only this one; empty: all

    std::string park_name(const std::string& id) const;
    std::string holder(const std::string& parcel_id) const;
    bool wanted(const std::string& park_id) const { return park.empty() || park == park_id; }
};
BulletinSource bulletin_source(const Compared& runs, const Accounts& accounts, const Labels& labels,
                               const std::string& park);

/// The lists of the annex in their order.
namespace annex {
enum List : std::size_t {
    basis,
    idle_parks,
    unsupplied_parks,
    low_parks,
    why,
    ranking,
    tasks,
    entered,
    left,
    worsened,
    deadlines,
    idle_rows,
    unsupplied_rows,
    low_rows,
    list_count
};
enum Basis : std::size_t {
    run_before,
    day_before,
    run_after,
    day_after,
    open_before,
    open_after,
    task_rate,
    stock_ratio
};
namespace parks {
enum Column : std::size_t {
    park,
    count_before,
    count_after,
    count_change,
    before,
    after,
    change,
    recognised_count,
    recognised
};
}
namespace causes {
enum Column : std::size_t { figure, before, after, change, first };
}
namespace rank {
enum Column : std::size_t {
    park,
    tax_before,
    tax_after,
    tax_rank_before,
    tax_rank_after,
    tax_move,
    share_before,
    share_after,
    share_rank_before,
    share_rank_after,
    share_move
};
}
namespace task {
enum Column : std::size_t { park, base, disposed, rate, met, short_of, approved, needed, stock_met, stock_short };
}
namespace named {
enum Column : std::size_t { figure, park, id, holder, was, is, land, cause };
}
namespace clock {
enum Column : std::size_t { day, days, what, park, id, holder, land, clause };
}
}  // namespace annex

std::vector<AnnexList> annex_lists(const BulletinSource& source);
/// Parts of the annex that stand in files of their own.
AnnexList ranking_list(const BulletinSource& source);
AnnexList task_list(const BulletinSource& source);
AnnexList deadline_list(const BulletinSource& source);
/// Parks in the order of the later run's results, then those that only the earlier has, then land outside every park.
std::vector<std::string> park_order(const BulletinSource& source);

/// The text; its numbers are quotes of `annex`. The lists follow it.
Document bulletin_document(const BulletinSource& source, Annex& annex);
/// Two runs under different policy say so in the first line.
int report_bulletin(const ReportQuery& query, const Common& common, std::ostream& talk);

}  // namespace mutu
