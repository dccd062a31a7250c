// Typed reads of a value tree; every fault names its place.
#include "mutu/value.hpp"

namespace mutu {
namespace {

template <class T>
const T& expect(const Value& value, std::string_view what, const char* kind) {
    if (const T* found = value.as<T>()) return *found;
    value.fail(std::string{what} + " must be " + kind);
}

}  // namespace

void Value::fail(const std::string& message) const {
    throw Error{Kind::input, where_.empty() ? message : where_ + ": " + message};
}

const double* Value::number(double& storage) const {
    if (const auto* real = as<double>()) return real;
    if (const auto* whole = as<std::int64_t>()) return storage = static_cast<double>(*whole), &storage;
    return nullptr;
}

const Value* Value::find(std::string_view key) const {
    if (const auto* members = as<Table>())
        for (const auto& [name, value] : *members)
            if (name == key) return &value;
    return nullptr;
}

const std::string& Value::text(std::string_view what) const {
    return expect<std::string>(*this, what, "text in quotes");
}
const Value::List& Value::list(std::string_view what) const { return expect<List>(*this, what, "a list [ … ]"); }
const Value::Table& Value::table(std::string_view what) const { return expect<Table>(*this, what, "a table"); }
std::int64_t Value::integer(std::string_view what) const { return expect<std::int64_t>(*this, what, "a whole number"); }
bool Value::boolean(std::string_view what) const { return expect<bool>(*this, what, "true or false"); }

double Value::real(std::string_view what) const {
    double storage = 0;
    const double* found = number(storage);
    if (!found) fail(std::string{what} + " must be a number");
    return *found;
}

void Value::add(std::string key, Value value) {
    if (is_null()) data_.emplace<Table>().reserve(8);  // proofs are made of tables of about that size
    std::get<Table>(data_).emplace_back(std::move(key), std::move(value));
}

void Value::push(Value value) {
    if (is_null()) data_ = List{};
    std::get<List>(data_).push_back(std::move(value));
}

}  // namespace mutu
