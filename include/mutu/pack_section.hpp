// Sections of a pack that another module than policy reads, out of the text that the rulebook keeps of its packs.
#pragma once

#include "mutu/policy.hpp"

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace mutu {

/// Calls `body` with every entry of a section of the pack and its parents, root first.
void each_entry(const Rulebook& book, std::string_view section, const std::function<void(const Value& entry)>& body);
/// Text member, or "" where it is absent.
std::string text_of(const Value& entry, std::string_view key);
// The rest is Error{Kind::input} at its place in the pack where the entry is not as asked.
/// Text member that must be there.
std::string needed_text(const Value& entry, std::string_view key);
/// Member `evidence`.
Evidence evidence_at(const Value& entry);
/// Text member that is the id of a parameter.
std::string named_parameter(const Value& entry, std::string_view key, const Rulebook& book);
/// The entry has no other members than these.
void only(const Value& entry, std::initializer_list<std::string_view> keys);

}  // namespace mutu
