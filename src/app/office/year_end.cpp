// Places of earlier years out of the runs that a book keeps.
#include "office/year_end.hpp"

#include "mutu/store.hpp"

#include <filesystem>

namespace mutu {
namespace {

void read_places(const std::string& path, std::vector<EarlierPlace>& found) {
    const Book book{path};
    if (!book.has("park_year_end")) return;  // a book of an earlier version
    // What was made final with other places speaks with those.
    const bool ruled = book.has("rank_change");
    const std::string columns =
        std::string{"SELECT y.park_id, y.year, "} +
        (ruled ? "coalesce(c.ruled_rank, y.composite_rank), coalesce(c.ruled_from_last, y.from_last)"
               : "y.composite_rank, y.from_last") +
        ", r.run_id FROM ";
    const std::string known =
        std::string{ruled
                        ? " LEFT JOIN rank_change c ON c.run_id = r.run_id AND c.subject_kind = 'park' AND "
                          "c.subject_id = y.park_id AND c.number = (SELECT max(number) FROM notice n WHERE n.run_id = "
                          "r.run_id AND n.notice_step = 'objections') AND EXISTS (SELECT 1 FROM notice n WHERE "
                          "n.run_id = r.run_id AND n.notice_step = 'final')"
                        : ""} +
        " WHERE y.composite_rank IS NOT NULL ";
    std::vector<std::string> questions;
    if (book.has("history_park_year_end"))
        questions.push_back(columns + "history_park_year_end y JOIN run r ON r.run_id = y.run_id" + known +
                            "ORDER BY r.fid, y.fid");
    questions.push_back(columns + "park_year_end y JOIN run r ON r.fid = (SELECT max(fid) FROM run)" + known +
                        "ORDER BY y.fid");
    for (const std::string& question : questions)
        for (const auto& row : book.query(question).rows)
            found.push_back({row[0].value_or(""), std::stoi(row[1].value_or("0")),
                             Place{std::stoi(row[2].value_or("0")), std::stoi(row[3].value_or("0"))},
                             "run:" + row[4].value_or("")});
}

}  // namespace

std::vector<EarlierPlace> earlier_places(const Project& project, const Common& common) {
    std::vector<EarlierPlace> found;
    if (!project.earlier.empty()) read_places(project.earlier, found);
    if (!common.overwrite && std::filesystem::is_regular_file(project.book)) read_places(project.book, found);
    return found;
}

}  // namespace mutu
