// mutu pull: parks of the shared store as a book, compared with what was published before it is put in place.
#include "session.hpp"
#include "share/parts.hpp"

#include "mutu/parallel.hpp"
#include "mutu/publish.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace mutu {
namespace {

/// The parks that were asked for, of one run.
std::vector<StoredPart> chosen_parks(const std::vector<StoredPart>& all, const PullQuery& query,
                                     const std::string& shown) {
    std::vector<StoredPart> parks;
    std::set<std::string> ids, runs;
    for (const StoredPart& one : all)
        if (one.part.kind == SharedKind::park) ids.insert(one.part.park_id);
    if (ids.empty())
        throw Error{Kind::input, shown + "：模式 " + query.schema +
                                     " 里没有当前用户看得到的园区；请先用 mutu publish 发布，或请管理员授权"};
    for (const std::string& asked : query.parks)
        if (std::none_of(all.begin(), all.end(), [&](const StoredPart& one) {
                return one.part.kind == SharedKind::park && (one.part.park_id == asked || one.part.park_name == asked);
            }))
            throw Error{Kind::usage, shown + "：没有园区 " + asked + "，或当前用户看不到；有：" +
                                         join(std::vector<std::string>{ids.begin(), ids.end()}, "、")};
    for (const StoredPart& one : all) {
        const bool asked =
            query.parks.empty() || std::any_of(query.parks.begin(), query.parks.end(), [&](const auto& id) {
                return id == one.part.park_id || id == one.part.park_name;
            });
        if (one.part.kind != SharedKind::park || !asked || (!query.run.empty() && one.run_id != query.run)) continue;
        parks.push_back(one);
        runs.insert(one.run_id + "（基准日 " + one.as_of + "）");
    }
    if (parks.empty()) throw Error{Kind::usage, shown + "：没有分析 " + query.run + " 的园区"};
    if (runs.size() > 1)
        throw Error{Kind::usage, shown + "：园区来自 " + std::to_string(runs.size()) + " 次分析：" +
                                     join(std::vector<std::string>{runs.begin(), runs.end()}, "、") +
                                     "；一个成果库只放一次分析，请用 --run 或 --park 指明"};
    return parks;
}

/// With them what their run needs; the rest of the book only with the whole of it.
std::vector<StoredPart> chosen(const std::vector<StoredPart>& all, const PullQuery& query, const std::string& shown) {
    std::vector<StoredPart> parks = chosen_parks(all, query, shown);
    const std::string run = parks.front().run_id;
    for (const StoredPart& one : all)
        if (one.run_id == run &&
            (one.part.kind == SharedKind::run || (one.part.kind == SharedKind::rest && query.parks.empty())))
            parks.push_back(one);
    return parks;
}

void copy_table(const SharedStore& store, const std::vector<StoredPart>& parts, const SharedTable& table,
                ExactCopy& copy) {
    std::size_t count = 0;
    copy.begin(table.table);
    store.each_row(parts, table, [&](const ExactRow& row) {
        copy.add(row);
        if (++count % 4096 == 0) throw_if_stopped();
    });
    copy.end();
}

void compare(const std::string& path, const std::vector<StoredPart>& parts, const std::string& shown) {
    const Book book{path};
    const BookInParts whole = in_parts(book, path);
    for (const StoredPart& part : parts)
        if (content_of(whole.run, rows_of_part(book, whole, part.part)) != part.content_sha256)
            throw Error{Kind::refused, shown + "：" +
                                           (part.part.park_id.empty() ? "分析 " + part.run_id : part.part.park_id) +
                                           " 的内容与发布时的校验值不符，库中的行被改动过；请重新发布（没有写出文件）"};
}

void refuse_target(const PullQuery& query, const Common& common) {
    if (!common.overwrite && std::filesystem::exists(query.book))
        throw Error{Kind::usage, query.book + " 已经有了；要覆盖请加 --overwrite"};
}

}  // namespace

int pull(const PullQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    refuse_target(query, common);
    const Labels labels = labels_of(common);
    const SharedStore store{query.store, query.schema};
    store.hold_still();
    const std::vector<StoredPart> parts = chosen(store.published(), query, store.shown());
    if (common.dry_run) {
        out << "将写出 " << query.book << "（" << parts.size() << " 部分）\n";
        return 0;
    }
    const SharedLayout layout = store.layout(parts.front().layout_sha256);
    ExactCopy copy{query.book, Crs::parse(layout.crs), parts.front().as_of + "T00:00:00.000Z"};
    for (const SharedTable& table : layout.tables) {
        throw_if_stopped();
        copy_table(store, parts, table, copy);
    }
    copy.complete(labels, common.data_folder + "/style");
    compare(copy.written(), parts, store.shown());
    copy.publish();
    const auto parks = std::count_if(parts.begin(), parts.end(),
                                     [](const StoredPart& one) { return one.part.kind == SharedKind::park; });
    for (const StoredPart& one : parts)
        if (one.part.kind == SharedKind::park) out << one.content_sha256 << "  " << one.part.park_id << "\n";
    if (!common.quiet)
        talk << query.book << "：" << parks << " 个园区，分析 " << parts.front().run_id << "；内容与发布时逐行相等\n";
    return 0;
}

}  // namespace mutu
