// What is written down of a cut: in the folder's shards.json, in every shard, in what was measured. Seen by src/app
// only.
#pragma once

#include "mutu/app.hpp"
#include "mutu/shard.hpp"

#include <string>
#include <vector>

namespace mutu {

inline constexpr int shard_format = 1;
inline constexpr const char* cut_list = "shards.json";

/// The settings under which a project was cut; its run must be asked the same.
struct CutRun {
    std::string id;       // of the run that is cut: see manifest()
    std::string version;  // of the program and its libraries
    std::string project;  // the file, from the folder of the cut
    Date as_of;
    std::string policy, area;  // as flags gave them
    std::vector<std::pair<std::string, std::string>> set;
    std::string policy_sha256;
    std::string secrecy;                                       // the highest mark of the sources, and of this folder
    std::vector<std::pair<std::string, std::string>> sources;  // path as shown, SHA-256
};

struct ShardNote {
    std::string file, sha256;
    std::vector<std::string> parks;  // names
    std::size_t parcels = 0, buildings = 0, points = 0, memory_mb = 0;
};

struct CutList {
    CutRun cut;
    std::vector<ShardNote> shards;
};

/// "mutu 1.2.3, geos 3.11.1, …": pieces are measured by the very libraries that the whole is run with.
std::string program_text();
/// A member that has to be there. Error{Kind::input} with the place.
const Value& member(const Value& table, const char* key);

std::string to_text(const CutList& list);
/// Error{Kind::input} where it is missing or unreadable, {Kind::refused} where a newer program wrote it.
CutList read_cut(const std::string& folder);

/// "shard_007.gpkg"; and what was measured of it.
std::string shard_name(std::size_t number);
std::string measured_path(const std::string& shard);

/// Rows of each role in the whole, as a shard keeps them.
RowsByRole held_rows(const std::string& shard);

/// A line of JSON, then the packed answers.
void write_measured(const std::string& shard, const std::string& cut_id, const std::vector<Answer>& answers);
/// Error{Kind::refused} with the piece and what to do where it is missing, cut off or of another cut.
std::vector<Answer> read_measured(const std::string& shard, const ShardNote& note, const CutRun& cut);

}  // namespace mutu
