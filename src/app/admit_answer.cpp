// The answer of `mutu admit` as JSON and as tables for people.
#include "admitted.hpp"

#include "mutu/text.hpp"

#include <ostream>

namespace mutu {
namespace {

Value maybe(const std::optional<double>& number) { return number ? Value{*number} : Value{}; }
Value mu_of(const std::optional<std::int64_t>& quanta) { return quanta ? Value{Area::quanta(*quanta).mu()} : Value{}; }

Value check_value(const AdmitCheck& check) {
    Value row;
    row.add("id", check.id), row.add("required", check.required), row.add("met", word(check.met));
    row.add("value", maybe(check.value)), row.add("op", check.op), row.add("limit", maybe(check.limit));
    row.add("margin", maybe(check.margin)), row.add("unit", check.unit);
    row.add("never", check.never), row.add("least_mu", mu_of(check.least)), row.add("most_mu", mu_of(check.most));
    row.add("because", check.because), row.add("proof", check.proof);
    return row;
}

std::optional<std::string> shown(const std::optional<double>& number) {
    return number ? std::optional{fixed(*number, 2)} : std::nullopt;
}

std::optional<std::string> shown_mu(const std::optional<std::int64_t>& quanta, bool least) {
    return quanta ? std::optional{land_text(*quanta, least)} : std::nullopt;
}

TextTable headed(const std::vector<std::string>& keys, std::vector<bool> numeric, const Labels& labels,
                 Language language) {
    TextTable table{keys, {}, std::move(numeric), {}};
    for (const std::string& key : keys) table.headings.push_back(labels.text("admit", key, language));
    return table;
}

TextTable check_table(const Admission& admission, const Labels& labels, Language language) {
    TextTable table =
        headed({"check", "value", "op", "limit", "margin", "unit", "met", "required", "least_mu", "most_mu"},
               {false, true, false, true, true, false, false, false, true, true}, labels, language);
    for (const AdmitCheck& check : admission.checks)
        table.rows.push_back({labels.text("admit", check.id, language), shown(check.value),
                              check.op.empty() ? std::nullopt : std::optional{labels.text("op", check.op, language)},
                              shown(check.limit), shown(check.margin), check.unit,
                              labels.text("admit", word(check.met), language),
                              labels.text("yes_no", check.required ? "yes" : "no", language),
                              shown_mu(check.least, true), shown_mu(check.most, false)});
    return table;
}

bool reusable(const Plot& plot) { return plot.kind == "idle" || plot.kind == "low_efficiency"; }

TextTable plot_table(const Admitted& admitted, bool of_others, const Labels& labels, Language language) {
    TextTable table = headed({"kind", "id", "park", "area_mu", "surplus_mu", "whole", "note"},
                             {false, false, false, true, true, false, false}, labels, language);
    for (const FittingPlot& one : admitted.fitting) {
        const Plot& plot = admitted.plots[one.plot];
        if (reusable(plot) != of_others) continue;
        table.rows.push_back({labels.text("admit", plot.kind, language), plot.id, plot.park_id,
                              fixed(plot.area.mu(), 2), fixed(one.surplus.mu(), 2),
                              labels.text("yes_no", one.whole ? "yes" : "no", language), plot.note});
    }
    return table;
}

void write_land(const Admitted& admitted, const Labels& labels, Language language, std::ostream& out) {
    const auto say = [&](const char* key) { return labels.text("admit", key, language); };
    const char* colon = language == Language::zh ? "：" : ": ";
    const Admission& admission = admitted.admission;
    if (admission.never) {
        out << say("passes_nowhere") << "\n";
        return;
    }
    out << say("passes_from_to") << colon;
    if (!admission.least && !admission.most) out << say("any_land");
    if (admission.least) out << say("smallest") << " " << *shown_mu(admission.least, true) << " 亩";
    if (admission.least && admission.most) out << "，";
    if (admission.most) out << say("largest") << " " << *shown_mu(admission.most, false) << " 亩";
    if (!admission.least && admission.most) out << "；" << say("no_floor");
    out << "\n";
    if (admitted.taken) out << say("taken") << colon << fixed(admitted.taken->mu(), 2) << " 亩\n";
}

}  // namespace

Value admit_value(const Admitted& admitted) {
    const Admission& admission = admitted.admission;
    Value value, land, checks{Value::List{}}, plots{Value::List{}}, factories{Value::List{}};
    value.add("project", admitted.project.name), value.add("verdict", word(admission.met));
    land.add("intended_mu", admitted.project.land ? Value{admitted.project.land->mu()} : Value{});
    land.add("least_mu", mu_of(admission.least)), land.add("most_mu", mu_of(admission.most));
    land.add("never", admission.never);
    land.add("taken_mu", admitted.taken ? Value{admitted.taken->mu()} : Value{});
    value.add("land", std::move(land));
    for (const AdmitCheck& check : admission.checks) checks.push(check_value(check));
    value.add("checks", std::move(checks));
    for (const FittingPlot& one : admitted.fitting) {
        const Plot& plot = admitted.plots[one.plot];
        Value row;
        row.add("kind", plot.kind), row.add("id", plot.id), row.add("park_id", plot.park_id);
        row.add("area_mu", plot.area.mu()), row.add("surplus_mu", one.surplus.mu()), row.add("whole", one.whole);
        row.add("note", plot.note);
        plots.push(std::move(row));
    }
    value.add("plots", std::move(plots));
    for (const VacantFactory& one : admitted.factories) {
        Value row;
        row.add("building_id", one.building_id), row.add("vacant_m2", one.vacant.square_metres());
        factories.push(std::move(row));
    }
    value.add("factories", std::move(factories));
    value.add("factories_unknown", admitted.factories_open);
    return value;
}

void write_admitted(const Admitted& admitted, const Labels& labels, const Common& common, std::ostream& out) {
    const Format format = format_or_table(common);
    const Language language = common.language;
    const TextTable checks = check_table(admitted.admission, labels, language);
    if (format == Format::csv || format == Format::ndjson) {
        out << render(checks, format, "admit");
        return;
    }
    const auto say = [&](const std::string& key) { return labels.text("admit", key, language); };
    out << (admitted.project.name.empty() ? "" : admitted.project.name + (language == Language::zh ? "：" : ": "))
        << say("verdict_" + std::string{word(admitted.admission.met)}) << "\n";
    write_land(admitted, labels, language, out);
    out << "\n" << render(checks, format, "admit");
    for (const AdmitCheck& check : admitted.admission.checks)
        if (const Value* text = check.proof.find("sentence")) out << text->text("sentence") << "\n";
    for (const bool others : {false, true}) {
        const TextTable plots = plot_table(admitted, others, labels, language);
        out << "\n" << say(others ? "reusable" : "plots") << "\n";
        out << (plots.rows.empty() ? say("none") + "\n" : render(plots, format, "admit"));
    }
    TextTable factories = headed({"id", "vacant_m2"}, {false, true}, labels, language);
    for (const VacantFactory& one : admitted.factories)
        factories.rows.push_back({one.building_id, fixed(one.vacant.square_metres(), 2)});
    out << "\n" << say("factories") << "\n";
    out << (factories.rows.empty() ? say("none") + "\n" : render(factories, format, "admit"));
    if (admitted.factories_open > 0) out << say("vacancy_unknown") << " " << admitted.factories_open << "\n";
}

}  // namespace mutu
