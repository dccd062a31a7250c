// Stretches of a book's parcels, each read by a connection of its own.
#include "rejudge.hpp"

#include "mutu/parallel.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace mutu {
namespace {

constexpr std::int64_t parcels_per_stretch = 4'096;

/// Connections to one book: opening one reads the whole schema, so a stretch takes over what an earlier one left.
class Connections {
public:
    explicit Connections(const std::string& path) : path_{path} {}

    std::unique_ptr<Book> take() {
        const std::lock_guard lock{guard_};
        if (idle_.empty()) return std::make_unique<Book>(path_);
        auto book = std::move(idle_.back());
        idle_.pop_back();
        return book;
    }
    void give_back(std::unique_ptr<Book> book) {
        const std::lock_guard lock{guard_};
        idle_.push_back(std::move(book));
    }

private:
    const std::string& path_;
    std::mutex guard_;
    std::vector<std::unique_ptr<Book>> idle_;
};

}  // namespace

std::size_t stretches_of(std::int64_t parcels) {
    return static_cast<std::size_t>((parcels + parcels_per_stretch - 1) / parcels_per_stretch);
}

void each_stretch(const std::string& path, std::int64_t parcels,
                  const std::function<ParcelBody(std::size_t)>& body_of) {
    Connections connections{path};
    parallel_chunks(stretches_of(parcels), 1, [&](std::size_t begin, std::size_t end) {
        auto book = connections.take();
        ParcelInputs inputs;
        for (std::size_t stretch = begin; stretch < end; ++stretch) {
            const ParcelBody body = body_of(stretch);
            const std::int64_t first = static_cast<std::int64_t>(stretch) * parcels_per_stretch + 1;
            book->each_parcel(first, first + parcels_per_stretch - 1,
                              [&](std::string_view parcel_id, std::string_view bytes) {
                                  decode(bytes, inputs);
                                  body(parcel_id, inputs);
                              });
        }
        connections.give_back(std::move(book));
    });
}

Rulebook changed_rules(const Rulebook& rules, const std::vector<std::pair<std::string, std::string>>& set) {
    Rulebook changed = rules;
    for (const auto& [name, value] : set) {
        if (works_in_reading(name))
            throw Error{Kind::usage,
                        "参数 " + name + " 在读取资料和叠加图形时就起作用，成果库里没有改变它所需的内容；" +
                            "请用 mutu run … --set " + name + "=" + value + " 重新分析，再用 mutu compare 比较"};
        set_parameter(changed, name, value);
    }
    return changed;
}

Comparison compare_book(const Book& book, const std::string& path, const Judge& before, const Judge& after) {
    const std::int64_t parcels = book.parcels();
    std::vector<Comparison> parts(stretches_of(parcels));
    each_stretch(path, parcels, [&](std::size_t stretch) -> ParcelBody {
        return [&before, &after, &part = parts[stretch], facts = Facts{}](std::string_view parcel_id,
                                                                          const ParcelInputs& inputs) mutable {
            compare(before, after, parcel_id, inputs, facts, part);
        };
    });
    Comparison whole;
    for (Comparison& part : parts) append(whole, std::move(part));
    return whole;
}

BookParks parks_of(const Book& book) {
    BookParks parks;
    std::map<std::string, std::size_t> index;
    for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows) {
        index[row[0].value_or("")] = parks.ids.size();
        parks.ids.push_back(row[0].value_or("")), parks.names.push_back(row[1].value_or(""));
    }
    parks.parents.resize(parks.ids.size());
    for (const auto& row : book.query("SELECT park_id, parent_park_id FROM park WHERE parent_park_id IS NOT NULL AND "
                                      "park_id IS NOT NULL AND parent_park_id <> park_id ORDER BY fid")
                               .rows)
        if (const auto park = index.find(*row[0]), parent = index.find(*row[1]);
            park != index.end() && parent != index.end())
            parks.parents[park->second] = parent->second;
    // A circle of parents would never end; it is cut as the run cut it.
    for (std::size_t i = 0; i < parks.parents.size(); ++i) {
        std::size_t steps = 0;
        for (auto up = parks.parents[i]; up && steps <= parks.ids.size(); up = parks.parents[*up]) ++steps;
        if (steps > parks.ids.size()) parks.parents[i].reset();
    }
    return parks;
}

}  // namespace mutu
