// What an open book is inside. Private to the store.
#pragma once

#include "sqlite.hpp"

#include "mutu/store.hpp"

namespace mutu {

struct Book::Impl {
    Database db;
};

}  // namespace mutu
