// What a book holds of parcels, as an office's file of a parcel has it. Seen by src/app only.
#pragma once

#include "mutu/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutu {

/// Results and fields by id: terms of the contract from the supply row in force, else from the parcel; everything else
/// the other way round (contract.md §4). In the book's order.
class ParcelFiles {
public:
    /// `where`: SQL over parcel_result as r, with ?1, ?2 … bound from `arguments`.
    ParcelFiles(const Book& book, const std::vector<std::string>& ids, const std::string& where = "1",
                const std::vector<std::string>& arguments = {});

    std::size_t size() const { return rows_.rows.size(); }
    /// Absent where blank or unknown. `id` is one of those asked for.
    const std::optional<std::string>& at(std::size_t row, std::string_view id) const;
    std::string text(std::size_t row, std::string_view id) const { return at(row, id).value_or(""); }
    std::optional<Date> day(std::size_t row, std::string_view id) const;

    /// Every id there is.
    static std::vector<std::string> all();

private:
    Rows rows_;
    std::map<std::string, std::size_t, std::less<>> columns_;
};

/// The park's id by its id or name; empty for empty. Error{Kind::usage} where there is none.
std::string park_id_named(const Book& book, const std::string& wanted);

}  // namespace mutu
