// Cells that several parcel sheets share. Each takes the column's id.
#pragma once

#include "parcel_row.hpp"

namespace mutu::cells {

/// Nothing is known of it here: the column stands for the people who fill it in.
Quantity unknown(const ParcelRow&, std::string_view);
/// The field `id` of the parcel, else of its supply row.
Quantity own(const ParcelRow& parcel, std::string_view id);
/// The field `id` of the supply row in force, else of the parcel: the order in which the ladder reads contract fields.
Quantity contract(const ParcelRow& parcel, std::string_view id);
Quantity contract_date(const ParcelRow& parcel, std::string_view id);
Quantity land_price(const ParcelRow& parcel, std::string_view id);
Quantity idle_fee(const ParcelRow& parcel, std::string_view id);

Quantity region(const ParcelRow& parcel, std::string_view id);
Quantity park(const ParcelRow& parcel, std::string_view id);
Quantity parcel_id(const ParcelRow& parcel, std::string_view id);
Quantity area(const ParcelRow& parcel, std::string_view id);
Quantity registered_area(const ParcelRow& parcel, std::string_view id);
Quantity occupants(const ParcelRow& parcel, std::string_view id);

Quantity idle_state(const ParcelRow& parcel, std::string_view id);
Quantity recognition(const ParcelRow& parcel, std::string_view id);
Quantity land_class(const ParcelRow& parcel, std::string_view id);
Quantity start_due(const ParcelRow& parcel, std::string_view id);
Quantity idle_on(const ParcelRow& parcel, std::string_view id);
/// Whole months from idle_on to the as-of date; unknown before idle_on.
Quantity idle_months(const ParcelRow& parcel, std::string_view id);
/// Has the agreed start date come?
Quantity is_due(const ParcelRow& parcel, std::string_view id);
Quantity actions(const ParcelRow& parcel, std::string_view id);
Quantity idle_sentence(const ParcelRow& parcel, std::string_view id);
Quantity low_sentence(const ParcelRow& parcel, std::string_view id);
Quantity low_mark(const ParcelRow& parcel, std::string_view id);

Quantity far(const ParcelRow& parcel, std::string_view id);
Quantity building_density(const ParcelRow& parcel, std::string_view id);
Quantity investment_per_mu(const ParcelRow& parcel, std::string_view id);
Quantity tax_per_mu(const ParcelRow& parcel, std::string_view id);

Quantity missing(const ParcelRow& parcel, std::string_view id);
/// The ladders and rules that stay open.
Quantity open_questions(const ParcelRow& parcel, std::string_view id);
Quantity open_sentences(const ParcelRow& parcel, std::string_view id);

}  // namespace mutu::cells
