// mutu publish: the latest run of a book into the shared store, park by park.
#include "mutu/publish.hpp"

#include "session.hpp"
#include "share/parts.hpp"

#include "mutu/parallel.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <ostream>

namespace mutu {
namespace {

using Outcome = SharedStore::Outcome;

void choose(BookInParts& whole, const PublishQuery& query) {
    if (query.parks.empty()) return;
    std::set<std::string> wanted;
    for (const std::string& asked : query.parks) {
        const auto found = std::find_if(whole.parts.begin(), whole.parts.end(), [&](const SharedPart& part) {
            return part.kind == SharedKind::park && (part.park_id == asked || part.park_name == asked);
        });
        if (found == whole.parts.end())
            throw Error{Kind::usage, "没有园区 " + asked + "；mutu list " + query.book + " parks 列出全部园区"};
        wanted.insert(found->park_id);
    }
    std::erase_if(whole.parts, [&](const SharedPart& part) {
        return part.kind == SharedKind::rest || (part.kind == SharedKind::park && !wanted.contains(part.park_id));
    });
}

std::vector<SharedStyle> styles_of(const Book& book, const SharedLayout& layout) {
    std::vector<SharedStyle> styles;
    if (!book.has("layer_styles")) return styles;
    for (const auto& row :
         book.query("SELECT f_table_name, styleName, styleQML, coalesce(description, ''), useAsDefault "
                    "FROM layer_styles ORDER BY id")
             .rows)
        for (const SharedTable& table : layout.tables)
            if (table.table.name == row[0] && !table.table.geometry.empty() && row[2])
                styles.push_back({*row[0], row[1].value_or(""), *row[2], row[3].value_or(""), row[4] == "1"});
    return styles;
}

std::string name_of(const SharedPart& part) {
    switch (part.kind) {
    case SharedKind::run: return "分析与政策";
    case SharedKind::rest: return "不属于园区的表和行";
    case SharedKind::park: return part.park_name.empty() ? part.park_id : part.park_id + " " + part.park_name;
    }
    return {};
}

const char* word_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::written: return "已发布";
    case Outcome::renamed: return "内容未变，改记为本次分析";
    case Outcome::same: return "已在库中，跳过";
    case Outcome::busy: return "另有人正在发布，没有动它";
    }
    return "";
}

std::vector<std::pair<std::string, std::string>> grants_of(const PublishQuery& query, const BookInParts& whole) {
    std::vector<std::pair<std::string, std::string>> grants;
    for (const std::string& one : query.grants) {
        const auto at = one.find('=');
        if (at == std::string::npos || at == 0 || at + 1 == one.size())
            throw Error{Kind::usage, "--grant " + one + "：写作 角色=园区编号，或 角色=*（全部园区）"};
        const std::string park = one.substr(at + 1);
        const bool known = park == "*" || std::any_of(whole.parts.begin(), whole.parts.end(), [&](const auto& part) {
                               return part.kind == SharedKind::park && part.park_id == park;
                           });
        if (!known)
            throw Error{Kind::usage,
                        "--grant " + one + "：没有园区 " + park + "；mutu list " + query.book + " parks 列出全部园区"};
        grants.emplace_back(one.substr(0, at), park);
    }
    return grants;
}

}  // namespace

int publish(const PublishQuery& query, const Common& common, std::ostream& out, std::ostream& talk) {
    const Labels labels = labels_of(common);
    const Book book{query.book};
    if (book.has("submission"))
        throw Error{Kind::usage, query.book + "：是报送或汇总的成果，不能发布；请发布县区自己的成果库"};
    book.hold_still();
    BookInParts whole = in_parts(book, query.book);
    if (whole.run.secrecy == "secret" && !query.ack_secret && !stays_on_this_machine(query.store))
        throw Error{Kind::refused, query.book +
                                       "：成果库的来源标为涉密，共享库不在本机；所在网络按规定可以处理涉密信息的，"
                                       "请加 --ack-secret-network（没有发出任何内容）"};
    const auto grants = grants_of(query, whole);
    choose(whole, query);
    if (common.dry_run) {
        for (const SharedPart& part : whole.parts) out << "将发布 " << name_of(part) << "\n";
        return 0;
    }
    SharedStore store{query.store, query.schema};
    store.prepare(whole.run, styles_of(book, whole.run.layout), labels);
    for (const auto& [role, park] : grants) store.grant(role, park);
    std::vector<std::string> busy;
    for (const SharedPart& part : whole.parts) {
        throw_if_stopped();
        const Outcome outcome = store.publish(part, whole.run, rows_of_part(book, whole, part));
        out << name_of(part) << "：" << word_of(outcome) << "\n" << std::flush;
        if (outcome == Outcome::busy) busy.push_back(name_of(part));
    }
    store.tidy(whole.run);
    if (!busy.empty())
        throw Error{Kind::refused,
                    store.shown() + "：" + join(busy, "、") + " 另有人正在发布，没有动；等其完成后再运行一次"};
    if (!common.quiet)
        talk << "分析 " << whole.run.run_id << " 已在 " << store.shown() << " 的模式 " << query.schema
             << "；QGIS 连接这个库即见带样式的图层\n";
    return 0;
}

}  // namespace mutu
