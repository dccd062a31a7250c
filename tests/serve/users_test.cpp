// Users and what they may see: log-in, sessions, and a viewer who looks for a planted figure.
#include "app/published.hpp"
#include "client.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace mutu::test {
namespace {

constexpr const char* word = "eight is too few";

/// A users file with a password per line of standard input, as a person would make it.
void add_user(const std::string& file, const std::string& name, const std::string& role) {
    const std::string line = std::string{"printf '%s\\n' '"} + word + "' | " + MUTU_PROGRAM + " user " + file + " " +
                             name + " --role " + role + " 2>/dev/null";
    ASSERT_EQ(std::system(line.c_str()), 0);
}

/// A book with a figure that occurs nowhere else, and a natural person's name.
class Guarded {
public:
    Guarded() {
        EXPECT_EQ(run({"demo", folder_ / "d"}).code, 0);
        EXPECT_EQ(run({"run", folder_ / "d/PROJECT.toml", "--quiet"}).code, 0);
        parcel_ = first("ordinary"), suspect_ = first("idle");
        const std::string here = " WHERE parcel_id = '" + parcel_ + "'";
        change(book(), "UPDATE parcel_result SET tax_wan = 7654.321, tax_wan_per_mu = "
                       "7.654321, output_wan = 98765.4, output_wan_per_mu = 98.7654" +
                           here);
        change(book(), "UPDATE parcel SET holder_name = '欧阳植入'" + here);
        change(book(), "UPDATE parcel SET holder_name = '嫌疑植入有限公司' WHERE parcel_id = '" + suspect_ + "'");
        for (const char* role : {"viewer", "editor", "admin"}) add_user(users(), role, role);
        server_ = std::make_unique<Served>(book(), std::vector<std::string>{"--users", users()});
    }
    /// The first parcel of a land class.
    std::string first(const std::string& land_class) const {
        const auto rows = ask(book(), "SELECT parcel_id FROM parcel_result WHERE land_class = '" + land_class +
                                          "' ORDER BY fid LIMIT 1");
        return rows.at(0).begin()->second.value_or("");
    }
    std::string book() const { return folder_ / "d/book.gpkg"; }
    std::string users() const { return folder_ / "users"; }
    const std::string& parcel() const { return parcel_; }
    const std::string& suspect() const { return suspect_; }
    const Served& server() const { return *server_; }

