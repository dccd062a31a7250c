// From a book's layer to one file: columns chosen and named, coordinates brought where the format wants them, then
// written.
#include "export_fields.hpp"
#include "raw.hpp"
#include "survey_write.hpp"

#include "mutu/handover.hpp"
#include "mutu/package.hpp"
#include "mutu/replace.hpp"
#include "mutu/text.hpp"
#include "mutu/write.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mutu {
namespace {

namespace fs = std::filesystem;

RawLayer read_layer(const ExportRequest& request, const std::string& layer, const std::string& where) {
    return read_raw({.path = request.book, .shown = request.book, .layer = layer, .encoding = "", .where = where});
}

class Exporter {
public:
    Exporter(const ExportRequest& request, const ExportRules& rules, const CodeWord& word)
        : request_{request}, rules_{rules}, word_{word}, format_{export_format(rules, request.path)} {}

    Exported run() {
        check_target();
        read();
        Workplace place{request_.path, request_.overwrite};
        if (format_.survey)
            write_survey(place.path());
        else
            write_table(place.path());
        done_.mark_beside = fs::path{mark_beside(request_.path, driver())}.filename().string();
        if (format_.survey) put_mark(place.path(), driver(), request_.secrecy);
        place.finish();
        return std::move(done_);
    }

    LayerCells cells(const ExportProfile& profile, std::vector<std::string>& remarks) {
        read();
        LayerCells made = cells_as(&profile);
        std::move(done_.remarks.begin(), done_.remarks.end(), std::back_inserter(remarks));
        return made;
    }

private:
    std::string driver() const { return format_.survey ? "TXT" : format_.driver; }

    void read() {
        layer_ = read_layer(request_, request_.layer, request_.where);
        own_columns_ = layer_.columns.size();
        check_rows();
        if (const auto beside = rules_.beside.find(request_.layer); beside != rules_.beside.end())
            join_beside(layer_, read_layer(request_, beside->second.layer, ""), beside->second.key);
        done_.rows = static_cast<std::int64_t>(layer_.rows());
    }

    void check_target() const {
        std::error_code ignored;
        if (fs::exists(request_.path) && fs::equivalent(request_.path, request_.book, ignored))
            throw Error{Kind::usage, "输出文件就是成果库本身：" + request_.path};
    }

    /// A clause that SQLite cannot answer gives no rows and a complaint; that is a fault and no empty result.
    void check_rows() {
        for (const Diagnostic& finding : layer_.diagnostics)
            if (!request_.where.empty() && finding.code == "reader_warning")
                throw Error{Kind::usage, "--where 条件无法理解：" + request_.where + "（" + finding.message + "）"};
        if (layer_.rows() != 0) return;
        const std::string none =
            "图层 " + request_.layer + (request_.where.empty() ? " 是空的" : " 没有符合条件的记录");
        if (format_.survey) throw Error{Kind::usage, none + "，没有写出界址点 TXT"};
        done_.remarks.push_back(none);
    }

    Crs target_crs(const Crs& own) const {
        if (!request_.crs.empty()) return Crs::parse(request_.crs);
        return format_.crs.empty() ? own : Crs::parse(format_.crs);
    }

    GeometryColumn shapes_in(const Crs& from, const Crs& to) {
        std::vector<std::size_t> lost;
        GeometryColumn shapes = transformed(layer_.shapes, from, to, &lost);
        if (!lost.empty())
            done_.remarks.push_back(std::to_string(lost.size()) + " 个图形在 " + to.definition() +
                                    " 中没有坐标，未写入");
        done_.crs = to.definition() + " " + to.name();
        return shapes;
    }

    const ExportProfile* profile() {
        const std::string id = request_.profile.empty() ? format_.profile : request_.profile;
        if (id.empty() || id == "none") return nullptr;
        const auto found = rules_.profiles.find(id);
        if (found != rules_.profiles.end()) {
            done_.profile = id + "（" + found->second.title + "）";
            return &found->second;
        }
        std::vector<std::string> known{"none"};
        for (const auto& [name, one] : rules_.profiles) known.push_back(name);
        throw Error{Kind::usage, "没有字段方案 " + id + "；可用：" + join(known, " ")};
    }

    /// The layer as it will be written: chosen and named fields, shapes where the format wants them.
    LayerCells cells_as(const ExportProfile* profile) {
        LayerCells made;
        made.layer = request_.layer;
        for (const ExportField& field : chosen_fields(request_, layer_, own_columns_, profile, done_.remarks))
            made.columns.push_back(written_column(layer_, field, profile && profile->words, word_));
        if (!layer_.shaped || layer_.shapes.points().empty() || layer_.crs_wkt.empty()) return made;
        const Crs own = Crs::parse(layer_.crs_wkt), to = target_crs(own);
        made.shapes = shapes_in(own, to);
        made.crs = to.definition();
        return made;
    }

