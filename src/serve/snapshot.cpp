// One snapshot per file that stood at the book's path.
#include "snapshot.hpp"

#include "base_maps.hpp"
#include "place.hpp"
#include "themed.hpp"
#include "veil.hpp"

#include "mutu/cover.hpp"
#include "mutu/hash.hpp"
#include "mutu/journal.hpp"
#include "mutu/text.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

namespace mutu {
namespace {

constexpr std::size_t most_idle = 16;  // connections kept open

std::string state_of(const std::string& path) {
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0) return {};
    return std::to_string(file.st_dev) + ":" + std::to_string(file.st_ino) + ":" + std::to_string(file.st_size) + ":" +
           std::to_string(file.st_mtim.tv_sec) + "." + std::to_string(file.st_mtim.tv_nsec);
}

/// Edits stand in the log first, which lies beside the file that a symbolic link leads to.
std::string stamp_of(const std::string& path) {
    std::error_code fault;
    const auto real = std::filesystem::canonical(path, fault);
    return state_of(path) + " " + state_of((fault ? path : real.string()) + "-wal");
}

/// What a killed program left beside a book is taken in before it is read; where somebody else has it open, or it may
/// not be written, it is read as it is: false, and the reader that comes next says what is wrong.
bool recover(const std::string& path) {
    try {
        return come_to_rest(path, std::chrono::milliseconds{0});
    } catch (const Error&) {
        return false;
    }
}

/// Leaves of layers and themes what a viewer may know of.
void veil(Snapshot& made) {
    made.veiled = true;
    made.version += "v";
    std::erase_if(made.layers, [&](const BookLayer& layer) { return !shows_layer(made, layer.name); });
    for (BookLayer& layer : made.layers) layer.columns = veiled_columns(made, layer);
    std::vector<Theme> shown;
    for (const Theme& theme : made.themes)
        if (shows_column(made, theme.layer, theme.column)) shown.push_back(theme);
    made.themes = std::move(shown);
    made.scenario_themes.clear(), made.derived.clear();
}

Snapshot snapshot_of(const Book& book, const std::string& path, const Common& common, const std::string& stamp) {
    Snapshot made;
    made.path = path;
    made.common = common;
    const Rows run = book.query("SELECT run_id, secrecy FROM run ORDER BY fid DESC LIMIT 1");
    const std::string run_id = run.rows.empty() ? "" : run.rows[0][0].value_or("");
    made.version = sha256(stamp + "\n" + run_id).substr(0, 16);
    if (!run.rows.empty()) made.secrecy = run.rows[0][1].value_or("");
    made.run_id = run_id, made.file = stamp.substr(0, stamp.find(':', stamp.find(':') + 1));
    if (book.has("case_edit"))
        made.case_edits = std::stoll(book.query("SELECT count(*) FROM case_edit").rows[0][0].value_or("0"));
    made.labels = Labels::load(common.data_folder + "/labels");
    made.classes = Labels::load(common.data_folder + "/labels/serve");
    const std::string style = common.data_folder + "/style";
    const std::vector<Theme> all = read_themes(style);
    for (const Theme& theme : all)
        (theme.layer == "parcel_result" ? made.themes : made.scenario_themes).push_back(theme);
    made.derived = derived_themes(book, all, style);
    for (const DerivedTheme& one : made.derived) made.themes.push_back(one.theme);
    made.block_look = read_look(common.data_folder + "/style", "layer", "plan_block");
    made.boundary_look = read_look(common.data_folder + "/style", "layer", "expansion_boundary");
    made.crs = book.crs();
    made.layers = book.layers();
    // Parks are few and their bounds hold the parcels; without bounds the parcels are the map.
    const BookLayer* parks = made.layer("park_result");
    made.cover_warning =
        cover_warning(book, {parks && !parks->box.empty() ? "park_result" : "parcel_result"}, "", common.data_folder);
    for (const char* layer : {"unsupplied_land", "unapproved_building_land", "diagnostic_shape"})
        if (made.layer(layer)) made.looks.emplace(layer, read_look(style, "layer", layer));
    Box drawn;
    for (const BookLayer& layer : made.layers) drawn.grow(layer.box);
    made.extent = in_degrees(drawn, made.crs);
    return made;
}

/// Searches read by a connection of their own, under the veil where there is one. Where the file has only got edits of
/// cases since, what was read before still holds.
void begin_search(Snapshot& snapshot, const std::shared_ptr<const Snapshot>& before) {
    if (before && before->file == snapshot.file && before->run_id == snapshot.run_id &&
        before->case_edits < snapshot.case_edits) {
        snapshot.haystack = before->haystack;
        return;
    }
    const auto seen = std::make_shared<Snapshot>(snapshot);
    seen->haystack.reset();  // else each would keep the other alive
    snapshot.haystack->begin([seen] {
        auto book = std::make_unique<Book>(seen->path);
        if (seen->veiled) hang_veil(*book, *seen);
        return book;
    });
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

Shelf::Shelf(std::string path, Common common, bool secret_may_pass, std::string base_mark)
    : path_{std::move(path)}, common_{std::move(common)}, secret_may_pass_{secret_may_pass},
      base_mark_{std::move(base_mark)} {
    if (path_.empty()) return;
    recover(path_);
    give_back(take());
}

std::unique_ptr<Book> Shelf::opened(const std::string& path) const {
    auto book = std::make_unique<Book>(path);
    // Any run of the book, since its history is in the file too.
    if (!secret_may_pass_ && book->query("SELECT 1 FROM run WHERE secrecy = 'secret' LIMIT 1").rows.size() == 1)
        throw Error{Kind::refused, path + "：成果库的来源标为涉密，不对本机以外提供；所在网络按规定可以处理涉密信息的，"
                                          "请加 --ack-secret-network，否则只在本机打开"};
    return book;
}

void Shelf::show(const std::string& path) {
    recover(path);
    const auto readable = opened(path);
    const std::lock_guard lock{guard_};
    path_ = path;
    forget_views();
}

void Shelf::forget_views() { stamp_.clear(), whole_ = {}, veiled_ = {}; }

void Shelf::edit(const std::string& path, const std::function<void()>& act) {
    const auto note = [&] {
        const std::lock_guard lock{guard_};
        ahead_.note(path);
    };
    const std::lock_guard one{editing_};
    note();  // also where the act is refused behind the change of mode
    act();
    note();  // the log is there now
}

void Shelf::make_way() {
    const std::unique_lock edit{editing_, std::try_to_lock};
    if (!edit || !ahead_.wanted()) return;
    const std::lock_guard lock{guard_};
    whole_.forget(), veiled_.forget(), stamp_.clear();
    ahead_.rest(std::chrono::milliseconds{0});
}

std::vector<std::string> Shelf::close() {
    const std::lock_guard one{editing_};
    const std::lock_guard lock{guard_};
    path_.clear();
    forget_views();
    return ahead_.rest(std::chrono::seconds{3});
}

bool Shelf::empty() const {
    const std::lock_guard lock{guard_};
    return path_.empty();
}

std::string Shelf::secrecy() const {
    const std::lock_guard lock{guard_};
    for (const View* view : {&whole_, &veiled_})
        if (view->snapshot) return view->snapshot->secrecy;
    return {};
}

void Shelf::View::forget() {
    if (snapshot) before = std::move(snapshot);
    snapshot.reset(), idle.clear();
}

Loan Shelf::take(bool veiled) {
    const std::lock_guard lock{guard_};
    const std::string stamp = stamp_of(path_);
    if (stamp != stamp_) whole_.forget(), veiled_.forget(), ahead_.clear_replaced();
    View& view = veiled ? veiled_ : whole_;
    if (!view.idle.empty()) {
        Loan loan{view.snapshot, std::move(view.idle.back())};
        view.idle.pop_back();
        return loan;
    }
    auto book = opened(path_);
    if (!view.snapshot) {
        Snapshot made = snapshot_of(*book, path_, common_, stamp);
        made.secrecy = higher_mark(made.secrecy, base_mark_);
        if (veiled) veil(made);
        begin_search(made, view.before);
        view.before.reset();
        view.snapshot = std::make_shared<const Snapshot>(std::move(made));
        stamp_ = stamp;
    }
    if (veiled)
        hang_veil(*book, *view.snapshot);
    else
        hang_themes(*book, view.snapshot->derived);
    return {view.snapshot, std::move(book)};
}

void Shelf::give_back(Loan loan) {
    const std::lock_guard lock{guard_};
    View& view = loan.snapshot->veiled ? veiled_ : whole_;
    if (loan.snapshot == view.snapshot && view.idle.size() < most_idle) view.idle.push_back(std::move(loan.book));
}

}  // namespace mutu
