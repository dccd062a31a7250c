#include "proven_facts.hpp"

#include "mutu/value.hpp"

namespace mutu {

ParkFacts proven_facts(const Book& book, const std::string& park_id) {
    ParkFacts facts;
    for (const auto& row : book.query("SELECT proof FROM indicator WHERE park_id = ?1 ORDER BY fid", {park_id}).rows) {
        if (!row[0] || row[0]->empty()) continue;
        const Value proof = parse_json(*row[0], "indicator.proof");
        const Value* list = proof.find("facts");
        if (!list) continue;
        for (const Value& one : list->list("facts")) {
            const Value *name = one.find("name"), *value = one.find("value"), *over = one.find("known_over"),
                        *source = one.find("source");
            const auto measure = name ? park_measure_named(name->text("name")) : std::nullopt;
            if (!measure || !value || value->is_null()) continue;
            ParkFact& fact = facts[*measure];
            fact.amount = park_amount(spec(*measure).dimension, value->text("value"));
            if (over) fact.known_over = park_amount(ParkDimension::area, over->text("known_over"));
            if (source) fact.source = source->text("source");
        }
    }
    return facts;
}

}  // namespace mutu
