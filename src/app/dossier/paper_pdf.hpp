// A document on A4 as PDF, and the sheet it is written on. Seen by src/app only.
#pragma once

#include "mutu/document.hpp"
#include "mutu/draw.hpp"

#include <functional>
#include <string>
#include <vector>

namespace mutu {

/// Draws one picture with its upper left corner at the place given; width and height are those of the passage.
using DrawPicture = std::function<void(Canvas& paper, Xy at, double width, double height)>;

struct PaperPdf {
    Date date;                          // the only day in the file
    std::string foot;                   // on every page, beside its number
    std::vector<DrawPicture> pictures;  // in the order of the document's pictures
};

/// The same bytes for the same document. Error{Kind::input} where this machine has no Chinese font.
std::string to_pdf(const Document& document, const PaperPdf& how);

/// Upright A4 pages that are filled from the top; what does not fit goes on to the next.
class PaperFlow {
public:
    static constexpr double width = 210, height = 297, left = 22, right = 18, top = 18, bottom = 18;
    static constexpr double room = width - left - right;

    PaperFlow(Canvas& paper, std::string foot) : paper_{paper}, foot_{std::move(foot)} {}

    void text(const std::string& words, Face face, double before = 0, double indent = 0);
    void table(const TextTable& table);
    void picture(double wide, double high, const DrawPicture& draw);
    void gap(double millimetres) { y_ += millimetres; }
    /// Goes to a new page unless so much is left on this one.
    void need(double millimetres);
    void next_page();
    /// Page numbers of the last page; called once at the end.
    void close();
    /// For drawing by hand: where the next line begins, and the sheet.
    double y() const { return y_; }
    Canvas& paper() { return paper_; }
    std::size_t pages() const { return page_; }
    void of_pages(std::size_t pages) { of_ = pages; }

private:
    double left_over() const { return height - bottom - y_; }
    double row_height(const std::vector<std::string>& cells, const std::vector<double>& widths, const Face& face);
    void row(const std::vector<std::string>& cells, const std::vector<double>& widths, const std::vector<bool>& right,
             const Face& face, bool head);

    Canvas& paper_;
    std::string foot_;
    double y_ = top;
    std::size_t page_ = 1, of_ = 0;
};

/// The bytes of a document that `fill` writes, with "第 n 页 共 m 页" on each page: it is written twice, the first time
/// to count.
std::string flowed_pdf(const std::string& title, Date date, const std::string& foot,
                       const std::function<void(PaperFlow&)>& fill);

}  // namespace mutu
