// 园区整合方案: what each park or block brings, and what they come to.
#include "expanded.hpp"

#include "mutu/text.hpp"

#include <set>

namespace mutu {
namespace {

using Cell = std::optional<std::string>;

std::optional<Area> area_at(const Cell& cell) {
    return cell ? std::optional{Area::square_metres(std::stod(*cell))} : std::nullopt;
}
std::optional<double> real_at(const Cell& cell) { return cell ? std::optional{std::stod(*cell)} : std::nullopt; }

std::optional<std::int64_t> firms_of(const Book& book, const std::vector<std::string>& parks) {
    std::string marks;
    for (std::size_t i = 0; i < parks.size(); ++i) marks += (i ? ", ?" : "?") + std::to_string(i + 1);
    const auto rows = book.query("SELECT count(DISTINCT l.uscc) FROM enterprise_land l JOIN parcel_result p ON "
                                 "p.parcel_id = l.parcel_id WHERE p.park_id IN (" +
                                     marks + ")",
                                 parks);
    return std::stoll(rows.rows[0][0].value_or("0"));
}

Member park_of(const Book& book, const std::string& park_id, const char* part) {
    const auto rows = book.query("SELECT park_name, area_m2, unsupplied_m2, idle_m2, low_efficiency_m2, parcel_count, "
                                 "tax_wan, output_wan FROM park_result WHERE park_id = ?1",
                                 {park_id})
                          .rows;
    Member one{.park_id = park_id, .name = {}, .part = part};
    if (rows.empty()) return one;
    const auto& row = rows[0];
    one.name = row[0].value_or(""), one.area = area_at(row[1]), one.unsupplied = area_at(row[2]);
    one.idle = area_at(row[3]), one.low_efficiency = area_at(row[4]);
    if (row[5]) one.parcels = std::stoll(*row[5]);
    one.tax_wan = real_at(row[6]), one.output_wan = real_at(row[7]);
    one.firms = firms_of(book, {park_id});
    return one;
}

template <class Amount>
std::optional<Amount> sum(const std::vector<Member>& members, std::optional<Amount> Member::* figure) {
    Amount total{};
    for (const Member& one : members) {
        if (!(one.*figure)) return std::nullopt;
        total += *(one.*figure);
    }
    return total;
}

template <class Amount>
std::optional<Amount> less(const std::optional<Amount>& whole, const std::optional<Amount>& part) {
    if (!whole || !part || *whole < *part) return std::nullopt;
    return *whole - *part;
}

/// What goes with the block, of the parcels on it; a parcel that is cut takes an unknown part of its tax along.
Member block_of_stranded(const Book& book, const Expanded& expanded, const std::string& block) {
    Member one{.park_id = expanded.ground.park_id, .name = block, .part = "withdraws"};
    one.area = expanded.alternatives.front().change.removed;
    one.parcels = static_cast<std::int64_t>(expanded.stranded.size());
    one.idle = one.low_efficiency = Area{};
    one.tax_wan = 0;
    std::set<std::string> firms;
    for (const Stranded& parcel : expanded.stranded) {
        if (parcel.land_class == "idle") *one.idle += parcel.shared;
        if (parcel.land_class == "low_efficiency") *one.low_efficiency += parcel.shared;
        const bool whole = parcel.area && parcel.shared.square_metres() > 0.999 * parcel.area->square_metres();
        if (!parcel.tax_wan || !whole) one.tax_wan.reset();
        if (one.tax_wan) *one.tax_wan += *parcel.tax_wan;
        for (const auto& row :
             book.query("SELECT DISTINCT uscc FROM enterprise_land WHERE parcel_id = ?1", {parcel.parcel_id}).rows)
            firms.insert(row[0].value_or(""));
    }
    one.firms = static_cast<std::int64_t>(firms.size());
    return one;
}

}  // namespace

std::vector<Member> members_of_merger(const Book& book, const Expanded& expanded,
                                      const std::vector<std::string>& parks) {
    std::vector<Member> members{park_of(book, expanded.ground.park_id, "lead")};
    std::vector<std::string> ids{expanded.ground.park_id};
    for (const std::string& park : parks) {
        const auto id = book.query("SELECT park_id FROM park_result WHERE park_id = ?1 OR park_name = ?1", {park}).rows;
        ids.push_back(id.empty() ? park : id[0][0].value_or(park));
        members.push_back(park_of(book, ids.back(), "joins"));
    }
    Member result{.park_id = expanded.ground.park_id, .name = members[0].name, .part = "result"};
    result.area = expanded.alternatives.front().change.after;  // land that two parks share counts once
    result.unsupplied = sum(members, &Member::unsupplied), result.idle = sum(members, &Member::idle);
    result.low_efficiency = sum(members, &Member::low_efficiency), result.parcels = sum(members, &Member::parcels);
    result.tax_wan = sum(members, &Member::tax_wan), result.output_wan = sum(members, &Member::output_wan);
    result.firms = firms_of(book, ids);  // a firm in two of them is one
    members.push_back(result);
    return members;
}

std::vector<Member> members_of_withdrawal(const Book& book, const Expanded& expanded, const std::string& block) {
    const Member park = park_of(book, expanded.ground.park_id, "stays"),
                 gone = block_of_stranded(book, expanded, block);
    Member result{.park_id = park.park_id, .name = park.name, .part = "result"};
    result.area = expanded.alternatives.front().change.after;
    result.idle = less(park.idle, gone.idle), result.low_efficiency = less(park.low_efficiency, gone.low_efficiency);
    result.tax_wan = less(park.tax_wan, gone.tax_wan);
    return {park, gone, result};
}

}  // namespace mutu
