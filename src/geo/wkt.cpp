// Well-known text of polygons, for tests and small inputs.
#include "mutu/error.hpp"
#include "mutu/geometry.hpp"

#include <charconv>

namespace mutu {
namespace {

class Reader {
public:
    explicit Reader(const std::string& text) : text_{text} {}

    bool take(char c) {
        blanks();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    bool take(std::string_view word) {
        blanks();
        for (std::size_t i = 0; i < word.size(); ++i)
            if (at_ + i >= text_.size() || (text_[at_ + i] & ~0x20) != word[i]) return false;
        at_ += word.size();
        return true;
    }
    void want(char c) {
        if (!take(c)) fail(std::string{"缺少 "} + c);
    }
    double number() {
        blanks();
        double value = 0;
        const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
        if (error != std::errc{}) fail("此处应为数字");
        at_ = static_cast<std::size_t>(end - text_.data());
        return value;
    }
    void end() {
        blanks();
        if (at_ != text_.size()) fail("末尾有多余文字");
    }
    [[noreturn]] void fail(const std::string& why) const {
        throw Error{Kind::input, "WKT 第 " + std::to_string(at_ + 1) + " 个字符：" + why + "；全文：" + text_};
    }

private:
    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    }

    const std::string& text_;
    std::size_t at_ = 0;
};

std::vector<Xy> read_ring(Reader& in) {
    std::vector<Xy> ring;
    if (in.take("EMPTY")) return ring;
    in.want('(');
    do {
        const double x = in.number();
        ring.push_back({x, in.number()});
    } while (in.take(','));
    in.want(')');
    return ring;
}

using Part = std::vector<std::vector<Xy>>;

Part read_part(Reader& in) {
    Part part;
    if (in.take("EMPTY")) return part;
    in.want('(');
    do part.push_back(read_ring(in));
    while (in.take(','));
    in.want(')');
    return part;
}

std::vector<Part> read_parts(Reader& in) {
    if (in.take("EMPTY")) return {};
    if (in.take("POLYGON")) return {read_part(in)};
    if (!in.take("MULTIPOLYGON")) in.fail("只接受 POLYGON、MULTIPOLYGON 或 EMPTY");
    if (in.take("EMPTY")) return {};
    std::vector<Part> parts;
    in.want('(');
    do parts.push_back(read_part(in));
    while (in.take(','));
    in.want(')');
    return parts;
}

}  // namespace

void add_wkt(GeometryColumn& column, const std::string& wkt) {
    Reader in{wkt};
    const std::vector<Part> parts = read_parts(in);
    in.end();
    for (const Part& part : parts) {
        for (const std::vector<Xy>& ring : part) {
            for (const Xy p : ring) column.add_point(p);
            if (!column.end_ring() && &ring == &part.front()) break;  // holes of a shell that collapsed bound nothing
        }
        column.end_part();
    }
    column.end_row();
}

}  // namespace mutu
