// An OGR WHERE clause over cells that were decoded by us, so that Chinese names and values compare as they read.
#include "gdal.hpp"
#include "raw.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <memory>

namespace mutu {
namespace {

OGRFieldType field_type(RawColumn::Kind kind) {
    switch (kind) {
    case RawColumn::Kind::whole: return OFTInteger64;
    case RawColumn::Kind::real: return OFTReal;
    case RawColumn::Kind::text:
    case RawColumn::Kind::moment: return OFTString;
    }
    return OFTString;
}

/// One feature per row with the row number as FID; columns only.
void fill(OGRLayer& table, const RawLayer& layer) {
    for (const auto& column : layer.columns) {
        OGRFieldDefn field{column.name.c_str(), field_type(column.kind)};
        table.CreateField(&field);
    }
    for (std::size_t row = 0; row < layer.rows(); ++row) {
        const auto feature = std::make_unique<OGRFeature>(table.GetLayerDefn());
        for (std::size_t i = 0; i < layer.columns.size(); ++i)
            if (!layer.columns[i][row].empty())
                feature->SetField(static_cast<int>(i), std::string{layer.columns[i][row]}.c_str());
        feature->SetFID(static_cast<GIntBig>(row));
        if (table.CreateFeature(feature.get()) != OGRERR_NONE)
            throw Error{Kind::bug, "a row was not taken into memory"};
    }
}

std::vector<std::size_t> accepted(const RawLayer& layer, const std::string& where, const std::string& shown) {
    register_drivers();
    const Complaints complaints;
    const GDALDatasetUniquePtr memory{
        GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)};
    OGRLayer& table = *memory->CreateLayer("rows", nullptr, wkbNone, nullptr);
    fill(table, layer);
    if (table.SetAttributeFilter(quoted_names(layer, where).c_str()) != OGRERR_NONE)
        throw Error{Kind::input, shown + "：where 条件无法理解：" + where + "（" + complaints.joined() + "）"};
    std::vector<std::size_t> rows;
    for (const auto& feature : table) rows.push_back(static_cast<std::size_t>(feature->GetFID()));
    return rows;
}

}  // namespace

std::string quoted_names(const RawLayer& layer, const std::string& where) {
    std::vector<std::string> names;
    for (const auto& column : layer.columns)
        if (!column.name.empty() && static_cast<unsigned char>(column.name.front()) >= 0x80)
            names.push_back(column.name);
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string result;
    for (std::size_t at = 0; at < where.size();) {
        const char quote = where[at];
        if (quote == '\'' || quote == '"') {  // quoted text stays as it is
            const std::size_t end = std::min(where.find(quote, at + 1), where.size() - 1);
            result.append(where, at, end + 1 - at);
            at = end + 1;
            continue;
        }
        const auto name = std::find_if(names.begin(), names.end(),
                                       [&](const auto& n) { return where.compare(at, n.size(), n) == 0; });
        if (name != names.end())
            result += '"' + *name + '"', at += name->size();
        else
            result += where[at++];
    }
    return result;
}

void keep_where(RawLayer& layer, const std::string& where, const std::string& shown) {
    keep_rows(layer, accepted(layer, where, shown));
}

void keep_rows(RawLayer& layer, const std::vector<std::size_t>& rows) {
    for (auto& column : layer.columns) {
        RawColumn kept;
        kept.name = column.name, kept.alias = column.alias, kept.kind = column.kind, kept.cut_short = column.cut_short;
        for (const std::size_t row : rows) kept.add(column[row]);
        column = std::move(kept);
    }
    std::vector<std::int64_t> fids, numbers;
    GeometryColumn shapes;
    std::vector<std::size_t> new_row(layer.rows(), layer.rows());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        fids.push_back(layer.fids[rows[i]]), numbers.push_back(layer.row_numbers[rows[i]]);
        if (layer.shaped) shapes.add_row(layer.shapes, rows[i]);
        new_row[rows[i]] = i;
    }
    for (auto* list : {&layer.no_shape, &layer.not_polygon, &layer.unclosed}) {
        std::vector<std::size_t> kept;
        for (const std::size_t row : *list)
            if (new_row[row] < layer.rows()) kept.push_back(new_row[row]);
        *list = std::move(kept);
    }
    layer.fids = std::move(fids), layer.row_numbers = std::move(numbers), layer.shapes = std::move(shapes);
}

}  // namespace mutu
