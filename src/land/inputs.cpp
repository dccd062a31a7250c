// Raw inputs of a parcel as bytes and back: one list of fields serves the writer and the reader.
#include "mutu/inputs.hpp"

#include "mutu/error.hpp"
#include "mutu/table.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

constexpr char version = 1;
constexpr std::int32_t epoch = 15340;  // 2012-01-01: days of 1989 to 2034 take two bytes

using namespace std::string_view_literals;
constexpr std::array holders{"user"sv, "reserve"sv, "government"sv, "other"sv};
constexpr std::array foundations{"pit"sv, "pile"sv, "other"sv};
constexpr std::array land_sources{"registered_area_m2"sv, "area_ellipsoid_m2"sv, "area_planar_m2"sv};

std::span<const std::string_view> codes_of(std::string_view field) { return find_field(Role::parcel, field)->codes; }

[[noreturn]] void damaged() {
    throw Error{Kind::input, "成果库中的判定依据由别的版本写成或已损坏；请用 mutu run 重新分析"};
}

/// Flags gather in front, numbers and texts behind them.
class Writer {
public:
    void flag(bool value) {
        if (flags_ % 8 == 0) front_ += '\0';
        if (value) front_.back() = static_cast<char>(static_cast<unsigned char>(front_.back()) | (1U << flags_ % 8));
        ++flags_;
    }
    template <class Small>
    void small(Small value, int bits) {  // an enum or index below 2^bits
        for (int bit = 0; bit < bits; ++bit) flag((static_cast<unsigned>(value) >> bit & 1U) != 0);
    }
    void number(std::int64_t value) {  // zigzag, seven bits a byte
        auto left = static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
        for (; left >= 0x80; left >>= 7) back_ += static_cast<char>(left | 0x80);
        back_ += static_cast<char>(left);
    }
    void text(const std::string& value) { number(static_cast<std::int64_t>(value.size())), back_ += value; }
    std::string bytes() const { return version + (static_cast<char>(front_.size()) + front_) + back_; }

private:
    std::string front_, back_;
    unsigned flags_ = 0;
};

class Reader {
public:
    explicit Reader(std::string_view bytes) {
        if (bytes.size() < 2 || bytes[0] != version) damaged();
        const auto front = static_cast<unsigned char>(bytes[1]);
        if (bytes.size() < std::size_t{2} + front) damaged();
        front_ = bytes.substr(2, front), back_ = bytes.substr(std::size_t{2} + front);
    }
    bool flag() {
        const std::size_t at = flags_ / 8;
        if (at >= front_.size()) damaged();
        return (static_cast<unsigned>(static_cast<unsigned char>(front_[at])) >> flags_++ % 8 & 1U) != 0;
    }
    unsigned small(int bits) {
        unsigned value = 0;
        for (int bit = 0; bit < bits; ++bit) value |= (flag() ? 1U : 0U) << bit;
        return value;
    }
    std::int64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0;; shift += 7) {
            if (next_ >= back_.size() || shift > 63) damaged();
            const auto byte = static_cast<unsigned char>(back_[next_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) break;
        }
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    std::string_view text() {
        const auto size = static_cast<std::uint64_t>(number());
        if (size > back_.size() - next_) damaged();
        next_ += size;
        return back_.substr(next_ - size, size);
    }

private:
    std::string_view front_, back_;
    std::size_t flags_ = 0, next_ = 0;
};

void put(Writer& to, bool value) { to.flag(value); }
void take(Reader& from, bool& value) { value = from.flag(); }
void put(Writer& to, Truth value) { to.small(value, 2); }
void take(Reader& from, Truth& value) {
    const unsigned index = from.small(2);
    if (index > 2) damaged();
    value = static_cast<Truth>(index);
}
void put(Writer& to, EventInput::Cell value) { to.small(value, 2); }
void take(Reader& from, EventInput::Cell& value) { value = static_cast<EventInput::Cell>(from.small(2)); }
void put(Writer& to, std::int64_t value) { to.number(value); }
void take(Reader& from, std::int64_t& value) { value = from.number(); }
void put(Writer& to, std::int32_t value) { to.number(value); }
void take(Reader& from, std::int32_t& value) { value = static_cast<std::int32_t>(from.number()); }
void put(Writer& to, std::uint32_t value) { to.number(value); }
void take(Reader& from, std::uint32_t& value) { value = static_cast<std::uint32_t>(from.number()); }
void put(Writer& to, Date value) { to.number(value.days() - epoch); }
void take(Reader& from, Date& value) { value = Date::from_days(static_cast<std::int32_t>(from.number()) + epoch); }
void put(Writer& to, Area value) { to.number(value.quanta()); }
void take(Reader& from, Area& value) { value = Area::quanta(from.number()); }
void put(Writer& to, Money value) { to.number(value.fen()); }
void take(Reader& from, Money& value) { value = Money::fen(from.number()); }
void put(Writer& to, Ratio value) { to.number(value.numerator()), to.number(value.denominator()); }
void take(Reader& from, Ratio& value) {
    const std::int64_t top = from.number();
    const auto ratio = Ratio::of(top, from.number());
    if (!ratio) damaged();
    value = *ratio;
}
void put(Writer& to, const EventInput& value) {
    put(to, value.cell);
    if (value.cell == EventInput::Cell::given) put(to, value.on);
}
void take(Reader& from, EventInput& value) {
    take(from, value.cell);
    value.on = {};
    if (value.cell == EventInput::Cell::given) take(from, value.on);
}
template <class T>
void put(Writer& to, const std::optional<T>& value) {
    to.flag(value.has_value());
    if (value) put(to, *value);
}
template <class T>
void take(Reader& from, std::optional<T>& value) {
    value.reset();
    if (from.flag()) take(from, value.emplace());
}

