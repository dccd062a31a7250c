// Figures of packs: reading them, and what they come to under the parameters of a run.
#include "parts.hpp"

#include "mutu/text.hpp"

namespace mutu {

Figure read_figure(const Value& value, std::string_view what, const Rulebook& book) {
    Figure figure;
    figure.where = value.where();
    if (value.as<Value::Table>()) {
        const Value* parameter = value.find("param");
        if (!parameter) value.fail(std::string{what} + " 须为数、文字分数，或 { param = \"参数\" }");
        const Parameter& named = parameter_at(*parameter, parameter->text("param"), book);
        if (!named.choices.empty() || named.unit.empty()) parameter->fail("参数 “" + named.id + "” 不是数");
        figure.parameter = named.id;
        return figure;
    }
    double storage = 0;
    if (const double* number = value.number(storage))
        figure.number = Rational::decimal(*number);
    else if (const auto* text = value.as<std::string>()) {
        if (is_blank(*text)) return figure;
        figure.number = Rational::parse(*text);
    }
    if (!figure.number) value.fail(std::string{what} + " 须为数、1/3、25% 这样的分数，或 { param = \"参数\" }");
    return figure;
}

std::optional<Rational> value_of(const Rulebook& book, const Figure& figure) {
    if (figure.parameter.empty()) return figure.number;
    const auto ratio = book.ratio(figure.parameter);
    return ratio ? std::optional{Rational::of(*ratio)} : std::nullopt;
}

}  // namespace mutu
