// The shared store as commands: mutu publish puts a book's latest run there, mutu pull brings it back.
#pragma once

#include "mutu/app.hpp"

namespace mutu {

struct PublishQuery {
    std::string book, store;  // store: "PG:…"
    std::string schema = "mutu";
    std::vector<std::string> parks;   // ids or names; empty: all, and what belongs to no park
    std::vector<std::string> grants;  // ROLE=PARK, ROLE=*
    bool ack_secret = false;          // a secret run may leave this machine: who publishes answers for the network
};
/// Park by park, each in one transaction; what stands there with the same content is left. A park that somebody else
/// publishes at this moment is told, and Error{Kind::refused} after the others are done. Error{Kind::refused} before
/// anything is sent where the run is marked `secret` and the store is not on this machine, without `ack_secret`.
int publish(const PublishQuery& query, const Common& common, std::ostream& out, std::ostream& talk);

struct PullQuery {
    std::string store, book;
    std::string schema = "mutu";
    std::string run;                 // empty: the only one there
    std::vector<std::string> parks;  // ids or names; empty: all of the run
};
/// A book with the rows that were published, equal in content: the sums are compared before the file is put in place.
int pull(const PullQuery& query, const Common& common, std::ostream& out, std::ostream& talk);

}  // namespace mutu
