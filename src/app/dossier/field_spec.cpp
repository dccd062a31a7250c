// Questions of the field sheet, and what its cells mean.
#include "dossier/field_spec.hpp"

#include "mutu/table.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>

namespace mutu {
namespace {

const Value& member(const Value& file, const char* key) {
    const Value* found = file.find(key);
    if (!found) file.fail(std::string{"缺少 "} + key);
    return *found;
}

std::vector<std::string> words(const Value& file, const char* key) {
    std::vector<std::string> list;
    for (const Value& word : member(file, key).list(key)) list.push_back(word.text(key));
    return list;
}

/// Words that offices write for a code, and the code itself.
std::optional<std::string> code_of(const std::string& field, const std::string& typed, const std::string& data_folder,
                                   std::string& why) {
    const Value file = read_toml(data_folder + "/columns/codes.toml");
    std::vector<std::string> first;
    for (const auto& [code, listed] : member(file, field.c_str()).table(field)) {
        if (typed == code) return code;
        for (const Value& word : listed.list(code)) {
            if (word.text(code) == typed) return code;
            if (&word == &listed.list(code).front()) first.push_back(word.text(code));
        }
    }
    why = "“" + typed + "”不是可填的词；可填：" + join(first, "、");
    return std::nullopt;
}

}  // namespace

FieldSpec field_spec(const std::string& data_folder) {
    const Value file = read_toml(data_folder + "/field/sheet.toml");
    FieldSpec spec;
    spec.idle_states = words(file, "idle_states");
    spec.photos = static_cast<int>(member(file, "photos").integer("photos"));
    for (const Value& one : member(file, "question").list("question"))
        spec.questions.emplace_back(member(one, "heading").text("heading"), words(one, "choices"));
    spec.fields = words(member(file, "results"), "fields");
    for (const std::string& id : spec.fields)
        if (!find_field(Role::parcel, id)) file.fail("results.fields 里的 " + id + " 不是宗地的字段");
    return spec;
}

bool is_day(const std::string& field) {
    const Field* known = find_field(Role::parcel, field);
    return known && known->type == FieldType::date;
}

std::optional<std::string> field_value(const std::string& field, const std::string& typed,
                                       const std::string& data_folder, std::string& why) {
    const Field* known = find_field(Role::parcel, field);
    if (known && known->type == FieldType::code) return code_of(field, typed, data_folder, why);
    if (!is_day(field)) return typed;
    const auto parsed = parse_date(typed);
    if (const Date* day = std::get_if<Date>(&parsed)) return day->iso();
    why = "“" + typed + "”不是日期；写作 2026-06-30";
    return std::nullopt;
}

}  // namespace mutu
