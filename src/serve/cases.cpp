// Reading and dealing with cases over the network.
#include "cases.hpp"

#include "answers.hpp"
#include "params.hpp"

#include "mutu/text.hpp"

#include <algorithm>

namespace mutu {
namespace {

constexpr std::size_t largest_act = 16'384;  // bytes of JSON
constexpr std::string_view cases_path = "/api/cases";

/// Who acts: a name of the users file with its post. Without one: nobody, who may look.
Actor actor_of(const Caller& caller) { return {caller.user, caller.duty, caller.office, case_now()}; }

Value you(const Caller& caller, const Labels& labels, Language language) {
    Value value;
    value.add("name", caller.user);
    value.add("post", caller.duty.empty() ? Value{}
                                          : Value{labels.text("office", caller.office, language) +
                                                  labels.text("duty", caller.duty, language)});
    return value;
}

const Case* case_named(const std::vector<Case>& cases, const std::string& id) {
    const auto found = std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.id == id; });
    return found == cases.end() ? nullptr : &*found;
}

std::string word_in(const Value& table, const char* key) {
    const Value* value = table.find(key);
    if (!value || value->is_null()) return {};
    if (!value->as<std::string>()) throw Refusal{400, std::string{key} + " 应为文字"};
    return *value->as<std::string>();
}

/// Texts of the body that are fields of an act; unknown names are refused, so that no mistyped one is lost.
CaseFields fields_in(const Value& table, std::vector<std::string_view> besides) {
    CaseFields fields;
    if (table.is_null()) return fields;
    for (const auto& [key, value] : table.table("act"))
        if (std::find(besides.begin(), besides.end(), key) == besides.end()) fields[key] = word_in(table, key.c_str());
    return fields;
}

int status_of(Kind kind) {
    switch (kind) {
    case Kind::usage: return 400;
    case Kind::refused: return 409;
    case Kind::input:
    case Kind::stopped:
    case Kind::infeasible: return 503;
    case Kind::bug: break;
    }
    return 500;
}

}  // namespace

CaseDesk::CaseDesk(const Common& common, Shelf& shelf, Gate& gate)
    : common_{common}, workflow_{case_workflow(common)}, shelf_{shelf}, gate_{gate} {}

Value CaseDesk::overview(const Request& request, const Caller& caller) {
    Loan loan = shelf_.take();
    const Labels& labels = loan.snapshot->labels;
    const Actor actor = actor_of(caller);
    const CaseView view{workflow_, labels, common_.language, actor};
    const std::string parcel = text_of(request, "parcel");
    const bool open = !text_of(request, "open").empty();
    const auto edits = case_edits(*loan.book);
    Value value, list{Value::List{}};
    for (const Case& file : cases_of(workflow_, edits)) {
        const CaseState* state = workflow_.state(file.state);
        if ((open && state && state->final) || (!parcel.empty() && file.parcel_id != parcel)) continue;
        list.push(view.summary(file));
    }
    value.add("you", you(caller, labels, common_.language)), value.add("cases", std::move(list));
    if (!parcel.empty()) {
        std::string why;
        try {
            open_case(workflow_, edits, actor, case_subject(*loan.book, parcel, true), {});
        } catch (const Error& fault) {
            why = fault.what();
        }
        value.add("may_open", why.empty()), value.add("why_not_open", why.empty() ? Value{} : Value{why});
    }
    shelf_.give_back(std::move(loan));
    return value;
}

Value CaseDesk::whole(const std::string& id, const Caller& caller) {
    Loan loan = shelf_.take();
    const auto edits = case_edits(*loan.book);
    const auto cases = cases_of(workflow_, edits);
    const Case* file = case_named(cases, id);
    if (!file) throw Refusal{404, "没有处置编号 " + id};
    const CaseView view{workflow_, loan.snapshot->labels, common_.language, actor_of(caller)};
    Value value = view.whole(*file, case_subject(*loan.book, file->parcel_id, false), edits);
    value.add("you", you(caller, loan.snapshot->labels, common_.language));
    shelf_.give_back(std::move(loan));
    return value;
}

Value CaseDesk::act(const std::string& rest, const Request& request, const Pieces& body, const Caller& caller) {
    if (caller.duty.empty())
        throw Refusal{403, caller.user + " 没有处置的岗位；管理员用 mutu user … --duty … --office … 设定"};
    const Value said = table_in(body, largest_act);
    const auto slash = rest.find('/');
    const std::string id = rest.substr(0, slash), what = slash == std::string::npos ? "" : rest.substr(slash + 1);
    std::string path, done = id;
    Labels labels;
    {
        Loan loan = shelf_.take();
        path = loan.snapshot->path, labels = loan.snapshot->labels;
        shelf_.give_back(std::move(loan));
    }
    const Actor actor = actor_of(caller);
    const auto edits_of = [&](const Book& book, const std::vector<CaseEdit>& edits) -> std::vector<CaseEdit> {
        if (id.empty()) {
            CaseEdits made = open_case(workflow_, edits, actor, case_subject(book, word_in(said, "parcel_id"), true),
                                       fields_in(said, {"parcel_id"}));
            done = made.front().case_id;
            return made;
        }
        const auto cases = cases_of(workflow_, edits);
        const Case* file = case_named(cases, id);
        if (!file) throw Refusal{404, "没有处置编号 " + id};
        const Subject subject = case_subject(book, file->parcel_id, false);
        if (what == "step")
            return propose_step(workflow_, edits, actor, subject, id, word_in(said, "step"), fields_in(said, {"step"}));
        if (what == "sign") return sign_step(workflow_, edits, actor, subject, id);
        if (what == "return") return return_step(workflow_, edits, actor, id, word_in(said, "note"));
        if (what == "serve")
            return serve_step(workflow_, edits, actor, id, word_in(said, "step"), word_in(said, "served_date"));
        if (what == "note") return note_case(workflow_, edits, actor, id, fields_in(said, {}));
        throw Refusal{404, "没有 " + request.path};
    };
    shelf_.edit(path, [&] { add_case_edits(path, edits_of, labels, Journal::ahead); });
    gate_.acted(caller, request, id.empty() ? done + " open" : id + " " + what + " " + word_in(said, "step"));
    return whole(done, caller);
}

Reply CaseDesk::answer(const std::string& method, const Request& request, const Pieces& body, const Caller& caller) {
    try {
        if (caller.role == UserRole::viewer) throw Refusal{403, "查看角色看不到处置记录"};
        if (!is_utf8(request.path)) throw Refusal{400, "网址不是 UTF-8"};
        if (shelf_.empty()) throw Refusal{404, "还没有打开成果库"};
        const bool all = request.path == cases_path;
        const std::string rest = all ? "" : request.path.substr(cases_path.size() + 1);
        Reply reply = json_reply(method == "POST" ? act(rest, request, body, caller)
                                 : all            ? overview(request, caller)
                                                  : whole(rest, caller));
        reply.headers.emplace_back("Cache-Control", "no-store");
        return reply;
    } catch (const Refusal& fault) {
        return refused(fault.status(), fault.what());
    } catch (const Error& fault) {
        return refused(status_of(fault.kind()), fault.kind() == Kind::bug ? "程序内部错误" : fault.what());
    }
}

}  // namespace mutu
