// The parts of an XLSX form: which sheets it has, its shared texts, and what kind of value each cell style shows.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mutu {

enum class Shows { general, number, percent, date, text };

struct FormSheet {
    std::string name, part;  // part: xl/worksheets/sheet1.xml
    bool hidden = false;
};

struct FormPackage {
    std::string path;
    std::map<std::string, std::string> parts;
    std::string workbook;  // name of its part
    std::vector<FormSheet> sheets;
    std::vector<std::string> texts;  // shared strings
    std::vector<Shows> styles;       // by the `s` of a cell
};

/// Error{Kind::input} when it is no XLSX, or has macros, external links or embedded objects.
FormPackage read_form(const std::string& path);

}  // namespace mutu
