// 新建分析: a workspace of analyses that a person makes in the browser. Seen by src/serve only.
#pragma once

#include "analysis_folder.hpp"
#include "http.hpp"
#include "job.hpp"
#include "snapshot.hpp"

#include <string>

namespace mutu {

/// GET /api/desk: analyses, the open one, the run; GET /api/desk/NAME: files and form;
/// PUT /api/desk/NAME/files/FILE with its bytes; DELETE the same; POST /api/desk/NAME/draft and …/run with answers as
/// JSON (include/mutu/draft.hpp); POST /api/desk/NAME/stop ends its run before the next step, POST
/// /api/desk/NAME/open shows its book. Safe to use from many threads.
class Desk {
public:
    Desk(std::string workspace, Common common, Shelf& shelf);

    /// Faults of the request are told as 4xx.
    Reply answer(const std::string& method, const Request& request, const Pieces& body);

private:
    Reply overview();
    Reply shown(const AnalysisFolder& folder, const Value& answers);
    Reply start(const AnalysisFolder& folder, const Value& answers);
    Reply stop(const AnalysisFolder& folder);
    Reply open(const AnalysisFolder& folder);

    std::filesystem::path workspace_;
    Common common_;
    Shelf& shelf_;
    std::mutex guard_;  // of open_
    std::string open_;
    Job job_;
};

}  // namespace mutu
