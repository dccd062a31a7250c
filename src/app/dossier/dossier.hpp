// 一地一档: all that a book holds of one parcel as a paper, and of a park as one page. Seen by src/app only.
#pragma once

#include "dossier/clock.hpp"
#include "dossier/parcel_file.hpp"
#include "parcel_proofs.hpp"

#include "mutu/document.hpp"
#include "mutu/locator.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mutu {

/// A book made ready for dossiers of as many parcels as wanted.
struct DossierSource {
    /// `scope`: a park or a parcel by its id.
    DossierSource(const Book& book, const std::string& path, const Labels& labels, const ClockQuery& scope);

    const Book& book;
    const Labels& labels;
    ParcelProofs proofs;
    ParcelFiles files;
    std::map<std::string, std::vector<Deadline>> deadlines;  // by parcel
    std::string secrecy;                                     // in words

    const BookRun& run() const { return proofs.run(); }
    /// "密级 … · 数据截至 … · 政策包 … · 分析 …"
    std::string basis() const;
};

/// What the dossier says, without title and map. `with_place`: a heading where the map goes.
std::vector<Passage> parcel_passages(const DossierSource& source, std::size_t row);
/// The first part alone: what the parcel is and in what state.
TextTable parcel_identity(const DossierSource& source, std::size_t row);
TextTable parcel_states(const DossierSource& source, std::size_t row);
TextTable parcel_timeline(const DossierSource& source, std::size_t row);

/// Where it lies; absent where it has no shape.
std::optional<Locator> parcel_place(const Book& book, const std::string& parcel_id);

/// One park as one page that needs nothing but itself.
std::string park_page(const DossierSource& source, const std::string& park_id, const std::string& style_folder);

/// 踏勘表: a page a parcel, and the sheet to bring back.
int report_field_sheet(const ReportQuery& query, const Common& common, std::ostream& talk);
int report_dossier(const ReportQuery& query, const Common& common, std::ostream& talk);

}  // namespace mutu
