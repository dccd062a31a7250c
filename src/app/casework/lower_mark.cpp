// mutu audit lower: a mark of secrecy comes down by name, reason and document.
#include "session.hpp"

#include "mutu/casework.hpp"
#include "mutu/mark_store.hpp"

#include <ostream>

namespace mutu {

int audit_lower(const LowerQuery& query, const Common& common, std::ostream& out) {
    const Labels labels = labels_of(common);
    const std::string at = query.at.empty() ? case_now() : case_time(query.at);
    const std::string head = lower_mark(query.book, {query.to, query.by, query.reason, query.document, at}, labels);
    if (common.quiet) return 0;
    out << query.book << "：密级降为“" << labels.text("secrecy", query.to, common.language) << "”，" << query.by << "，"
        << query.document << "\n已写出的文件仍带原来的密级，请按规定处理\n末条校验值 " << head << "\n";
    return 0;
}

}  // namespace mutu
