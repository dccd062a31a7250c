// Acts upon a case: each either gives the edits to add, or says which rule stands against it.
#include "mutu/cases.hpp"
#include "mutu/error.hpp"
#include "mutu/text.hpp"

#include <algorithm>
#include <array>

namespace mutu {
namespace {

constexpr std::size_t longest_text = 2000, longest_name = 40;  // bytes
constexpr std::array<std::string_view, 3> day_fields{"document_date", "served_date", "field_check_date"};
constexpr std::array<std::string_view, 4> field_checks{"not_started", "started", "built", "unclear"};
constexpr std::string_view draft = "draft.";

std::string drafted(const std::string& field) { return std::string{draft} + field; }

template <class List>
bool among(std::string_view word, const List& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

[[noreturn]] void refuse(const std::string& why) { throw Error{Kind::refused, why}; }

/// One act in the making: its edits take the values that the case has for the old ones.
class Act {
public:
    Act(const std::vector<CaseEdit>& edits, Case file, const Actor& actor, std::string action)
        : file_{std::move(file)}, actor_{actor}, action_{std::move(action)},
          number_{edits.empty() ? 1 : edits.back().act + 1} {
        if (!edits.empty() && actor.at < edits.back().edited_at)
            refuse("时间 " + actor.at + " 早于最后一条处置记录 " + edits.back().edited_at + "；记录只能往后加");
    }
    void set(const std::string& field, const std::optional<std::string>& value) {
        const auto held = file_.fields.find(field);
        const std::optional<std::string> old = held == file_.fields.end() ? std::nullopt : std::optional{held->second};
        if (!old && !value) return;
        edits_.push_back({number_, file_.id, file_.parcel_id, action_, field, old, value, actor_.name, actor_.duty,
                          actor_.office, actor_.at});
    }
    const Case& file() const { return file_; }
    std::vector<CaseEdit> edits() && { return std::move(edits_); }

private:
    Case file_;
    const Actor& actor_;
    std::string action_;
    std::int64_t number_;
    std::vector<CaseEdit> edits_;
};

void demand_actor(const Actor& actor) {
    if (actor.name.empty() || actor.name.size() > longest_name || !is_utf8(actor.name))
        throw Error{Kind::usage, "办理人的姓名要写，不超过 40 字节"};
    if (actor.duty.empty() || actor.office.empty()) throw Error{Kind::usage, "要写明 " + actor.name + " 的岗位和机关"};
    if (actor.at != case_time(actor.at)) throw Error{Kind::usage, "时间 " + actor.at + " 没有写成统一的样子"};
}

std::string day_of(const std::string& field, const std::string& typed, const Actor& actor) {
    const auto parsed = parse_date(typed);
    const Date* day = std::get_if<Date>(&parsed);
    if (!day) throw Error{Kind::usage, field + " 不是日期：" + typed + "；写作 2026-07-01"};
    if (*day > case_day(actor.at)) refuse(field + " " + day->iso() + " 晚于办理的日期 " + case_day(actor.at).iso());
    return day->iso();
}

/// Fields as typed, blanks left out, days as ISO; each among `allowed`.
CaseFields checked(const CaseFields& typed, const std::vector<std::string_view>& allowed, const Actor& actor) {
    CaseFields fields;
    for (const auto& [field, value] : typed) {
        const std::string text{trimmed(value)};
        if (text.empty()) continue;
        if (!among(field, allowed)) throw Error{Kind::usage, "这里没有 " + field + " 这一项"};
        if (text.size() > longest_text || !is_utf8(text)) throw Error{Kind::usage, field + " 太长或不是 UTF-8"};
        if (field == "field_check" && !among(text, field_checks))
            throw Error{Kind::usage, "field_check 不认识 " + text + "，应为 not_started、started、built 或 unclear"};
        fields[field] = among(field, day_fields) ? day_of(field, text, actor) : text;
    }
    if (fields.contains("served_date") && fields.contains("document_date") &&
        fields["served_date"] < fields["document_date"])
        refuse("送达日期 " + fields["served_date"] + " 早于文书日期 " + fields["document_date"]);
    return fields;
}

Case standing(const Workflow& workflow, const std::vector<CaseEdit>& edits, const std::string& id) {
    for (const Case& one : cases_of(workflow, edits))
        if (one.id == id) return one;
    throw Error{Kind::usage, "没有处置编号 " + id + "；mutu case list 列出全部"};
}

const CaseStep& step_named(const Workflow& workflow, const std::string& id) {
    if (const CaseStep* step = workflow.step(id)) return *step;
    std::vector<std::string> names;
    names.reserve(workflow.steps.size());
    for (const CaseStep& step : workflow.steps) names.push_back(step.id);
    throw Error{Kind::usage, "没有步骤 " + id + "；有 " + join(names, "、")};
}

/// Ids of a list in words.
std::string said(const Workflow& workflow, const char* group, const std::vector<std::string>& ids,
                 const char* between) {
    std::vector<std::string> words;
    words.reserve(ids.size());
    for (const std::string& id : ids) words.push_back(workflow.say(group, id));
    return join(words, between);
}

std::string why_not_signature(const Workflow& workflow, const Signature& signature, const Actor& actor) {
    if (actor.duty == signature.duty && among(actor.office, signature.offices)) return {};
    std::string why =
        "要由" + said(workflow, "office", signature.offices, "或") + "的" + workflow.say("duty", signature.duty) + "签";
    if (actor.name.empty()) return why;
    if (actor.duty.empty()) return why + "，" + actor.name + " 没有处置岗位";
    return why + "，" + actor.name + " 是" + workflow.say("office", actor.office) + "的" +
           workflow.say("duty", actor.duty);
}

std::string why_not_subject(const Workflow& workflow, const CaseStep& step, const Subject& subject) {
    if (step.idle_states.empty() || among(subject.idle_state, step.idle_states)) return {};
    return (subject.idle_state.empty() ? "最近一次分析里没有这宗地"
                                       : "最近一次分析判为“" + workflow.say("idle_state", subject.idle_state) + "”") +
           "，“" + workflow.say("case_step", step.id) + "”只用于" +
           said(workflow, "idle_state", step.idle_states, "、");
}

/// What stands against a step whoever takes it.
std::string why_not_step(const Workflow& workflow, const CaseStep& step, const Case& file, const Subject& subject) {
    if (!among(file.state, step.from))
        return "现为“" + workflow.say("case_state", file.state) + "”，“" + workflow.say("case_step", step.id) +
               "”只能从“" + said(workflow, "case_state", step.from, "”“") + "”开始";
    std::vector<std::string> open;
    for (const std::string& known : step.after)
        if (!file.fields.contains(known)) open.push_back(known);
    if (!open.empty()) return "还没有" + said(workflow, "field", open, "、");
    return why_not_subject(workflow, step, subject);
}

/// How many signatures the draft has.
std::size_t signed_count(const CaseStep& step, const Case& file) {
    std::size_t count = 0;
    while (count < step.signatures.size() && file.fields.contains(drafted(step.signatures[count].duty))) ++count;
    return count;
}

/// The step is taken: what was drafted becomes the step's, and nothing of an earlier time stays; the state moves.
void take(Act& act, const CaseStep& step, const CaseFields& fields) {
    act.set("state", step.to);
    const std::string mine = step.id + ".";
    for (const auto& [field, value] : act.file().fields)
        if (field.starts_with(mine) && !fields.contains(field.substr(mine.size()))) act.set(field, std::nullopt);
    for (const auto& [field, value] : fields) act.set(mine + field, value);
}

void clear_draft(Act& act) {
    for (const auto& [field, value] : act.file().fields)
        if (field.starts_with(draft)) act.set(field, std::nullopt);
}

void demand_no_draft(const Workflow& workflow, const Case& file) {
    if (file.pending())
        refuse(file.id + " 已拟办“" + workflow.say("case_step", file.field("draft.step")) + "”，先签完或退回");
}

std::string next_id(const std::vector<Case>& cases) { return "C" + std::to_string(cases.size() + 1); }

std::vector<std::string_view> step_fields(const CaseStep& step) {
    std::vector<std::string_view> allowed{"note", "document_date"};
    if (!step.document.empty()) allowed.insert(allowed.end(), {"document", "served_date"});
    return allowed;
}

/// What must be there, and no paper older than what it rests upon.
void demand_needs(const Workflow& workflow, const CaseStep& step, const Case& file, const CaseFields& fields) {
    std::vector<std::string> open;
    for (const std::string& need : step.needs)
        if (!fields.contains(need)) open.push_back(need);
    if (!open.empty()) refuse("“" + workflow.say("case_step", step.id) + "”还缺" + said(workflow, "field", open, "、"));
    const auto dated = fields.find("document_date");
    for (const std::string& known : step.after)
        if (known.ends_with("_date") && dated != fields.end() && dated->second < file.field(known))
            refuse("“" + workflow.say("case_step", step.id) + "”的文书日期 " + dated->second + " 早于" +
                   workflow.say("field", known) + " " + file.field(known));
}

}  // namespace

CaseEdits open_case(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                    const Subject& subject, const CaseFields& typed) {
    demand_actor(actor);
    const CaseStep& step = workflow.opening();
    const auto cases = cases_of(workflow, edits);
    for (const Case& one : cases) {
        const CaseState* state = workflow.state(one.state);
        if (one.parcel_id == subject.parcel_id && !(state && state->final))
            refuse("宗地 " + subject.parcel_id + " 已有未结的 " + one.id);
    }
    if (const auto why = why_not_signature(workflow, step.signatures.front(), actor); !why.empty()) refuse(why);
    if (const auto why = why_not_subject(workflow, step, subject); !why.empty()) refuse(why);
    Case file;
    file.id = next_id(cases), file.parcel_id = subject.parcel_id;
    CaseFields fields = checked(typed, step_fields(step), actor);
    demand_needs(workflow, step, file, fields);
    fields[step.signatures.front().duty] = actor.name;
    Act act{edits, file, actor, "open"};
    take(act, step, fields);
    act.set("opened.run_id", subject.run_id), act.set("opened.idle_state", subject.idle_state);
    if (!subject.idle_on.empty()) act.set("opened.idle_on", subject.idle_on);
    return std::move(act).edits();
}

CaseEdits propose_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                       const Subject& subject, const std::string& case_id, const std::string& step_id,
                       const CaseFields& typed) {
    demand_actor(actor);
    Act act{edits, standing(workflow, edits, case_id), actor, "propose"};
    const CaseStep& step = step_named(workflow, step_id);
    demand_no_draft(workflow, act.file());
    if (const auto why = why_not_step(workflow, step, act.file(), subject); !why.empty()) refuse(case_id + " " + why);
    if (const auto why = why_not_signature(workflow, step.signatures.front(), actor); !why.empty())
        refuse(case_id + " " + why);
    CaseFields fields = checked(typed, step_fields(step), actor);
    demand_needs(workflow, step, act.file(), fields);
    fields[step.signatures.front().duty] = actor.name;
    if (step.signatures.size() == 1) {
        take(act, step, fields);
    } else {
        act.set("draft.step", step.id);
        for (const auto& [field, value] : fields) act.set(drafted(field), value);
    }
    return std::move(act).edits();
}

CaseEdits sign_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                    const Subject& subject, const std::string& case_id) {
    demand_actor(actor);
    Act act{edits, standing(workflow, edits, case_id), actor, "sign"};
    if (const auto why = why_not_sign(workflow, act.file(), actor, subject); !why.empty()) refuse(case_id + " " + why);
    const CaseStep& step = step_named(workflow, act.file().field("draft.step"));
    const std::size_t count = signed_count(step, act.file());
    if (count + 1 < step.signatures.size()) {
        act.set(drafted(actor.duty), actor.name);
        return std::move(act).edits();
    }
    CaseFields fields{{actor.duty, actor.name}};
    for (const auto& [field, value] : act.file().fields)
        if (field.starts_with(draft) && field != "draft.step") fields[field.substr(draft.size())] = value;
    take(act, step, fields);
    clear_draft(act);
    return std::move(act).edits();
}

