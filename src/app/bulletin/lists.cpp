// The annex of a 通报: sums by park, causes, named parcels, and the parcels behind them.
#include "bulletin/bulletin.hpp"

#include "mutu/text.hpp"

#include <algorithm>
#include <set>

namespace mutu {
namespace {

using enum Form;

constexpr std::array<Cause, cause_count> causes{Cause::disposal, Cause::period,   Cause::data,
                                                Cause::policy,   Cause::boundary, Cause::unsplit};

std::string cause_word(const Labels& labels, Cause cause) {
    return labels.text("compare", cause == Cause::boundary ? "boundary_moved" : word(cause));
}

std::string figure_word(const BulletinSource& source, FigureOf figure) {
    return source.labels.text("land_class", figures[static_cast<std::size_t>(figure)]);
}

std::string state_word(const BulletinSource& source, FigureOf figure, const std::string& code) {
    if (code.empty()) return {};
    return source.labels.text(figure == FigureOf::idle ? "idle_state" : "land_class", code);
}

Quantity land_of(Area land, const Account& one) { return one.area_unknown ? Quantity{} : Quantity{land}; }

std::vector<Account> wanted(const BulletinSource& source) {
    std::vector<Account> rows;
    for (const Account& one : source.accounts.rows)
        if (source.wanted(one.park_id)) rows.push_back(one);
    return rows;
}

std::int64_t open_parcels(const BulletinSource& source, const Kept& run) {
    std::int64_t open = 0;
    for (const KeptParcel& one : run.parcels)
        if (one.of(KeptField::land_class) == "undetermined" && source.wanted(one.of(KeptField::park_id).value_or("")))
            ++open;
    return open;
}

std::vector<Quantity> parameter_row(const BulletinSource& source, const std::string& id) {
    const Parameter* found = nullptr;
    if (source.rules)
        if (const auto at = source.rules->parameters.find(id); at != source.rules->parameters.end())
            found = &at->second;
    if (found == nullptr) return {id, std::string{"规则包没有这个参数"}, {}};
    const std::string value = parameter_text(found->value);
    return {found->title, value.empty() ? "未录入" : value,
            found->clause + "（" + source.labels.text("evidence", word(found->evidence)) + "）"};
}

/// Rows in the order of annex::Basis first.
AnnexList basis_list(const BulletinSource& source) {
    const Kept &a = source.runs.before, &b = source.runs.after;
    const auto pack = [](const Kept& run) { return run.policy + " " + run.policy_sha256.substr(0, 12); };
    AnnexList list{"附表1 基本情况", {{"项目"}, {"内容"}, {"说明"}}, {}};
    list.rows = {
        {std::string{"期初分析编号"}, a.run_id, {}},
        {std::string{"期初截止日期"}, a.as_of, {}},
        {std::string{"期末分析编号"}, b.run_id, {}},
        {std::string{"期末截止日期"}, b.as_of, {}},
        {std::string{"期初待核宗地（宗）"}, open_parcels(source, a), std::string{"不计入任何一类，也不计入合计"}},
        {std::string{"期末待核宗地（宗）"}, open_parcels(source, b), std::string{"不计入任何一类，也不计入合计"}},
        parameter_row(source, "disposal_task_rate"),
        parameter_row(source, "stock_disposal_ratio"),
        {std::string{"期初规则包"}, pack(a), {}},
        {std::string{"期末规则包"}, pack(b), {}},
        {std::string{"期初面积口径"}, a.area_basis, {}},
        {std::string{"期末面积口径"}, b.area_basis, {}},
        {std::string{"土地使用权人"}, std::string{"按成果库最近一次读入的资料"}, {}}};
    if (!same_policy(a, b)) list.rows.push_back({std::string{"政策差异"}, policies_of(a, b), {}});
    for (const std::string& note : source.accounts.notes)
        list.rows.push_back({std::string{"变动原因"}, source.labels.text("compare", note), {}});
    return list;
}

/// Recognised among the idle at the end of the period: number and land by park.
std::map<std::string, std::pair<std::int64_t, Area>> recognised(const BulletinSource& source) {
    std::map<std::string, std::pair<std::int64_t, Area>> found;
    for (const KeptParcel& one : source.runs.after.parcels)
        if (one.idle() && one.of(KeptField::recognition) == "recognised") {
            auto& sum = found[one.of(KeptField::park_id).value_or("")];
            ++sum.first, sum.second += one.area.value_or(Area{});
        }
    return found;
}

AnnexList park_list(const BulletinSource& source, FigureOf figure, const std::string& name) {
    const std::string unit = figure == FigureOf::unsupplied ? "批" : "宗";
    AnnexList list{name,
                   {{"园区"},
                    {"期初（" + unit + "）", count, true},
                    {"期末（" + unit + "）", count, true},
                    {"增减（" + unit + "）", count, true, false},
                    {"期初（亩）", mu, true},
                    {"期末（亩）", mu, true},
                    {"增减（亩）", mu, true}},
                   {}};
    const bool idle = figure == FigureOf::idle;
    if (idle)
        list.columns.push_back({"其中已认定（宗）", count, true}),
            list.columns.push_back({"其中已认定（亩）", mu, true});
    std::map<std::string, FigureSum> sums;
    for (const Account& one : wanted(source))
        if (one.figure == figure) sums[one.park_id].add(one);
    const auto known = recognised(source);
    for (const std::string& park : park_order(source)) {
        const FigureSum& sum = sums[park];
        if (park.empty() && sum.before == 0 && sum.after == 0) continue;
        auto& row = list.rows.emplace_back();
        row = {source.park_name(park),     sum.before, sum.after, sum.after - sum.before, sum.move.from, sum.move.to,
               sum.move.to - sum.move.from};
        if (!idle) continue;
        const auto at = known.find(park);
        row.emplace_back(at == known.end() ? std::int64_t{0} : at->second.first);
        row.emplace_back(at == known.end() ? Area{} : at->second.second);
    }
    return list;
}

AnnexList why_list(const BulletinSource& source) {
    AnnexList list{"附表5 变动原因", {{"指标"}, {"期初（亩）", mu}, {"期末（亩）", mu}, {"增减（亩）", mu}}, {}};
    for (const Cause cause : causes) list.columns.push_back({cause_word(source.labels, cause), mu});
    for (const FigureOf figure : {FigureOf::idle, FigureOf::unsupplied, FigureOf::low_efficiency}) {
        FigureSum sum;
        for (const Account& one : wanted(source))
            if (one.figure == figure) sum.add(one);
        auto& row = list.rows.emplace_back();
        row = {figure_word(source, figure), sum.move.from, sum.move.to, sum.move.to - sum.move.from};
        for (const Cause cause : causes) row.emplace_back(sum.move.of(cause));
    }
    list.notes = {"处置：期内供应、动工、复工、竣工、收回、延期而退出；到期与新发生：时间推移或期内新发生的事实；资料更"
                  "正：期初已有的情况改了记载；"
                  "政策变化：同样的事实按期末规则包判定；界线变化：分割、合并、界线和园区范围变动。各项相加等于增减"};
    return list;
}

/// What did most of the change.
Cause main_cause(const LandMove& move) {
    Cause most = Cause::unsplit;
    const auto size = [&](Cause cause) { return std::abs(move.of(cause).quanta()); };
    for (const Cause cause : causes)
        if (size(cause) > size(most)) most = cause;
    return most;
}

std::vector<AnnexColumn> named_columns() {
    return {{"指标"},     {"园区"},     {"宗地或批文"},           {"使用权人"},
            {"期初状态"}, {"期末状态"}, {"面积（亩）", mu, true}, {"主要原因"}};
}

std::vector<Quantity> named_row(const BulletinSource& source, const Account& one, Area land, bool with_cause) {
    return {figure_word(source, one.figure),
            source.park_name(one.park_id),
            one.id,
            source.holder(one.id),
            state_word(source, one.figure, one.was),
            state_word(source, one.figure, one.is),
            land_of(land, one),
            with_cause ? cause_word(source.labels, main_cause(one.move)) : std::string{}};
}

AnnexList entered_list(const BulletinSource& source) {
    AnnexList list{"附表8 新进入", named_columns(), {}};
    for (const Account& one : wanted(source))
        if (!one.counts_before && one.counts_after) list.rows.push_back(named_row(source, one, one.move.to, true));
    return list;
}

AnnexList left_list(const BulletinSource& source) {
    AnnexList list{"附表9 退出", named_columns(), {}};
    for (const Account& one : wanted(source))
        if (one.counts_before && !one.counts_after) list.rows.push_back(named_row(source, one, one.move.from, true));
    return list;
}

/// How near to a recall; only what starts from the same ladder is compared.
int gravity(const std::optional<std::string>& idle_state) {
    if (!idle_state) return 0;
    if (*idle_state == "early_warning" || *idle_state == "stalled") return 1;
    if (*idle_state == "idle_a_1y" || *idle_state == "idle_b" || *idle_state == "idle_gov") return 2;
    return *idle_state == "idle_a_2y" ? 3 : 0;
}

/// Parcels in both runs that came nearer to a recall without newly being idle.
AnnexList worsened_list(const BulletinSource& source) {
    AnnexList list{"附表10 恶化", named_columns(), {}};
    list.columns.pop_back();
    const Compared& runs = source.runs;
    for (const Heir& heir : runs.heirs) {
        if (!heir.before || !heir.after) continue;
        const KeptParcel &was = runs.before.parcels[*heir.before], &is = runs.after.parcels[*heir.after];
        const std::string park = is.of(KeptField::park_id).value_or("");
        const bool entered = !was.idle() && is.idle();
        if (entered || !source.wanted(park) ||
            gravity(is.of(KeptField::idle_state)) <= gravity(was.of(KeptField::idle_state)))
            continue;
        const std::string& id = runs.after.land.ids[*heir.after];
        const auto state = [&](const KeptParcel& one) {
            return source.labels.text("idle_state", one.of(KeptField::idle_state).value_or(""));
        };
        list.rows.push_back({std::string{"闲置状态"}, source.park_name(park), id, source.holder(id), state(was),
                             state(is), quantity(is.area)});
    }
    return list;
}

AnnexList row_list(const BulletinSource& source, FigureOf figure, const std::string& name) {
    AnnexList list{name,
                   {{"园区"},
                    {figure == FigureOf::unsupplied ? "批文" : "宗地"},
                    {"原编号", text, false, false},
                    {"使用权人"},
                    {"期初状态"},
                    {"期末状态"},
                    {"期初（亩）", mu, true},
                    {"期末（亩）", mu, true},
                    {"增减（亩）", mu, true, false}},
                   {}};
    if (figure == FigureOf::unsupplied)
        list.columns[3].on_paper = list.columns[4].on_paper = list.columns[5].on_paper = false;
    for (const Cause cause : causes)
        list.columns.push_back({cause_word(source.labels, cause) + "（亩）", mu, true, false});
    for (const Account& one : wanted(source)) {
        if (one.figure != figure) continue;
        auto& row = list.rows.emplace_back();
        row = {source.park_name(one.park_id),
               one.id,
               one.was_id == one.id ? std::string{} : one.was_id,
               source.holder(one.id),
               state_word(source, figure, one.was),
               state_word(source, figure, one.is),
               land_of(one.move.from, one),
               land_of(one.move.to, one),
               land_of(one.move.to - one.move.from, one)};
        for (const Cause cause : causes) row.push_back(land_of(one.move.of(cause), one));
    }
    return list;
}

}  // namespace

std::string BulletinSource::park_name(const std::string& id) const {
    if (id.empty()) return "园区之外";
    const auto found = park_names.find(id);
    return found == park_names.end() || found->second.empty() ? id : found->second;
}

std::string BulletinSource::holder(const std::string& parcel_id) const {
    const auto found = holders.find(parcel_id);
    return found == holders.end() ? std::string{} : found->second;
}

BulletinSource bulletin_source(const Compared& runs, const Accounts& accounts, const Labels& labels,
                               const std::string& park) {
    BulletinSource source{runs, accounts, labels, rules_of(runs.after), {}, {}, park};
    const Book book{runs.after.path};
    for (const Kept* run : {&runs.after, &runs.before}) {
        const Book own{run->path};
        for (const auto& row : run->rows(own, "park_id, park_name", "park_result", " ORDER BY fid").rows)
            source.park_names.emplace(row[0].value_or(""), row[1].value_or(""));
    }
    for (const auto& row :
         book.query("SELECT parcel_id, holder_name FROM parcel WHERE holder_name IS NOT NULL ORDER BY fid").rows)
        source.holders.emplace(row[0].value_or(""), row[1].value_or(""));
    return source;
}

std::vector<std::string> park_order(const BulletinSource& source) {
    std::vector<std::string> order;
    std::set<std::string> seen;
    for (const Kept* run : {&source.runs.after, &source.runs.before}) {
        const Book book{run->path};
        for (const auto& row : run->rows(book, "park_id", "park_result", " ORDER BY fid").rows)
            if (row[0] && source.wanted(*row[0]) && seen.insert(*row[0]).second) order.push_back(*row[0]);
    }
    if (source.park.empty()) order.emplace_back();
    return order;
}

std::vector<AnnexList> annex_lists(const BulletinSource& source) {
    std::vector<AnnexList> lists(annex::list_count);
    lists[annex::basis] = basis_list(source);
    lists[annex::idle_parks] = park_list(source, FigureOf::idle, "附表2 疑似闲置分园区");
    lists[annex::unsupplied_parks] = park_list(source, FigureOf::unsupplied, "附表3 批而未供分园区");
    lists[annex::low_parks] = park_list(source, FigureOf::low_efficiency, "附表4 拟认定低效分园区");
    lists[annex::why] = why_list(source);
    lists[annex::ranking] = ranking_list(source);
    lists[annex::tasks] = task_list(source);
    lists[annex::entered] = entered_list(source);
    lists[annex::left] = left_list(source);
    lists[annex::worsened] = worsened_list(source);
    lists[annex::deadlines] = deadline_list(source);
    lists[annex::idle_rows] = row_list(source, FigureOf::idle, "附表12 疑似闲置逐宗");
    lists[annex::unsupplied_rows] = row_list(source, FigureOf::unsupplied, "附表13 批而未供逐批次");
    lists[annex::low_rows] = row_list(source, FigureOf::low_efficiency, "附表14 拟认定低效逐宗");
    return lists;
}

}  // namespace mutu
