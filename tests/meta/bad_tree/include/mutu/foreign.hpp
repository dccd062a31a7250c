// Shows a foreign library to everybody.
#pragma once

#include <sqlite3.h>
