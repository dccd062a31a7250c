// Options into base maps, their list, their tiles.
#include "base_maps.hpp"

#include "params.hpp"
#include "place.hpp"

#include "mutu/hash.hpp"
#include "mutu/mark_store.hpp"
#include "mutu/mbtiles.hpp"
#include "mutu/text.hpp"
#include "mutu/tiles.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

namespace mutu {
namespace {

constexpr std::chrono::milliseconds longest_wait{3000}, longest_warp{3000};
constexpr std::size_t largest_tile = 4U << 20;  // bytes of a kept tile
constexpr std::string_view keys[] = {"title", "date", "secrecy", "crs"};

[[noreturn]] void refuse(const std::string& option, const std::string& why) {
    throw Error{Kind::usage, "--base-map " + option + "：" + why};
}

/// A comma starts an option only where a known key and "=" follow, so that paths and addresses may hold commas.
BaseMap parts_of(const std::string& option) {
    BaseMap map;
    std::string* into = &map.path;
    for (const std::string& part : split(option, ',')) {
        std::string* place = nullptr;
        const auto equals = part.find('=');
        const std::string key = equals == std::string::npos ? "" : part.substr(0, equals);
        if (into != &map.path || !map.path.empty())
            for (std::size_t i = 0; i < std::size(keys); ++i)
                if (keys[i] == key) place = std::array{&map.title, &map.date, &map.secrecy, &map.crs}.at(i);
        if (place)
            *place = part.substr(equals + 1);
        else
            *into += (into->empty() ? "" : ",") + part;
        if (place) into = place;
    }
    return map;
}

void check_words(const BaseMap& map, const std::string& option) {
    if (map.secrecy != "public" && map.secrecy != "internal" && map.secrecy != "secret")
        refuse(option, "secrecy 只能是 public、internal 或 secret");
    if (map.crs != "EPSG:3857" && map.crs != "EPSG:4490") refuse(option, "crs 只能是 EPSG:3857 或 EPSG:4490");
    const auto date = parse_date(map.date);
    if (!map.date.empty() && !std::get_if<Date>(&date))
        refuse(option, "date = " + map.date + " 不是日期，如 2025-06-12");
}

std::string stamp_of(const std::string& path) {
    struct stat file{};
    if (::stat(path.c_str(), &file) != 0) throw Error{Kind::input, path + "：没有这个底图文件"};
    return sha256(std::to_string(file.st_ino) + ":" + std::to_string(file.st_size) + ":" +
                  std::to_string(file.st_mtim.tv_sec) + "." + std::to_string(file.st_mtim.tv_nsec))
        .substr(0, 16);
}

int whole(const std::map<std::string, std::string>& metadata, const char* key, int otherwise) {
    const auto found = metadata.find(key);
    int value = otherwise;
    if (found != metadata.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    return std::clamp(value, 0, deepest_tile);
}

/// A file of tiles by its own metadata.
void read_tiles(BaseMap& map) {
    const auto metadata = mbtiles_metadata(map.path);
    const auto text = [&](const char* key) {
        const auto found = metadata.find(key);
        return found == metadata.end() ? std::string{} : found->second;
    };
    const std::string format = text("format");
    if (format != "png" && format != "jpg" && format != "jpeg" && format != "webp")
        throw Error{Kind::input, map.path + "：不能作底图：瓦片格式是 " + (format.empty() ? "（没有写）" : format) +
                                     "；底图要 png、jpg 或 webp 的影像瓦片"};
    map.kind = BaseMap::Kind::tiles;
    map.type = format == "png" ? "image/png" : format == "webp" ? "image/webp" : "image/jpeg";
    if (map.title.empty()) map.title = text("name");
    const auto day = parse_date(text("date"));
    if (const Date* date = std::get_if<Date>(&day); date && map.date.empty()) map.date = date->iso();
    if (const std::string mark = text("secrecy"); mark == "secret" || mark == "internal" || mark == "public")
        map.secrecy = higher_mark(map.secrecy, mark);
    map.image.shallowest = whole(metadata, "minzoom", 0), map.image.deepest = whole(metadata, "maxzoom", 19);
    std::vector<double> corners;
    for (const std::string& word : split(text("bounds"), ','))
        if (const auto number = parse_number(word); const double* value = std::get_if<double>(&number))
            corners.push_back(*value);
    map.image.degrees =
        corners.size() == 4 ? Box{corners[0], corners[1], corners[2], corners[3]} : Box{-180, -85, 180, 85};
}

/// Scheme and host, for the page's policy. No other scheme, nothing that ends the directive.
std::string origin_of(const std::string& address, const std::string& option) {
    const auto scheme = address.find("://");
    const std::string word = address.substr(0, scheme == std::string::npos ? 0 : scheme);
    const std::string rest = scheme == std::string::npos ? "" : address.substr(scheme + 3);
    const std::string host = rest.substr(0, rest.find('/'));
    static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
    if ((word != "http" && word != "https") || host.empty() || host.find_first_not_of(plain) != std::string::npos)
        refuse(option, "瓦片地址要像 http://10.0.0.5/tiles/{z}/{x}/{y}.png");
    for (const char* part : {"{z}", "{x}", "{y}"})
        if (address.find(part) == std::string::npos) refuse(option, std::string{"瓦片地址里没有 "} + part);
    return word + "://" + host;
}

BaseMap made(const std::string& option) {
    BaseMap map = parts_of(option);
    const std::string own_crs = map.crs;
    check_words(map, option);
    if (map.path.find("{z}") != std::string::npos || map.path.find("://") != std::string::npos) {
        map.kind = BaseMap::Kind::service;
        if (map.title.empty()) map.title = origin_of(map.path, option);
        return map;
    }
    if (own_crs != "EPSG:3857") refuse(option, "crs 只用于瓦片地址；文件用它自己的坐标系");
    map.stamp = stamp_of(map.path);
    if (lower_ascii(map.path).ends_with(".mbtiles"))
        read_tiles(map);
    else {
        map.image = read_imagery(map.path);
        if (map.date.empty()) map.date = map.image.date;
    }
    if (map.title.empty()) map.title = std::filesystem::path{map.path}.stem().string();
    return map;
}

Value listed(const BaseMap& map, std::size_t number) {
    const bool service = map.kind == BaseMap::Kind::service;
    Value one;
    one.add("id", static_cast<std::int64_t>(number)), one.add("title", map.title);
    one.add("date", map.date.empty() ? Value{} : Value{map.date}), one.add("secrecy", map.secrecy);
    one.add("crs", map.crs);
    one.add("url", service ? map.path : "/base/" + std::to_string(number) + "/{z}/{x}/{y}?v=" + map.stamp);
    one.add("foreign", service);
    one.add("bbox", service ? Value{} : bounds_value(map.image.degrees));
    one.add("minzoom", service ? 0 : map.image.shallowest);
    one.add("maxzoom", service ? 18 : map.image.deepest);
    return one;
}

/// Promise: one of the few that warp; Refusal 503 where none comes free in time.
class Turn {
public:
    explicit Turn(std::counting_semaphore<2>& turns) : turns_{turns} {
        if (!turns_.try_acquire_for(longest_wait)) throw Refusal{503, "底图正忙，请稍后再试"};
    }
    ~Turn() { turns_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Turn(Turn&&) = delete;
    Turn& operator=(Turn&&) = delete;

private:
    std::counting_semaphore<2>& turns_;
};

}  // namespace

std::string higher_mark(const std::string& a, const std::string& b) {
    if (a.empty() || b.empty()) return a + b;
    return mark_rank(a) >= mark_rank(b) ? a : b;
}

BaseMaps::BaseMaps(const std::vector<std::string>& options) {
    std::set<std::string> hosts;
    for (const std::string& option : options) {
        maps_.push_back(made(option));
        if (maps_.back().kind == BaseMap::Kind::service) hosts.insert(origin_of(maps_.back().path, option));
    }
    for (const std::string& host : hosts) policy_ += " " + host;
}

bool BaseMaps::owns(const std::string& path) { return path == "/api/base-maps" || path.starts_with("/base/"); }

std::string BaseMaps::secrecy() const {
    std::string highest;
    for (const BaseMap& map : maps_) highest = higher_mark(highest, map.secrecy);
    return highest;
}

Reply BaseMaps::tile(const std::string& rest, const Request& request) {
    const auto slash = rest.find('/');
    std::size_t number = maps_.size();
    std::from_chars(rest.data(), rest.data() + std::min(slash, rest.size()), number);
    const auto id = slash == std::string::npos ? std::nullopt : tile_named(std::string_view{rest}.substr(slash + 1));
    if (number >= maps_.size() || !id || maps_[number].kind == BaseMap::Kind::service)
        throw Refusal{404, "没有这个底图瓦片：" + rest};
    const BaseMap& map = maps_[number];
    const std::string etag = "\"" + map.stamp + "\"";
    if (request.if_none_match == etag) return {.status = 304, .headers = {{"ETag", etag}}};
    Reply none{.status = 204, .type = map.type, .headers = {{"ETag", etag}, {"Mutu-Secrecy", map.secrecy}}};
    if (id->z < map.image.shallowest || id->z > map.image.deepest) return none;
    std::string bytes;
    if (map.kind == BaseMap::Kind::tiles) {
        bytes = mbtiles_tile(map.path, id->z, id->x, id->y);
        if (bytes.size() > largest_tile) throw Refusal{503, "底图的这一块太大"};
    } else {
        const Turn turn{warping_};
        bytes = imagery_tile(map.image, tile_box(*id), longest_warp);
    }
    if (bytes.empty()) return none;
    Reply reply = text_reply(200, map.type, std::move(bytes));
    reply.headers = none.headers;
    return reply;
}

Reply BaseMaps::answer(const Request& request) {
    try {
        if (request.path.starts_with("/base/")) return tile(request.path.substr(6), request);
        Value value, list{Value::List{}};
        for (std::size_t i = 0; i < maps_.size(); ++i) list.push(listed(maps_[i], i));
        value.add("base_maps", std::move(list));
        return json_reply(value);
    } catch (const Refusal& fault) {
        return refused(fault.status(), fault.what());
    } catch (const Error& fault) {
        return refused(503, fault.what());
    }
}

}  // namespace mutu
