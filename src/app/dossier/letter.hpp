// 函件与文书稿: what a letter about a parcel may say, and to whom it may go. Seen by src/app only.
#pragma once

#include "dossier/clock.hpp"
#include "dossier/parcel_file.hpp"
#include "parcel_proofs.hpp"

#include "mutu/casework.hpp"

#include <map>
#include <string>
#include <vector>

namespace mutu {

/// A shipped letter (geodata/letters) with the conditions under which a draft is made.
struct LetterSpec {
    std::string id, name, title, action;
    std::vector<std::string> idle_states, batch_states, recognitions, body;
    bool recognised = false;  // only for land that the county's bureau has recognised
};
/// All of them by id. Error{Kind::input} with the place where a file is faulty.
std::vector<LetterSpec> letter_specs(const std::string& data_folder);
const LetterSpec& letter_named(const std::vector<LetterSpec>& specs, const std::string& wanted);

/// What is recorded of a recognition (认定) of the parcel as idle land; a fee or a recall rests on this and nothing
/// else. The one place where letters ask: the cases of the book first, else what the latest run read (contract.md §1).
using RecognisedInCases = std::map<std::string, Recognition>;
Recognition recorded_recognition(const RecognisedInCases& cases, const ParcelFiles& files, std::size_t row);

/// Why no draft is made for this parcel; empty: one is. `files` has letter_fields().
std::string letter_refusal(const LetterSpec& spec, const RecognisedInCases& cases, const ParcelFiles& files,
                           std::size_t row, const Labels& labels);

bool listed(const std::vector<std::string>& list, const std::string& word);

struct LetterSource {
    const Book& book;
    std::map<std::string, std::vector<Deadline>> deadlines;  // by parcel
    const ParcelProofs& proofs;
    const ParcelFiles& files;
    const RecognisedInCases& cases;
    const Labels& labels;
    const ReportQuery& query;
};
/// What is known of a parcel by the names that placeholders have; what is unknown is not there.
std::map<std::string, std::string> letter_facts(const LetterSource& source, std::size_t row);
/// Every name that a placeholder may have, those nobody's book can fill among them.
std::vector<std::string> letter_names();
std::vector<std::string> letter_fields();

int report_letter(const ReportQuery& query, const Common& common, std::ostream& talk);

}  // namespace mutu
