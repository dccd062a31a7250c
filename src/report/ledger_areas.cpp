// The 面积对账 sheet: the four areas of every parcel whose areas differ, and one line for those that agree.
#include "ledger_sheets.hpp"

namespace mutu {
namespace {

using enum Form;

struct AreaColumn {
    const char* id;
    Form form = text;
    bool summed = false;
};
constexpr AreaColumn columns[] = {{"parcel_id"},
                                  {"park_id"},
                                  {"area_registered_m2", square_metres, true},
                                  {"area_contract_m2", square_metres, true},
                                  {"area_planar_m2", square_metres, true},
                                  {"area_ellipsoid_m2", square_metres, true},
                                  {"area_difference_m2", square_metres, true},
                                  {"area_class"}};

struct Agreeing {
    std::int64_t count = 0;
    Area registered, contract, planar, ellipsoid, difference;
    void add(const AreaRow& row) {
        ++count;
        registered += row.registered.value_or(Area{}), contract += row.contract.value_or(Area{});
        planar += row.planar.value_or(Area{}), ellipsoid += row.ellipsoid.value_or(Area{});
        difference += row.difference;
    }
};

}  // namespace

void write_areas(Workbook& book, const LedgerSource& source) {
    std::vector<SheetColumn> all{{source.labels.text("ledger", "number"), count}};
    for (const AreaColumn& column : columns)
        all.push_back({source.labels.text("column", column.id) + (column.form == square_metres ? "(m²)" : ""),
                       column.form, column.summed});
    Sheet sheet{book, source.labels.text("ledger_sheet", "areas"), std::move(all), sheet_words(source, "parcels")};
    Agreeing equal;
    std::int64_t number = 0;
    const auto name = [&](const std::string& id) { return source.labels.text("area_class", id); };
    for (const AreaRow& row : source.assessment.areas) {
        if (row.area_class == "equal") {
            equal.add(row);
            continue;
        }
        sheet.add(std::vector<Cell>{{++number},
                                    {row.parcel_id},
                                    {quantity(row.park_id)},
                                    {quantity(row.registered)},
                                    {quantity(row.contract)},
                                    {quantity(row.planar)},
                                    {quantity(row.ellipsoid)},
                                    {row.difference},
                                    {name(row.area_class)}},
                  name(row.area_class));
    }
    if (equal.count > 0)
        sheet.add(std::vector<Cell>{{++number},
                                    {std::to_string(equal.count) + " " + source.labels.text("ledger", "parcels")},
                                    {},
                                    {equal.registered},
                                    {equal.contract},
                                    {equal.planar},
                                    {equal.ellipsoid},
                                    {equal.difference},
                                    {name("equal")}},
                  name("equal"));
    const std::string notes[] = {source.labels.text("ledger", "area_note")};
    sheet.finish(notes);
}

}  // namespace mutu
