// Labels of a sheet: none over another, none over a boundary, all of them where they can be read.
#include "layout.hpp"

#include "mutu/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace mutu {
namespace {

/// Land as rectangles side by side in rows, metres; `name` of each by its number.
MapSheet land(int columns, int rows, double width, double height, const std::string& name = "示例企业") {
    MapSheet sheet;
    sheet.classes.push_back({.label = "正常利用", .look = {.color = "#cbdcaa", .outline = "#6f8a4a"}});
    const auto box = [](GeometryColumn& shapes, double x, double y, double w, double h) {
        for (const Xy p : {Xy{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}) shapes.add_point(p);
        shapes.end_ring(), shapes.end_part(), shapes.end_row();
    };
    for (int i = 0; i < columns * rows; ++i) {
        box(sheet.land.shapes, i % columns * width, i / columns * height, width * 0.9, height * 0.9);
        sheet.land.classes.push_back(0);
        sheet.land.names.push_back(name + std::to_string(i));
        sheet.land.values.emplace_back();
    }
    box(sheet.parks, 0, 0, columns * width, rows * height);
    return sheet;
}

struct Placed {
    SheetLayout layout;
    Marks marks;
};

Placed placed(const MapSheet& sheet, PaperSize size = PaperSize::a3, int scale = 0, Xy centre = {}) {
    Placed all{layout_of(sheet, size), {}};
    if (scale > 0) all.layout.scale = scale, all.layout.centre = centre;
    const Canvas paper{{.width = all.layout.width, .height = all.layout.height, .title = {}, .date = {}}};
    all.marks = place_marks(sheet, all.layout, paper);
    return all;
}

Box room_of(const Mark& mark) {
    return {mark.at.x - mark.extent.width / 2, mark.at.y - mark.extent.height / 2, mark.at.x + mark.extent.width / 2,
            mark.at.y + mark.extent.height / 2};
}

std::size_t overlapping(const std::vector<Mark>& marks) {
    std::size_t count = 0;
    for (std::size_t a = 0; a < marks.size(); ++a)
        for (std::size_t b = a + 1; b < marks.size(); ++b)
            count += room_of(marks[a]).meets(room_of(marks[b])) ? 1U : 0U;
    return count;
}

/// Each number once, from 1 on, and each in the list.
void numbers_are_whole(const Marks& marks) {
    std::set<int> numbers;
    for (const Mark& mark : marks.placed)
        if (mark.number > 0) {
            EXPECT_TRUE(numbers.insert(mark.number).second) << mark.number;
        }
    EXPECT_EQ(numbers.size(), marks.listed.size());
    ASSERT_FALSE(numbers.empty());
    EXPECT_EQ(*numbers.rbegin(), static_cast<int>(numbers.size()));
}

TEST(Marks, NameRoomyLandInside) {
    const MapSheet sheet = land(5, 4, 100, 80);
    const Placed all = placed(sheet);
    EXPECT_EQ(all.marks.named, 20U);
    EXPECT_TRUE(all.marks.listed.empty());
    EXPECT_EQ(overlapping(all.marks.placed), 0U);
    for (const Mark& mark : all.marks.placed) {
        const Box ground = sheet.land.shapes.box(mark.row), room = room_of(mark);
        const Xy low = all.layout.ground({room.min_x, room.max_y}), high = all.layout.ground({room.max_x, room.min_y});
        EXPECT_TRUE(low.x >= ground.min_x && high.x <= ground.max_x && low.y >= ground.min_y && high.y <= ground.max_y)
            << mark.text;
    }
}

TEST(Marks, NumberNarrowLandEachOnce) {
    const Placed all = placed(land(30, 12, 30, 60, "湖南某某精密机械制造示例企业第"));
    EXPECT_EQ(all.marks.named + all.marks.listed.size() + all.marks.unmarked, 360U);
    EXPECT_GT(all.marks.listed.size(), 100U);
    EXPECT_EQ(overlapping(all.marks.placed), 0U);
    numbers_are_whole(all.marks);
}

TEST(Marks, LeaveTheMapFreeWhereNumbersWouldCoverIt) {
    const Placed all = placed(land(120, 90, 40, 40));
    EXPECT_TRUE(all.marks.placed.empty());
    EXPECT_TRUE(all.marks.listed.empty());
    EXPECT_EQ(all.marks.unmarked, 10'800U);
    const Placed roomy = placed(land(120, 90, 40, 40), PaperSize::a0);
    EXPECT_GT(roomy.marks.listed.size(), 5'000U) << "large paper has room for numbers";
    numbers_are_whole(roomy.marks);
}

TEST(Marks, StandWholeOnOneOfSeveralSheets) {
    MapSheet sheet = land(20, 15, 60, 50);
    sheet.index = {{0, 0, 600, 400}, {600, 0, 1200, 400}}, sheet.page = 1;
    const Placed all = placed(sheet, PaperSize::a3, 2000, {300, 200});
    EXPECT_GT(all.marks.named, 40U);
    EXPECT_EQ(overlapping(all.marks.placed), 0U);
    const Rectangle& map = all.layout.map;
    for (const Mark& mark : all.marks.placed) {
        const Box room = room_of(mark);
        EXPECT_TRUE(room.min_x >= map.x && room.max_x <= map.right() && room.min_y >= map.y &&
                    room.max_y <= map.bottom())
            << mark.text;
    }
}

TEST(Marks, KeepOffTheBoundaryOfAPark) {
    MapSheet sheet = land(1, 1, 300, 200);
    sheet.parks = {};
    for (const Xy p : {Xy{0, 0}, {135, 0}, {135, 200}, {0, 200}}) sheet.parks.add_point(p);  // runs through the land
    sheet.parks.end_ring(), sheet.parks.end_part(), sheet.parks.end_row();
    const Placed all = placed(sheet);
    ASSERT_EQ(all.marks.placed.size(), 1U);
    const double line = all.layout.paper({135, 0}).x;
    const Box room = room_of(all.marks.placed[0]);
    EXPECT_TRUE(room.max_x < line || room.min_x > line) << all.marks.placed[0].text;
}

TEST(Marks, BreakANameOfSixtyCharactersIntoLines) {
    std::string name;
    for (int i = 0; i < 59; ++i) name += "长";
    const Placed all = placed(land(6, 4, 100, 100, name));
    EXPECT_EQ(all.marks.named, 24U);
    EXPECT_GT(split(all.marks.placed.at(0).text, '\n').size(), 4U);
}

}  // namespace
}  // namespace mutu
