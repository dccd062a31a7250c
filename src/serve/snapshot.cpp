// One snapshot per file that stood at the book's path.
#include "snapshot.hpp"

#include "place.hpp"

#include "mutu/hash.hpp"
#include "mutu/text.hpp"

#include <sys/stat.h>

#include <algorithm>

namespace mutu {
namespace {

constexpr std::size_t most_idle = 16;  // connections kept open

std::string stamp_of(const std::string& path) {
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0) return {};
    return std::to_string(file.st_dev) + ":" + std::to_string(file.st_ino) + ":" + std::to_string(file.st_size) + ":" +
           std::to_string(file.st_mtim.tv_sec) + "." + std::to_string(file.st_mtim.tv_nsec);
}

std::shared_ptr<const Snapshot> snapshot_of(const Book& book, const std::string& path, const Common& common,
                                            const std::string& stamp) {
    Snapshot made;
    made.path = path;
    made.common = common;
    const Rows run = book.query("SELECT run_id FROM run ORDER BY fid DESC LIMIT 1");
    const std::string run_id = run.rows.empty() ? "" : run.rows[0][0].value_or("");
    made.version = sha256(stamp + "\n" + run_id).substr(0, 16);
    made.labels = Labels::load(common.data_folder + "/labels");
    for (Theme& theme : read_themes(common.data_folder + "/style"))
        (theme.layer == "parcel_result" ? made.themes : made.scenario_themes).push_back(std::move(theme));
    made.block_look = read_look(common.data_folder + "/style", "layer", "plan_block");
    made.boundary_look = read_look(common.data_folder + "/style", "layer", "expansion_boundary");
    made.crs = book.crs();
    made.layers = book.layers();
    Box drawn;
    for (const BookLayer& layer : made.layers) drawn.grow(layer.box);
    made.extent = in_degrees(drawn, made.crs);
    return std::make_shared<const Snapshot>(std::move(made));
}

}  // namespace

const BookLayer* Snapshot::layer(std::string_view name) const {
    const auto found = std::find_if(layers.begin(), layers.end(), [&](const auto& one) { return one.name == name; });
    return found == layers.end() ? nullptr : &*found;
}

const Theme* Snapshot::theme(std::string_view id) const {
    const auto found = std::find_if(themes.begin(), themes.end(), [&](const auto& one) { return one.id == id; });
    return found == themes.end() ? nullptr : &*found;
}

Shelf::Shelf(std::string path, Common common) : path_{std::move(path)}, common_{std::move(common)} {
    if (!path_.empty()) give_back(take());
}

void Shelf::show(const std::string& path) {
    const Book readable{path};
    const std::lock_guard lock{guard_};
    path_ = path, stamp_.clear(), snapshot_.reset(), idle_.clear();
}

bool Shelf::empty() const {
    const std::lock_guard lock{guard_};
    return path_.empty();
}

Loan Shelf::take() {
    const std::lock_guard lock{guard_};
    const std::string stamp = stamp_of(path_);
    if (stamp != stamp_ || !snapshot_) {
        idle_.clear();
        auto book = std::make_unique<Book>(path_);
        snapshot_ = snapshot_of(*book, path_, common_, stamp);
        stamp_ = stamp;
        return {snapshot_, std::move(book)};
    }
    if (idle_.empty()) return {snapshot_, std::make_unique<Book>(path_)};
    Loan loan{snapshot_, std::move(idle_.back())};
    idle_.pop_back();
    return loan;
}

void Shelf::give_back(Loan loan) {
    const std::lock_guard lock{guard_};
    if (loan.snapshot == snapshot_ && idle_.size() < most_idle) idle_.push_back(std::move(loan.book));
}

}  // namespace mutu
