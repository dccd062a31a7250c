// mutu serve: a book as the 一张图 in a browser, over plain HTTP on this machine.
#pragma once

#include "mutu/app.hpp"

#include <iosfwd>
#include <string>
#include <vector>

namespace mutu {

struct ServeOptions {
    std::string book;                // or a folder: the workspace of analyses made in the browser
    std::string bind = "127.0.0.1";  // loopback alone
    int port = 8600;                 // 0: any free one
    std::string users;               // a file of users (mutu user); empty: nobody logs in
    bool tls = false;                // a proxy in front speaks TLS: cookies for it alone, client from X-Real-IP
    bool ack_secret = false;         // who serves a secret book beyond this machine says that the network may carry it
    /// Pictures of the ground under the map: "FILE,title=…,date=…,secrecy=…" of a GeoTIFF or raster MBTiles, or the
    /// address of a service of the own network with {z}, {x}, {y}, then also ",crs=EPSG:4490" or 3857 (the default).
    std::vector<std::string> base_maps;
    std::string web_root;  // the page's files from a folder instead of those in the program
};

/// A workspace takes files from the browser into folders below it, and nowhere else; nothing but that is written.
/// Answers until a stop is asked for (parallel.hpp); the address is the first line on `out`. Returns 0.
/// With users every answer but the page itself needs a log-in, and log-ins and exports are written to `users`.log.
/// Error{Kind::usage} for an address beyond loopback without users, Error{Kind::input} where the book cannot be read or
/// the port is taken, Error{Kind::refused} for a book of the mark `secret` beyond loopback (a proxy in front counts)
/// without `ack_secret`; a book that takes its place later is held to the same.
int serve(const ServeOptions& options, const Common& common, std::ostream& out, std::ostream& talk);

struct UserOptions {
    std::string file, name;
    std::string role = "viewer";  // viewer, editor, admin
    std::string duty, office;     // of who deals with cases (cases.hpp): clerk, reviewer, approver; an office
};

/// Adds a user to a file or gives the user another role and password: the first line of `in`. The file is readable for
/// its owner alone. Error{Kind::usage} for a name or role that cannot be, Error{Kind::input} for a short password.
int keep_user(const UserOptions& options, std::istream& in, std::ostream& talk);

}  // namespace mutu
