// Project files of strangers: refused with the place, or a project whose sources all have a role of their own fields.
#include "fuzz/eaters.hpp"

#include "mutu/app.hpp"

void mutu::fuzz::eat_project(std::string_view bytes) {
    try {
        const Project project = parse_project(std::string{bytes}, "fuzz/PROJECT.toml");
        promise(!project.book.empty() && project.folder == "fuzz");
        for (const SourceSpec& source : project.sources) {
            promise(source.shift.empty() || source.shift.size() == 7);
            for (const auto& [field, column] : source.columns) promise(find_field(source.role, field) != nullptr);
            for (const auto& [field, value] : source.constants) promise(find_field(source.role, field) != nullptr);
        }
    } catch (const Error& refused) {
        promise(refused.kind() == Kind::input && std::string_view{refused.what()}.starts_with("fuzz/PROJECT.toml:"));
    }
}
