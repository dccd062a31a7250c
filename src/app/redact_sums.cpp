// Who is behind a sum: firms across registers, by code or name.
#include "redact_sums.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace mutu {
namespace {

using Cell = std::optional<std::string>;

/// Keys that were met together are one firm.
class Firms {
public:
    std::uint32_t of(const Cell& code, const Cell& name) {
        const std::string by_code = key("u", code), by_name = key("n", name);
        if (by_code.empty() && by_name.empty()) return node("?");
        if (by_code.empty()) return node(by_name);
        const std::uint32_t first = node(by_code);
        if (!by_name.empty()) join(first, node(by_name));
        return first;
    }
    std::uint32_t root(std::uint32_t firm) const {
        while (parent_[firm] != firm) firm = parent_[firm];
        return firm;
    }

private:
    static std::string key(const char* kind, const Cell& cell) {
        if (!cell || is_blank(*cell)) return {};
        return kind + lower_ascii(half_width(trimmed(*cell)));
    }
    std::uint32_t node(const std::string& key) {
        const auto [found, fresh] = numbers_.emplace(key, static_cast<std::uint32_t>(parent_.size()));
        if (fresh) parent_.push_back(found->second);
        return found->second;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = root(a), b = root(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }
    std::map<std::string, std::uint32_t> numbers_;
    std::vector<std::uint32_t> parent_;
};

/// One line of a register: where, which firm, how much.
struct Line {
    std::size_t park = 0;
    Cell industry;  // of the land; else that of the firm
    std::uint32_t firm = 0;
    std::optional<Money> amount;
};

class Reading {
public:
    Reading(const Book& book, const RedactionPack& pack) : book_{book}, pack_{pack} {
        for (const auto& row : book.query("SELECT park_id, park_name FROM park_result ORDER BY fid").rows)
            park(row[0], row[1]);
        if (book.has("enterprise"))
            for (const auto& row : book.query("SELECT uscc, name, industry_code FROM enterprise ORDER BY fid").rows) {
                const std::uint32_t firm = firms_.of(row[0], row[1]);
                if (row[2] && !row[2]->empty()) industries_.emplace(firm, *row[2]);
            }
    }

    FirmTables run() {
        std::vector<std::vector<Line>> lines;
        lines.reserve(pack_.measures.size());
        for (const std::string& measure : pack_.measures)
            lines.push_back(measure == "investment_wan" ? of_holders(measure) : of_firms(measure));
        for (const auto& [firm, industry] : industries_) settled_.emplace(firms_.root(firm), industry);
        FirmTables tables;
        for (std::size_t i = 0; i < pack_.measures.size(); ++i)
            tables.sums.push_back(sums_of(pack_.measures[i], lines[i]));
        tables.parks = std::move(parks_);
        return tables;
    }

private:
    std::size_t park(const Cell& id, const Cell& name = {}) {
        const auto [found, fresh] = park_rows_.emplace(id.value_or(""), parks_.size());
        if (fresh) parks_.emplace_back(id.value_or(""), name.value_or(id.value_or("")));
        return found->second;
    }

    std::size_t group(const Line& line) const {
        std::string code = line.industry.value_or("");
        if (const auto found = settled_.find(firms_.root(line.firm)); code.empty() && found != settled_.end())
            code = found->second;
        std::size_t rest = 0;
        for (std::size_t i = 0; i < pack_.groups.size(); ++i) {
            const auto& divisions = pack_.groups[i].divisions;
            if (divisions.empty()) rest = i;
            if (std::find(divisions.begin(), divisions.end(), code.substr(0, 2)) != divisions.end()) return i;
        }
        return rest;
    }

    static std::optional<Money> money(const Cell& cell) {
        if (!cell) return {};
        const auto parsed = parse_number(*cell);
        const double* number = std::get_if<double>(&parsed);
        return number ? std::optional{Money::wan(*number)} : std::nullopt;
    }

    std::vector<Line> of_firms(const std::string& measure) {
        std::vector<Line> lines;
        if (!book_.has("enterprise_land")) return lines;
        for (const auto& row :
             book_.query("SELECT park_id, uscc, " + measure + " FROM enterprise_land ORDER BY fid").rows) {
            const std::uint32_t firm = firms_.of(row[1], {});
            lines.push_back({park(row[0]), {}, firm, money(row[2])});
        }
        return lines;
    }

    std::vector<Line> of_holders(const std::string& measure) {
        std::vector<Line> lines;
        for (const auto& row :
             book_
                 .query("SELECT r.park_id, p.holder_uscc, p.holder_name, p.industry_code, r." + measure +
                        " FROM parcel_result r LEFT JOIN parcel p ON p.parcel_id = r.parcel_id ORDER "
                        "BY r.fid")
                 .rows) {
            const std::uint32_t firm = firms_.of(row[1], row[2]);
            lines.push_back({park(row[0]), row[3], firm, money(row[4])});
        }
        return lines;
    }

    FirmSums sums_of(const std::string& measure, const std::vector<Line>& lines) const {
        FirmSums made{measure, {}, std::vector<std::size_t>((parks_.size() + 1) * (pack_.groups.size() + 1))};
        for (const Line& line : lines) {
            const std::size_t group = this->group(line);
            if (line.amount) {
                made.contributions.push_back({line.park, group, firms_.root(line.firm), *line.amount});
                continue;
            }
            for (const std::size_t row : {line.park, parks_.size()})
                for (const std::size_t column : {group, pack_.groups.size()})
                    ++made.unknown[row * (pack_.groups.size() + 1) + column];
        }
        return made;
    }

    const Book& book_;
    const RedactionPack& pack_;
    Firms firms_;
    std::map<std::uint32_t, std::string> industries_, settled_;  // as read; by the firm in the end
    std::vector<std::pair<std::string, std::string>> parks_;
    std::map<std::string, std::size_t> park_rows_;
};

}  // namespace

FirmTables firm_tables(const Book& book, const RedactionPack& pack) { return Reading{book, pack}.run(); }

}  // namespace mutu
