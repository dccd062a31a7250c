// The command table: every verb and option once; help, usage as JSON, completion and man page are read off it.
#pragma once

namespace mutu {

/// Parses argv and runs the command. Returns its exit code; usage faults throw Error{Kind::usage}.
int dispatch(int argc, char** argv);

}  // namespace mutu