    Heard say(const std::string& method, const std::string& path, const std::string& body, const std::string& headers) {
        Wire wire{server_->port()};
        wire.say(method + " " + path + " HTTP/1.1\r\nHost: " + server_->host() + "\r\nConnection: close\r\n" +
                 (method == "DELETE" ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n") + headers +
                 "\r\n" + body);
        return wire.hear();
    }
    Heard log_in(const std::string& name, const std::string& password) {
        return say("POST", "/api/session", R"({"name":")" + name + R"(","password":")" + password + "\"}",
                   "X-Mutu: 1\r\n");
    }
    /// The header of a session of this role, made once.
    std::string cookie(const std::string& role) {
        std::string& held = cookies_[role];
        if (held.empty()) {
            const std::string set = log_in(role, word).header("Set-Cookie");
            held = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
        }
        return held;
    }
    Heard get(const std::string& role, const std::string& target) { return server_->get(target, cookie(role)); }
    std::string log() const { return read_file(users() + ".log"); }

private:
    TempFolder folder_;
    std::string parcel_, suspect_;
    std::unique_ptr<Served> server_;
    std::map<std::string, std::string> cookies_;
};

Guarded& guarded() {
    static Guarded one;
    return one;
}

TEST(Users, WithoutALogInThereIsThePageAndNoData) {
    for (const char* target : {"/", "/healthz", "/api/session", "/api/openapi.json"})
        EXPECT_EQ(guarded().server().get(target).status, 200) << target;
    // A build without the page says so and has no script to give.
    const bool page = says(guarded().server().get("/").body, "app.js");
    EXPECT_EQ(guarded().server().get("/app.js").status, page ? 200 : 404);
    for (const char* target :
         {"/api/book", "/api/parcels", "/api/parcels.csv", "/api/desk", "/tiles/parcel_result/14/0/0.mvt", "/ogc",
          "/ogc/collections/parcel_result/items", "/api/nothing"})
        EXPECT_EQ(guarded().server().get(target).status, 401) << target;
    EXPECT_EQ(guarded().server().get("/api/book", "Cookie: mutu=0000\r\n").status, 401);
}

TEST(Users, ALogInSetsACookieThatScriptsCannotReadAndOtherSitesCannotSend) {
    const Heard heard = guarded().log_in("viewer", word);
    ASSERT_EQ(heard.status, 200) << heard.body;
    const std::string set = heard.header("Set-Cookie");
    EXPECT_TRUE(says(set, "HttpOnly") && says(set, "SameSite=Strict") && !says(set, "Secure")) << set;
    const Value told = heard.json();
    EXPECT_EQ(told.find("role")->text("role"), "viewer");
    EXPECT_FALSE(says(set, told.find("token")->text("token"))) << "the token of changes is another";
    EXPECT_EQ(guarded().log_in("viewer", "not the password").status, 401);
    EXPECT_EQ(guarded().log_in("nobody", word).status, 401);
    EXPECT_EQ(guarded().say("POST", "/api/session", "{}", "").status, 403) << "no header of the page";
    EXPECT_EQ(guarded().say("POST", "/api/session", "{}", "X-Mutu: 1\r\nOrigin: http://evil.example\r\n").status, 403);
    EXPECT_EQ(guarded().say("POST", "/api/session", std::string(5000, 'x'), "X-Mutu: 1\r\n").status, 413);
    EXPECT_TRUE(says(guarded().log(), "\"log-in\"") && says(guarded().log(), "\"log-in failed\""));
    EXPECT_FALSE(says(guarded().log(), word));
}

TEST(Users, LeavingNeedsTheTokenAndEndsTheSession) {
    const Heard heard = guarded().log_in("editor", word);
    const std::string set = heard.header("Set-Cookie"), cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
    EXPECT_EQ(guarded().say("DELETE", "/api/session", "", cookie + "X-Mutu: 1\r\n").status, 403);
    EXPECT_EQ(guarded().server().get("/api/book", cookie).status, 200);
    const std::string token = heard.json().find("token")->text("token");
    EXPECT_EQ(guarded().say("DELETE", "/api/session", "", cookie + "X-Mutu: " + token + "\r\n").status, 200);
    EXPECT_EQ(guarded().server().get("/api/book", cookie).status, 401);
}

TEST(Users, AFileOthersMayReadAndABadLineAreRefused) {
    const TempFolder folder;
    const std::string file = folder / "users";
    const auto refused = [&](const std::string& text, unsigned mode) {
        std::ofstream{file} << text;
        chmod(file.c_str(), mode);
        const Answer said = run({"serve", guarded().book(), "--users", file, "--port", "0"});
        EXPECT_EQ(said.code, 3);
        return said.err;
    };
    EXPECT_TRUE(says(refused("# nobody\n", 0644), "chmod 600"));
    EXPECT_TRUE(says(refused("# nobody\n", 0600), "没有用户"));
    const std::string err = refused("# one\nzhang:boss:x\n", 0600);
    EXPECT_TRUE(says(err, "第 2 行") && says(err, "boss") && says(err, "viewer")) << err;
    const std::string plain = refused("zhang:viewer:geheim12345\n", 0600);
    EXPECT_TRUE(says(plain, "argon2id") && !says(plain, "geheim12345")) << plain;
}

TEST(Users, BeyondThisMachineNeedsUsers) {
    EXPECT_EQ(run({"serve", guarded().book(), "--bind", "0.0.0.0", "--port", "0"}).code, 2);
    const Served open{guarded().book(), {"--users", guarded().users(), "--bind", "0.0.0.0"}};
    EXPECT_EQ(open.get("/api/book").status, 401);
}

/// A copy of the guarded book whose sources are marked.
std::string marked(const TempFolder& folder, const std::string& secrecy) {
    const std::string book = folder / (secrecy + ".gpkg");
    fs::copy_file(guarded().book(), book);
    change(book, "UPDATE run SET secrecy = '" + secrecy + "'");
    return book;
}

TEST(Secrecy, ASecretBookLeavesTheMachineOnlyWhereSomebodyAnswersForTheNetwork) {
    const TempFolder folder;
    const std::string book = marked(folder, "secret");
    const std::vector<std::string> users{"--users", guarded().users()};
    for (const auto& more : std::vector<std::vector<std::string>>{{"--bind", "0.0.0.0"}, {"--behind-tls"}}) {
        std::vector<std::string> words{"serve", book, "--port", "0"};
        words.insert(words.end(), users.begin(), users.end());
        words.insert(words.end(), more.begin(), more.end());
        const Answer refused = run(words);
        EXPECT_EQ(refused.code, 4);
        EXPECT_TRUE(says(refused.err, "涉密") && says(refused.err, "--ack-secret-network")) << refused.err;
        EXPECT_EQ(refused.out, "");
    }
    const Served here{book};
    EXPECT_EQ(here.get("/api/book").status, 200) << "on this machine alone it opens";
    const Served answered{book, {"--users", guarded().users(), "--bind", "0.0.0.0", "--ack-secret-network"}};
    EXPECT_EQ(answered.get("/api/book").status, 401);
}

TEST(Secrecy, ABookThatTakesItsPlaceLaterIsHeldToTheSame) {
    const TempFolder folder;
    const std::string book = marked(folder, "internal");
    const Served open{book, {"--users", guarded().users(), "--bind", "0.0.0.0"}};
    Wire wire{open.port()};
    const std::string login = std::string{R"({"name":"editor","password":")"} + word + "\"}";
    wire.say("POST /api/session HTTP/1.1\r\nHost: " + open.host() + "\r\nConnection: close\r\nContent-Length: " +
             std::to_string(login.size()) + "\r\nX-Mutu: 1\r\n\r\n" + login);
    const std::string set = wire.hear().header("Set-Cookie"),
                      cookie = "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
    EXPECT_EQ(open.get("/api/parks", cookie).status, 200);
    fs::rename(marked(folder, "secret"), book);
    const Heard refused = open.get("/api/parks", cookie);
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(says(refused.body, "涉密")) << refused.body;
    EXPECT_FALSE(says(refused.body, "P001")) << refused.body;
}

TEST(Secrecy, EveryReplyWithDataBearsTheMark) {
    const TempFolder folder;
    const Served here{marked(folder, "secret")};
    for (const char* target :
         {"/api/book", "/api/parcels", "/api/parcels.csv", "/tiles/parcel_result/9/0/0.mvt", "/ogc", "/api/cases",
          "/ogc/collections", "/ogc/collections/parcel_result/items?limit=1"})
        EXPECT_EQ(here.get(target).header("Mutu-Secrecy"), "secret") << target;
    EXPECT_EQ(here.get("/ogc/collections/parcel_result").json().find("secrecy")->text("secrecy"), "secret");
    const Heard handed = here.get("/ogc/collections/parcel_result/items?limit=1");
    EXPECT_EQ(handed.json().find("secrecy")->text("secrecy"), "secret");
    EXPECT_EQ(handed.header("Mutu-Secrecy"), "secret");
    EXPECT_NE(here.get("/api/parcels.csv").header("Content-Disposition").find("%E6%B6%89%E5%AF%86"),
              std::string::npos);  // 涉密
    EXPECT_TRUE(here.get("/api/book").json().find("cover_warning")->is_null());
}

/// Every address from which a viewer could read something, besides tiles of squares that hold nothing.
std::vector<std::string> targets(Guarded& site) {
    std::vector<std::string> all{"/api/book",
                                 "/api/parks",
                                 "/api/parcels?limit=1000",
                                 "/api/parcels.csv",
                                 "/api/themes",
                                 "/api/legend",
                                 "/api/legend?theme=tax",
                                 "/api/search?q=0",
                                 "/api/what-if",
                                 "/api/parameters",
                                 "/api/scenarios",
                                 "/api/plans/P1",
                                 "/api/expansions/E1",
                                 "/ogc",
                                 "/ogc/collections",
                                 "/api/parcels/" + site.parcel(),
                                 "/api/parcels/" + site.suspect(),
                                 "/api/desk"};
    const Value parks = site.get("editor", "/api/parks").json();
    for (const Value& park : parks.find("parks")->list("parks"))
        all.push_back("/api/parks/" + park.find("park_id")->text("park_id"));
    const Value book = site.get("editor", "/api/book").json();
    for (const Value& layer : book.find("layers")->list("layers"))
        all.push_back("/ogc/collections/" + layer.find("id")->text("id") + "/items?limit=10000");
    const Value card = site.get("editor", "/api/parcels/" + site.parcel()).json();
    const auto& box = card.find("bbox")->list("bbox");
    const double lon = (box.at(0).real("x") + box.at(2).real("x")) / 2,
                 lat = (box.at(1).real("y") + box.at(3).real("y")) / 2;
    all.push_back("/api/identify?lon=" + std::to_string(lon) + "&lat=" + std::to_string(lat));
    const double pi = 3.14159265358979, tiles = 65536;
    const auto x = static_cast<int>((lon + 180) / 360 * tiles);
    const auto y = static_cast<int>((1 - std::asinh(std::tan(lat * pi / 180)) / pi) / 2 * tiles);
    all.push_back("/tiles/parcel_result/16/" + std::to_string(x) + "/" + std::to_string(y) + ".mvt");
    return all;
}

TEST(Veil, NoRouteTellsAViewerThePlantedFigureOrPerson) {
    int seen = 0;
    for (const std::string& target : targets(guarded())) {
        const Heard heard = guarded().get("viewer", target), whole = guarded().get("editor", target);
        for (const char* planted :
             {"7.654321", "7.65", "7654.32", "98765.4", "98.7654", "98.77", "欧阳植入", "嫌疑植入"}) {
            EXPECT_FALSE(says(heard.body, planted)) << target << " tells " << planted;
            if (says(whole.body, planted)) ++seen;
        }
        double number = 7.654321;
        std::string bits(sizeof number, ' ');
        std::memcpy(bits.data(), &number, sizeof number);
        EXPECT_FALSE(says(heard.body, bits)) << target;
        if (says(whole.body, bits)) ++seen;
    }
    EXPECT_GE(seen, 10) << "what is not there for an admin either cannot be found missing";
}

TEST(Veil, BisectingTheFilterFindsTheBandAndNoMore) {
    const auto found = [](double least, double most) {
        const Heard heard =
            guarded().get("viewer", "/api/parcels?limit=1&min_tax_wan_per_mu=" + std::to_string(least) +
                                        "&max_tax_wan_per_mu=" + std::to_string(most) + "&q=" + guarded().parcel());
        return heard.status == 200 && heard.json().find("count")->integer("count") > 0;
    };
    EXPECT_TRUE(found(5, 10)) << "its band";
    EXPECT_FALSE(found(7, 8)) << "no finer";
    double low = 0, high = 1000;
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        (found(low, middle) ? high : low) = middle;
    }
    EXPECT_GT(std::abs(low - 7.654321), 0.5);
    const Heard unknown = guarded().get("viewer", "/api/parcels?limit=1&q=欧阳植入");
    EXPECT_EQ(unknown.json().find("count")->integer("count"), 0);
    const Heard item = guarded().get("viewer", "/ogc/collections/parcel_result/items?tax_wan=7654.321");
    EXPECT_EQ(item.status, 400);
}

