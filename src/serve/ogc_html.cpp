// JSON into tables: features as rows, links as links, anything else as names and values.
#include "ogc_html.hpp"

#include "params.hpp"

#include "mutu/text.hpp"

namespace mutu {
namespace {

std::string escaped(const std::string& text) {
    std::string html;
    for (const char c : text) {
        const char* word = c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : nullptr;
        html += word ? std::string{word} : std::string{c};
    }
    return html;
}

std::string text_of(const Value& value) {
    if (value.is_null()) return {};
    const auto* text = value.as<std::string>();
    return text ? *text : to_json(value);
}

std::string table(const std::string& rows) { return "<table>" + rows + "</table>\n"; }

/// Only addresses of the web, so that no text of the book becomes a script.
std::string anchor(const std::string& href, const std::string& title) {
    if (!href.starts_with("http://") && !href.starts_with("https://")) return escaped(title);
    return "<a href=\"" + escaped(href) + "\">" + escaped(title) + "</a>";
}

std::string links_html(const Value::List& links) {
    std::string html = "<ul>";
    for (const Value& link : links) {
        const Value *href = link.find("href"), *title = link.find("title"), *rel = link.find("rel");
        if (href && title && rel)
            html += "<li>" + anchor(text_of(*href), text_of(*title)) + " <small>" + escaped(text_of(*rel)) +
                    "</small></li>";
    }
    return html + "</ul>\n";
}

std::string features_html(const Value::List& features) {
    std::string rows;
    for (const Value& feature : features) {
        const Value* properties = feature.find("properties");
        if (!properties) continue;
        std::string head = "<tr><th>id</th>", row = "<tr><td>" + escaped(text_of(*feature.find("id"))) + "</td>";
        for (const auto& [name, value] : properties->table("properties")) {
            head += "<th>" + escaped(name) + "</th>";
            row += "<td>" + escaped(text_of(value)) + "</td>";
        }
        if (rows.empty()) rows = head + "</tr>\n";
        rows += row + "</tr>\n";
    }
    return table(rows);
}

std::string shown(const Value& value);

std::string member_html(const std::string& name, const Value& value) {
    const auto* list = value.as<Value::List>();
    if (name == "links" && list) return links_html(*list);
    if (name == "features" && list) return features_html(*list);
    if (name == "geometry" || name == "coordinates") return escaped(to_json(value));
    return shown(value);
}

std::string shown(const Value& value) {
    if (const auto* list = value.as<Value::List>()) {
        std::string items;
        for (const Value& one : *list) items += "<li>" + shown(one) + "</li>";
        return "<ul>" + items + "</ul>\n";
    }
    if (value.as<Value::Table>()) {
        std::string rows;
        for (const auto& [name, member] : value.table("value"))
            rows += "<tr><th>" + escaped(name) + "</th><td>" + member_html(name, member) + "</td></tr>\n";
        return table(rows);
    }
    const std::string text = text_of(value);
    return anchor(text, text);
}

}  // namespace

bool wants_html(const Request& request) {
    if (!request.query.contains("f")) {
        const auto page = request.accept.find("text/html");
        return page != std::string::npos && page < request.accept.find("json");
    }
    const std::string format = mutu::text_of(request, "f");
    if (format != "json" && format != "html") throw Refusal{400, "参数 f = " + format + " 不能用：可用 json、html"};
    return format == "html";
}

Reply html_of(const Reply& json, const std::string& json_address) {
    const Value value = parse_json(*json.body, "reply");
    const Value* title = value.find("title");
    const std::string name = escaped(title ? text_of(*title) : "亩图 OGC 接口");
    Reply page = text_reply(json.status, "text/html; charset=utf-8",
                            "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + name +
                                "</title></head><body>\n<h1>" + name + "</h1>\n<p>" + anchor(json_address, "JSON") +
                                "</p>\n" + shown(value) + "</body></html>\n");
    page.headers = json.headers;
    return page;
}

}  // namespace mutu
