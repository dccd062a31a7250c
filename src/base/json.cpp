// JSON in and out. Writing is by hand: order kept, numbers shortest, nothing depends on the locale.
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace mutu {
namespace {

Value converted(const nlohmann::ordered_json& node, const std::string& origin) {
    Value value;
    if (node.is_object()) {
        Value::Table table;
        for (const auto& [key, member] : node.items()) table.emplace_back(key, converted(member, origin + "/" + key));
        value = std::move(table);
    } else if (node.is_array()) {
        Value::List list;
        for (const auto& element : node) list.push_back(converted(element, origin + "/" + std::to_string(list.size())));
        value = std::move(list);
    } else if (node.is_string())
        value = node.get<std::string>();
    else if (node.is_boolean())
        value = node.get<bool>();
    else if (node.is_number_integer())
        value = node.get<std::int64_t>();
    else if (node.is_number())
        value = node.get<double>();
    value.set_where(origin);
    return value;
}

void quote(std::string& out, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;  // start of what needs no escape
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F) continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        switch (byte) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\t': out += "\\t"; break;
        case '\r': out += "\\r"; break;
        default: out += "\\u00", out += hex[byte >> 4], out += hex[byte & 15];
        }
    }
    out.append(text, plain);
    out += '"';
}

void line_break(std::string& out, int indent) {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(indent) * 2, ' ');
}

void write(std::string& out, const Value& value, int indent) {
    const int inner = indent < 0 ? indent : indent + 1;
    if (const auto* table = value.as<Value::Table>()) {
        out += '{';
        for (std::size_t i = 0; i < table->size(); ++i) {
            if (i != 0) out += ',';
            line_break(out, inner);
            quote(out, (*table)[i].first);
            out += indent < 0 ? ":" : ": ";
            write(out, (*table)[i].second, inner);
        }
        if (!table->empty()) line_break(out, indent);
        out += '}';
    } else if (const auto* list = value.as<Value::List>()) {
        out += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i != 0) out += ',';
            line_break(out, inner);
            write(out, (*list)[i], inner);
        }
        if (!list->empty()) line_break(out, indent);
        out += ']';
    } else if (const auto* text = value.as<std::string>())
        quote(out, *text);
    else if (const auto* truth = value.as<bool>())
        out += *truth ? "true" : "false";
    else if (const auto* whole = value.as<std::int64_t>())
        out += std::to_string(*whole);
    else if (const auto* real = value.as<double>())
        out += std::isfinite(*real) ? shortest(*real) : "null";
    else if (const auto* date = value.as<Date>())
        quote(out, date->iso());
    else
        out += "null";
}

}  // namespace

Value parse_json(std::string_view text, const std::string& origin) {
    try {
        return converted(nlohmann::ordered_json::parse(text), origin);
    } catch (const nlohmann::json::exception& fault) {
        throw Error{Kind::input, origin + ": " + fault.what()};
    }
}

std::string json_quoted(std::string_view text) {
    std::string out;
    quote(out, text);
    return out;
}

std::string to_json(const Value& value) {
    std::string out;
    out.reserve(1024);
    write(out, value, -1);
    return out;
}

std::string to_pretty_json(const Value& value) {
    std::string out;
    write(out, value, 0);
    return out;
}

}  // namespace mutu