TEST(Veil, SortingTellsNoOrderWithinABand) {
    change(guarded().book(), "UPDATE parcel_result SET tax_wan_per_mu = 19 - fid / 1000.0 WHERE tax_wan_per_mu >= 10 "
                             "AND tax_wan_per_mu < 20");
    const auto order = [](const char* sort) {
        std::vector<std::string> ids;
        const Value table =
            guarded()
                .get("viewer",
                     std::string{"/api/parcels?limit=1000&min_tax_wan_per_mu=10&max_tax_wan_per_mu=20&sort="} + sort)
                .json();
        for (const Value& row : table.find("parcels")->list("parcels"))
            ids.push_back(row.find("parcel_id")->text("id"));
        return ids;
    };
    const auto up = order("tax_wan_per_mu"), down = order("-tax_wan_per_mu");
    ASSERT_GE(up.size(), 2U);
    EXPECT_EQ(up, down) << "both by the order of rows alone";
}

TEST(Veil, AViewerSeesBandsAndAnEditorFigures) {
    const std::string target = "/api/parcels?limit=1&q=" + guarded().parcel();
    const Value viewer = guarded().get("viewer", target).json(), editor = guarded().get("editor", target).json();
    const std::string band = viewer.find("parcels")->list("parcels").at(0).find("tax_wan_per_mu")->text("band");
    EXPECT_TRUE(says(band, "5") && says(band, "10")) << band;
    EXPECT_DOUBLE_EQ(editor.find("parcels")->list("parcels").at(0).find("tax_wan_per_mu")->real("tax"), 7.654321);
    EXPECT_NE(guarded().get("viewer", "/api/book").header("ETag"), guarded().get("editor", "/api/book").header("ETag"));
    EXPECT_EQ(guarded().get("viewer", "/api/what-if").status, 403);
    EXPECT_EQ(guarded().get("viewer", "/ogc/collections/diagnostic/items").status, 404);
    EXPECT_TRUE(says(guarded().log(), "\"export\""));
}

