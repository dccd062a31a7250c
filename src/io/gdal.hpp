// The only door to GDAL: drivers registered once without the network, files opened read-only, GDAL's words kept as
// text.
#pragma once

#include <ogrsf_frmts.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace mutu {

/// Registers the drivers once per process; those that reach the network or run other programs are taken out.
void register_drivers();

/// While it lives, what GDAL complains about on this thread is collected instead of printed.
class Complaints {
public:
    Complaints();
    ~Complaints();
    Complaints(const Complaints&) = delete;
    Complaints& operator=(const Complaints&) = delete;
    Complaints(Complaints&&) = delete;
    Complaints& operator=(Complaints&&) = delete;
    const std::vector<std::string>& texts() const { return texts_; }
    std::string joined() const;

private:
    std::vector<std::string> texts_;
};

/// Error{Kind::input} when the path would make GDAL fetch something from the network, wherever in the path it hides.
void refuse_network(const std::string& path, const std::string& shown);

struct OpenFile {
    std::shared_ptr<const std::string> copy =
        {};                             // a copy in memory, where GDAL must not see what lies beside the file
    GDALDatasetUniquePtr dataset = {};  // goes before its copy
    std::string driver = {};
    bool grid = false;  // a sheet without types: the first row holds the headings (CSV, XLSX, ODS)
    bool raw = false;   // cells arrive as bytes of the file's own encoding (Shapefile, CSV)
    std::vector<std::string> complaints = {};  // what GDAL said while it opened the file all the same
};

/// Read-only and leaving no file beside the input. Error{Kind::input} with GDAL's reason, naming `shown`.
OpenFile open_file(const std::string& path, const std::string& shown);

/// The layer of that name, or the only one that holds anything; Error{Kind::input} with the list otherwise.
OGRLayer& choose_layer(const OpenFile& file, const std::string& wanted, const std::string& shown);
/// Layers worth looking at: empty sheets are left out while another sheet has rows.
std::vector<OGRLayer*> filled_layers(const OpenFile& file);

}  // namespace mutu
