// Well-known binary: read from strangers (every length is checked before it is believed), written for ourselves.
#include "mutu/geometry.hpp"

#include <bit>
#include <cmath>
#include <cstring>

namespace mutu {
namespace {

static_assert(std::endian::native == std::endian::little);

/// Reads forward; `good` turns false at the first byte that is not there and stays so.
struct Cursor {
    std::span<const std::byte> bytes;
    bool good = true;
    bool swapped = false;

    template <class T>
    T next() {
        T value{};
        if (bytes.size() < sizeof(T)) return good = false, value;
        std::memcpy(&value, bytes.data(), sizeof(T));
        bytes = bytes.subspan(sizeof(T));
        return value;
    }
    std::uint32_t count() {
        const auto value = next<std::uint32_t>();
        return swapped ? __builtin_bswap32(value) : value;
    }
    double number() {
        const auto value = next<std::uint64_t>();
        return std::bit_cast<double>(swapped ? __builtin_bswap64(value) : value);
    }
};

struct Head {
    std::uint32_t type = 0;   // 1 point … 17 triangle
    std::size_t numbers = 2;  // a vertex
};

constexpr std::uint32_t extended_z = 0x80000000U, extended_m = 0x40000000U, extended_srid = 0x20000000U;

Head read_head(Cursor& in) {
    const auto order = std::to_integer<unsigned>(in.next<std::byte>());
    if (order > 1) in.good = false;
    in.swapped = order == 0;
    const std::uint32_t code = in.count();
    const std::uint32_t plain = code & 0x1FFFFFFFU;
    const std::uint32_t dimension = plain / 1000;
    if (dimension > 3) in.good = false;
    Head head{.type = plain % 1000};
    if ((code & extended_z) != 0 || dimension == 1 || dimension == 3) ++head.numbers;
    if ((code & extended_m) != 0 || dimension >= 2) ++head.numbers;
    if ((code & extended_srid) != 0) in.count();
    return head;
}

/// Without a column the bytes are only checked, and nothing is allocated.
void read_polygon(Cursor& in, std::size_t numbers, GeometryColumn* column) {
    const std::uint32_t rings = in.count();
    bool shell = true;
    for (std::uint32_t r = 0; r < rings && in.good; ++r) {
        const std::uint32_t points = in.count();
        if (points > in.bytes.size() / (numbers * sizeof(double))) in.good = false;
        if (column == nullptr) {
            for (std::uint32_t i = 0; i < points && in.good; ++i) {
                if (!std::isfinite(in.number()) || !std::isfinite(in.number())) in.good = false;
                for (std::size_t n = 2; n < numbers; ++n) in.number();
            }
            continue;
        }
        for (std::uint32_t i = 0; i < points; ++i) {
            const double x = in.number(), y = in.number();
            for (std::size_t n = 2; n < numbers; ++n) in.number();
            if (shell) column->add_point({x, y});
        }
        // Holes of a shell that collapsed bound nothing; a hole that collapsed is no loss.
        if (shell && !column->end_ring() && r == 0) shell = false;
    }
    if (column != nullptr) column->end_part();
}

WkbKind read_shape(Cursor in, GeometryColumn* column) {
    const Head head = read_head(in);
    if (!in.good) return WkbKind::broken;
    if (head.type == 3) {
        read_polygon(in, head.numbers, column);
        return in.good ? WkbKind::polygon : WkbKind::broken;
    }
    if (head.type != 6) return head.type >= 1 && head.type <= 17 ? WkbKind::other_type : WkbKind::broken;
    const std::uint32_t parts = in.count();
    for (std::uint32_t p = 0; p < parts && in.good; ++p) {
        const Head part = read_head(in);
        if (part.type != 3) return in.good ? WkbKind::other_type : WkbKind::broken;
        read_polygon(in, part.numbers, column);
    }
    return in.good ? WkbKind::polygon : WkbKind::broken;
}

void append(std::string& out, std::uint32_t value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

}  // namespace

WkbKind add_wkb(GeometryColumn& column, std::span<const std::byte> wkb) {
    WkbKind kind = read_shape(Cursor{wkb}, nullptr);
    if (kind == WkbKind::polygon) read_shape(Cursor{wkb}, &column);
    column.end_row();
    if (kind == WkbKind::polygon && column.null(column.rows() - 1)) kind = WkbKind::null;
    return kind;
}

std::string to_wkb(const GeometryColumn& column, std::size_t row) {
    const Range parts = column.parts(row), all = column.row_rings(row);
    std::size_t size = 9 + 9 * parts.size();
    for (std::size_t r = all.begin; r < all.end; ++r) size += 4 + column.ring(r).size_bytes();
    std::string out;
    out.reserve(size);
    out += '\1';
    append(out, 6);
    append(out, static_cast<std::uint32_t>(parts.size()));
    for (std::size_t p = parts.begin; p < parts.end; ++p) {
        out += '\1';
        append(out, 3);
        const Range rings = column.rings(p);
        append(out, static_cast<std::uint32_t>(rings.size()));
        for (std::size_t r = rings.begin; r < rings.end; ++r) {
            const std::span<const Xy> points = column.ring(r);
            append(out, static_cast<std::uint32_t>(points.size()));
            out.append(reinterpret_cast<const char*>(points.data()), points.size_bytes());
        }
    }
    return out;
}

}  // namespace mutu