    void write_table(const std::string& path) {
        const LayerCells cells = cells_as(profile());
        done_.fields = format_.attributes ? cells.columns.size() : 0;
        if (!format_.attributes) done_.remarks.emplace_back("图形文件不存属性：只写轮廓线和首列文字");
        WriteLayer target;
        target.path = path, target.driver = format_.driver, target.layer = request_.layer, target.crs = cells.crs;
        if (format_.driver == "ESRI Shapefile" || format_.driver == "MapInfo File") target.layer.clear();
        target.encoding = request_.encoding.empty() ? format_.encoding : request_.encoding;
        target.date = request_.date, target.mark = format_.mark, target.secrecy = request_.secrecy;
        target.dataset_options = format_.dataset_options, target.layer_options = format_.layer_options;
        if (cells.shapes && (format_.driver == "CSV" || format_.driver == "XLSX"))
            done_.remarks.emplace_back("表格不存图形"), done_.crs.clear();
        write_layer(target, cells.columns, cells.shapes ? &*cells.shapes : nullptr);
    }

    /// Of the columns that may hold this part, the first that says something. Areas are taken from the layer itself
    /// alone: that of a batch is not that of its remnant.
    std::string first_value(const std::string& part, std::size_t row) const {
        const auto columns = rules_.survey.columns.find(part);
        if (columns == rules_.survey.columns.end()) return "";
        for (const std::string& name : columns->second)
            if (const RawColumn* column = find_column(layer_, name);
                column && !(*column)[row].empty() && (part != "area" || column < layer_.columns.data() + own_columns_))
                return std::string{(*column)[row]};
        return "";
    }

    void write_survey(const std::string& path) {
        if (!layer_.shaped || layer_.crs_wkt.empty())
            throw Error{Kind::usage, "图层 " + request_.layer + " 没有图形，写不成界址点 TXT；请改用 .xlsx 或 .csv"};
        std::vector<SurveySheet> sheets;
        for (std::size_t row = 0; row < layer_.rows(); ++row) {
            SurveySheet sheet{first_value("id", row),  first_value("name", row), first_value("sheet", row),
                              first_value("use", row), first_value("code", row), std::nullopt};
            const auto parsed = parse_number(first_value("area", row));
            if (const double* value = std::get_if<double>(&parsed)) sheet.area = Area::square_metres(*value);
            sheets.push_back(std::move(sheet));
        }
        const Crs own = Crs::parse(layer_.crs_wkt);
        const Crs to =
            request_.crs.empty() ? survey_zone(layer_.shapes, own, request_.layer) : Crs::parse(request_.crs);
        const GeometryColumn shapes = shapes_in(own, to);
        const std::string text =
            survey_text(sheets, shapes, to, request_.date, rules_.survey, rules_.survey_reading, done_.remarks);
        const std::string encoding = request_.encoding.empty() ? "GBK" : request_.encoding;
        const auto bytes = encoding == "UTF-8" ? std::optional{text} : from_utf8(text, encoding);
        if (!bytes)
            throw Error{Kind::input, request_.path + "：有 " + encoding + " 没有的文字" + unwritable(text, encoding) +
                                         "；请改正，或用 --encoding GB18030 或 UTF-8"};
        std::ofstream file{path, std::ios::binary};
        file << *bytes;
        file.close();
        if (!file) throw Error{Kind::input, "不能写入 " + request_.path + "：请检查文件夹、磁盘空间和权限"};
        done_.fields = sheets.empty() ? 0 : 6;
    }

    static std::string unwritable(const std::string& text, const std::string& encoding) {
        for (const std::string& line : split(text, '\n'))
            if (!from_utf8(line, encoding)) return "（“" + std::string{trimmed(line)} + "”）";
        return "";
    }

    const ExportRequest& request_;
    const ExportRules& rules_;
    const CodeWord& word_;
    const ExportFormat& format_;
    RawLayer layer_;
    std::size_t own_columns_ = 0;
    Exported done_;
};

}  // namespace

const ExportFormat& export_format(const ExportRules& rules, const std::string& path) {
    std::string extension = lower_ascii(fs::path{path}.extension().string());
    if (!extension.empty()) extension.erase(0, 1);
    const auto found = rules.formats.find(extension);
    if (found != rules.formats.end()) return found->second;
    std::vector<std::string> known;
    known.reserve(rules.formats.size());
    for (const auto& [name, format] : rules.formats) known.push_back("." + name);
    throw Error{Kind::usage, "不知道写成什么格式：" + path + "；文件名请以这些之一结尾：" + join(known, " ")};
}

void export_cells(const std::string& path, const ExportRules& rules, std::span<const LayerCells> layers,
                  const std::string& date, bool overwrite, const FileMark& secrecy) {
    const ExportFormat& format = export_format(rules, path);
    Workplace place{path, overwrite};
    WriteLayer target;
    target.path = place.path(), target.driver = format.driver, target.encoding = format.encoding, target.date = date;
    target.dataset_options = format.dataset_options, target.layer_options = format.layer_options;
    target.secrecy = secrecy;
    write_layers(target, layers);
    place.finish();
}

LayerCells layer_cells(const ExportRequest& request, const ExportRules& rules, const ExportProfile& profile,
                       const CodeWord& word, std::vector<std::string>& remarks) {
    return Exporter{request, rules, word}.cells(profile, remarks);
}

Exported export_layer(const ExportRequest& request, const ExportRules& rules, const CodeWord& word) {
    return Exporter{request, rules, word}.run();
}

}  // namespace mutu
