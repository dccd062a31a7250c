// A piece of a project as a GeoPackage that needs nothing else: a layer for every source, each in its own CRS with the
// very coordinates that were read, and plain tables beside them.
#pragma once

#include "mutu/holdings.hpp"
#include "mutu/labels.hpp"
#include "mutu/result_table.hpp"

#include <string>
#include <vector>

namespace mutu {

struct ShardLayer {
    std::string name;
    Crs crs;
    Table rows;           // handed-through columns are left out
    std::string secrecy;  // of its source; stands in the layer's description
};

/// Written beside the path and renamed; what stood there is replaced. `stamp` is the only time in the file.
void save_shard(const std::string& path, const std::vector<ShardLayer>& layers, const std::vector<ResultTable>& tables,
                const std::string& stamp, const Labels& labels);

/// Rows of a plain table in their order, cells as they were stored. Error{Kind::input} where the file is missing, no
/// GeoPackage or has no such table.
std::vector<std::vector<ResultCell>> shard_rows(const std::string& path, const std::string& table,
                                                const std::vector<std::string>& columns);

}  // namespace mutu
