// The lie of the land: parcels tile their blocks, keep off each other and share their edges to the last bit.
#include "layout.hpp"
#include "park.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

using namespace mutu;
using namespace mutu::demo;

namespace {

/// Every other point of a ring lies strictly to the left of each edge, going round once.
bool convex(const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Xy a = ring[i], b = ring[(i + 1) % ring.size()], c = ring[(i + 2) % ring.size()];
        if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) <= 0) return false;
    }
    return true;
}

bool inside(const Ring& ring, Xy p) {
    bool in = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
            p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
            in = !in;
    return in;
}

const Park& park() {
    static const Park made = make_park({.folder = ""}, 1);
    return made;
}

using Edge = std::pair<std::pair<double, double>, std::pair<double, double>>;

TEST(Layout, DrawsConvexParcelsOfOneToSixHectares) {
    for (const Place& place : park().layout.places) {
        EXPECT_TRUE(convex(place.ring));
        EXPECT_GT(ring_area(place.ring), 10'000);
        EXPECT_LT(ring_area(place.ring), 60'000);
    }
}

TEST(Layout, SharesEdgesToTheLastBitAndNeverTwiceInOneDirection) {
    std::map<Edge, int> edges;
    for (const Place& place : park().layout.places)
        for (std::size_t i = 0; i < place.ring.size(); ++i) {
            const Xy a = place.ring[i], b = place.ring[(i + 1) % place.ring.size()];
            ++edges[{{a.x, a.y}, {b.x, b.y}}];
        }
    int shared = 0;
    for (const auto& [edge, count] : edges) {
        EXPECT_EQ(count, 1);
        shared += edges.contains({edge.second, edge.first}) ? 1 : 0;
    }
    // A full block of 2 × 4 parcels has 10 inner edges, each seen from both sides.
    std::map<std::size_t, int> filled;
    for (const Place& place : park().layout.places) ++filled[place.block];
    int inner = 0;
    for (const auto& [block, count] : filled) inner += count == 8 ? 20 : 0;
    EXPECT_GT(inner, 0);
    EXPECT_GE(shared, inner);
}

TEST(Layout, ParcelsAndRoadsFillTheOpenApprovals) {
    for (const ApprovalArea& approval : park().layout.approvals) {
        double parcels = 0;
        for (const std::size_t i : approval.parcels) {
            parcels += ring_area(park().layout.places[i].ring);
            for (const Xy p : park().layout.places[i].ring) EXPECT_TRUE(inside(approval.ring, p));
        }
        EXPECT_LT(parcels, ring_area(approval.ring));
    }
}

TEST(Layout, PutsEachParcelWhereItsPlantWantsIt) {
    const Park& made = park();
    for (std::size_t i = 0; i < made.plants.size(); ++i) {
        std::size_t corners_in = 0;
        const Ring& ring = made.layout.places[i].ring;
        for (const Xy p : ring)
            for (const Ring& block : made.layout.park)
                if (inside(block, p)) ++corners_in;
        switch (made.plants[i]->ground) {
        case Ground::outside: EXPECT_EQ(corners_in, 0U); break;
        case Ground::crossing: EXPECT_TRUE(corners_in > 0 && corners_in < ring.size()); break;
        case Ground::open:
        case Ground::stock:
        case Ground::withdrawn: EXPECT_EQ(corners_in, ring.size()) << made.plants[i]->id; break;
        }
    }
}

TEST(Layout, SecondParkLiesInTwoBlocks) { EXPECT_EQ(park().layout.park.size(), 2U); }

TEST(Codes, CreditCodeHasTheCheckCharacterOfTheStandard) {
    // Organisation 10000000: 11 − (1·3 mod 11) = 8.
    const std::string code = uscc(0);
    EXPECT_EQ(code.substr(0, 17), "91439901100000008");
    // The weighted sum of the first seventeen and the check character make a multiple of 31.
    constexpr int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1};
    const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    ASSERT_EQ(code.size(), std::size(weights));
    int sum = 0;
    for (std::size_t i = 0; i < code.size(); ++i) sum += static_cast<int>(alphabet.find(code[i])) * weights[i];
    EXPECT_EQ(sum % 31, 0);
}

TEST(Codes, ParcelCodeHasNineteenCharacters) {
    EXPECT_EQ(parcel_code(7, 0), "439901007001GB00001");
    EXPECT_EQ(parcel_code(7, 99'999), "439901007002GB00001");
}

}  // namespace
