// The steps of geodata/cases, read with suspicion: an office may change them, but not so that a fee comes before the
// recognition.
#include "mutu/cases.hpp"
#include "mutu/error.hpp"
#include "mutu/text.hpp"
#include "mutu/value.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace mutu {
namespace {

bool among(std::string_view word, std::span<const std::string> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

using Words = std::vector<std::string>;

const Words& duties() {
    static const Words all{"clerk", "reviewer", "approver"};
    return all;
}
const Words& offices() {
    static const Words all{"park_office", "county_bureau", "government"};
    return all;
}
const Words& needed_fields() {
    static const Words all{"document", "document_date", "note"};
    return all;
}
const Words& recognitions() {
    static const Words all{"none", "investigating", "recognised", "rejected", "disposed"};
    return all;
}
const Words& idle_states() {
    static const Words all{"not_applicable", "not_due", "early_warning", "idle_a_1y", "idle_a_2y",   "idle_b",
                           "idle_gov",       "started", "stalled",       "completed", "undetermined"};
    return all;
}

std::string word_of(const Value& table, std::string_view key) {
    const Value* value = table.find(key);
    return value ? value->text(key) : std::string{};
}

/// A list of words, each among `known` unless that is empty.
std::vector<std::string> words_of(const Value& table, std::string_view key,
                                  const std::vector<std::string>& known = {}) {
    std::vector<std::string> words;
    const Value* list = table.find(key);
    if (!list) return words;
    for (const Value& one : list->list(key)) {
        words.push_back(one.text(key));
        if (!known.empty() && !among(words.back(), known))
            one.fail(std::string{key} + " 不认识 " + words.back() + "，应为 " + join(known, "、"));
    }
    return words;
}

void known_keys(const Value& table, const std::vector<std::string>& known) {
    for (const auto& [key, value] : table.table("table"))
        if (!among(key, known)) value.fail("不认识 " + key + "，应为 " + join(known, "、"));
}

/// "clerk@park_office|county_bureau"
Signature signature_of(const Value& value) {
    const std::string& text = value.text("signatures");
    const auto at = text.find('@');
    Signature made{text.substr(0, at),
                   at == std::string::npos ? std::vector<std::string>{} : split(text.substr(at + 1), '|')};
    const bool known = among(made.duty, duties()) && !made.offices.empty() &&
                       std::all_of(made.offices.begin(), made.offices.end(),
                                   [](const std::string& office) { return among(office, offices()); });
    if (!known)
        value.fail("签署 “" + text + "” 应写作 岗位@机关，岗位为 " + join(duties(), "、") + "，机关为 " +
                   join(offices(), "、"));
    return made;
}

CaseState state_of(const Value& table) {
    known_keys(table, {"id", "recognition", "due_days", "evidence", "final"});
    CaseState state{word_of(table, "id"), word_of(table, "recognition"), {}, false};
    if (state.id.empty()) table.fail("状态没有 id");
    if (!state.recognition.empty() && !among(state.recognition, recognitions()))
        table.fail("recognition 不认识 " + state.recognition + "，应为 " + join(recognitions(), "、"));
    if (const Value* days = table.find("due_days")) {
        const auto count = days->integer("due_days");
        if (count < 1 || count > 3660) days->fail("due_days 应为 1 到 3660");
        state.due_days = static_cast<int>(count);
    }
    if (const Value* last = table.find("final")) state.final = last->boolean("final");
    return state;
}

CaseStep step_of(const Value& table, const Workflow& workflow) {
    known_keys(table,
               {"id", "from", "to", "signatures", "document", "needs", "after", "after_recognition", "idle_states"});
    CaseStep step{word_of(table, "id"),
                  words_of(table, "from"),
                  word_of(table, "to"),
                  {},
                  word_of(table, "document"),
                  words_of(table, "needs", needed_fields()),
                  words_of(table, "after"),
                  false,
                  words_of(table, "idle_states", idle_states())};
    if (step.id.empty()) table.fail("步骤没有 id");
    if (workflow.step(step.id)) table.fail("步骤 " + step.id + " 写了两次");
    std::vector<std::string> ends = step.from;
    ends.push_back(step.to);
    for (const std::string& state : ends)
        if (!workflow.state(state)) table.fail("步骤 " + step.id + " 的状态 " + state + " 没有定义");
    if (const Value* list = table.find("signatures"))
        for (const Value& one : list->list("signatures")) step.signatures.push_back(signature_of(one));
    std::set<std::string> duties_here;
    for (const Signature& one : step.signatures) duties_here.insert(one.duty);
    if (duties_here.size() != step.signatures.size()) table.fail("步骤 " + step.id + " 的签署里同一岗位写了两次");
    if (step.signatures.empty()) table.fail("步骤 " + step.id + " 没有 signatures");
    if (const Value* later = table.find("after_recognition"))
        step.after_recognition = later->boolean("after_recognition");
    return step;
}

/// States that a case can be in while the recognising step was not taken.
std::set<std::string> reached_without(const Workflow& workflow) {
    std::set<std::string> reached;
    for (std::size_t before = reached.size() + 1; before != reached.size();) {
        before = reached.size();
        for (const CaseStep& step : workflow.steps) {
            const bool reachable =
                step.from.empty() || std::any_of(step.from.begin(), step.from.end(),
                                                 [&](const auto& from) { return reached.contains(from); });
            if (reachable && step.id != workflow.recognised_by) reached.insert(step.to);
        }
    }
    return reached;
}

void demand_recognition_first(const Workflow& workflow, const std::string& path) {
    const auto early = reached_without(workflow);
    for (const CaseStep& step : workflow.steps) {
        if (!step.after_recognition) continue;
        for (const std::string& from : step.from)
            if (early.contains(from))
                throw Error{Kind::input, path + "：步骤 " + step.id + " 从状态 " + from +
                                             " 就能走到，而此时可能还没有经过 " + workflow.recognised_by +
                                             "；请改 from"};
    }
}

void demand_whole(const Workflow& workflow, const std::string& path) {
    const auto openings = std::count_if(workflow.steps.begin(), workflow.steps.end(),
                                        [](const CaseStep& step) { return step.from.empty(); });
    if (openings != 1)
        throw Error{Kind::input,
                    path + "：应恰有一个步骤没有 from（立案），这里有 " + std::to_string(openings) + " 个"};
    if (workflow.opening().signatures.size() != 1)
        throw Error{Kind::input, path + "：立案步骤 " + workflow.opening().id + " 应只有一个签署"};
    if (!workflow.step(workflow.recognised_by))
        throw Error{Kind::input, path + "：recognised_by 的步骤 " + workflow.recognised_by + " 没有定义"};
    for (const CaseStep& step : workflow.steps)
        for (const std::string& known : step.after) {
            const auto dot = known.find('.');
            if (dot == std::string::npos || !workflow.step(known.substr(0, dot)))
                throw Error{Kind::input, path + "：步骤 " + step.id + " 的 after “" + known + "” 应写作 步骤.字段"};
        }
}

}  // namespace

const CaseState* Workflow::state(std::string_view id) const {
    const auto found = std::find_if(states.begin(), states.end(), [&](const CaseState& one) { return one.id == id; });
    return found == states.end() ? nullptr : &*found;
}

const CaseStep* Workflow::step(std::string_view id) const {
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const CaseStep& one) { return one.id == id; });
    return found == steps.end() ? nullptr : &*found;
}

const CaseStep& Workflow::opening() const {
    return *std::find_if(steps.begin(), steps.end(), [](const CaseStep& one) { return one.from.empty(); });
}

Workflow read_workflow(const std::string& path) {
    const Value content = read_toml(path);
    known_keys(content, {"workflow", "state", "step"});
    const Value *head = content.find("workflow"), *states = content.find("state"), *steps = content.find("step");
    if (!head || !states || !steps) content.fail("要有 [workflow]、[[state]] 和 [[step]]");
    Workflow workflow;
    known_keys(*head, {"id", "clause", "evidence", "recognised_by"});
    workflow.recognised_by = word_of(*head, "recognised_by");
    for (const Value& one : states->list("state")) {
        CaseState state = state_of(one);
        if (workflow.state(state.id)) one.fail("状态 " + state.id + " 写了两次");
        workflow.states.push_back(std::move(state));
    }
    for (const Value& one : steps->list("step")) workflow.steps.push_back(step_of(one, workflow));
    demand_whole(workflow, path);
    demand_recognition_first(workflow, path);
    return workflow;
}

}  // namespace mutu
