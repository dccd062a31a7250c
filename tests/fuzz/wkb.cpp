// Shapes of strangers' databases: what is taken for a polygon is written and read again to the same bytes.
#include "fuzz/eaters.hpp"

#include "mutu/geometry.hpp"

void mutu::fuzz::eat_wkb(std::string_view bytes) {
    GeometryColumn once;
    const auto kind = add_wkb(once, std::as_bytes(std::span{bytes.data(), bytes.size()}));
    promise(once.rows() == 1);
    promise(kind == WkbKind::polygon || once.null(0));
    if (once.null(0)) return;
    const std::string written = to_wkb(once, 0);
    GeometryColumn again;
    promise(add_wkb(again, std::as_bytes(std::span{written.data(), written.size()})) == WkbKind::polygon);
    promise(to_wkb(again, 0) == written);
}
