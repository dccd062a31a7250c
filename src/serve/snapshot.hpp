// The book as it stands now: what is known of it once, and open connections to it. Seen by src/serve only.
#pragma once

#include "haystack.hpp"
#include "written_ahead.hpp"

#include "mutu/app.hpp"
#include "mutu/crs.hpp"
#include "mutu/labels.hpp"
#include "mutu/store.hpp"
#include "mutu/style.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mutu {

/// A theme over a column that parcel_result does not have, and the SQL of that column for a row `m` of it.
struct DerivedTheme {
    Theme theme;
    std::string sql;
};

/// Everything a route needs besides the request; never changed once made.
struct Snapshot {
    std::string path;
    Common common;
    std::string version;          // of the data: another file, another version
    std::string file, run_id;     // which file it is, and its latest run
    std::string secrecy;          // the highest mark of its sources and base maps: public, internal, secret; "" unknown
    std::string cover_warning;    // of the parks as one map (cover.hpp); "" below the limit
    std::int64_t case_edits = 0;  // how many it has (case_store.hpp)
    Labels labels;
    Labels classes;                      // of columns: open, internal, tax, person
    std::vector<Theme> themes;           // of parcels
    std::vector<Theme> scenario_themes;  // of the other layers, scenarios among them
    std::vector<DerivedTheme> derived;   // of `themes`, those whose column is worked out (themed.hpp)
    ThemeClass block_look, boundary_look;
    std::map<std::string, ThemeClass> looks;  // of layers that the page can draw over the parcels
    Crs crs;
    std::vector<BookLayer> layers;
    Box extent;  // of all of them, degrees
    std::shared_ptr<LazyHaystack> haystack = std::make_shared<LazyHaystack>();
    bool veiled = false;  // as a viewer sees the book: only what veil.hpp leaves

    const BookLayer* layer(std::string_view name) const;
    const Theme* theme(std::string_view id) const;
};

/// A snapshot with a connection that nobody else uses meanwhile.
struct Loan {
    std::shared_ptr<const Snapshot> snapshot;
    std::unique_ptr<Book> book;
};

/// Promise: a loan shows the file that stands at the path when it is taken; a replaced book is noticed by its inode,
/// size and time. Safe to use from many threads.
class Shelf {
public:
    /// An empty path: no book yet. Error{Kind::input} where the book cannot be read.
    /// A book of the mark `secret` is Error{Kind::refused} where it may not leave the machine.
    /// `base_mark`: of the base maps shown with it.
    Shelf(std::string path, Common common, bool secret_may_pass, std::string base_mark = {});
    /// Another book from now on; the one before stays where the new one cannot be read (Error{Kind::input}).
    void show(const std::string& path);
    bool empty() const;
    /// Of the book that was lent last; "" before any was.
    std::string secrecy() const;
    /// Veiled: as a viewer sees it.
    Loan take(bool veiled = false);
    void give_back(Loan loan);
    /// Writes to the book at `path` by `act`, one at a time; the book may be ahead of its pages afterwards.
    void edit(const std::string& path, const std::function<void()>& act);
    /// Lets go of a book that another command waits for; asked for again and again.
    void make_way();
    /// At the end: nothing is lent any more, books come to rest. Those that somebody else still has open.
    std::vector<std::string> close();

private:
    void forget_views();
    std::unique_ptr<Book> opened(const std::string& path) const;

    std::string path_;
    Common common_;
    bool secret_may_pass_;
    std::string base_mark_;
    mutable std::mutex guard_;
    std::string stamp_;
    /// The book as one kind of caller sees it.
    struct View {
        std::shared_ptr<const Snapshot> snapshot;
        std::vector<std::unique_ptr<Book>> idle;
        std::shared_ptr<const Snapshot> before;  // what it was
        void forget();
    };
    View whole_, veiled_;
    std::mutex editing_;  // taken before guard_
    WrittenAhead ahead_;
};

}  // namespace mutu
