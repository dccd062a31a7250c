// One eater per parser of foreign bytes. It may refuse by mutu::Error or a value that says so; everything else is a
// find.
#pragma once

#include <string_view>

namespace mutu::fuzz {

void eat_toml(std::string_view bytes);
void eat_text(std::string_view bytes);
void eat_fact(std::string_view bytes);
void eat_wkb(std::string_view bytes);
void eat_survey_text(std::string_view bytes);
void eat_vct(std::string_view bytes);
void eat_project(std::string_view bytes);
void eat_policy(std::string_view bytes);
void eat_blob(std::string_view bytes);
void eat_answers(std::string_view bytes);

/// A broken promise of the parser: ends the process under the fuzzer and in the replay alike.
void promise(bool kept);

}  // namespace mutu::fuzz
