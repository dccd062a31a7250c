// VCT of strangers: refused in words, or polygons whose rows fit their tables.
#include "vct.hpp"

#include "fuzz/eaters.hpp"

void mutu::fuzz::eat_vct(std::string_view bytes) {
    try {
        const VctFile file = parse_vct(bytes, "fuzz.vct");
        promise(!file.head.empty());
        for (const auto& [name, table] : file.tables) {
            promise(table.rows.size() == table.ids.size());
            for (const auto& row : table.rows) promise(row.size() == table.fields.size());
        }
    } catch (const Error&) {
        return;  // refused, with line and section: that is the promise
    }
}
