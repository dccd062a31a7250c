// A small park set by hand, folders that go away, and raw SQL for looking at a book from outside.
#pragma once

#include "support/root.hpp"

#include "mutu/store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace mutu {

class TempFolder {
public:
    TempFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "mutu-store-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    std::string operator/(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }
    std::size_t files() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{path_}, {}));
    }

private:
    std::string path_;
};

/// A connection of somebody else.
class Outside {
public:
    explicit Outside(const std::string& path) {
        sqlite3* db = nullptr;
        if (sqlite3_open(path.c_str(), &db) != SQLITE_OK) throw std::runtime_error{"cannot open " + path};
        db_.reset(db);
    }
    void exec(const std::string& sql) const {
        if (sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error{sqlite3_errmsg(db_.get())};
    }
    /// First column of all rows, joined by '|'.
    std::string ask(const std::string& sql) const {
        std::string out;
        const auto collect = [](void* to, int, char** values, char**) {
            auto& text = *static_cast<std::string*>(to);
            text += (text.empty() ? "" : "|") + std::string{values[0] ? values[0] : "NULL"};
            return 0;
        };
        if (sqlite3_exec(db_.get(), sql.c_str(), collect, &out, nullptr) != SQLITE_OK)
            throw std::runtime_error{sqlite3_errmsg(db_.get())};
        return out;
    }

private:
    struct Close {
        void operator()(sqlite3* db) const noexcept { sqlite3_close(db); }
    };
    std::unique_ptr<sqlite3, Close> db_;
};

inline std::string bytes_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline const Labels& labels() {
    static const Labels all = Labels::load(test::root() + "/geodata/labels");
    return all;
}
inline SaveOptions options() { return {false, false, test::root() + "/geodata/style"}; }

/// Two parcels: A is 100 m × 100 m, B has no shape.
struct Example {
    Holdings holdings;
    Assessment assessment;
};

inline Table& parcels_of(Example& example) { return example.holdings[Role::parcel]; }

inline void add_parcels(Example& example) {
    Source source;
    source.path = "宗地.shp", source.layer = "宗地";
    source.columns = {{"ZDDM", "parcel_id", "alias"}, {"AREA_M2", "", "passed"}};
    example.holdings.sources.push_back(source);
    Table& parcels = parcels_of(example);
    const Origin origins[] = {{0, 1}, {0, 2}};
    parcels.add_rows(origins);
    add_wkt(parcels.shapes(),
            "POLYGON((500000 3000000, 500100 3000000, 500100 3000100, 500000 3000100, 500000 3000000))");
    parcels.shapes().add_null();
    parcels.writable<std::string>("parcel_id") = {"A", "B"};
    parcels.writable<Date>("contract_date") = {Date::civil(2020, 2, 29), std::nullopt};
    parcels.writable<Area>("registered_area_m2") = {Area::square_metres(10000), std::nullopt};
    parcels.writable<bool>("investment_includes_land_price") = {true, std::nullopt};
}

inline void add_results(Example& example) {
    Assessment& out = example.assessment;
    ParcelResult a, b;
    a.parcel_id = "A", a.park_id = "P", a.area = Area::square_metres(10000);
    a.supply_state = "supplied", a.idle_state = "idle_a_1y", a.land_class = "idle", a.recognition = "none";
    a.start_due = Date::civil(2021, 2, 28), a.idle_days = 12, a.tax = Money::wan(1.5);
    a.tax_per_mu = Yield::of(Money::wan(30), Area::mu(10)), a.data_year = 2025;
    b.parcel_id = "B";
    b.idle_state = "undetermined", b.land_class = "undetermined", b.missing = {"actual_start_date", "permit_date"};
    out.parcels = {a, b};
    out.parks.resize(1);
    out.parks[0].park_id = "P", out.parks[0].park_name = "示例园区";
    out.parks[0].idle = Area::square_metres(10000), out.parks[0].idle_count = 1, out.parks[0].parcel_count = 2;
    out.park_shapes.add_row(example.holdings[Role::parcel].shapes(), 0);
    out.unsupplied.resize(1);
    out.unsupplied[0].approval_id = "批1", out.unsupplied[0].area = Area::square_metres(5000);
    out.unsupplied_shapes.add_row(example.holdings[Role::parcel].shapes(), 0);
    out.indicators.resize(1);
    out.indicators[0].park_id = "P", out.indicators[0].indicator_id = "supply_rate_index";
    out.indicators[0].value = 0.5, out.indicators[0].unit = "1";
    out.rule_texts = {{"idle_a", "未动工满一年", "第二条", "confirmed", "cn@1", Value{Value::Table{{"x", "y"}}}}};
    out.verdicts = {{"parcel", "A", 0, Truth::yes, R"({"facts":[]})"}, {"parcel", "B", 0, Truth::undetermined, "{}"}};
    out.links = {{"supply", "S1", "parcel", "A", "contract_no", 1, "matched", "rule"}};
    out.diagnostics = {
        {"overlap", Severity::error, "parcel", "宗地.shp", 1, "A", "重叠", "改图", Spot{500050, 3000050}},
        {"no_shape", Severity::warning, "parcel", "宗地.shp", 0, "B", "没有图形", "补图", std::nullopt}};
}

inline Example example(const std::string& run_id = "run-1") {
    Example made;
    add_parcels(made);
    add_results(made);
    made.assessment.crs = Crs::epsg(4525);
    Run& run = made.assessment.run;
    run.run_id = run_id, run.as_of = *Date::civil(2026, 6, 30), run.policy_id = "cn", run.area_basis = "legal";
    run.started = run.finished = "2026-07-01T00:00:00.000Z";
    return made;
}

inline void save(const std::string& path, const Example& what, SaveOptions how = options()) {
    save(path, what.holdings, what.assessment, labels(), how);
}

/// The kind and words of the refusal; empty when nothing was refused.
template <class Body>
std::string refusal(Body body, Kind kind = Kind::input) {
    try {
        body();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), kind) << error.what();
        return error.what();
    }
    return {};
}

}  // namespace mutu