CaseEdits return_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                      const std::string& case_id, const std::string& note) {
    demand_actor(actor);
    Act act{edits, standing(workflow, edits, case_id), actor, "return"};
    if (!act.file().pending()) refuse(case_id + " 没有拟办的步骤可退");
    const CaseStep& step = step_named(workflow, act.file().field("draft.step"));
    const bool maker = act.file().field(drafted(step.signatures.front().duty)) == actor.name;
    const bool signatory = std::any_of(step.signatures.begin(), step.signatures.end(), [&](const Signature& one) {
        return why_not_signature(workflow, one, actor).empty();
    });
    if (!maker && !signatory)
        refuse(case_id + " 的拟办只能由签署的岗位退回，或由拟办人 " + act.file().field("draft.clerk") + " 撤回");
    const CaseFields fields = checked({{"note", note}}, {"note"}, actor);
    if (fields.empty()) refuse("退回要写明理由");
    act.set("note", fields.at("note"));
    clear_draft(act);
    return std::move(act).edits();
}

CaseEdits serve_step(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                     const std::string& case_id, const std::string& step_id, const std::string& served_date) {
    demand_actor(actor);
    Act act{edits, standing(workflow, edits, case_id), actor, "serve"};
    const CaseStep& step = step_named(workflow, step_id);
    const std::string written = act.file().field(step.id + ".document_date");
    if (step.document.empty()) throw Error{Kind::usage, "步骤 " + step.id + " 没有要送达的文书"};
    if (written.empty()) refuse(case_id + " 还没有“" + workflow.say("case_step", step.id) + "”，没有可送达的文书");
    if (!among(actor.office, step.signatures.front().offices))
        refuse(case_id + " 的送达由" + said(workflow, "office", step.signatures.front().offices, "或") + "记");
    const std::string day = day_of("served_date", served_date, actor);
    if (day < written) refuse("送达日期 " + day + " 早于文书日期 " + written);
    act.set(step.id + ".served_date", day);
    return std::move(act).edits();
}

