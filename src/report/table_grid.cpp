// Widths of a table's columns on paper.
#include "table_grid.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace mutu {
namespace {

/// In halves of a Chinese character.
struct Need {
    std::size_t unbroken = 0, whole = 0;  // the longest piece that should stay together; the longest cell
};

/// Letters, digits and signs in a row, which only a break in the midst would part.
std::size_t longest_word(const std::string& text) {
    std::size_t longest = 0, now = 0;
    for (const char c : text) {
        const bool part = static_cast<unsigned char>(c) < 0x80 && c != ' ';
        now = part ? now + 1 : 0;
        longest = std::max(longest, now);
    }
    return longest;
}

std::vector<Need> needs_of(const TextTable& table) {
    std::vector<Need> needs;
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
        const std::size_t heading = display_width(table.headings[i]);
        Need need{std::min<std::size_t>(heading, 6), std::min<std::size_t>(heading, 12)};
        for (const auto& row : table.rows) {
            const std::string text = row[i].value_or("");
            need.unbroken = std::max(need.unbroken, longest_word(text));
            need.whole = std::max({need.whole, need.unbroken, std::min<std::size_t>(display_width(text), 60)});
        }
        needs.push_back(need);
    }
    return needs;
}

/// Twips that halves of a Chinese character take. Digits are half as wide as high in the font of papers, and a third
/// wider in what stands in for it where it is missing: `sure` has room for those too.
int twips(std::size_t halves, int size, bool sure) {
    constexpr int air = 240;  // left and right of a cell
    return static_cast<int>(halves) * size * (sure ? 13 : 10) / 2 + air;
}

/// Room over the least goes where more is wanted, else in proportion.
std::vector<int> spread(const std::vector<int>& least, const std::vector<int>& wanted, int room) {
    std::vector<int> widths = least;
    const int spare = room - std::accumulate(least.begin(), least.end(), 0);
    std::vector<int> more(least.size());
    for (std::size_t i = 0; i < least.size(); ++i) more[i] = wanted[i] - least[i];
    int all = std::accumulate(more.begin(), more.end(), 0);
    if (all <= spare || all == 0) more = wanted, all = std::accumulate(more.begin(), more.end(), 0);
    for (std::size_t i = 0; i < widths.size(); ++i)
        widths[i] += static_cast<int>(static_cast<long long>(spare) * more[i] / std::max(all, 1));
    widths.back() += room - std::accumulate(widths.begin(), widths.end(), 0);
    return widths;
}

}  // namespace

TableGrid grid_of(const TextTable& table, int room) {
    const std::vector<Need> needs = needs_of(table);
    for (const std::size_t longest :
         {std::size_t{40}, std::size_t{8}})  // then ids may break, numbers as little as may be
        for (const int size : {21, 18, 15}) {
            std::vector<int> least, wanted;
            for (std::size_t i = 0; i < needs.size(); ++i) {
                const std::size_t kept = table.numeric[i] ? needs[i].unbroken : std::min(needs[i].unbroken, longest);
                least.push_back(twips(kept, size, true)),
                    wanted.push_back(std::max(least[i], twips(needs[i].whole, size, false)));
            }
            if (std::accumulate(least.begin(), least.end(), 0) <= room) return {spread(least, wanted, room), size};
        }
    TableGrid even{std::vector<int>(needs.size(), room / static_cast<int>(needs.size())), 15};
    even.widths.back() += room - std::accumulate(even.widths.begin(), even.widths.end(), 0);
    return even;
}

}  // namespace mutu
