// The guesses of `init` as a form, and answers to it: the same layers, doubts and text as on the command line.
#include "mutu/draft.hpp"

#include "guessed_project.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

const char* const known_encodings[] = {"UTF-8", "GBK", "GB18030", "Big5"};
const char* const known_units[] = {"平方米", "亩", "公顷", "平方公里"};

Value list_of(const auto& words) {
    Value list{Value::List{}};
    for (const auto& word : words) list.push(word);
    return list;
}

Value doubts_value(std::vector<Doubt> doubts) {
    std::stable_sort(doubts.begin(), doubts.end(), [](const auto& a, const auto& b) { return a.weight < b.weight; });
    Value list{Value::List{}};
    for (const Doubt& doubt : doubts) {
        Value one;
        one.add("weight", doubt.weight), one.add("text", doubt.text);
        list.push(std::move(one));
    }
    return list;
}

/// The field that a column fills: by answer, else by guess.
std::string field_of(const GuessedLayer& layer, const GuessedColumn& column) {
    for (const auto& [field, given] : layer.columns)
        if (given == column.source_column) return field;
    const std::string guess = column.field.substr(0, column.field.find(','));
    return layer.columns.contains(guess) ? "" : guess;  // another column was named for it
}

Value column_value(const GuessedLayer& layer, const GuessedColumn& column, const Labels& labels, Language language) {
    const std::string field = field_of(layer, column);
    Value value;
    value.add("source_column", column.source_column), value.add("field", field);
    value.add("label", field.empty() ? "" : labels.text("field", field, language));
    value.add("first", list_of(column.first));
    if (const auto unit = layer.units.find(field); unit != layer.units.end()) value.add("unit", unit->second);
    return value;
}

Value layer_value(const GuessedLayer& layer, const Labels& labels, Language language) {
    Value value, columns{Value::List{}}, unsettled{Value::List{}};
    value.add("path", layer.path), value.add("layer", layer.guess.layer);
    value.add("rows", layer.guess.rows), value.add("shaped", layer.guess.shaped);
    value.add("role", layer.known() ? name(layer.role()) : std::string_view{});
    value.add("role_doubtful", !layer.left_out && (!layer.known() || role_in_doubt(layer)));
    value.add("left_out", layer.left_out);
    value.add("encoding", layer.encoding.empty() ? layer.guess.encoding : layer.encoding);
    value.add("encoding_from", layer.encoding.empty() ? layer.guess.encoding_from : "given");
    value.add("crs", layer.crs.empty() ? layer.guess.crs : layer.crs);
    value.add("crs_from", layer.crs.empty() ? layer.guess.crs_from : "given");
    for (const GuessedColumn& column : layer.guess.columns) columns.push(column_value(layer, column, labels, language));
    for (const auto& [field, column] : layer.unsettled) {
        Value one;
        one.add("field", field), one.add("source_column", column);
        unsettled.push(std::move(one));
    }
    value.add("columns", std::move(columns)), value.add("unsettled_units", std::move(unsettled));
    value.add("doubts", doubts_value(layer.doubts));
    return value;
}

/// Every role with its fields, as people name them.
Value roles_value(const Labels& labels, Language language) {
    Value roles{Value::List{}};
    for (const Role role : all_roles()) {
        Value one, fields{Value::List{}};
        for (const Field& field : fields_of(role)) {
            Value entry;
            entry.add("id", field.name), entry.add("label", labels.text("field", field.name, language));
            fields.push(std::move(entry));
        }
        one.add("id", name(role)), one.add("label", labels.text("role", name(role), language));
        one.add("shaped", has_shape(role)), one.add("fields", std::move(fields));
        roles.push(std::move(one));
    }
    return roles;
}

std::string text_in(const Value& table, std::string_view key) {
    const Value* found = table.find(key);
    return found == nullptr || found->is_null() ? "" : std::string{trimmed(std::string_view{found->text(key)})};
}

[[noreturn]] void refuse(const std::string& where, const std::string& why) {
    throw Error{Kind::usage, (where.empty() ? "" : where + "：") + why};
}

void take_role(GuessedLayer& layer, const std::string& wanted, const ColumnAliases& aliases) {
    if (wanted.empty()) {
        layer.guess.roles.clear(), layer.left_out = true;
        return;
    }
    const auto role = role_named(wanted);
    if (!role) refuse(layer.place(), "没有 " + wanted + " 这一类资料");
    auto& roles = layer.guess.roles;
    if (!std::any_of(roles.begin(), roles.end(), [&](const auto& one) { return one.first == *role; }))
        roles.emplace_back(*role, 0);
    layer.guess = understood_as(*role, layer.guess, aliases);
    layer.guess.named = true;
}

