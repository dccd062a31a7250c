// The strip of faulty records: where it lies, how its rows are written, and the list of what is wrong.
#include "fault_strip.hpp"

namespace mutu::demo {

double FaultStrip::vary(double first, double low, double high) { return round_ == 0 ? first : chance_.real(low, high); }

std::string FaultStrip::one_of(std::initializer_list<const char*> words) {
    const int last = static_cast<int>(words.size()) - 1;
    return words.begin()[round_ == 0 ? 0 : chance_.between(0, last)];
}

std::string FaultStrip::next_id() const {
    return std::string{made_up_region} + "999001GB" + std::to_string(10'001 + places_);
}

Ring FaultStrip::next_square(double side) {
    constexpr int a_row = 100;
    const int row = places_ / a_row, place = places_ % a_row;
    const double x = 37'380'000 + 200.0 * place, y = 2'790'000 - 400.0 * row;
    ++places_;
    return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
}

void FaultStrip::parcel(const std::string& id, const std::vector<Ring>& parts, const FaultyParcel& cells) {
    add_row(all.parcels, {id,
                          "示例故障有限公司（虚构）",
                          cell_of(cells.holder_uscc),
                          cell_of(cells.holder_kind),
                          cell_of(cells.supervision_no),
                          {},
                          {},
                          cells.registered,
                          cells.land_use_code,
                          {},
                          "界外",
                          "错误样例"});
    add_shape(all.parcels, parts);
}

void FaultStrip::development(const std::string& id, const std::vector<std::pair<std::string, std::string>>& cells) {
    std::vector<Cell> row(all.development.headings.size());
    row[0] = id;
    for (const auto& [field, value] : cells)
        for (std::size_t i = 0; i < row.size(); ++i)
            if (all.development.headings[i].field == field) row[i] = value;
    add_row(all.development, std::move(row));
}

void FaultStrip::note(const char* kind, const Sheet& sheet, const std::string& id, const char* code, const char* text) {
    add_row(list_, {kind, sheet.target.path, cell_of(id), code, text});
}

Sheet make_fault_list() {
    return {"",
            {.path = "faults.csv", .driver = "CSV", .layer = "", .encoding = "UTF-8", .crs = "", .date = ""},
            {{"kind", ""}, {"file", ""}, {"id", ""}, {"code", ""}, {"text", ""}}};
}

void add_faults(Registers& all, Sheet& list, const DemoSpec& spec) {
    FaultStrip strip{all, list};
    for (int round = 0; round < spec.fault_rounds; ++round) {
        strip.begin_round(round, stream(spec.seed, 2'000'000 + static_cast<std::uint64_t>(round)));
        add_faulty_shapes(strip);
        add_faulty_cells(strip);
        add_faulty_ties(strip);
        add_faulty_office(strip);
        add_faulty_plots(strip);
    }
}

}  // namespace mutu::demo
