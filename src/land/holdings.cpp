// One empty table per role.
#include "mutu/holdings.hpp"

#include <algorithm>

namespace mutu {

Holdings::Holdings() {
    for (const Role role : all_roles()) tables.emplace_back(role);
}

bool Holdings::given(Role role) const {
    return std::any_of(sources.begin(), sources.end(), [&](const Source& source) { return source.role == role; });
}

}  // namespace mutu
