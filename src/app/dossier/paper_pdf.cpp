// Text, tables and pictures set on pages.
#include "dossier/paper_pdf.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr Ink grey{.red = 0.45, .green = 0.45, .blue = 0.45};
constexpr Ink pale{.red = 0.93, .green = 0.93, .blue = 0.92};
constexpr double pad = 1;  // around the text of a cell

/// The longest beginning of `words` that is at most so high, in whole characters; at least one.
std::size_t fitting(const Canvas& paper, const std::vector<std::string>& words, std::size_t from, const Face& face,
                    double room) {
    std::size_t low = 1, high = words.size() - from;
    const auto text = [&](std::size_t count) {
        std::string all;
        for (std::size_t i = 0; i < count; ++i) all += words[from + i];
        return all;
    };
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        if (paper.measure(text(middle), face).height <= room)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/// Columns as wide as their longest cell asks, the widest shortened first.
std::vector<double> widths_of(const TextTable& table) {
    std::vector<double> wanted(table.headings.size(), 4);
    const auto ask = [&](std::size_t column, const std::string& cell) {
        wanted[column] = std::max(wanted[column], static_cast<double>(std::min<std::size_t>(display_width(cell), 60)));
    };
    for (std::size_t i = 0; i < table.headings.size(); ++i) ask(i, table.headings[i]);
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i) ask(i, row[i].value_or("—"));
    constexpr double letter = 1.75;  // mm for one terminal column at the size of a table
    double sum = 0;
    for (double& one : wanted) sum += one = one * letter + 2 * pad + 0.6;
    while (sum > PaperFlow::room + 0.01) {
        const auto widest = std::max_element(wanted.begin(), wanted.end());
        const double cut = std::min({sum - PaperFlow::room, std::max(*widest * 0.1, 0.5)});
        *widest -= cut, sum -= cut;
    }
    const double stretch = PaperFlow::room / sum;
    for (double& one : wanted) one *= stretch;
    return wanted;
}

constexpr double text_size = 3.7, table_size = 3.2, foot_size = 2.8;

struct Setting {
    PaperFlow& flow;
    const PaperPdf& how;
    std::size_t& picture;

    void operator()(const Heading& heading) const {
        constexpr double sizes[] = {4.6, 4.1, 3.7};
        const auto level = static_cast<std::size_t>(std::clamp(heading.level, 1, 3) - 1);
        flow.need(16);
        flow.text(heading.text, {.size = sizes[level], .bold = true}, 3);
        flow.gap(1);
    }
    void operator()(const Paragraph& paragraph) const { flow.text(paragraph.text, {.size = text_size}, 1); }
    void operator()(const Verbatim& lines) const {
        for (const std::string& line : split(lines.text, '\n')) {
            const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
            if (blanks < line.size())
                flow.text(line.substr(blanks), {.size = table_size}, 0, static_cast<double>(blanks) * 1.5);
        }
        flow.gap(1);
    }
    void operator()(const SignatureLine& line) const {
        std::string text;
        for (const std::string& label : line.labels) text += label + "：                    ";
        flow.text(text, {.size = text_size}, 6);
    }
    void operator()(const TextTable& table) const { flow.table(table); }
    void operator()(const Picture& one) const {
        const std::size_t at = picture++;
        if (at < how.pictures.size()) flow.picture(one.width, one.height, how.pictures[at]);
    }
};

}  // namespace

void PaperFlow::next_page() {
    close();
    paper_.next_page();
    y_ = top, ++page_;
}

void PaperFlow::close() {
    const double y = height - bottom + 5;
    paper_.stroke(line({left, y - 1.5}, {width - right, y - 1.5}), {.color = grey, .width = 0.15});
    const std::string number =
        "第 " + std::to_string(page_) + " 页" + (of_ ? " 共 " + std::to_string(of_) + " 页" : "");
    const Face face{.size = foot_size, .color = grey, .align = Align::right};
    paper_.write({width - right, y}, number, face);
    paper_.write({left, y}, fitted(paper_, foot_, {.size = foot_size}, room - 32), {.size = foot_size, .color = grey});
}

void PaperFlow::need(double millimetres) {
    if (left_over() < millimetres && y_ > top) next_page();
}

