// Writing beside a file and putting the new one in its place when it is whole.
#pragma once

#include <string>

namespace mutu {

/// A hidden folder beside the target, gone with this object. Promise: until `finish` the target is untouched.
class Workplace {
public:
    /// Error{Kind::usage} where the target exists and `overwrite` is not set, Error{Kind::input} where its folder is
    /// missing or may not be written.
    Workplace(const std::string& target, bool overwrite);
    ~Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    Workplace(Workplace&&) = delete;
    Workplace& operator=(Workplace&&) = delete;

    /// Where to write: the target's own name in the hidden folder.
    const std::string& path() const { return path_; }
    /// Renames everything written there (side files of a shapefile too) over the target; side files of the old one that
    /// have no successor go. A single file or folder changes at one stroke.
    void finish();

private:
    std::string target_, folder_, path_;
};

}  // namespace mutu
