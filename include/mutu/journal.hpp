// How a book is journalled: at rest by a rollback journal, in one file; ahead of its pages in a log while people write
// to a book that is read (adr/0017).
#pragma once

#include <chrono>
#include <string>

namespace mutu {

enum class Journal { at_rest, ahead };

/// Brings a book to rest, also what a killed program left: its log is emptied, its hot journal rolled back, no file
/// stays beside it. False where somebody else still has it open. Nothing is written where it is at rest already.
/// Error{Kind::input} where it cannot be read.
bool come_to_rest(const std::string& path, std::chrono::milliseconds patience);
/// A command of ours waits to have the book for itself.
bool is_wanted(const std::string& path);

}  // namespace mutu
