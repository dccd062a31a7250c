// mutu serve, and mutu user: the one verb that reads a password.
#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace mutu {
namespace {

/// Promise: while it lives, what is typed on the terminal is not shown.
class Unechoed {
public:
    explicit Unechoed(std::ostream& talk) {
        if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
        talk << "密码（不显示，回车结束）：" << std::flush;
    }
    ~Unechoed() {
        if (hidden_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unechoed(const Unechoed&) = delete;
    Unechoed& operator=(const Unechoed&) = delete;
    Unechoed(Unechoed&&) = delete;
    Unechoed& operator=(Unechoed&&) = delete;

private:
    termios before_{};
    bool hidden_ = false;
};

}  // namespace

void serve_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("serve", "在浏览器里打开一张图：地图、检索、一地一档；附数据接口");
    verb->add_option("book", typed.served.book, "成果库；或一个文件夹，在浏览器里新建分析")->required();
    verb->add_option("--port", typed.served.port, "端口，缺省 8600；0 取空闲端口")->check(CLI::Range(0, 65535));
    verb->add_option("--bind", typed.served.bind, "地址，缺省为本机 127.0.0.1；其他地址要有 --users");
    verb->add_option("--users", typed.served.users, "用户文件（mutu user 建立）：要登录，按角色看字段");
    verb->add_flag("--behind-tls", typed.served.tls, "前面有本机的 TLS 代理：Cookie 只走 HTTPS，来客地址取 X-Real-IP");
    verb->add_flag("--ack-secret-network", typed.served.ack_secret,
                   "涉密成果库对本机以外提供（或前有代理）时：确认所在网络按规定可以处理涉密信息");
    verb->add_option("--base-map", typed.served.base_maps,
                     "底图，可多次：GeoTIFF 或影像 MBTiles 文件，或内网瓦片地址（含 {z} {x} {y}）；后面可写 "
                     ",title=名称,date=日期,secrecy=密级,crs=EPSG:4490")
        ->type_name("MAP");
    verb->add_option("--web-root", typed.served.web_root, "用该目录里的网页文件，代替程序自带的");
    verb->callback(
        [&typed] { typed.action = [&typed] { return serve(typed.served, typed.common, std::cout, std::cerr); }; });
}

void user_verb(CLI::App& app, Typed& typed) {
    CLI::App* verb = app.add_subcommand("user", "给 mutu serve 的用户文件添加或更新一个用户；密码从终端或标准输入读");
    verb->add_option("file", typed.user.file, "用户文件，没有就新建（只有本人可读）")->required();
    verb->add_option("name", typed.user.name, "名字")->required();
    verb->add_option("--role", typed.user.role, "角色：viewer（查看）、editor（编辑）、admin（管理），缺省 viewer")
        ->check(CLI::IsMember({"viewer", "editor", "admin"}));
    verb->add_option("--duty", typed.user.duty, "处置闲置土地的岗位：clerk（经办）、reviewer（审核）、approver（批准）")
        ->check(CLI::IsMember({"clerk", "reviewer", "approver"}));
    verb->add_option("--office", typed.user.office,
                     "岗位所在的机关：park_office、county_bureau、government，与 --duty 合用")
        ->check(CLI::IsMember({"park_office", "county_bureau", "government"}));
    verb->callback([&typed] {
        typed.action = [&typed] {
            const Unechoed quiet{std::cerr};
            return keep_user(typed.user, std::cin, std::cerr);
        };
    });
}

}  // namespace mutu