CaseEdits note_case(const Workflow& workflow, const std::vector<CaseEdit>& edits, const Actor& actor,
                    const std::string& case_id, const CaseFields& typed) {
    demand_actor(actor);
    Act act{edits, standing(workflow, edits, case_id), actor, "note"};
    const CaseFields fields = checked(typed, {"note", "field_check", "field_check_date"}, actor);
    if (fields.empty()) throw Error{Kind::usage, "没有写要记的内容"};
    if (fields.contains("field_check") != fields.contains("field_check_date")) refuse("实地核查的结果和日期要一起写");
    for (const auto& [field, value] : fields) act.set(field, value);
    return std::move(act).edits();
}

std::vector<NextStep> next_steps(const Workflow& workflow, const Case& file, const Actor& actor,
                                 const Subject& subject) {
    std::vector<NextStep> next;
    for (const CaseStep& step : workflow.steps) {
        if (!among(file.state, step.from)) continue;
        std::string why = why_not_step(workflow, step, file, subject);
        if (why.empty() && file.pending())
            why = "已拟办“" + workflow.say("case_step", file.field("draft.step")) + "”，先签完或退回";
        if (why.empty()) why = why_not_signature(workflow, step.signatures.front(), actor);
        next.push_back({&step, why});
    }
    return next;
}

std::string why_not_sign(const Workflow& workflow, const Case& file, const Actor& actor, const Subject& subject) {
    if (!file.pending()) return "没有待签的步骤";
    const CaseStep& step = step_named(workflow, file.field("draft.step"));
    const std::size_t count = signed_count(step, file);
    if (count >= step.signatures.size()) return "已经签完";
    for (std::size_t i = 0; i < count; ++i)
        if (file.field(drafted(step.signatures[i].duty)) == actor.name)
            return actor.name + " 已签" + workflow.say("duty", step.signatures[i].duty) + "，不能审核自己办的";
    if (const auto why = why_not_signature(workflow, step.signatures[count], actor); !why.empty()) return why;
    return why_not_step(workflow, step, file, subject);
}

}  // namespace mutu
