// 公示: what a run says is a draft until it was notified, the objections to it were ruled on, and somebody made it
// final. Rulings are worked into the places; nothing of the run itself is rewritten.
#pragma once

#include "mutu/year_end.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mutu {

enum class NoticeState : std::uint8_t { draft, notified, settled };
std::string_view word(NoticeState state);  // draft, notified, final

/// One row of the office's sheet of objections.
struct Objection {
    std::string id, subject;  // subject: id or name of a park or firm
    std::optional<int> stated_rank;
    std::string item, claim, raised_by, raised_on;
    std::string ruling;  // upheld, rejected; empty: open
    std::string ruled_on, ruling_doc;
    std::optional<Rational> corrected;  // upheld: the figure of the item, or the score where no item is named
    std::int64_t row = 0;               // of its sheet
};

/// An objection with what came of it. `effect`: applied, rejected, open, no_such_subject, no_such_rank, no_such_item,
/// no_value (upheld, and no figure says how), conflict (another ruling says otherwise of the same figure).
struct Heard {
    Objection objection;
    std::string subject_kind, subject_id, subject_name, effect;
    bool without_document = false;  // ruled on, and no document says so
};

/// What a run says of those who may object.
struct Published {
    std::vector<std::string> park_ids, park_names;
    CompositeGrid grid;  // row by park
    struct Firm {
        EnterpriseResult result;        // with a list
        std::optional<Rational> score;  // exact; `result` has it rounded
        std::string scheme, held;       // id of what scored it; the best grade that its vetoes leave it, "" without one
    };
    std::vector<Firm> firms;  // of the year
    struct Entry {
        std::string list_id, title, subject_id;
        Truth verdict = Truth::undetermined;
        Value proof;
    };
    std::vector<Entry> entries;  // of parks
};

struct RankChange {
    std::string subject_kind, subject_id, subject_name, list_id;  // list_id: of firms
    std::optional<Rational> draft_score, ruled_score;
    std::optional<Place> draft, ruled;
    std::string draft_grade, ruled_grade;  // of firms; "": none, or nobody can tell
    std::vector<std::string> objections;   // its own; empty: moved because another did
};
struct ListChange {
    std::string list_id, title, subject_kind, subject_id, subject_name;
    std::optional<std::string> park_id;
    Truth draft = Truth::undetermined, ruled = Truth::undetermined;
    std::string proof;
};

struct Hearing {
    std::vector<Heard> heard;       // in the order of the sheet
    std::vector<RankChange> ranks;  // parks, then firms, in order; only where score, place or grade differ
    std::vector<ListChange> lists;  // of parks, then of firms; only where the verdict differs
    Diagnostics findings;           // layer "objection", row of the sheet
    std::size_t open() const;       // what still wants a ruling: open, no_value, conflict
};

/// Pure. A list of firms is ranked again and its grades are cut again by the scheme that scored it. Where that does not
/// give the grades of the run from the scores of the run (a book of an earlier version), grades stay as they are.
Hearing hear(const Rulebook& rules, const Labels& labels, const Published& published,
             const std::vector<Objection>& objections);

}  // namespace mutu