TEST(Veil, AViewerReadsTheNameOfAFirmWhereNothingIsHeldAgainstTheLand) {
    const auto firm = ask(guarded().book(), "SELECT p.parcel_id AS id, p.holder_name AS name FROM parcel p JOIN "
                                            "parcel_result r ON r.parcel_id = p.parcel_id WHERE r.land_class = "
                                            "'ordinary' AND p.holder_name LIKE '%公司%' ORDER BY p.fid LIMIT 1")
                          .at(0);
    const Heard heard = guarded().get("viewer", "/ogc/collections/parcel/items?parcel_id=" + firm.at("id").value());
    EXPECT_EQ(heard.status, 200);
    EXPECT_TRUE(says(heard.body, firm.at("name").value())) << heard.body;
    const Heard person = guarded().get("viewer", "/ogc/collections/parcel/items?parcel_id=" + guarded().parcel());
    EXPECT_TRUE(says(person.body, "欧**")) << person.body;
    const Heard suspect = guarded().get("viewer", "/ogc/collections/parcel/items?parcel_id=" + guarded().suspect());
    EXPECT_FALSE(says(suspect.body, "嫌疑")) << suspect.body;
}

TEST(Veil, EveryColumnOfTheBookHasAClass) {
    const std::string classes = read_file(root() + "/geodata/labels/serve/field_class.toml");
    const auto names =
        ask(guarded().book(),
            "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type "
            "= 'table' AND m.name NOT GLOB 'sqlite_*' AND m.name NOT GLOB 'rtree_*' AND m.name NOT GLOB "
            "'gpkg_*' AND m.name NOT GLOB 'history_*' AND c.name <> 'fid' AND c.name GLOB '[a-z]*'");
    for (const auto& row : names) {
        const std::string name = row.begin()->second.value_or("");
        EXPECT_TRUE(says(classes, "\"" + name + "\" = ")) << name;
    }
    EXPECT_GT(names.size(), 400U);
}

TEST(Users, ZTooManyFailuresAreHeldUp) {
    for (int tries = 0; tries < 5; ++tries) EXPECT_EQ(guarded().log_in("admin", "wrong password").status, 401);
    const Heard heard = guarded().log_in("admin", word);
    EXPECT_EQ(heard.status, 429) << "also with the right one";
    EXPECT_EQ(heard.header("Retry-After"), "900");
}

}  // namespace
}  // namespace mutu::test