void take_columns(GuessedLayer& layer, const Value& answers) {
    for (const auto& [field, column] : answers.table("columns")) {
        const std::string& wanted = column.text(field);
        if (!find_field(layer.role(), field)) refuse(layer.place(), "这类资料没有字段 " + field);
        const auto& columns = layer.guess.columns;
        if (!std::any_of(columns.begin(), columns.end(), [&](const auto& one) { return one.source_column == wanted; }))
            refuse(layer.place(), "没有列 " + wanted);
        layer.columns[field] = wanted;
    }
}

void take_units(GuessedLayer& layer, const Value& answers) {
    for (const auto& [field, unit] : answers.table("units")) {
        const std::string& wanted = unit.text(field);
        if (!find_field(layer.role(), field)) refuse(layer.place(), "这类资料没有字段 " + field);
        if (std::find(std::begin(known_units), std::end(known_units), wanted) == std::end(known_units))
            refuse(layer.place(), "面积单位 " + wanted + " 不认识，可用：平方米、亩、公顷、平方公里");
        layer.units[field] = wanted;
    }
}

/// The system as typed, when it is one.
std::string crs_of(const GuessedLayer& layer, const std::string& typed) {
    try {
        return Crs::parse(typed).definition();
    } catch (const Error& fault) {
        refuse(layer.place(), "坐标系 " + typed + " 用不了（" + fault.what() + "），例：EPSG:4546");
    }
}

void take(std::vector<GuessedLayer>& all, const Value& answer, const ColumnAliases& aliases) {
    const std::string path = text_in(answer, "path"), layer = text_in(answer, "layer");
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const GuessedLayer& one) { return one.path == path && one.guess.layer == layer; });
    if (found == all.end()) refuse("", "没有图层 " + path + " / " + layer);
    if (answer.find("role")) take_role(*found, text_in(answer, "role"), aliases);
    if (!found->known()) return;
    if (const std::string crs = text_in(answer, "crs"); !crs.empty())
        found->crs = crs_of(*found, crs), found->guess.crs = found->crs, found->guess.crs_from = "given";
    found->encoding = text_in(answer, "encoding");
    if (const Value* columns = answer.find("columns")) take_columns(*found, *columns);
    if (const Value* units = answer.find("units")) take_units(*found, *units);
}

ProjectHead head_of(const std::string& folder, const Value& answers) {
    ProjectHead head{.name = folder.substr(folder.find_last_of('/') + 1)};
    if (const std::string name = text_in(answers, "name"); !name.empty()) head.name = name;
    if (const std::string policy = text_in(answers, "policy"); !policy.empty()) head.policy = policy;
    if (const std::string day = text_in(answers, "as_of"); !day.empty()) {
        const auto parsed = parse_date(day);
        const Date* date = std::get_if<Date>(&parsed);
        if (date == nullptr) refuse("", "截止日 " + day + " 不是日期，例：2026-06-30");
        head.as_of = date->iso();
    }
    return head;
}

}  // namespace

Value form_of(const ProjectHead& head, const std::vector<GuessedLayer>& all, const std::vector<Doubt>& general,
              const Common& common) {
    const Labels labels = Labels::load(common.data_folder + "/labels");
    Value form, layers{Value::List{}}, policies{Value::List{}};
    for (const GuessedLayer& layer : all) layers.push(layer_value(layer, labels, common.language));
    for (const PackEntry& pack : list_packs(common.data_folder + "/policy")) {
        Value one;
        one.add("id", pack.id), one.add("label", pack.title);
        policies.push(std::move(one));
    }
    form.add("name", head.name), form.add("as_of", head.as_of), form.add("policy", head.policy);
    form.add("sources", std::move(layers)), form.add("doubts", doubts_value(general));
    form.add("policies", std::move(policies)), form.add("roles", roles_value(labels, common.language));
    form.add("encodings", list_of(known_encodings)), form.add("units", list_of(known_units));
    return form;
}

ProjectDraft draft(const std::string& folder, const std::vector<std::string>& files, const Value& answers,
                   const Common& common) {
    const ColumnAliases aliases = ColumnAliases::load(common.data_folder + "/columns");
    std::vector<GuessedLayer> all = guessed_layers(folder, files, aliases);
    const ProjectHead head = head_of(folder, answers);
    if (const Value* sources = answers.find("sources"))
        for (const Value& answer : sources->list("sources")) take(all, answer, aliases);
    const std::vector<Doubt> general = doubts_about(all, aliases);
    ProjectDraft made;
    made.form = form_of(head, all, general, common);
    made.text = project_text(head, all);
    return made;
}

}  // namespace mutu
