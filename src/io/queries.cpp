// Answers of the 待核清单, held against the registers cell by cell.
#include "mutu/queries.hpp"

#include "cells.hpp"
#include "raw.hpp"

#include "mutu/plain_sheet.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace mutu {
namespace {

using Rows = std::map<std::string, std::vector<std::size_t>>;  // parcel id → rows of the register

std::optional<std::size_t> column_of(const PlainSheet& sheet, const char* heading) {
    const auto found = std::find(sheet.headings.begin(), sheet.headings.end(), heading);
    return found == sheet.headings.end() ? std::nullopt
                                         : std::optional{static_cast<std::size_t>(found - sheet.headings.begin())};
}

std::vector<QueryAnswer> read_answers(const PlainSheet& sheet, const std::string& shown) {
    std::map<std::string, std::size_t> at;
    for (const char* heading : {QueryHeadings::parcel, QueryHeadings::field, QueryHeadings::answer,
                                QueryHeadings::basis, QueryHeadings::who, QueryHeadings::on}) {
        const auto column = column_of(sheet, heading);
        if (!column)
            throw Error{Kind::input,
                        shown + "：缺少列“" + heading + "”；请用 mutu report --kind queries 写出的待核清单填写"};
        at[heading] = *column;
    }
    std::vector<QueryAnswer> answers;
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        const auto cell = [&](const char* heading) { return sheet.rows[row][at.at(heading)]; };
        if (cell(QueryHeadings::answer).empty()) continue;
        answers.push_back({.parcel_id = cell(QueryHeadings::parcel),
                           .field = cell(QueryHeadings::field),
                           .value = cell(QueryHeadings::answer),
                           .basis = cell(QueryHeadings::basis),
                           .who = cell(QueryHeadings::who),
                           .on = cell(QueryHeadings::on),
                           .row = sheet.row_numbers[row]});
    }
    return answers;
}

class Applying {
public:
    Applying(Holdings& holdings, const std::string& shown, const ColumnAliases& aliases)
        : holdings_{holdings}, parcels_{holdings[Role::parcel]}, shown_{shown}, aliases_{aliases} {
        const auto ids = parcels_.column<std::string>("parcel_id");
        for (std::size_t row = 0; row < parcels_.rows(); ++row)
            if (ids[row]) rows_[*ids[row]].push_back(row);
    }

    void apply(std::vector<QueryAnswer>& answers) {
        std::map<std::pair<std::string, std::string>, std::vector<QueryAnswer*>> cells;
        for (QueryAnswer& one : answers) cells[{one.parcel_id, one.field}].push_back(&one);
        for (auto& [cell, same] : cells) {
            const bool apart = std::any_of(same.begin(), same.end(),
                                           [&](const QueryAnswer* one) { return one->value != same.front()->value; });
            for (QueryAnswer* one : same)
                if (apart)
                    conflict(*one, "同一宗地同一字段填了几个不同的值，都未采用", "只留一个");
                else
                    apply(*one);
        }
    }

private:
    void apply(QueryAnswer& answer) {
        const auto found = rows_.find(answer.parcel_id);
        const Field* field = answer.field == "parcel_id" ? nullptr : find_field(Role::parcel, answer.field);
        if (found == rows_.end())
            tell(answer, "query_unknown_parcel", "没有这个宗地编号", "核对编号；清单的编号列不要改动");
        else if (found->second.size() > 1)
            tell(answer, "query_unknown_parcel", "这个宗地编号在资料中有几行，不知道填给哪一行",
                 "先在原表中消除重复编号");
        else if (field == nullptr)
            tell(answer, "query_unknown_field", "宗地没有字段 " + answer.field, "清单的字段列不要改动");
        else if (field->kind == FieldKind::event && !parcels_.has(field->name))
            tell(answer, "query_no_column",
                 "各份资料都没有 " + answer.field + " 这一列；只填一宗会让其余各宗的空白被读作“没有发生”",
                 "在台账中加上这一列，填齐后作为宗地资料读入");
        else
            put(answer, *field, found->second.front());
    }

    /// One cell read as any cell of a register is, then compared with what stands there.
    void put(QueryAnswer& answer, const Field& field, std::size_t row) {
        const Table read = read_cell(answer, field);
        std::visit(
            [&](const auto& typed) {
                if (typed.empty() || !typed.front()) return;  // unreadable, and told
                using Cells = std::decay_t<decltype(typed)>;
                auto& cells = std::get<Cells>(parcels_.make(field.name));
                if (cells[row] && *cells[row] != *typed.front()) {
                    conflict(answer, "资料中已有另一个值，以资料为准", "核对后改正资料或清单");
                    return;
                }
                answer.effect = cells[row] ? "same" : "applied";
                cells[row] = typed.front();
            },
            *read.any(field.name));
    }

    Table read_cell(const QueryAnswer& answer, const Field& field) {
        RawLayer layer;
        layer.layer = "待核", layer.row_numbers = {answer.row};
        for (const auto& [name, text] : {std::pair{std::string{"parcel_id"}, answer.parcel_id},
                                         std::pair{std::string{field.name}, answer.value}}) {
            layer.columns.emplace_back().name = name;
            layer.columns.back().add(text);
        }
        Matching matching;
        matching.fields = {{.column = 0, .field = find_field(Role::parcel, "parcel_id")},
                           {.column = 1, .field = &field}};
        SourceSpec spec;
        spec.path = spec.shown_path = shown_;
        Table table{Role::parcel};
        append_rows(table, layer, matching, aliases_, spec, 0, holdings_.diagnostics);
        table.make(field.name);
        return table;
    }

    void conflict(QueryAnswer& answer, const std::string& why, const std::string& fix) {
        answer.effect = "conflict";
        tell(answer, "query_conflict", why, fix);
    }

    void tell(const QueryAnswer& answer, const char* code, const std::string& why, const std::string& fix) {
        Diagnostic finding = note(code, Severity::warning, answer.row,
                                  "待核清单 " + answer.field + " 填了 " + answer.value + "：" + why, fix);
        finding.layer = name(Role::parcel), finding.source_file = shown_, finding.subject_id = answer.parcel_id;
        holdings_.diagnostics.push_back(std::move(finding));
    }

    Holdings& holdings_;
    Table& parcels_;
    const std::string& shown_;
    const ColumnAliases& aliases_;
    Rows rows_;
};

}  // namespace

std::vector<QueryAnswer> apply_queries(Holdings& holdings, const std::string& path, const std::string& shown,
                                       const ColumnAliases& aliases) {
    std::vector<QueryAnswer> answers = read_answers(read_plain_sheet(path, shown, QueryHeadings::sheet), shown);
    Applying{holdings, shown, aliases}.apply(answers);
    return answers;
}

}  // namespace mutu
