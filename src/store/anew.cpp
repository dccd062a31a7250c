// Written beside, then in its place. The journal is off because a failed file is thrown away whole.
#include "anew.hpp"

#include "place.hpp"

namespace mutu {

void write_anew(const std::string& path, const std::function<void(const Database&)>& body) {
    const std::string target = real_target(path);
    const FileLock lock{target + ".lock"};
    TemporaryFile temporary{target};
    {
        const Database db{temporary.path(), Database::Mode::create};
        db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        Transaction transaction{db};
        body(db);
        transaction.commit();
    }
    temporary.publish();
}

}  // namespace mutu
