// What parcels are known by, as one text to look through. Seen by src/serve only.
#pragma once

#include "mutu/store.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Promise: finds exactly the parcels that have the text anywhere in a code, a contract, a holder, a project or a firm,
/// ASCII letters of either case alike. An index of words would not know where a Chinese name may be cut, one of letter
/// pairs would take more room than the text; looking through the text itself takes 10 ms a hundred megabytes. Never
/// changed once made.
class Haystack {
public:
    /// Reads the book once, a second or more for 100,000 parcels; ends early, with what it has, where `stop` becomes
    /// true. What its connection is veiled from is not in it.
    Haystack(const Book& book, const std::atomic<bool>& stop);

    /// fid of parcel_result, ascending, the first `most`.
    std::vector<std::int64_t> find(const std::string& text, std::size_t most = SIZE_MAX) const;
    std::size_t bytes() const { return text_.size(); }

private:
    void read(const Book& book, const std::vector<std::string>& questions, std::int64_t after, std::int64_t last);

    std::string text_;                 // records of fields, each ended by a line feed
    std::vector<std::size_t> starts_;  // of records in it
    std::vector<std::int64_t> fids_;
};

/// Promise: made once, in a thread of its own from the moment the book is opened; who searches before waits for it.
class LazyHaystack {
public:
    LazyHaystack() = default;
    ~LazyHaystack();
    LazyHaystack(const LazyHaystack&) = delete;
    LazyHaystack& operator=(const LazyHaystack&) = delete;
    LazyHaystack(LazyHaystack&&) = delete;
    LazyHaystack& operator=(LazyHaystack&&) = delete;

    /// `open`: a connection that nobody else uses, seeing what those may who search. Once, before anybody searches.
    void begin(std::function<std::unique_ptr<Book>()> open);
    /// Error{Kind::input} where the book could not be read.
    const Haystack& get() const { return *made_.get(); }

private:
    std::atomic<bool> stop_ = false;
    std::shared_future<std::unique_ptr<const Haystack>> made_;
};

}  // namespace mutu