/// A word as its place in a list, 0 for none.
struct Word {
    std::span<const std::string_view> list;
    int bits;
};
void put(Writer& to, std::string_view value, Word in) {
    const auto found = std::find(in.list.begin(), in.list.end(), value);
    to.small(found == in.list.end() ? 0 : found - in.list.begin() + 1, in.bits);
}
void take(Reader& from, std::string_view& value, Word in) {
    const unsigned index = from.small(in.bits);
    if (index > in.list.size()) damaged();
    value = index == 0 ? std::string_view{} : in.list[index - 1];
}

/// A code as its place in its field's list, else as text.
void put(Writer& to, const std::string& value, std::span<const std::string_view> list) {
    const auto found = std::find(list.begin(), list.end(), value);
    to.number(found == list.end() ? 0 : found - list.begin() + 1);
    if (found == list.end()) to.text(value);
}
void take(Reader& from, std::string& value, std::span<const std::string_view> list) {
    const auto index = static_cast<std::uint64_t>(from.number());
    if (index > list.size()) damaged();
    value = index == 0 ? from.text() : list[index - 1];
}

/// Calls `with` for every field, in the order of the bytes. `In` is ParcelInputs, const or not.
template <class In, class With>
void each_field(In& in, const With& with) {
    static const auto causes = cause_words(), operations = codes_of("operation_state");
    const auto all = [&](auto&... fields) { (with(fields), ...); };
    all(in.park, in.recognised, in.has_instrument, in.supply_row, in.terms_given, in.approvals_given);
    all(in.approved_share, in.contract_date, in.agreed_delivery, in.agreed_start, in.extended_start);
    all(in.agreed_delivery_unreadable, in.agreed_start_unreadable, in.extended_start_unreadable);
    all(in.delivery, in.start, in.permit, in.stop, in.resume, in.finish, in.production_stop, in.cause_cell);
    with(in.holder_kind, Word{holders, 3});
    with(in.idle_cause, Word{causes, 5});
    with(in.foundation_type, Word{foundations, 2});
    all(in.foundation_progress, in.foundation_progress_unreadable, in.checked_started, in.checked_built);
    all(in.produced_in, in.required_area, in.developed_area, in.total_investment, in.invested, in.land_price);
    all(in.price_included, in.price_included_unreadable, in.land, in.footprint, in.far_floor, in.control_far);
    with(in.land_source, Word{land_sources, 2});
    all(in.control_investment, in.tax, in.output, in.revenue, in.tax_whole, in.output_whole, in.revenue_whole);
    all(in.above_designated, in.park_tax, in.park_land, in.park_tax_whole);
    with(in.operation_state, operations);
    with(in.industry_code, std::span<const std::string_view>{});
}

}  // namespace

std::string encode(const ParcelInputs& inputs) {
    Writer to;
    each_field(inputs, [&](const auto&... field) { put(to, field...); });
    return to.bytes();
}

void decode(std::string_view bytes, ParcelInputs& into) {
    Reader from{bytes};
    each_field(into, [&](auto& field, const auto&... list) { take(from, field, list...); });
}

ParcelInputs decoded(std::string_view bytes) {
    ParcelInputs inputs;
    decode(bytes, inputs);
    return inputs;
}

std::string_view listed_word(std::span<const std::string_view> list, std::string_view word) {
    if (word.empty()) return {};
    const auto found = std::find(list.begin(), list.end(), word);
    return found == list.end() ? list.back() : *found;
}

std::span<const std::string_view> holder_words() { return holders; }
std::span<const std::string_view> foundation_words() { return foundations; }
std::span<const std::string_view> cause_words() {
    static const auto words = [] {
        const auto codes = codes_of("idle_cause");
        std::vector<std::string_view> all{codes.begin(), codes.end()};
        all.push_back("other");
        return all;
    }();
    return words;
}

}  // namespace mutu
