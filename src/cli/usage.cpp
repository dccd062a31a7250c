// Texts made from the command table: versions, usage as JSON, bash completion, man page, and faults in words.
#include "command_line.hpp"

#include "mutu/text.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace mutu {
namespace {

std::vector<std::string> names_of(const CLI::Option& option) {
    std::vector<std::string> names;
    for (const auto& name : option.get_snames()) names.push_back("-" + name);
    for (const auto& name : option.get_lnames()) names.push_back("--" + name);
    return names;
}

Value usage_of(const CLI::App& app) {
    Value verb;
    verb.add("name", app.get_name());
    verb.add("description", app.get_description());
    Value positionals{Value::List{}}, options{Value::List{}}, verbs{Value::List{}};
    for (const CLI::Option* option : app.get_options()) {
        Value one;
        const bool positional = option->get_positional();
        Value names{Value::List{}};
        for (const auto& name : names_of(*option)) names.push(name);
        if (positional)
            one.add("name", option->get_name(true));
        else
            one.add("names", std::move(names));
        one.add("description", option->get_description());
        one.add("required", option->get_required());
        one.add("repeatable", option->get_items_expected_max() > 1);
        if (!positional) one.add("takes_value", option->get_items_expected_max() > 0);
        (positional ? positionals : options).push(std::move(one));
    }
    for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
        verbs.push(usage_of(*child));
    verb.add("arguments", std::move(positionals));
    verb.add("options", std::move(options));
    verb.add("commands", std::move(verbs));
    return verb;
}

std::vector<std::string> words_of(const CLI::App& app) {
    std::vector<std::string> words;
    for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
        words.push_back(child->get_name());
    for (const CLI::Option* option : app.get_options())
        for (const auto& name : option->get_lnames()) words.push_back("--" + name);
    return words;
}

/// roff: a leading dot or quote would be a request, a backslash an escape.
std::string roff(const std::string& text) {
    std::string safe;
    for (const char c : text) safe += c == '\\' ? std::string{"\\e"} : c == '-' ? std::string{"\\-"} : std::string{c};
    return safe.starts_with('.') || safe.starts_with('\'') ? "\\&" + safe : safe;
}

void man_options(const CLI::App& app, std::ostream& out) {
    for (const CLI::Option* option : app.get_options()) {
        const std::string names = option->get_positional() ? option->get_name(true) : join(names_of(*option), ", ");
        out << ".TP\n.B " << roff(names) << "\n" << roff(option->get_description()) << "\n";
    }
}

}  // namespace

const CLI::App* find_verb(const CLI::App& app, const std::string& name) {
    for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
        if (child->get_name() == name) return child;
    return nullptr;
}

std::string unknown_verb(const CLI::App& app, const std::string& typed) {
    std::vector<std::string> verbs;
    for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
        verbs.push_back(child->get_name());
    const auto meant = nearest(typed, verbs);
    return "没有命令 " + typed + (meant ? "，是否要用 mutu " + *meant + "？" : "；可用：" + join(verbs, " "));
}

std::string fault_text(const CLI::App& app, const CLI::ParseError& fault, int argc, char** argv) {
    const CLI::App* verb = nullptr;
    for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
        if (child->parsed()) verb = child;
    if (!verb && argc > 1 && argv[1][0] != '-' && !find_verb(app, argv[1])) return unknown_verb(app, argv[1]);
    std::vector<std::string> known = words_of(app);
    if (verb)
        for (auto& word : words_of(*verb)) known.push_back(std::move(word));
    for (int i = 1; i < argc; ++i) {
        const std::string word = std::string{argv[i]}.substr(0, std::string{argv[i]}.find('='));
        if (!word.starts_with("--") || std::find(known.begin(), known.end(), word) != known.end()) continue;
        const auto meant = nearest(word, known);
        return "没有选项 " + word +
               (meant ? "，是否要写 " + *meant + "？"
                      : "；mutu help " + (verb ? verb->get_name() : std::string{}) + " 列出全部选项");
    }
    return std::string{"命令写法有误："} + fault.what() + "；mutu help " + (verb ? verb->get_name() : std::string{}) +
           " 显示用法";
}

int print_versions(std::ostream& out) {
    for (const auto& [library, version] : versions()) out << library << " " << version << "\n";
    return 0;
}

int print_json_usage(const CLI::App& app, std::ostream& out) {
    out << to_pretty_json(usage_of(app)) << "\n";
    return 0;
}

int print_completion(const CLI::App& app, std::ostream& out) {
    out << "_mutu() {\n    local word=${COMP_WORDS[COMP_CWORD]} words\n    case ${COMP_WORDS[1]} in\n";
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        out << "        " << verb->get_name() << ") words=\"" << join(words_of(*verb), " ") << "\" ;;\n";
    std::vector<std::string> options;
    for (const auto& word : words_of(app))
        if (word.starts_with("--")) options.push_back(word);
    out << "        *) words=\"\" ;;\n    esac\n    if [ \"$COMP_CWORD\" = 1 ]; then words=\""
        << join(words_of(app), " ") << "\"; else words=\"$words " << join(options, " ") << "\"; fi\n"
        << "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"; compgen -f -- \"$word\")\n}\ncomplete -o "
           "filenames -F _mutu mutu\n";
    return 0;
}

int print_man_page(const CLI::App& app, std::ostream& out) {
    out << ".TH MUTU 1\n.SH NAME\nmutu \\- " << roff(app.get_description())
        << "\n.SH SYNOPSIS\n.B mutu\n.I command\n[options]\n.SH OPTIONS\n";
    man_options(app, out);
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        out << ".SH mutu " << roff(verb->get_name()) << "\n" << roff(verb->get_description()) << "\n";
        man_options(*verb, out);
    }
    return 0;
}

}  // namespace mutu