void PaperFlow::text(const std::string& words, Face face, double before, double indent) {
    if (words.empty()) return;
    face.wrap = room - indent;
    const double x = left + indent + (face.align == Align::centre ? face.wrap / 2 : 0);
    if (y_ > top) y_ += before;
    const double whole = paper_.measure(words, face).height;
    if (whole <= left_over() || (whole <= height - top - bottom && whole < 40)) {
        need(whole);
        paper_.write({x, y_}, words, face);
        y_ += whole + face.size * 0.25;
        return;
    }
    const auto letters = characters(words);
    for (std::size_t from = 0; from < letters.size();) {
        need(face.size * 2);
        const std::size_t count = fitting(paper_, letters, from, face, left_over());
        std::string part;
        for (std::size_t i = 0; i < count; ++i) part += letters[from + i];
        paper_.write({x, y_}, part, face);
        y_ += paper_.measure(part, face).height + face.size * 0.25;
        from += count;
    }
}

double PaperFlow::row_height(const std::vector<std::string>& cells, const std::vector<double>& widths,
                             const Face& face) {
    double high = face.size * 1.25;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Face wrapped = face;
        wrapped.wrap = widths[i] - 2 * pad;
        high = std::max(high, paper_.measure(cells[i], wrapped).height);
    }
    return high + 2 * pad;
}

void PaperFlow::row(const std::vector<std::string>& cells, const std::vector<double>& widths,
                    const std::vector<bool>& right_aligned, const Face& face, bool head) {
    const double high = row_height(cells, widths, face);
    double x = left;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Outline box = rectangle(x, y_, widths[i], high);
        if (head) paper_.fill(box, pale);
        paper_.stroke(box, {.color = grey, .width = 0.15});
        Face inside = face;
        inside.wrap = widths[i] - 2 * pad;
        const bool numeric = !head && i < right_aligned.size() && right_aligned[i];
        if (numeric) inside.align = Align::right;
        paper_.write({numeric ? x + widths[i] - pad : x + pad, y_ + pad}, cells[i], inside);
        x += widths[i];
    }
    y_ += high;
}

void PaperFlow::table(const TextTable& table) {
    if (table.headings.empty()) return;
    const auto widths = widths_of(table);
    const Face head{.size = table_size, .bold = true}, body{.size = table_size};
    y_ += 1;
    const double head_high = row_height(table.headings, widths, head);
    need(head_high + 12);
    row(table.headings, widths, table.numeric, head, true);
    const double most = height - top - bottom - head_high - 2;
    for (const auto& cells : table.rows) {
        std::vector<std::string> shown;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::string cell = cells[i].value_or("—");
            Face inside = body;
            inside.wrap = widths[i] - 2 * pad;
            if (paper_.measure(cell, inside).height > most) {  // a cell longer than a page
                const auto letters = characters(cell);
                cell.clear();
                const std::size_t count = fitting(paper_, letters, 0, inside, most - table_size * 3);
                for (std::size_t k = 0; k < count; ++k) cell += letters[k];
                cell += "…";
            }
            shown.push_back(std::move(cell));
        }
        if (row_height(shown, widths, body) > left_over()) {
            next_page();
            row(table.headings, widths, table.numeric, head, true);
        }
        row(shown, widths, table.numeric, body, false);
    }
    y_ += 2;
}

void PaperFlow::picture(double wide, double high, const DrawPicture& draw) {
    need(high + 2);
    draw(paper_, {left + (room - wide) / 2, y_ + 1}, wide, high);
    y_ += high + 2;
}

std::string flowed_pdf(const std::string& title, Date date, const std::string& foot,
                       const std::function<void(PaperFlow&)>& fill) {
    std::size_t pages = 0;
    std::string bytes;
    for (int round = 0; round < 2; ++round) {
        Canvas paper{{.width = PaperFlow::width,
                      .height = PaperFlow::height,
                      .format = PictureFormat::pdf,
                      .title = title,
                      .date = date}};
        PaperFlow flow{paper, foot};
        flow.of_pages(pages);
        fill(flow);
        flow.close();
        pages = flow.pages();
        bytes = paper.finish().at(0);
    }
    return bytes;
}

std::string to_pdf(const Document& document, const PaperPdf& how) {
    return flowed_pdf(document.title, how.date, how.foot, [&](PaperFlow& flow) {
        flow.text(document.title, {.size = 6, .bold = true, .align = Align::centre});
        flow.text(document.subtitle, {.size = 3.2, .color = grey, .align = Align::centre}, 1);
        flow.gap(2);
        std::size_t picture = 0;
        for (const Passage& one : document.passages) std::visit(Setting{flow, how, picture}, one);
    });
}

}  // namespace mutu
