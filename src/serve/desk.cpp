// From files on a page to an open book: the same guesses, the same project file, the same run as on the command line.
#include "desk.hpp"

#include "answers.hpp"

#include "mutu/draft.hpp"
#include "mutu/text.hpp"

#include <fstream>

namespace mutu {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_answers = 1U << 20;  // bytes of JSON

void write_whole(const fs::path& path, const std::string& text) {
    const fs::path part = path.string() + ".part";
    std::ofstream out{part, std::ios::binary};
    if (!(out << text) || !out.flush()) throw Refusal{507, "写不下 " + path.filename().string()};
    out.close();
    fs::rename(part, path);
}

}  // namespace

Desk::Desk(std::string workspace, Common common, Shelf& shelf)
    : workspace_{std::move(workspace)}, common_{std::move(common)}, shelf_{shelf} {
    if (!fs::is_directory(workspace_)) throw Error{Kind::input, workspace_.string() + "：文件夹不存在"};
}

Reply Desk::overview() {
    if (const std::string finished = job_.take_finished(); !finished.empty())
        open(AnalysisFolder{workspace_, finished});
    Value value, list{Value::List{}};
    for (const std::string& name : analyses_in(workspace_)) {
        const AnalysisFolder folder{workspace_, name};
        Value one;
        one.add("name", name), one.add("project", fs::exists(folder.project()));
        one.add("book", fs::exists(folder.book()));
        list.push(std::move(one));
    }
    value.add("workspace", true), value.add("analyses", std::move(list));
    const std::lock_guard lock{guard_};
    value.add("open", open_), value.add("job", job_.told());
    return json_reply(value);
}

Reply Desk::shown(const AnalysisFolder& folder, const Value& answers) {
    const auto files = folder.data_sets();
    Value value;
    value.add("name", folder.name()), value.add("files", folder.files());
    if (!files.empty()) {
        ProjectDraft made = draft(folder.root().string(), files, answers, common_);
        value.add("form", std::move(made.form)), value.add("project", std::move(made.text));
    }
    return json_reply(value);
}

Reply Desk::start(const AnalysisFolder& folder, const Value& answers) {
    const auto files = folder.data_sets();
    if (files.empty()) throw Refusal{409, "还没有资料：请先放入宗地等文件"};
    if (job_.running()) throw Refusal{409, "另一项分析正在运行，请等它结束"};
    const ProjectDraft made = draft(folder.root().string(), files, answers, common_);
    for (const Value& source : made.form.find("sources")->list("sources"))
        if (source.find("role")->text("role").empty() && !source.find("left_out")->boolean("left_out"))
            throw Refusal{409, source.find("path")->text("path") + "：看不出是哪类资料，请选择类别，或选“不用”"};
    write_whole(folder.project(), made.text);
    if (!job_.start(folder.name(), folder.project().string(), common_))
        throw Refusal{409, "另一项分析正在运行，请等它结束"};
    return json_reply(job_.told(), 202);
}

Reply Desk::stop(const AnalysisFolder& folder) {
    if (!job_.stop(folder.name())) throw Refusal{409, folder.name() + " 没有在运行"};
    return json_reply(job_.told(), 202);
}

Reply Desk::open(const AnalysisFolder& folder) {
    if (!fs::exists(folder.book())) throw Refusal{404, folder.name() + " 还没有成果库"};
    shelf_.show(folder.book().string());
    const std::lock_guard lock{guard_};
    open_ = folder.name();
    Value value;
    value.add("open", open_);
    return json_reply(value);
}

Reply Desk::answer(const std::string& method, const Request& request, const Pieces& body) {
    try {
        if (!is_utf8(request.path)) throw Refusal{400, "网址不是 UTF-8"};
        std::vector<std::string> parts = split(request.path, '/');
        parts.erase(parts.begin(), parts.begin() + 3);  // "", "api", "desk"
        if (parts.empty()) return method == "GET" ? overview() : refused(405, "只有 GET");
        const AnalysisFolder folder{workspace_, parts[0]};
        const std::string verb = parts.size() > 1 ? parts[1] : "";
        if (verb == "files" && parts.size() == 3 && method == "PUT") {
            folder.receive(parts[2], body);
            return json_reply(folder.files(), 201);
        }
        if (verb == "files" && parts.size() > 2 && method == "DELETE") {
            folder.remove(join({parts.begin() + 2, parts.end()}, "/"));
            return json_reply(folder.files());
        }
        if (parts.size() > 2 || !folder.exists()) return refused(404, "没有 " + request.path);
        if (verb.empty() && method == "GET") return shown(folder, {});
        if (verb == "draft" && method == "POST") return shown(folder, table_in(body, largest_answers));
        if (verb == "run" && method == "POST") return start(folder, table_in(body, largest_answers));
        if (verb == "stop" && method == "POST") return stop(folder);
        if (verb == "open" && method == "POST") return open(folder);
        return refused(404, "没有 " + request.path);
    } catch (const Refusal& fault) {
        return refused(fault.status(), fault.what());
    } catch (const Error& fault) {
        return refused(fault.kind() == Kind::bug ? 500 : 400,
                       fault.kind() == Kind::bug ? "程序内部错误" : fault.what());
    } catch (const fs::filesystem_error&) {
        return refused(507, "文件写不了：请检查文件夹的权限和磁盘空间");
    }
}

}  // namespace mutu
