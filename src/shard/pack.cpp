// Answers as bytes, little-endian, every list behind its length; and back, believing nothing.
#include "mutu/shard.hpp"

#include <bit>
#include <cmath>

namespace mutu {
namespace {

static_assert(std::endian::native == std::endian::little, "answers are written as the machine keeps them");

class Writer {
public:
    template <class T>
    void put(T value) {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put_text(std::string_view text) {
        put(std::uint64_t{text.size()});
        bytes_ += text;
    }
    void put_shapes(const GeometryColumn& shapes) {
        put(std::uint64_t{shapes.rows()});
        for (std::size_t row = 0; row < shapes.rows(); ++row)
            put_text(shapes.null(row) ? std::string{} : to_wkb(shapes, row));
    }
    std::string bytes() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

class Reader {
public:
    Reader(std::string_view bytes, const std::string& where) : bytes_{bytes}, where_{where} {}

    template <class T>
    T get() {
        if (bytes_.size() < sizeof(T)) fail();
        T value;
        bytes_.copy(reinterpret_cast<char*>(&value), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    /// A list's length; each of its members takes so many bytes at least.
    std::size_t length(std::size_t least) {
        const auto count = get<std::uint64_t>();
        if (count > bytes_.size() / least) fail();
        return count;
    }
    std::string_view text() {
        const std::size_t size = length(1);
        const std::string_view found = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return found;
    }
    GeometryColumn shapes() {
        GeometryColumn column;
        for (std::size_t rows = length(sizeof(std::uint64_t)); rows > 0; --rows) {
            const std::string_view wkb = text();
            if (wkb.empty())
                column.add_null();
            else if (add_wkb(column, std::as_bytes(std::span{wkb})) != WkbKind::polygon)
                fail();
        }
        return column;
    }
    double number() {
        const auto value = get<double>();
        if (!std::isfinite(value)) fail();
        return value;
    }
    bool at_end() const { return bytes_.empty(); }
    [[noreturn]] void fail() const {
        throw Error{Kind::input, where_ + "：不是分片测算的结果，或已损坏；请重新运行该分片"};
    }

private:
    std::string_view bytes_;
    const std::string& where_;
};

void put(Writer& out, const Answer& answer) {
    out.put(static_cast<std::uint8_t>(answer.kind));
    out.put_text(answer.question);
    out.put(answer.left), out.put(answer.right);
    const OverlayCounts& counts = answer.counts;
    for (const std::uint64_t count :
         {counts.pairs, counts.contained, counts.swept, counts.robust, counts.unions, counts.robust_unions})
        out.put(count);
    out.put(std::uint64_t{answer.fragments.size()});
    for (const Fragment& one : answer.fragments) out.put(one.left), out.put(one.right), out.put(one.area);
    out.put(std::uint64_t{answer.amounts.size()});
    for (const double amount : answer.amounts) out.put(amount);
    out.put(std::uint64_t{answer.gaps.size()});
    for (const Gap& gap : answer.gaps) {
        out.put(std::uint64_t{gap.row}), out.put(std::uint64_t{gap.other});
        out.put(gap.area), out.put(gap.width), out.put(static_cast<std::uint8_t>(gap.hole));
    }
    out.put_shapes(answer.shapes);
}

Answer read_answer(Reader& in) {
    Answer answer;
    const auto kind = in.get<std::uint8_t>();
    if (kind > static_cast<std::uint8_t>(Answer::Kind::faults)) in.fail();
    answer.kind = static_cast<Answer::Kind>(kind);
    answer.question = std::string{in.text()};
    answer.left = in.get<std::uint64_t>(), answer.right = in.get<std::uint64_t>();
    OverlayCounts& counts = answer.counts;
    for (std::uint64_t* count :
         {&counts.pairs, &counts.contained, &counts.swept, &counts.robust, &counts.unions, &counts.robust_unions})
        *count = in.get<std::uint64_t>();
    answer.fragments.resize(in.length(2 * sizeof(std::uint32_t) + sizeof(double)));
    for (Fragment& one : answer.fragments)
        one.left = in.get<std::uint32_t>(), one.right = in.get<std::uint32_t>(), one.area = in.number();
    answer.amounts.resize(in.length(sizeof(double)));
    for (double& amount : answer.amounts) amount = in.number();
    answer.gaps.resize(in.length(4 * sizeof(std::uint64_t) + 1));
    for (Gap& gap : answer.gaps) {
        gap.row = in.get<std::uint64_t>(), gap.other = in.get<std::uint64_t>();
        gap.area = in.number(), gap.width = in.number(), gap.hole = in.get<std::uint8_t>() != 0;
    }
    answer.shapes = in.shapes();
    return answer;
}

}  // namespace

std::string packed(const std::vector<Answer>& answers) {
    Writer out;
    out.put(std::uint64_t{answers.size()});
    for (const Answer& answer : answers) put(out, answer);
    return std::move(out).bytes();
}

std::vector<Answer> unpacked(std::string_view bytes, const std::string& where) {
    Reader in{bytes, where};
    std::vector<Answer> answers(in.length(1));
    for (Answer& answer : answers) answer = read_answer(in);
    if (!in.at_end()) in.fail();
    return answers;
}

}  // namespace mutu
