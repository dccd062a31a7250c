// Shards on the command line: cut a project, measure a piece of it, compile the whole run.
#pragma once

#include "mutu/app.hpp"

#include <string>

namespace mutu {

struct ShardQuery {
    std::string project_file;  // what is kept of the project is where it lies
    std::string folder;        // new, or empty, or of an earlier cut
    std::size_t count = 0;
    std::string by = "park";
};
/// Writes `count` GeoPackages and shards.json into the folder. `project` is the file with flags laid over it. Error
/// where the folder holds anything else.
int shard(const Project& project, const ShardQuery& query, const Common& common, std::ostream& out, std::ostream& talk);

/// The file is one that `shard` wrote.
bool is_shard(const std::string& path);
/// Measures a piece; the answers lie beside it as .measured. Reads nothing but the file and the program's own data.
int run_shard(const std::string& path, const Common& common, std::ostream& out);

/// The run of a cut project, its shapes answered from the pieces: the same bytes as `mutu run` of it. `book` wins over
/// the project's. Error{Kind::refused} where a piece is missing, altered, not yet measured or of another cut, and where
/// sources, policy or program are not what they were when the project was cut.
int compile_shards(const std::string& folder, const std::string& book, const Common& common, std::ostream& out,
                   std::ostream& talk);

}  // namespace mutu
