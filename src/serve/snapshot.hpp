// The book as it stands now: what is known of it once, and open connections to it. Seen by src/serve only.
#pragma once

#include "mutu/app.hpp"
#include "mutu/crs.hpp"
#include "mutu/labels.hpp"
#include "mutu/store.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace mutu {

/// A class of a theme: a word of the column, or numbers from `from` up to but without `to`; neither: unknown.
struct ThemeClass {
    std::string value;
    std::optional<double> from, to;
    std::string color, outline;
    bool hatched = false;
};
/// How parcels are coloured: by one column of parcel_result.
struct Theme {
    std::string id, column;
    bool words = false;
    std::vector<ThemeClass> classes;
};
/// geodata/style: land_class.toml and theme.toml.
std::vector<Theme> read_themes(const std::string& style_folder);

/// Everything a route needs besides the request; never changed once made.
struct Snapshot {
    std::string path;
    Common common;
    std::string version;  // of the data: another file, another version
    Labels labels;
    std::vector<Theme> themes;
    Crs crs;
    std::vector<BookLayer> layers;
    Box extent;  // of all of them, degrees

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
    Shelf(std::string path, Common common);
    Loan take();
    void give_back(Loan loan);

private:
    std::string path_;
    Common common_;
    std::mutex guard_;
    std::string stamp_;
    std::shared_ptr<const Snapshot> snapshot_;
    std::vector<std::unique_ptr<Book>> idle_;
};

}  // namespace mutu
